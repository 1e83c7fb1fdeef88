import type { Database, Queryable } from "../database.ts";
import { slotAt, slotMs } from "./cost-columns.ts";
import { refreshCostSlots } from "./cost-refresh.ts";
import { quoted, takenStates } from "./message-states.ts";
import { inChunks } from "./sql.ts";

/** Messages of one market and category. */
export interface TierCount {
  readonly market: string | null;
  /** Meta's pricing category where it is known (its international one comes in two spellings), else the template's. */
  readonly category: string;
  readonly count: number;
}

const tiered = ["utility", "authentication", "authentication-international", "authentication_international"]
  .map((category) => `'${category}'`)
  .join(", ");

// What has a price of zero does not count; what has none yet may get one.
const inSums = (numbers: string): string => `
  SELECT market, category, CAST(SUM(charged + unpriced) AS BIGINT) AS count FROM cost_slots
  WHERE slot >= ? AND slot < ? AND direction = 'out' AND category IN (${tiered}) AND phone_number_id IN (${numbers})
    AND taken_slot NOT IN (SELECT slot FROM cost_marks)
  GROUP BY market, category HAVING SUM(charged + unpriced) > 0`;

// Of the quarters whose sums are behind, the messages themselves are counted.
const inMarked = (numbers: string): string => `
  SELECT m.market, COALESCE(m.pricing_category, m.category) AS category, COUNT(*) AS count
  FROM (SELECT DISTINCT slot FROM cost_marks) AS k CROSS JOIN messages m
  WHERE m.accepted_at >= k.slot * ${slotMs} AND m.accepted_at < (k.slot + 1) * ${slotMs}
    AND COALESCE(m.delivered_at, m.accepted_at) >= ? AND COALESCE(m.delivered_at, m.accepted_at) < ?
    AND m.direction = 'out' AND m.state IN (${quoted(takenStates)}) AND COALESCE(m.pricing_category, m.category) IN (${tiered})
    AND COALESCE(m.settled_micros, m.estimate_micros, 1) > 0 AND m.phone_number_id IN (${numbers})
  GROUP BY m.market, COALESCE(m.pricing_category, m.category)`;

/**
 * How many utility and authentication messages of these numbers Meta took in a period (milliseconds, multiples of a quarter of an hour, the end left out) and
 * has not reported as failed, by market and category; the same pair may come twice. What is known to be free is not among
 * them, since Meta does not count it. What is still on its way counts: it may arrive. A message is of the month in which it arrived.
 *
 * Read from the sums, which are made anew first unless a transaction is open.
 */
export async function deliveredThisMonth(
  db: Queryable | Database,
  query: { readonly from: number; readonly to: number; readonly numbers: readonly string[] },
): Promise<TierCount[]> {
  const { from, to, numbers } = query;
  if ("transaction" in db) await refreshCostSlots(db);
  return inChunks(numbers, async (marks, chunk) =>
    db.query<TierCount>(`${inSums(marks)} UNION ALL ${inMarked(marks)}`, [
      ...[slotAt(from), slotAt(to), ...chunk],
      ...[from, to, ...chunk],
    ]),
  );
}
