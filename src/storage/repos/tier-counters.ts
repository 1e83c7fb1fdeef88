import type { Queryable } from "../database.ts";
import { quoted } from "./message-states.ts";
import { inChunks, insertSql } from "./sql.ts";

/** How many charged messages of a market and category a number has delivered in a month. */
export interface TierCounter {
  /** `2026-11`, in the account's zone. */
  readonly month: string;
  readonly phone_number_id: string;
  readonly market: string;
  /** `utility` or `authentication`: international authentication counts on with the latter. */
  readonly category: string;
  readonly count: number;
}

const columns = ["month", "phone_number_id", "market", "category", "count"] as const;
const key = "month, phone_number_id, market, category";

// In one order everywhere, so that two processes wait for one another and never cross.
const inOrder = (rows: readonly TierCounter[]): (string | number)[][] =>
  rows
    .map((row) => [row.month, row.phone_number_id, row.market, row.category, row.count])
    .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

/** Adds to counters (less than nothing takes away), each once; who adds to the same ones waits until the transaction ends. */
export async function addToTierCounters(tx: Queryable, rows: readonly TierCounter[]): Promise<void> {
  const count = `ON CONFLICT (${key}) DO UPDATE SET count = tier_counters.count + excluded.count`;
  await tx.batch(insertSql("tier_counters", columns, count), inOrder(rows));
}

/** Puts counters where there are none. */
export async function beginTierCounters(tx: Queryable, rows: readonly TierCounter[]): Promise<void> {
  await tx.batch(insertSql("tier_counters", columns, `ON CONFLICT (${key}) DO NOTHING`), inOrder(rows));
}

export async function dropTierCounters(tx: Queryable, month: string): Promise<void> {
  await tx.exec("DELETE FROM tier_counters WHERE month = ?", [month]);
}

/** The counts of these months, over all numbers: Meta counts over all of a business portfolio. */
export async function tierCounts(
  db: Queryable,
  months: readonly string[],
): Promise<Omit<TierCounter, "phone_number_id">[]> {
  return inChunks(months, async (marks, chunk) =>
    db.query<Omit<TierCounter, "phone_number_id">>(
      `SELECT month, market, category, CAST(SUM(count) AS BIGINT) AS count FROM tier_counters
       WHERE month IN (${marks}) GROUP BY month, market, category`,
      chunk,
    ),
  );
}

/** Whether messages of this month were counted: one that began before recado counted must begin with what is settled of it. */
export async function isCounted(db: Queryable, month: string): Promise<boolean> {
  return (await db.query("SELECT 1 AS one FROM tier_counters WHERE month = ? LIMIT 1", [month])).length > 0;
}

/** Meta delivers, and reports, for up to thirty days; what came later than a week after it was taken changes no tier. */
const week = 7 * 86_400_000;
const tiered = ["utility", "authentication", "authentication-international", "authentication_international"];
const words = tiered.map((word) => `'${word}'`).join(", ");

/**
 * What the rows say was charged and delivered in a period (milliseconds, the end left out), in Meta's words for categories: for a month of
 * which nothing was counted while it came in.
 */
export async function chargedInRows(
  db: Queryable,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<(Omit<TierCounter, "month" | "market"> & { readonly market: string | null })[]> {
  return db.query(
    `SELECT phone_number_id, market, pricing_category AS category, COUNT(*) AS count FROM messages
     WHERE accepted_at >= ? AND accepted_at < ? AND direction = 'out' AND state IN (${quoted(["delivered", "read"])})
       AND delivered_at >= ? AND delivered_at < ? AND priced_at IS NOT NULL AND pricing_category IN (${words})
       AND (settled_micros > 0 OR (settled_micros IS NULL AND pricing_type = 'regular'))
     GROUP BY phone_number_id, market, pricing_category`,
    [from - week, to, from, to],
  );
}
