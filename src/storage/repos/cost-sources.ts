import type { SqlValue } from "../database.ts";
import { slotAt, slotsOfDay } from "./cost-columns.ts";
import type { CostQuery } from "./cost-columns.ts";

/** Rows of sums that together are those of a period, each of them once. */
export interface CostSource {
  /** What stands behind FROM, up to the end of its WHERE. */
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** Slots from the first up to, not including, the second. */
type Slots = readonly [from: number, to: number];

const fine = (slots: Slots): CostSource => ({ sql: "cost_slots WHERE slot >= ? AND slot < ?", parameters: slots });

/** Days whose coarser sums are behind: nearly always there are none. */
const fineOfStale = (slots: Slots): CostSource => ({
  sql:
    `cost_stale CROSS JOIN cost_slots WHERE slot >= cost_stale.day * ${slotsOfDay} ` +
    `AND slot < (cost_stale.day + 1) * ${slotsOfDay} AND slot >= ? AND slot < ?`,
  parameters: slots,
});

const times = (slots: Slots): CostSource => ({
  sql: `cost_times WHERE slot >= ? AND slot < ? AND slot / ${slotsOfDay} NOT IN (SELECT day FROM cost_stale)`,
  parameters: slots,
});

const days = (first: number, next: number): CostSource => ({
  sql: "cost_days WHERE day >= ? AND day < ? AND day NOT IN (SELECT day FROM cost_stale)",
  parameters: [first, next],
});

/** Where the sums of a period by quarter and number are. */
export function timeSources({ from, to }: Pick<CostQuery, "from" | "to">): CostSource[] {
  const slots: Slots = [slotAt(from), slotAt(to)];
  return [times(slots), fineOfStale(slots)];
}

/** Where the sums that a query asks for are: the coarsest that tell apart what it tells apart. */
export function sourcesOf(query: Pick<CostQuery, "from" | "to" | "by">): CostSource[] {
  const { from, to, by } = query;
  if (by.every((dimension) => dimension === "slot" || dimension === "number")) return timeSources(query);
  const [first, end]: Slots = [slotAt(from), slotAt(to)];
  const [firstDay, endDay] = [Math.ceil(first / slotsOfDay), Math.floor(end / slotsOfDay)];
  if (by.includes("slot") || firstDay >= endDay) return [fine([first, end])];
  // The days of another zone begin and end within one of UTC.
  const whole: Slots = [firstDay * slotsOfDay, endDay * slotsOfDay];
  return [fine([first, whole[0]]), days(firstDay, endDay), fineOfStale(whole), fine([whole[1], end])];
}
