import type { Queryable } from "../database.ts";
import type { MessageEventRow, MessageRow } from "../rows.ts";
import { statesBefore, takenStates } from "./message-states.ts";
import { settleArrived, settleFailed } from "./outcomes.ts";
import { inChunks, marks } from "./sql.ts";

/** The first error of a failed message. */
export interface MessageFailure {
  readonly code?: number | undefined;
  readonly title?: string | undefined;
  readonly details?: string | undefined;
}

export interface Progress {
  readonly id: string;
  /** Meta's word; one that is no state of ours moves nothing. */
  readonly state: string;
  /** When recado learned of it (milliseconds). */
  readonly now: number;
  readonly reason?: string | undefined;
  readonly failure?: MessageFailure | undefined;
}

type Moved = Pick<MessageRow, "id" | "campaign_id" | "position" | "retried_by" | "created_at">;

const taken: readonly string[] = takenStates;

/**
 * Moves a message forward to `state`, never back; true when it moved. One statement, so that two reports cannot cross. What it means for
 * other messages to the same person is settled with it.
 */
export async function advance(tx: Queryable, step: Progress): Promise<boolean> {
  const before = statesBefore(step.state);
  if (before.length === 0) return false;
  const sql = `UPDATE messages
    SET state = ?, reason = ?, error_code = ?, error_title = ?, error_details = ?,
        lease_owner = NULL, lease_until = NULL, updated_at = ?
    WHERE id = ? AND direction = 'out' AND state IN (${marks(before.length)})
    RETURNING id, campaign_id, position, retried_by, created_at`;
  const { failure } = step;
  const columns = [failure?.code ?? null, failure?.title ?? null, failure?.details ?? null];
  const values = [step.state, step.reason ?? null, ...columns, step.now, step.id, ...before];
  const [moved] = await tx.query<Moved>(sql, values);
  if (moved === undefined) return false;
  const { campaign_id: campaignId, retried_by: another } = moved;
  if (another !== null && taken.includes(step.state)) await settleArrived(tx, [moved.id], step.now);
  if (another === null && campaignId !== null && step.state === "failed") {
    await settleFailed(tx, { ...moved, campaign_id: campaignId });
  }
  return true;
}

interface StoredDetail {
  readonly errors?: readonly MessageFailure[];
  readonly reason?: string;
  readonly pricing?: unknown;
}

function readDetail(event: MessageEventRow): StoredDetail {
  return event.detail === null ? {} : (JSON.parse(event.detail) as StoredDetail);
}

/** Moves the message on by a status that came before anyone knew whose it is. */
async function countIn(tx: Queryable, messageId: string, orphan: MessageEventRow, now: number): Promise<void> {
  const { errors, reason } = readDetail(orphan);
  await advance(tx, { id: messageId, state: orphan.state, now, failure: errors?.[0], reason });
}

async function joinHistory(tx: Queryable, messageId: string, eventId: string): Promise<boolean> {
  const sql = "UPDATE message_events SET message_id = ? WHERE id = ? AND message_id IS NULL";
  return (await tx.exec(sql, [messageId, eventId])).changes > 0;
}

/** Makes a status that stands alone part of the message's history. False when it is already. */
export async function adoptStatus(
  tx: Queryable,
  adoption: { readonly messageId: string; readonly orphan: MessageEventRow; readonly now: number },
): Promise<boolean> {
  const { messageId, orphan, now } = adoption;
  if (!(await joinHistory(tx, messageId, orphan.id))) return false;
  await countIn(tx, messageId, orphan, now);
  return true;
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
  if (attached > 0) await settleProven(tx, proofs);
  return attached;
}

/** What it means for other messages to the same people that these were taken: once all is counted in that is known of them. */
export async function settleProven(tx: Queryable, proofs: readonly WamidProof[]): Promise<void> {
  const [first] = proofs;
  if (first === undefined) return;
  await settleArrived(
    tx,
    proofs.map(({ id }) => id),
    first.now,
  );
}

/** As `attachWamids`, for who has a status of the message in hand, which may say that it failed: `settleProven` is theirs to call. */
export async function giveWamids(tx: Queryable, proofs: readonly WamidProof[]): Promise<number> {
  const attached = await tx.batch(
    `UPDATE messages
     SET wamid = ?, state = 'accepted', accepted_at = ?, reason = NULL, error_code = NULL, error_title = NULL,
         error_details = NULL, lease_owner = NULL, lease_until = NULL, updated_at = ?
     WHERE id = ? AND direction = 'out' AND wamid IS NULL`,
    proofs.map(({ id, wamid, at, now }) => [wamid, at, now, id]),
  );
  if (attached.changes === 0) return 0;
  const byWamid = new Map(proofs.map((proof) => [proof.wamid, proof]));
  const orphans = await inChunks([...byWamid.keys()], async (marks, chunk) =>
    tx.query<MessageEventRow & { readonly owner_id: string }>(
      `SELECT e.*, m.id AS owner_id FROM message_events e JOIN messages m ON m.wamid = e.wamid
       WHERE e.wamid IN (${marks}) AND e.message_id IS NULL ORDER BY e.occurred_at, e.id`,
      chunk,
    ),
  );
  for (const orphan of orphans) {
    const proof = byWamid.get(orphan.wamid ?? "");
    // A message that has another wamid already keeps that one, and this one's statuses are whose it is.
    if (proof === undefined || proof.id !== orphan.owner_id) continue;
    if (readDetail(orphan).pricing === undefined) await joinHistory(tx, proof.id, orphan.id);
    await countIn(tx, proof.id, orphan, proof.now);
  }
  return attached.changes;
}
