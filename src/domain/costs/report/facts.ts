import type { Database } from "../../../storage/database.ts";
import {
  costSums,
  refreshCostSlots,
  uncertainSums,
  type CostDimension,
  type CostSum,
} from "../../../storage/repos/cost-slots.ts";
import { tierNotices, type TierNotice } from "../../../storage/repos/tier-notices.ts";
import { campaignNames, waitingCosts, type WaitingCost } from "../../../storage/repos/waiting-costs.ts";
import { monthAt, type Period } from "../calendar.ts";
import type { Tariff } from "../tariff.ts";
import { dimensionOf, type CostGrouping } from "./lines.ts";
import { stretchesOf } from "./stretches.ts";
import type { Stretch } from "./without-free.ts";

/** What a report is made of. */
export interface CostFacts {
  readonly stretches: readonly Stretch[];
  /** Sums by what each grouping needs; those that were not asked for are missing. */
  readonly groups: Readonly<Partial<Record<CostGrouping, readonly CostSum[]>>>;
  /** Free-form messages by number. */
  readonly service: readonly CostSum[];
  /** Messages of which nobody knows whether they went out. */
  readonly uncertain: readonly CostSum[];
  /** Messages that customers wrote. */
  readonly replies: number;
  /** What campaigns still have to send before the period's end. */
  readonly waiting: readonly WaitingCost[];
  /** What Meta has told of the volume tiers of the first month. */
  readonly notices?: readonly TierNotice[];
  /** Names of campaigns by their number. */
  readonly campaigns: ReadonlyMap<number, string>;
}

export interface FactsRequest {
  readonly period: Period;
  readonly tariff: Tariff;
  /** What the lines are grouped by. */
  readonly groupings: readonly CostGrouping[];
  /** Milliseconds: campaigns matter only to a period that is not over. */
  readonly now: number;
}

const stretchKeys = ["market", "category", "type", "evidence"] as const satisfies readonly CostDimension[];

/** Rows that are alike in everything but the stretch are one: the sums stay the same. */
function whole(stretches: readonly Stretch[]): readonly CostSum[] {
  return stretches.flatMap(({ rows }) => rows);
}

/** Reads the sums of a period. It reads roll-ups, which are brought up to date before. */
export async function readCostFacts(
  db: Database,
  { period, tariff, groupings, now }: FactsRequest,
): Promise<CostFacts> {
  await refreshCostSlots(db);
  const stretches: Stretch[] = [];
  for (const { from, to } of stretchesOf(period, tariff)) {
    stretches.push({ at: from, rows: await costSums(db, { from, to, by: stretchKeys }) });
  }
  const groups: Partial<Record<CostGrouping, readonly CostSum[]>> = {
    category: whole(stretches),
    market: whole(stretches),
  };
  const wanted = new Set<CostGrouping>([...groupings, "day"]);
  for (const by of wanted) groups[by] ??= await costSums(db, { ...period, by: [dimensionOf[by]] });
  const numbers = await costSums(db, { ...period, by: ["number", "category", "type"] });
  const inbound = await costSums(db, { ...period, by: [], direction: "in" });
  const ids = (groups.campaign ?? []).flatMap(({ campaign_id: id }) => id ?? []);
  return {
    stretches,
    groups,
    service: numbers.filter(({ category }) => category === "service"),
    uncertain: await uncertainSums(db, { ...period, by: [] }),
    replies: inbound.reduce((sum, { messages }) => sum + messages, 0),
    waiting: now < period.to ? await waitingCosts(db, period.to) : [],
    notices: await tierNotices(db, [monthAt(period.from, tariff.zone)]),
    campaigns: await campaignNames(db, ids),
  };
}
