import type { Queryable } from "../database.ts";
import type { MessageRow } from "../rows.ts";
import { slotAt } from "./cost-columns.ts";
import { inChunks, insertSql } from "./sql.ts";

/** A message that Meta is found to have taken, and when (milliseconds). */
interface Taken {
  readonly id: string;
  readonly at: number;
}

type Found = Pick<MessageRow, "id" | "direction" | "wamid" | "accepted_at" | "currency" | "estimate_micros">;

const columns = ["slot", "billed_slot", "currency", "settled_micros", "estimate_micros", "unpriced"];
const markSql = `${insertSql("cost_marks", columns)} ON CONFLICT (slot, billed_slot, currency) DO UPDATE SET
  estimate_micros = cost_marks.estimate_micros + excluded.estimate_micros, unpriced = cost_marks.unpriced + excluded.unpriced`;

/**
 * Marks, before they are written, what messages that get their wamids now add to the sums of costs, and answers the ids of those that it
 * marked: their statement is to leave `updated_at` alone. Where triggers are run row by row, one would take half as long as the
 * acceptance of a message, which is the busiest statement of all; elsewhere, and for what somebody took for sent before, the
 * triggers of `updated_at` mark. For an engine with one writer at a time.
 */
export async function markTaken(tx: Queryable, taken: readonly Taken[]): Promise<ReadonlySet<string>> {
  const marked = new Set<string>();
  if (tx.capabilities.statementTriggers) return marked;
  const at = new Map(taken.map((one) => [one.id, one.at]));
  const found = await inChunks([...at.keys()], async (marks, chunk) =>
    tx.query<Found>(
      `SELECT id, direction, wamid, accepted_at, currency, estimate_micros FROM messages WHERE id IN (${marks})`,
      chunk,
    ),
  );
  const sums = new Map<string, { slot: number; currency: string; estimate: number; unpriced: number }>();
  for (const { id, direction, wamid, accepted_at: before, currency, estimate_micros: estimate } of found) {
    // Left to the other statement, which passes over it or has it marked by a trigger.
    if (direction !== "out" || wamid !== null || before !== null) continue;
    const slot = slotAt(at.get(id) ?? 0);
    const key = `${slot} ${currency ?? ""}`;
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = { slot, currency: currency ?? "", estimate: 0, unpriced: 0 }));
    if (estimate === null) sum.unpriced += 1;
    else sum.estimate += estimate;
    marked.add(id);
  }
  await tx.batch(
    markSql,
    [...sums.values()].map(({ slot, currency, estimate, unpriced }) => [slot, slot, currency, 0, estimate, unpriced]),
  );
  return marked;
}
