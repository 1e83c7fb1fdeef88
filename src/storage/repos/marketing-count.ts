import { groupBy } from "../../core/group.ts";
import type { Queryable } from "../database.ts";
import type { MessageRow } from "../rows.ts";
import { inChunks } from "./sql.ts";

/** What went out, or is on its way: who got nothing of it (failed, skipped, cancelled) was not disturbed. */
const out = "('sending', 'accepted', 'sent', 'delivered', 'read')";
// Of one that a person had sent again, the second counts.
const counted = `(state IN ${out} OR (state = 'uncertain' AND retried_by IS NULL))`;
const marketing = "direction = 'out' AND category = 'marketing'";
/** What waits in the queue of a campaign that nobody has started may never go out. */
const waiting = `(state = 'queued' AND NOT EXISTS (
  SELECT 1 FROM campaigns c WHERE c.id = messages.campaign_id AND c.state IN ('planned', 'paused', 'cancelled')))`;
// What was not accepted yet counts from when it was last taken from the queue, or touched.
const instant = "COALESCE(accepted_at, sending_at, updated_at)";

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
       WHERE contact_id IN (${marks}) AND ${marketing} AND (${waiting} OR ${counted}) AND ${instant} > ?`,
      [...chunk, since],
    ),
  );
  return byContact(rows);
}

interface SentMessage extends Sent {
  readonly id: string;
  readonly state: string;
  readonly created_at: number;
}

/**
 * The same for the contacts of messages that are about to go, by message and without it. Of what waits in the queue only what is older
 * counts, so that of two that wait for each other one goes.
 */
export async function marketingTimesBeside(
  db: Queryable,
  messages: readonly (Pick<MessageRow, "id" | "created_at"> & { readonly contact_id: number })[],
  since: number,
): Promise<Map<string, number[]>> {
  const rows = await inChunks(
    messages.map(({ contact_id: id }) => id),
    async (marks, chunk) =>
      db.query<SentMessage>(
        `SELECT contact_id, id, state, created_at, ${instant} AS at FROM messages
         WHERE contact_id IN (${marks}) AND ${marketing} AND (${waiting} OR ${counted}) AND ${instant} > ?`,
        [...chunk, since],
      ),
  );
  const byPerson = groupBy(rows, ({ contact_id: id }) => id);
  const isOlder = (one: SentMessage, than: Pick<MessageRow, "id" | "created_at">): boolean =>
    one.created_at < than.created_at || (one.created_at === than.created_at && one.id < than.id);
  return new Map(
    messages.map((message) => {
      const beside = (byPerson.get(message.contact_id) ?? []).filter(
        (other) => other.id !== message.id && (other.state !== "queued" || isOlder(other, message)),
      );
      return [message.id, beside.map(({ at }) => at)];
    }),
  );
}
