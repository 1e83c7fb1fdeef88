import type { Queryable } from "../database.ts";

/** How many messages of both directions a contact has. */
export async function countMessagesOf(db: Queryable, contactId: number): Promise<number> {
  const sql = "SELECT COUNT(*) AS count FROM messages WHERE contact_id = ?";
  return (await db.query<{ count: number }>(sql, [contactId]))[0]?.count ?? 0;
}

/** Who was merged into this contact. */
export async function mergedInto(db: Queryable, contactId: number): Promise<number[]> {
  const sql = "SELECT id FROM contacts WHERE merged_into = ? ORDER BY id";
  return (await db.query<{ id: number }>(sql, [contactId])).map(({ id }) => id);
}

/**
 * Puts one contact behind another: its messages are the other's, and whoever looks for its number or user id finds the
 * other. Its row stays, off all lists, with its ledger. Lookups go one step, so that those merged into it before go along.
 */
export async function putBehind(
  tx: Queryable,
  { from, into, at }: { readonly from: number; readonly into: number; readonly at: number },
): Promise<void> {
  await tx.exec("UPDATE messages SET contact_id = ? WHERE contact_id = ?", [into, from]);
  await tx.exec("UPDATE contacts SET merged_into = ? WHERE merged_into = ?", [into, from]);
  await tx.exec("UPDATE contacts SET merged_into = ?, removed_at = ?, updated_at = ? WHERE id = ?", [
    into,
    at,
    at,
    from,
  ]);
}
