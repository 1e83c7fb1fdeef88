import type { GraphClient } from "../../../graph/client.ts";
import type { Queryable } from "../../../storage/database.ts";
import { recipientCounts } from "../../../storage/repos/campaign-counts.ts";
import { messagesAt } from "../../../storage/repos/planned-messages.ts";
import { waitingElsewhere } from "../../../storage/repos/waiting-elsewhere.ts";
import type { CampaignRow, CampaignState } from "../../../storage/rows.ts";
import { readSpec, type CampaignSpec } from "../spec.ts";
import type { Draft } from "./draft.ts";
import { templateDrift, type TemplateDifference } from "./drift.ts";
import { readLimits, type NumberLimits } from "./limits.ts";
import { outlookOf, type Outlook } from "./outlook.ts";
import { waitingReached } from "./reached.ts";
import { sampleOf, type Sample } from "./samples.ts";
import type { PlanWarning } from "./warning.ts";
import { warningsOf } from "./warnings.ts";

/** All that is shown of a planned campaign: what was frozen, and what changes with time. */
export interface Plan {
  /** Undefined for one that is only tried out. */
  readonly id: number | undefined;
  readonly name: string;
  readonly state: CampaignState;
  readonly spec: CampaignSpec;
  /** Who still has to be written to: all recipients before it is started. */
  readonly remaining: number;
  readonly outlook: Outlook;
  readonly samples: readonly Sample[];
  readonly warnings: readonly PlanWarning[];
  readonly differences: readonly TemplateDifference[];
}

interface PlanParts extends Pick<Plan, "id" | "name" | "state" | "spec" | "remaining" | "samples" | "differences"> {
  readonly limits: NumberLimits;
  readonly elsewhere: number;
  /** Of those who still have to be written to, reached by the business in the last 24 hours. */
  readonly reached: number;
}

function assemble(parts: PlanParts, now: number): Plan {
  const { limits, elsewhere, reached, ...rest } = parts;
  const { spec, remaining, differences } = rest;
  const outlook = outlookOf(spec, limits, now, { recipients: remaining, reached });
  const warnings = warningsOf({ spec, remaining, outlook, status: limits.status, elsewhere, differences, now });
  return { ...rest, outlook, warnings };
}

/** The plan of a campaign that has just been made, or tried out. @param id where it was stored */
export async function planOfDraft(
  db: Queryable,
  { spec, limits, frozen }: Draft,
  { id, name, now }: { readonly id: number | undefined; readonly name: string; readonly now: number },
): Promise<Plan> {
  const samples = frozen.samples.flatMap((message) => sampleOf(spec, message) ?? []);
  const elsewhere = id === undefined ? 0 : await waitingElsewhere(db, id);
  const remaining = spec.counts.recipients;
  const { reached } = frozen;
  const known = { spec, remaining, limits, samples, elsewhere, reached };
  return assemble({ id, name, state: "planned", differences: [], ...known }, now);
}

/**
 * The plan of a stored campaign: what was frozen as it was frozen, and the limit, the times and the warnings as they are now.
 *
 * @returns undefined for a campaign without a plan (`recado send`)
 */
export async function planOf(
  db: Queryable,
  graph: Pick<GraphClient, "phoneNumbers" | "templates">,
  campaign: CampaignRow,
  { now, signal }: { readonly now: number; readonly signal?: AbortSignal | undefined },
): Promise<Plan | undefined> {
  if (campaign.spec === null) return undefined;
  const spec = readSpec(campaign.spec);
  const { wabaId, phoneNumberId } = spec;
  const [limits, differences] = await Promise.all([
    readLimits(graph, db, { wabaId, phoneNumberId, now, signal }),
    templateDrift(spec, graph, signal),
  ]);
  const messages = await messagesAt(db, campaign.id, spec.figures?.samples ?? []);
  const samples = messages.flatMap((message) => sampleOf(spec, message) ?? []);
  const elsewhere = await waitingElsewhere(db, campaign.id);
  const { id, name, state } = campaign;
  const counts = (await recipientCounts(db, [id])).get(id);
  const remaining = state === "cancelled" ? 0 : (counts?.get("queued") ?? 0);
  const reached = remaining === 0 ? 0 : await waitingReached(db, id, limits, now);
  const known = { spec, remaining, limits, samples, differences, elsewhere, reached };
  return assemble({ id, name: name ?? "", state, ...known }, now);
}
