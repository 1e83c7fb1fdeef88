import type { Queryable } from "../database.ts";
import { quoted, takenStates } from "./message-states.ts";
import { inChunks } from "./sql.ts";

/** Messages of one market and category. */
export interface TierCount {
  readonly market: string | null;
  /** Meta's pricing category where it is known (its international one comes in two spellings), else the template's. */
  readonly category: string;
  readonly count: number;
}

const taken = quoted(takenStates);
const tiered = ["utility", "authentication", "authentication-international", "authentication_international"]
  .map((category) => `'${category}'`)
  .join(", ");

/**
 * How many utility and authentication messages of these numbers Meta took in a period (milliseconds, the end left out) and
 * has not reported as failed, by market and category; the same pair may come twice. What is known to be free is not among
 * them, since Meta does not count it. What is still on its way counts: it may arrive.
 */
export async function deliveredThisMonth(
  db: Queryable,
  query: { readonly from: number; readonly to: number; readonly numbers: readonly string[] },
): Promise<TierCount[]> {
  return inChunks(query.numbers, async (marks, chunk) =>
    db.query<TierCount>(
      `SELECT market, COALESCE(pricing_category, category) AS category, COUNT(*) AS count FROM messages
       WHERE accepted_at >= ? AND accepted_at < ? AND direction = 'out' AND state IN (${taken})
         AND COALESCE(pricing_category, category) IN (${tiered})
         AND COALESCE(settled_micros, estimate_micros, 1) > 0 AND phone_number_id IN (${marks})
       GROUP BY market, COALESCE(pricing_category, category)`,
      [query.from, query.to, ...chunk],
    ),
  );
}
