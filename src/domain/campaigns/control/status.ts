import type { Queryable } from "../../../storage/database.ts";
import {
  campaignCost,
  recipientCounts,
  type CampaignCost,
  type RecipientCounts,
} from "../../../storage/repos/campaign-counts.ts";
import { failedAfterTaken } from "../../../storage/repos/failed-after.ts";
import type { CampaignRow, MessageState } from "../../../storage/rows.ts";
import { readSpec } from "../spec.ts";
import type { Runner } from "../../outbox/abandoned.ts";
import { runnerOf, type CampaignRunner } from "./runner-of.ts";

/** The states that a recipient can be in, in the order in which they are told. */
export const recipientStates = [
  "queued",
  "sending",
  "accepted",
  "sent",
  "delivered",
  "read",
  "failed",
  "uncertain",
  "skipped",
  "cancelled",
] as const satisfies readonly MessageState[];
export type RecipientState = (typeof recipientStates)[number];

/** All ten, zeros too. */
export type CampaignCounts = Readonly<Record<RecipientState, number>>;

export function countsOf(counts: RecipientCounts | undefined): CampaignCounts {
  const entries = recipientStates.map((state) => [state, counts?.get(state) ?? 0] as const);
  return Object.fromEntries(entries) as Record<RecipientState, number>;
}

export function recipientsIn(counts: CampaignCounts): number {
  return recipientStates.reduce((sum, state) => sum + counts[state], 0);
}

/** What Meta took and has not reported as failed. */
export function goneIn(counts: CampaignCounts): number {
  return counts.accepted + counts.sent + counts.delivered + counts.read;
}

/** Who is in which state, and how many of them have a message that Meta took. */
export interface CampaignProgress {
  readonly counts: CampaignCounts;
  /** Meta took their message, whatever became of it: what fails later stays among them. */
  readonly taken: number;
}

/** Of several campaigns, by id. What failed is only looked into where something failed. */
export async function progressOf(
  db: Queryable,
  campaignIds: readonly number[],
): Promise<ReadonlyMap<number, CampaignProgress>> {
  const found = await recipientCounts(db, campaignIds);
  const counts = campaignIds.map((id) => [id, countsOf(found.get(id))] as const);
  const failed = await failedAfterTaken(
    db,
    counts.filter(([, { failed: some }]) => some > 0).map(([id]) => id),
  );
  return new Map(counts.map(([id, its]) => [id, { counts: its, taken: goneIn(its) + (failed.get(id) ?? 0) }]));
}

export async function progressOfOne(db: Queryable, campaignId: number): Promise<CampaignProgress> {
  return (await progressOf(db, [campaignId])).get(campaignId) ?? { counts: countsOf(undefined), taken: 0 };
}

/** Where a campaign stands. */
export interface CampaignStatus extends CampaignProgress {
  readonly campaign: CampaignRow;
  /** Of the list, not written to. */
  readonly excluded: number;
  readonly cost: CampaignCost;
  /** Who runs it now. */
  readonly runner: CampaignRunner | undefined;
  /** It should be running, and whoever ran it is gone. */
  readonly isAbandoned: boolean;
}

export async function statusOf(
  db: Queryable,
  campaign: CampaignRow,
  { runners, now }: { readonly runners: Runner; readonly now: number },
): Promise<CampaignStatus> {
  const runner = runnerOf(campaign, runners, now);
  return {
    campaign,
    ...(await progressOfOne(db, campaign.id)),
    excluded: excludedOf(campaign),
    cost: await campaignCost(db, campaign.id),
    runner,
    isAbandoned: campaign.state === "running" && runner === undefined && campaign.spec !== null,
  };
}

/** How many of its list were excluded when it was planned. */
export function excludedOf({ spec }: Pick<CampaignRow, "spec">): number {
  if (spec === null) return 0;
  return Object.values(readSpec(spec).counts.excluded).reduce((sum, count) => sum + count, 0);
}
