import { newId } from "../../core/ids.ts";
import type { Database, Queryable } from "../database.ts";
import type { MessageRow } from "../rows.ts";
import { recordEvents, stateEvent } from "./events.ts";
import { insertMessages } from "./message-rows.ts";
import { inChunks } from "./sql.ts";

/** Why a message counts as accepted that nobody ever saw accepted: a person said so. */
export const assumedReason = "person.assumed_sent";

export interface LastingPage {
  readonly campaignId: number;
  readonly states: readonly ("failed" | "skipped" | "uncertain")[];
  /** Only messages that our own side gave this reason. */
  readonly reason?: string | undefined;
  /** The id of the last message of the page before. */
  readonly after: string;
  readonly limit: number;
}

/**
 * Messages that ended in one of these states and were not repeated yet, by id, held until the transaction ends: a report of
 * Meta's that arrives meanwhile waits.
 */
export async function holdEnded(db: Database, tx: Queryable, page: LastingPage): Promise<MessageRow[]> {
  const { campaignId, states, reason, after, limit } = page;
  const lock = db.capabilities.skipLocked ? " FOR UPDATE" : "";
  const only = reason === undefined ? "" : " AND reason = ?";
  return tx.query<MessageRow>(
    `SELECT * FROM messages
     WHERE campaign_id = ? AND state IN (${states.map((state) => `'${state}'`).join(", ")}) AND retried_by IS NULL
       AND id > ?${only}
     ORDER BY id LIMIT ?${lock}`,
    [campaignId, after, ...(reason === undefined ? [] : [reason]), limit],
  );
}

/** How often the people in these places of a campaign were written to again already, by place; 0 is missing. */
export async function timesRetried(
  tx: Queryable,
  campaignId: number,
  positions: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await inChunks(positions, async (marks, chunk) =>
    tx.query<{ position: number; times: number }>(
      `SELECT position, COUNT(*) AS times FROM messages
       WHERE campaign_id = ? AND retried_by IS NOT NULL AND position IN (${marks}) GROUP BY position`,
      [campaignId, ...chunk],
    ),
  );
  return new Map(rows.map(({ position, times }) => [position, times]));
}

/** A message that is to be sent once more, and not before when (milliseconds; 0: as soon as it is its turn). */
export interface Retry {
  readonly row: MessageRow;
  readonly dueAt: number;
}

/**
 * Puts a new message into the queue in the place of each of these, which `holdEnded` holds. The old one keeps its state and its
 * cost, and names the new one.
 */
export async function queueRetries(tx: Queryable, retries: readonly Retry[], at: number): Promise<void> {
  const pairs = retries.map(({ row, dueAt }) => ({ old: row, next: nextOf(row, dueAt, at) }));
  await tx.batch(
    "UPDATE messages SET retried_by = ?, updated_at = ? WHERE id = ?",
    pairs.map(({ old, next }) => [next.id, at, old.id]),
  );
  await insertMessages(
    tx,
    pairs.map(({ next }) => next),
  );
}

function nextOf(row: MessageRow, dueAt: number, at: number): MessageRow {
  return {
    ...row,
    id: newId("msg", at),
    state: "queued",
    reason: null,
    wamid: null,
    due_at: dueAt,
    attempts: 0,
    retried_by: null,
    lease_owner: null,
    lease_until: null,
    error_code: null,
    error_title: null,
    error_details: null,
    settled_micros: null,
    pricing_type: null,
    pricing_category: null,
    created_at: at,
    updated_at: at,
    sending_at: null,
    accepted_at: null,
    priced_at: null,
  };
}

/** Takes uncertain messages, which `holdEnded` holds, for sent. A report of Meta's that comes later still finds them. */
export async function assumeSent(tx: Queryable, rows: readonly MessageRow[], at: number): Promise<void> {
  await tx.batch(
    "UPDATE messages SET state = 'accepted', reason = ?, accepted_at = ?, updated_at = ? WHERE id = ? AND state = 'uncertain'",
    rows.map(({ id }) => [assumedReason, at, at, id]),
  );
  await recordEvents(
    tx,
    rows.map(({ id, wamid }) =>
      stateEvent({
        messageId: id,
        wamid,
        state: "accepted",
        at,
        source: "person",
        detail: { reason: assumedReason },
      }),
    ),
  );
}
