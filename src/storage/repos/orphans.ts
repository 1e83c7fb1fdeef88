import type { Queryable } from "../database.ts";
import type { MessageEventRow } from "../rows.ts";
import { countIn, joinHistories } from "./advance.ts";
import type { Moves } from "./moves.ts";
import { readMessages, type ReadOptions, type ReportedMessage } from "./reported.ts";

export interface OrphanStatus extends MessageEventRow {
  /** The message that has its wamid by now. */
  readonly owner_id: string;
}

/**
 * Statuses that stand alone although their message is known, oldest first: their price is still to be reckoned, or they came
 * in another transaction at the moment at which the message got its wamid. @param since when they happened (milliseconds)
 */
export async function orphanStatuses(db: Queryable, since: number, limit: number): Promise<OrphanStatus[]> {
  return db.query(
    `SELECT e.*, m.id AS owner_id FROM message_events e JOIN messages m ON m.wamid = e.wamid
     WHERE e.message_id IS NULL AND e.occurred_at >= ? ORDER BY e.occurred_at, e.id LIMIT ?`,
    [since, limit],
  );
}

export interface Adopted {
  readonly orphan: OrphanStatus;
  readonly message: ReportedMessage;
  /** The message's `delivered_at` before. */
  readonly deliveredBefore: number | null;
}

/** Makes statuses that stand alone part of their messages' histories, and moves the messages on: `moves` are the caller's to write. */
export async function adoptStatuses(
  tx: Queryable,
  moves: Moves,
  orphans: readonly OrphanStatus[],
  { now, ...options }: ReadOptions & { readonly now: number },
): Promise<{ readonly count: number; readonly adopted: readonly Adopted[] }> {
  const owners = new Set(orphans.map(({ owner_id: owner }) => owner));
  const messages = new Map((await readMessages(tx, owners, options)).map((message) => [message.id, message]));
  const count = await joinHistories(
    tx,
    orphans.map(({ id: eventId, owner_id: messageId }) => ({ messageId, eventId })),
  );
  const adopted = orphans.flatMap((orphan): Adopted[] => {
    const message = messages.get(orphan.owner_id);
    return message === undefined ? [] : [{ orphan, message, deliveredBefore: message.delivered_at }];
  });
  for (const { orphan, message } of adopted) countIn(moves, message, orphan, now);
  return { count, adopted };
}
