import type { Context } from "../../cli/context.ts";
import { thisRunner } from "../../cli/runner.ts";
import { requireCampaign } from "../../domain/campaigns/control/find.ts";
import { reread } from "../../domain/campaigns/control/pause.ts";
import { statusOf, type CampaignStatus } from "../../domain/campaigns/control/status.ts";
import type { Database } from "../../storage/database.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { settledDb } from "../settled-db.ts";

/** The campaign that the command line names, with what a dead process left behind told as uncertain. */
export async function findCampaign(
  given: string,
  context: Context,
): Promise<{ readonly db: Database; readonly campaign: CampaignRow }> {
  const db = await settledDb(context);
  const { phoneNumberId } = await context.settings();
  return { db, campaign: await requireCampaign(db, phoneNumberId, given) };
}

/** Where the campaign stands now. */
export async function statusNow(db: Database, campaign: CampaignRow, context: Context): Promise<CampaignStatus> {
  return statusOf(db, await reread(db, campaign), { runners: thisRunner(), now: context.clock.now() });
}
