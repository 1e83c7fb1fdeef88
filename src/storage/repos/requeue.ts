import type { Queryable } from "../database.ts";
import { recordEvents, stateEvent } from "./events.ts";
import { atomically } from "./sql.ts";

/**
 * Puts a message that our own rules had skipped back into the queue, now that they allow it; it never went out, so that
 * nothing is sent twice. False when it is not skipped.
 */
export async function requeueSkipped(
  db: Queryable,
  change: { readonly id: string; readonly contactId: string | null; readonly at: number },
): Promise<boolean> {
  const { id, contactId, at } = change;
  return atomically(db, async (tx) => {
    const moved = await tx.exec(
      `UPDATE messages SET state = 'queued', reason = NULL, contact_id = ?, updated_at = ?
       WHERE id = ? AND state = 'skipped' AND wamid IS NULL`,
      [contactId, at, id],
    );
    if (moved.changes === 0) return false;
    await recordEvents(tx, [stateEvent({ messageId: id, wamid: null, state: "queued", at, source: "recado" })]);
    return true;
  });
}
