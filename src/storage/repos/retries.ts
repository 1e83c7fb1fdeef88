import { untouched } from "../untouched.ts";
import { newId } from "../../core/ids.ts";
import type { Database, Queryable } from "../database.ts";
import type { CampaignState, MessageRow } from "../rows.ts";
import { recordEvents, stateEvent } from "./events.ts";
import { insertMessages } from "./message-rows.ts";
import { wasTried } from "./outcomes.ts";
import { inChunks } from "./sql.ts";

/** Why a message counts as accepted that nobody ever saw accepted: a person said so. */
export const assumedReason = "person.assumed_sent";

/**
 * The state of a campaign, which stays so until the transaction ends: who puts messages back into its queue and who finds that nothing is left
 * in it wait for one another.
 */
export async function holdCampaign(db: Database, tx: Queryable, id: number): Promise<CampaignState | undefined> {
  const lock = db.capabilities.skipLocked ? " FOR UPDATE" : "";
  return (await tx.query<{ state: CampaignState }>(`SELECT state FROM campaigns WHERE id = ?${lock}`, [id]))[0]?.state;
}

/** A place in the order of a campaign's queue. */
export type QueuePlace = Pick<MessageRow, "due_at" | "position">;

export interface EndedPage {
  readonly campaignId: number;
  readonly state: "failed" | "skipped" | "uncertain";
  /** Only messages that our own side gave this reason. */
  readonly reason?: string | undefined;
  /** The `next` of the page before. */
  readonly after?: QueuePlace | undefined;
  readonly limit: number;
}

export interface Held {
  readonly rows: readonly MessageRow[];
  /** Where the next page begins; undefined after the last. */
  readonly next: QueuePlace | undefined;
}

/**
 * Messages that ended in this state and were not repeated yet, a page in the order of the queue, held until the transaction ends: a
 * report of Meta's that arrives meanwhile waits.
 */
export async function holdEnded(db: Database, tx: Queryable, page: EndedPage): Promise<Held> {
  const { campaignId, state, reason, after, limit } = page;
  const only = reason === undefined ? "" : " AND reason = ?";
  const places = await tx.query<QueuePlace & { readonly id: string }>(
    // Written out and in the order of the index of a campaign's states: no page sorts what the others have.
    `SELECT id, due_at, position FROM messages
     WHERE campaign_id = ? AND state = '${state}' AND retried_by IS NULL AND (due_at, position) > (?, ?)${only}
     ORDER BY due_at, position LIMIT ?`,
    [campaignId, after?.due_at ?? -1, after?.position ?? -1, ...(reason === undefined ? [] : [reason]), limit],
  );
  // In the order of ids, as all who lock several messages do.
  const ids = places.map(({ id }) => id).toSorted();
  const lock = db.capabilities.skipLocked ? " FOR UPDATE" : "";
  const rows = await inChunks(ids, async (marks, chunk) =>
    tx.query<MessageRow>(
      `SELECT * FROM messages WHERE id IN (${marks}) AND state = '${state}' AND retried_by IS NULL ORDER BY id${lock}`,
      chunk,
    ),
  );
  return { rows, next: places.length < limit ? undefined : places.at(-1) };
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
       WHERE campaign_id = ? AND retried_by IS NOT NULL AND position IN (${marks}) AND ${wasTried} GROUP BY position`,
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
    ...untouched,
    id: newId("msg", at),
    state: "queued",
    reason: null,
    due_at: dueAt,
    created_at: at,
    updated_at: at,
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
