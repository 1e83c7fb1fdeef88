import type { Queryable } from "../database.ts";
import type { MessageRow } from "../rows.ts";
import { inChunks } from "./sql.ts";

/** What went out, or is on its way: who got nothing of it (failed, skipped, cancelled) was not disturbed. */
const counted = "('sending', 'accepted', 'sent', 'delivered', 'read', 'uncertain')";
const marketing = "direction = 'out' AND category = 'marketing'";
// What was not accepted yet counts from when it was last touched.
const instant = "COALESCE(accepted_at, updated_at)";

interface Sent {
  readonly contact_id: number;
  readonly at: number;
}

function byContact(rows: readonly Sent[]): Map<number, number[]> {
  const times = new Map<number, number[]>();
  for (const { contact_id: id, at } of rows) {
    const list = times.get(id);
    if (list === undefined) times.set(id, [at]);
    else list.push(at);
  }
  return times;
}

/**
 * When each contact was sent marketing after `since`, or will be (milliseconds), by contact; who got none is missing.
 * What waits in the queue counts too: it will go out.
 */
export async function marketingTimes(
  db: Queryable,
  contactIds: readonly number[],
  since: number,
): Promise<Map<number, number[]>> {
  const rows = await inChunks(contactIds, async (marks, chunk) =>
    db.query<Sent>(
      `SELECT contact_id, ${instant} AS at FROM messages
       WHERE contact_id IN (${marks}) AND ${marketing} AND (state = 'queued' OR state IN ${counted}) AND ${instant} > ?`,
      [...chunk, since],
    ),
  );
  return byContact(rows);
}

/**
 * The same for the contact of one message that is about to go, without that message. Of what waits in the queue only what is
 * older counts, so that of two that wait for each other one goes.
 */
export async function marketingTimesBeside(
  db: Queryable,
  row: Pick<MessageRow, "id" | "created_at"> & { readonly contact_id: number },
  since: number,
): Promise<number[]> {
  const rows = await db.query<Sent>(
    `SELECT contact_id, ${instant} AS at FROM messages
     WHERE contact_id = ? AND id <> ? AND ${marketing} AND ${instant} > ?
       AND (state IN ${counted} OR (state = 'queued' AND (created_at < ? OR (created_at = ? AND id < ?))))`,
    [row.contact_id, row.id, since, row.created_at, row.created_at, row.id],
  );
  return rows.map(({ at }) => at);
}
