import type { Queryable } from "../database.ts";
import { recordEvents, stateEvent } from "./events.ts";
import { atomically } from "./sql.ts";

/**
 * Puts a message that our own rules had skipped back into the queue, now that they allow it; it never went out, so that
 * nothing is sent twice. `content` takes the place of what was frozen. False when it is not skipped.
 */
export async function requeueSkipped(
  db: Queryable,
  change: { readonly id: string; readonly contactId: number | null; readonly content: string; readonly at: number },
): Promise<boolean> {
  const { id, contactId, content, at } = change;
  return atomically(db, async (tx) => {
    const moved = await tx.exec(
      `UPDATE messages SET state = 'queued', reason = NULL, contact_id = ?, content = ?, updated_at = ?
       WHERE id = ? AND state = 'skipped' AND wamid IS NULL AND retried_by IS NULL`,
      [contactId, content, at, id],
    );
    if (moved.changes === 0) return false;
    await recordEvents(tx, [stateEvent({ messageId: id, wamid: null, state: "queued", at, source: "recado" })]);
    return true;
  });
}

/** Replaces the frozen content of a message that is still in the queue; false when it has left it. */
export async function replaceQueuedContent(
  db: Queryable,
  change: { readonly id: string; readonly content: string; readonly at: number },
): Promise<boolean> {
  const { id, content, at } = change;
  const sql = "UPDATE messages SET content = ?, updated_at = ? WHERE id = ? AND state = 'queued'";
  return (await db.exec(sql, [content, at, id])).changes > 0;
}
