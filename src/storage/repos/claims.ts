import type { Queryable } from "../database.ts";
import type { MessageEventRow, MessageRow, MessageState } from "../rows.ts";
import { recordEvents, stateEvent } from "./events.ts";
import { atomically, inChunks } from "./sql.ts";

const queuedColumns = [
  "id",
  "position",
  "phone_number_id",
  "customer_phone",
  "contact_id",
  "type",
  "category",
  "content",
  "currency",
  "estimate_micros",
  "attempts",
  "created_at",
] as const satisfies readonly (keyof MessageRow)[];

/** What is to be known of a message to send it. */
export type QueuedMessage = Pick<MessageRow, (typeof queuedColumns)[number]>;

/**
 * The next messages of a campaign that may go now, in their order. Where the engine can, they are locked until the transaction ends.
 */
export async function dueMessages(
  tx: Queryable,
  query: {
    readonly campaignId: number;
    readonly now: number;
    readonly limit: number;
    readonly skipLocked: boolean;
  },
): Promise<QueuedMessage[]> {
  return tx.query<QueuedMessage>(
    `SELECT ${queuedColumns.join(", ")} FROM messages
     WHERE campaign_id = ? AND state = 'queued' AND due_at <= ? ORDER BY due_at, position LIMIT ?
     ${query.skipLocked ? "FOR UPDATE SKIP LOCKED" : ""}`,
    [query.campaignId, query.now, query.limit],
  );
}

/** When the first message that is still in the queue of a campaign may go (milliseconds); undefined when none is left. */
export async function nextDueAt(db: Queryable, campaignId: number): Promise<number | undefined> {
  const sql = "SELECT MIN(due_at) AS at FROM messages WHERE campaign_id = ? AND state = 'queued'";
  return (await db.query<{ at: number | null }>(sql, [campaignId]))[0]?.at ?? undefined;
}

export interface Claim {
  readonly ids: readonly string[];
  /** Names the process: `host:pid:start`. */
  readonly owner: string;
  /** Until when others shall believe that the owner is still at it (milliseconds). */
  readonly leaseUntil: number;
  readonly now: number;
}

/**
 * Moves queued messages to `sending` and answers the ids of those that are now this owner's; what is no longer queued is not among them.
 * The commit of this must be on the disk before a call to Meta leaves.
 */
export async function claimForSending(db: Queryable, claim: Claim): Promise<readonly string[]> {
  const { ids, owner, leaseUntil, now } = claim;
  const mine = await inChunks(ids, async (marks, chunk) =>
    db.query<{ id: string }>(
      `UPDATE messages SET state = 'sending', reason = NULL, lease_owner = ?, lease_until = ?, sending_at = ?
       WHERE id IN (${marks}) AND state = 'queued' RETURNING id`,
      [owner, leaseUntil, now, ...chunk],
    ),
  );
  if (mine.length === ids.length) return ids;
  const isMine = new Set(mine.map(({ id }) => id));
  return ids.filter((id) => isMine.has(id));
}

export interface Release {
  readonly id: string;
  /** Not again before (milliseconds); 0: at once. */
  readonly dueAt: number;
  /** Whether a call was made: it counts as an attempt, and the history tells of it. */
  readonly called: boolean;
}

/**
 * Puts claimed messages back to `queued`: only those that certainly did not go out, and only by their owner. Answers the ids that went
 * back.
 */
export async function releaseClaims(
  db: Queryable,
  owner: string,
  releases: readonly Release[],
  now: number,
): Promise<string[]> {
  if (releases.length === 0) return [];
  return atomically(db, async (tx) => {
    const held = await inChunks(
      releases.map(({ id }) => id),
      async (marks, chunk) =>
        tx.query<Pick<MessageRow, "id" | "sending_at">>(
          `SELECT id, sending_at FROM messages WHERE id IN (${marks}) AND state = 'sending' AND lease_owner = ?`,
          [...chunk, owner],
        ),
    );
    const byId = new Map(held.map(({ id, sending_at: at }) => [id, at]));
    const mine = releases.filter(({ id }) => byId.has(id));
    await tx.batch(
      `UPDATE messages SET state = 'queued', due_at = ?, attempts = attempts + ?, lease_owner = NULL, lease_until = NULL,
         sending_at = NULL, updated_at = ?
       WHERE id = ? AND state = 'sending' AND lease_owner = ?`,
      mine.map(({ id, dueAt, called }) => [dueAt, called ? 1 : 0, now, id, owner]),
    );
    await recordEvents(
      tx,
      mine.flatMap(({ id, called }) => {
        if (!called) return [];
        const event = { messageId: id, wamid: null, source: "recado" } as const;
        return [
          stateEvent({ ...event, state: "sending", at: byId.get(id) ?? now }),
          stateEvent({ ...event, state: "queued", at: now }),
        ];
      }),
    );
    return mine.map(({ id }) => id);
  });
}

/** Puts off messages that wait in the queue. */
export async function postpone(
  tx: Queryable,
  messages: readonly { readonly id: string; readonly dueAt: number }[],
): Promise<void> {
  await tx.batch(
    "UPDATE messages SET due_at = ? WHERE id = ? AND state = 'queued'",
    messages.map(({ id, dueAt }) => [dueAt, id]),
  );
}

/** Who is sending something, and until when the first of their messages may be believed to be on its way. */
export interface Sender {
  readonly owner: string | null;
  readonly until: number | null;
}

export async function senders(db: Queryable): Promise<Sender[]> {
  return db.query<Sender>(
    "SELECT lease_owner AS owner, MIN(lease_until) AS until FROM messages WHERE state = 'sending' GROUP BY lease_owner",
  );
}

/**
 * Messages found in `sending` whose process died: nobody knows whether the calls went out, so they become `uncertain` and are answered.
 * @param of whose lease has run out at that moment (milliseconds), or all of one owner
 */
export async function abandon(
  db: Queryable,
  of: { readonly expiredAt: number } | { readonly owner: string },
  at: number,
): Promise<MessageRow[]> {
  const expired = "expiredAt" in of;
  const reason = expired ? "lease.expired" : "send.abandoned";
  return atomically(db, async (tx) => {
    const rows = await tx.query<MessageRow>(
      `UPDATE messages SET state = 'uncertain', reason = ?, lease_owner = NULL, lease_until = NULL, updated_at = ?
       WHERE state = 'sending' AND ${expired ? "(lease_until IS NULL OR lease_until <= ?)" : "lease_owner = ?"} RETURNING *`,
      [reason, at, expired ? of.expiredAt : of.owner],
    );
    await recordAll(tx, rows, { state: "uncertain", at, source: "recado", reason });
    return rows;
  });
}

async function recordAll(
  tx: Queryable,
  rows: readonly Pick<MessageRow, "id" | "wamid">[],
  change: { state: MessageState; at: number; source: MessageEventRow["source"]; reason: string },
): Promise<void> {
  const { reason, ...common } = change;
  await recordEvents(
    tx,
    rows.map((row) => stateEvent({ ...common, messageId: row.id, wamid: row.wamid, detail: { reason } })),
  );
}

/** Cancels messages that are still queued; returns the ids that were. */
export async function cancel(
  db: Queryable,
  request: { readonly ids: readonly string[]; readonly at: number; readonly reason?: string | undefined },
): Promise<string[]> {
  const reason = request.reason ?? "person.cancelled";
  return atomically(db, async (tx) => {
    const cancelled = await inChunks(request.ids, async (marks, chunk) =>
      tx.query<MessageRow>(
        `UPDATE messages SET state = 'cancelled', reason = ?, updated_at = ?
         WHERE id IN (${marks}) AND state = 'queued' RETURNING *`,
        [reason, request.at, ...chunk],
      ),
    );
    await recordAll(tx, cancelled, { state: "cancelled", at: request.at, source: "person", reason });
    return cancelled.map((row) => row.id);
  });
}
