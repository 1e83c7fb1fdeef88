import { markTaken } from "./acceptance-marks.ts";
import type { Queryable } from "../database.ts";
import type { MessageEventRow } from "../rows.ts";
import { createMoves, type MessageFailure, type Moves } from "./moves.ts";
import { settleArrived } from "./outcomes.ts";
import { readMessages, type ReportedMessage } from "./reported.ts";
import { inChunks } from "./sql.ts";

interface StoredDetail {
  readonly errors?: readonly MessageFailure[];
  readonly reason?: string;
  readonly pricing?: unknown;
}

function readDetail(event: MessageEventRow): StoredDetail {
  return event.detail === null ? {} : (JSON.parse(event.detail) as StoredDetail);
}

/** Moves a message on by a status that came before anyone knew whose it is. */
export function countIn(moves: Moves, message: ReportedMessage, orphan: MessageEventRow, now: number): void {
  const { errors, reason } = readDetail(orphan);
  moves.count(message, { state: orphan.state, at: orphan.occurred_at, now, failure: errors?.[0], reason });
}

/** Makes statuses that stand alone part of messages' histories; answers how many did so by this. */
export async function joinHistories(
  tx: Queryable,
  pairs: readonly { readonly messageId: string; readonly eventId: string }[],
): Promise<number> {
  const sql = "UPDATE message_events SET message_id = ? WHERE id = ? AND message_id IS NULL";
  const joined = await tx.batch(
    sql,
    pairs.map(({ messageId, eventId }) => [messageId, eventId]),
  );
  return joined.changes;
}

export interface WamidProof {
  readonly id: string;
  readonly wamid: string;
  readonly at: number;
  readonly now: number;
}

/**
 * Gives outbound messages their wamids, which prove that Meta took them: whatever recado believed before, they are now at least
 * `accepted`. Statuses that came before anyone knew whose wamid this is are then counted in; those that say a price move the message
 * too, and wait as orphans for the one who can reckon it (`orphanStatuses`). Answers how many had no wamid before. Many are of one campaign.
 */
export async function attachWamids(tx: Queryable, proofs: readonly WamidProof[]): Promise<number> {
  const attached = await giveWamids(tx, proofs);
  const [first] = proofs;
  if (attached > 0 && first !== undefined) {
    // What it means for other messages to the same people that these were taken.
    await settleArrived(
      tx,
      proofs.map(({ id }) => id),
      first.now,
    );
  }
  return attached;
}

const takenSql = (more: string): string =>
  `UPDATE messages
   SET wamid = ?, state = 'accepted', accepted_at = ?, reason = NULL, error_code = NULL, error_title = NULL,
       error_details = NULL, lease_owner = NULL, lease_until = NULL${more}
   WHERE id = ? AND direction = 'out' AND wamid IS NULL`;
const takenAndMarked = takenSql("");
const takenElsewhere = takenSql(", updated_at = ?");

/** As `attachWamids`, for who has a status of the message in hand, which may say that it failed: what that means for others is theirs to tell. */
export async function giveWamids(tx: Queryable, proofs: readonly WamidProof[]): Promise<number> {
  const marked = await markTaken(tx, proofs);
  const attached = await tx.batch(
    takenAndMarked,
    proofs.flatMap(({ id, wamid, at }) => (marked.has(id) ? [[wamid, at, id]] : [])),
  );
  const others = await tx.batch(
    takenElsewhere,
    proofs.flatMap(({ id, wamid, at, now }) => (marked.has(id) ? [] : [[wamid, at, now, id]])),
  );
  const changes = attached.changes + others.changes;
  if (changes > 0) await countOrphansIn(tx, new Map(proofs.map((proof) => [proof.wamid, proof])));
  return changes;
}

async function countOrphansIn(tx: Queryable, byWamid: ReadonlyMap<string, WamidProof>): Promise<void> {
  const found = await inChunks([...byWamid.keys()], async (marks, chunk) =>
    tx.query<MessageEventRow & { readonly owner_id: string }>(
      `SELECT e.*, m.id AS owner_id FROM message_events e JOIN messages m ON m.wamid = e.wamid
       WHERE e.wamid IN (${marks}) AND e.message_id IS NULL ORDER BY e.occurred_at, e.id`,
      chunk,
    ),
  );
  // A message that has another wamid already keeps that one, and this one's statuses are whose it is.
  const orphans = found.filter(({ wamid, owner_id: owner }) => byWamid.get(wamid ?? "")?.id === owner);
  if (orphans.length === 0) return;
  const ids = [...new Set(orphans.map(({ owner_id: owner }) => owner))].toSorted();
  // Changes nothing, and holds the row on every engine: it may be one that had its wamid before.
  await tx.batch(
    "UPDATE messages SET wamid = wamid WHERE id = ?",
    ids.map((id) => [id]),
  );
  const messages = new Map((await readMessages(tx, ids, { rowLocks: false })).map((row) => [row.id, row]));
  const moves = createMoves();
  for (const orphan of orphans) {
    const message = messages.get(orphan.owner_id);
    const proof = byWamid.get(orphan.wamid ?? "");
    if (message !== undefined && proof !== undefined) countIn(moves, message, orphan, proof.now);
  }
  const unpriced = orphans.filter((orphan) => readDetail(orphan).pricing === undefined);
  await joinHistories(
    tx,
    unpriced.map(({ owner_id: messageId, id: eventId }) => ({ messageId, eventId })),
  );
  await moves.write(tx);
}
