import type { Queryable } from "../database.ts";

const takeSql = "UPDATE counters SET value = value + ? WHERE name = ? RETURNING value";

/**
 * Takes the next `count` numbers of a row of numbers, and answers the first. Whoever writes at the same time waits until this
 * transaction ends, so that numbers are never given twice and `consent` is written one block after another.
 */
export async function takeNumbers(
  tx: Queryable,
  name: "contact" | "import" | "consent" | "proof" | "campaign" | "cost_entry",
  count: number,
): Promise<number> {
  // Everybody waits at the contacts' numbers first: who adds people and then consent, and who does it the other way round, would
  // otherwise wait for each other (PostgreSQL).
  if (name === "consent" || name === "proof") await tx.query(takeSql, [0, "contact"]);
  const [row] = await tx.query<{ value: number }>(takeSql, [count, name]);
  return (row?.value ?? count) - count + 1;
}
