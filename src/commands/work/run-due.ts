import type { Context } from "../../cli/context.ts";
import { thisRunner } from "../../cli/runner.ts";
import { AppError, BusyError } from "../../core/errors.ts";
import { redactText } from "../../core/redact.ts";
import { same, type Text } from "../../core/text.ts";
import { driveCampaign } from "../../domain/campaigns/control/drive.ts";
import { nameOf } from "../../domain/campaigns/control/pause.ts";
import { recipientsIn, type CampaignStatus } from "../../domain/campaigns/control/status.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { statusNow } from "../campaigns/find-campaign.ts";
import { checkBeforeRun } from "../campaigns/run-checks.ts";
import { engineOf, specOf } from "../campaigns/run-engine.ts";
import { uploadHeaders } from "../campaigns/run-uploads.ts";
import { campaignStateWords } from "../campaigns/shown-state.ts";
import { shownTime } from "../campaigns/shown-status.ts";

/** How one campaign of a worker ended. */
export interface WorkEnd {
  readonly status: CampaignStatus;
  /** What keeps it from going on by itself. */
  readonly trouble: AppError | undefined;
}

/** Runs one campaign as a worker does; undefined when another process has it, or had it meanwhile. */
export async function runDue(campaign: CampaignRow, context: Context): Promise<WorkEnd | undefined> {
  const db = await context.db();
  const name = nameOf(campaign);
  let trouble: AppError | undefined;
  try {
    const end = await driveCampaign({
      db,
      clock: context.clock,
      signal: context.signal,
      runner: thisRunner(),
      campaign,
      whenAsked: "scheduled",
      engine: async (row) => {
        context.note({ en: `${name}: begins.`, es: `${name}: empieza.` });
        // Who started it has seen the plan: the list is not asked about again.
        const limits = await checkBeforeRun(row, { asPlanned: true }, context);
        const uploads = await uploadHeaders(row, specOf(row), context);
        return engineOf(row, { limits, uploads }, context);
      },
    });
    trouble = end.stoppedBy;
  } catch (error) {
    if (error instanceof BusyError) return undefined;
    if (!context.signal.aborted) trouble = error instanceof AppError ? error : fault(error);
  }
  const status = await statusNow(db, campaign, context);
  context.note(endText(status));
  if (trouble !== undefined) context.warn({ en: `${name}: ${trouble.text.en}`, es: `${name}: ${trouble.text.es}` });
  return { status, trouble };
}

function endText({ campaign, counts, taken }: CampaignStatus): Text {
  const name = nameOf(campaign);
  const state = campaignStateWords[campaign.state].text;
  const out = `${taken}/${recipientsIn(counts)}`;
  const due = campaign.due_at === null ? undefined : shownTime(campaign, campaign.due_at);
  const then: Text = due === undefined ? same("") : { en: `; goes on ${due}`, es: `; continúa ${due}` };
  return {
    en: `${name}: ${state.en}, ${out} sent${then.en}.`,
    es: `${name}: ${state.es}, ${out} enviados${then.es}.`,
  };
}

function fault(error: unknown): AppError {
  return new AppError({ code: "fault", text: same(redactText(String(error))), cause: error });
}
