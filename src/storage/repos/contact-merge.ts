import type { Queryable } from "../database.ts";
import { markSkipped } from "./endings.ts";

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

/** Why a message was skipped whose person has it already, or will have it, under another number. */
export const twinReason = "policy.duplicate";

/** Two contacts that are one person get a campaign once: of what waits for them, the first in the list stays. */
async function skipTwins(tx: Queryable, contactId: number, at: number): Promise<void> {
  const twins = await tx.query<{ id: string }>(
    `SELECT m.id FROM messages m WHERE m.contact_id = ? AND m.state = 'queued' AND m.campaign_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM messages o WHERE o.contact_id = m.contact_id AND o.campaign_id = m.campaign_id
         AND o.id <> m.id AND o.position <> m.position AND o.retried_by IS NULL
         AND (o.state IN ('sending', 'uncertain', 'accepted', 'sent', 'delivered', 'read')
           OR (o.state = 'queued' AND o.position < m.position)))`,
    [contactId],
  );
  for (const { id } of twins) await markSkipped(tx, { id, reason: twinReason, at });
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
  await skipTwins(tx, into, at);
  await tx.exec("UPDATE contacts SET merged_into = ? WHERE merged_into = ?", [into, from]);
  await tx.exec("UPDATE contacts SET merged_into = ?, removed_at = ?, updated_at = ? WHERE id = ?", [
    into,
    at,
    at,
    from,
  ]);
}
