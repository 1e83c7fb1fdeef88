import type { Database, Queryable } from "../database.ts";
import { costSums, costSumsOfRows, refreshCostSlots } from "./cost-slots.ts";

/** Messages of one market and category. */
export interface TierCount {
  readonly market: string | null;
  /** Meta's pricing category where it is known (its international one comes in two spellings), else the template's. */
  readonly category: string;
  readonly count: number;
}

const tiered: readonly (string | null | undefined)[] = [
  "utility",
  "authentication",
  "authentication-international",
  "authentication_international",
];

/**
 * How many utility and authentication messages of these numbers Meta took in a period (milliseconds, multiples of a quarter of an hour, the
 * end left out) and has not reported as failed, by market and category; the same pair may come twice. What is known to be free is not
 * among them, since Meta does not count it. What is still on its way counts: it may arrive. A message is of the month in which it arrived.
 *
 * Read from the sums, which are made anew before; within a transaction from the messages themselves, which takes long if there are many.
 */
export async function deliveredThisMonth(
  db: Queryable | Database,
  query: { readonly from: number; readonly to: number; readonly numbers: readonly string[] },
): Promise<TierCount[]> {
  const asked = { ...query, by: ["market", "category"] as const };
  if ("transaction" in db) await refreshCostSlots(db);
  const sums = "transaction" in db ? await costSums(db, asked) : await costSumsOfRows(db, asked);
  return sums.flatMap(({ market = null, category, charged, unpriced }) => {
    // What has no price yet may get one.
    const count = charged + unpriced;
    return tiered.includes(category) && count > 0 ? [{ market, category: category ?? "", count }] : [];
  });
}
