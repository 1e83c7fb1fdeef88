import type { Queryable } from "../database.ts";
import type { MessageRow, MessageState } from "../rows.ts";
import { recordEvents, stateEvent } from "./events.ts";
import { quoted, takenStates } from "./message-states.ts";
import { inChunks } from "./sql.ts";

/**
 * Somebody who was written to again has several messages. The best of them says what became of the person: that one counts
 * (`retried_by` is null), the others name another in `retried_by`, and from one to the next that leads to the one that counts. So whatever
 * counts people counts rows without `retried_by`, and never looks at more than one message of a person.
 */

/** Why a repeat is never sent: the message that it was to repeat arrived after all. */
export const firstArrivedReason = "first.arrived";

/** A message that took part in writing to somebody: a repeat that was not needed did not. */
export const wasTried = `(state <> 'skipped' OR COALESCE(reason, '') <> '${firstArrivedReason}')`;

type Attempt = Pick<MessageRow, "id" | "state" | "retried_by" | "created_at">;

const columns = "id, state, retried_by, created_at";
const taken = quoted(takenStates);
const order: readonly MessageState[] = takenStates;

/** How far a message came that Meta took; 0: it did not take it. */
const rank = ({ state }: Pick<Attempt, "state">): number => order.indexOf(state) + 1;

async function find(tx: Queryable, id: string): Promise<Attempt | undefined> {
  return (await tx.query<Attempt>(`SELECT ${columns} FROM messages WHERE id = ?`, [id]))[0];
}

/** The message that counts for the person of this one. */
async function counting(tx: Queryable, { retried_by: next }: Attempt): Promise<Attempt | undefined> {
  const found = next === null ? undefined : await find(tx, next);
  return found === undefined || found.retried_by === null ? found : counting(tx, found);
}

/** Takes a message out of the queue whose first attempt arrived; false when it is no longer in it. */
async function skip(tx: Queryable, id: string, at: number): Promise<boolean> {
  const reason = firstArrivedReason;
  const sql = "UPDATE messages SET state = 'skipped', reason = ?, updated_at = ? WHERE id = ? AND state = 'queued'";
  if ((await tx.exec(sql, [reason, at, id])).changes === 0) return false;
  await recordEvents(tx, [
    stateEvent({ messageId: id, wamid: null, state: "skipped", at, source: "recado", detail: { reason } }),
  ]);
  return true;
}

/** `winner` counts in the place of `loser`; false when `loser` is not what it was when it was read. */
async function replace(tx: Queryable, loser: Attempt, winner: Attempt): Promise<boolean> {
  const sql = "UPDATE messages SET retried_by = ? WHERE id = ? AND retried_by IS NULL AND state = ?";
  if ((await tx.exec(sql, [winner.id, loser.id, loser.state])).changes === 0) return false;
  await tx.exec("UPDATE messages SET retried_by = NULL WHERE id = ?", [winner.id]);
  return true;
}

/** One message that arrived although another has its place; answers how many were taken out of the queue for it. */
async function settleOne(tx: Queryable, attempt: Attempt, at: number): Promise<number> {
  const other = await counting(tx, attempt);
  if (other === undefined) return 0;
  const skipped = other.state === "queued" && (await skip(tx, other.id, at)) ? 1 : 0;
  const now: Attempt = skipped === 1 ? { ...other, state: "skipped" } : other;
  if (rank(attempt) <= rank(now)) return skipped;
  // Where somebody moved the other one on meanwhile, it is looked at as it is now.
  return (await replace(tx, now, attempt)) ? skipped : skipped + (await settleOne(tx, attempt, at));
}

const few = 16;

/** Whether there can be something to settle: without a look at every message of a long batch, as long as nobody has got two. */
async function isWorthALook(tx: Queryable, ids: readonly string[]): Promise<boolean> {
  if (ids.length <= few) return true;
  const sql = `SELECT id FROM messages
    WHERE campaign_id = (SELECT campaign_id FROM messages WHERE id = ?) AND retried_by IS NOT NULL AND state IN (${taken}) LIMIT 1`;
  return (await tx.query(sql, [ids[0] ?? null])).length > 0;
}

/**
 * To be called when Meta is found to have taken these messages, many only of one campaign: of those that were repeated already, a repeat that is still in the queue is
 * taken out of it, and whichever message came farther counts for the person. Answers how many were taken out.
 */
export async function settleArrived(tx: Queryable, ids: readonly string[], at: number): Promise<number> {
  if (!(await isWorthALook(tx, ids))) return 0;
  const arrived = await inChunks(ids, async (marks, chunk) =>
    tx.query<Attempt>(
      `SELECT ${columns} FROM messages WHERE id IN (${marks}) AND retried_by IS NOT NULL AND state IN (${taken})`,
      chunk,
    ),
  );
  let skipped = 0;
  for (const attempt of arrived) skipped += await settleOne(tx, attempt, at);
  return skipped;
}

/**
 * To be called when a message that counts has failed after all: where another one to the same person arrived, or is a later one whose end is
 * open, that one counts.
 */
export async function settleFailed(
  tx: Queryable,
  failed: Pick<MessageRow, "id" | "position" | "created_at"> & { readonly campaign_id: number },
): Promise<void> {
  const open: readonly MessageState[] = ["queued", "sending", "uncertain"];
  const others = await tx.query<Attempt>(
    `SELECT ${columns} FROM messages
     WHERE campaign_id = ? AND retried_by IS NOT NULL AND state IN (${taken}, ${quoted(open)})
       AND position = ? AND id <> ?`,
    [failed.campaign_id, failed.position, failed.id],
  );
  const [best] = others
    .filter((other) => rank(other) > 0 || other.created_at > failed.created_at)
    .toSorted((one, other) => rank(other) - rank(one) || other.created_at - one.created_at);
  if (best !== undefined) await replace(tx, { ...failed, state: "failed", retried_by: null }, best);
}

/**
 * Takes what must not be sent out of the queue of a campaign: repeats of what arrived, and messages in whose place another one counts.
 * What a repeat's own reports make of it is settled when they come in; this is asked once more at the moment of sending. Answers how many.
 */
export async function skipArrived(tx: Queryable, campaignId: number, at: number): Promise<number> {
  const replaced = await tx.query<Attempt>(
    `SELECT ${columns} FROM messages m
     WHERE campaign_id = ? AND retried_by IS NOT NULL AND state IN ('queued', ${taken})
       AND (state = 'queued' OR EXISTS (SELECT 1 FROM messages r WHERE r.id = m.retried_by AND r.state = 'queued'))`,
    [campaignId],
  );
  let skipped = 0;
  for (const attempt of replaced) {
    if (rank(attempt) > 0) skipped += await settleOne(tx, attempt, at);
    else if (await skip(tx, attempt.id, at)) skipped += 1;
  }
  return skipped;
}
