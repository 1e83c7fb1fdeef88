import type { CostFacts } from "../../../../src/domain/costs/report/facts.ts";
import { costGroupings } from "../../../../src/domain/costs/report/lines.ts";
import type { CostSum } from "../../../../src/storage/repos/cost-slots.ts";
import type { WaitingCost } from "../../../../src/storage/repos/waiting-costs.ts";

/** A sum of the kind that the roll-ups answer; every dimension is there, so that it fits every grouping. */
export function sum(more: Partial<CostSum>): CostSum {
  return {
    slot: 0,
    category: "utility",
    market: "Spain",
    template: "pedido_enviado",
    campaign_id: null,
    labels: null,
    phone_number_id: "100200300",
    pricing_type: "regular",
    evidence: "two-transcriptions",
    currency: "USD",
    messages: 0,
    charged: 0,
    free: 0,
    unpriced: 0,
    settled: 0,
    delivered: 0,
    read: 0,
    settled_micros: 0,
    estimate_micros: 0,
    ...more,
  };
}

/** The slot of an instant: `2026-11-03T09:00Z`. */
export const slotOf = (time: string): number => Math.floor(Date.parse(time) / 900_000);

export interface FactsOf {
  readonly uncertain?: readonly CostSum[];
  readonly replies?: number;
  readonly waiting?: readonly WaitingCost[];
  readonly campaigns?: ReadonlyMap<number, string>;
}

/** What would be read of these sums: all of one stretch of prices, that of `at` (milliseconds). */
export function factsOf(rows: readonly CostSum[], at: number, more: FactsOf = {}): CostFacts {
  return {
    stretches: [{ at, rows }],
    groups: Object.fromEntries(costGroupings.map((by) => [by, rows])),
    service: rows.filter(({ category }) => category === "service"),
    uncertain: more.uncertain ?? [],
    replies: more.replies ?? 0,
    waiting: more.waiting ?? [],
    campaigns: more.campaigns ?? new Map(),
  };
}
