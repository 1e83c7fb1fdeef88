import type { Queryable } from "../database.ts";
import { slotAt } from "./cost-columns.ts";
import { timeSources } from "./cost-sources.ts";

/** Amounts are micros. */
export interface Spent {
  /** What Meta has settled. */
  readonly settled: number;
  /** The estimate of what Meta took and has not priced, of what is being sent, and of what nobody knows whether it went out. */
  readonly open: number;
  /** Messages among all these whose price is not known. */
  readonly unpriced: number;
}

const total = (column: string): string => `CAST(COALESCE(SUM(${column}), 0) AS BIGINT) AS ${column}`;

/** What has no wamid yet counts by the moment at which it was last taken from the queue. */
const underWay = (state: "sending" | "uncertain"): string =>
  `SELECT 0, COALESCE(estimate_micros, 0), CASE WHEN estimate_micros IS NULL THEN 1 ELSE 0 END FROM messages
   WHERE state = '${state}' AND direction = 'out' AND (currency = ? OR currency IS NULL)
     AND COALESCE(sending_at, created_at) >= ? AND COALESCE(sending_at, created_at) < ?`;

/**
 * What the account has spent in a period (milliseconds, multiples of a quarter of an hour; the end left out) in one currency, over all its
 * numbers. Exact at any moment, without `refreshCostSlots`, since the marks say by how much the sums are behind: no message is
 * looked at but those that are being sent or uncertain. It takes as long as adding up a sum for each number and quarter of an hour.
 */
export async function spentIn(
  db: Queryable,
  query: { readonly from: number; readonly to: number; readonly currency: string },
): Promise<Spent> {
  const { from, to, currency } = query;
  const sums = timeSources(query);
  const underWayOf = [currency, from, to];
  const ofSums = sums.map(
    ({ sql }) =>
      `SELECT settled_micros AS settled, estimate_micros AS open, unpriced FROM ${sql}
       AND direction = 'out' AND (currency = ? OR currency IS NULL)`,
  );
  const behind = `SELECT settled_micros, estimate_micros, unpriced FROM cost_marks
    WHERE billed_slot >= ? AND billed_slot < ? AND currency IN (?, '')`;
  // One statement: between two, somebody may make the sums anew, and move money from the marks to them.
  const [row] = await db.query<Spent>(
    `SELECT ${total("settled")}, ${total("open")}, ${total("unpriced")}
     FROM (${[...ofSums, behind, underWay("sending"), underWay("uncertain")].join(" UNION ALL ")}) AS spent`,
    [
      ...sums.flatMap(({ parameters }) => [...parameters, currency]),
      slotAt(from),
      slotAt(to),
      currency,
      ...underWayOf,
      ...underWayOf,
    ],
  );
  return row ?? { settled: 0, open: 0, unpriced: 0 };
}
