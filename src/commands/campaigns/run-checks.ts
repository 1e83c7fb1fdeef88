import { access } from "node:fs/promises";
import type { Context } from "../../cli/context.ts";
import { assertNumber, assertTemplates, listChanged } from "../../domain/campaigns/control/checks.ts";
import { hashOfFile } from "../../domain/campaigns/list/hash-file.ts";
import { templateDrift } from "../../domain/campaigns/plan/drift.ts";
import type { NumberLimits } from "../../domain/campaigns/plan/limits.ts";
import type { RecipientSource } from "../../domain/campaigns/spec.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { limitsNow, specOf } from "./run-engine.ts";
import { assertHeaders } from "./run-uploads.ts";

/** A list that is gone changes nothing: who is written to was frozen. One that is another by now was perhaps meant. */
async function assertList(source: RecipientSource | undefined, campaign: CampaignRow): Promise<void> {
  if (source?.kind !== "file") return;
  const { path, name, hash } = source;
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere && (await hashOfFile({ path, name })) !== hash) throw listChanged(source, campaign);
}

/**
 * Everything that is to be right before the first message of a run: token, number, templates, files. Answers what Meta allows the
 * number.
 */
export async function checkBeforeRun(
  campaign: CampaignRow,
  { asPlanned }: { readonly asPlanned: boolean },
  context: Context,
): Promise<NumberLimits> {
  const spec = specOf(campaign);
  // What has been sent of it already was sent to those of the plan, and so is the rest.
  if (!asPlanned && campaign.started_at === null) await assertList(spec?.source, campaign);
  await assertHeaders(campaign, spec, context);
  const limits = await limitsNow(campaign, context);
  assertNumber(limits);
  if (spec !== undefined) {
    assertTemplates(await templateDrift(spec, await context.graph(), context.signal), campaign);
  }
  return limits;
}
