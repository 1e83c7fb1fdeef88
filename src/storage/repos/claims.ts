import type { Database, Queryable } from "../database.ts";
import type { MessageEventRow, MessageRow, MessageState } from "../rows.ts";
import { recordEvents, stateEvent } from "./events.ts";
import { markSkipped } from "./endings.ts";
import { atomically, inChunks } from "./sql.ts";

async function recordAll(
  tx: Queryable,
  rows: readonly MessageRow[],
  change: { state: MessageState; at: number; source: MessageEventRow["source"]; reason?: string },
): Promise<void> {
  const { reason, ...common } = change;
  const detail = reason === undefined ? undefined : { reason };
  await recordEvents(
    tx,
    rows.map((row) => stateEvent({ ...common, messageId: row.id, wamid: row.wamid, detail })),
  );
}

export interface Claim {
  readonly ids: readonly string[];
  /** Names the process: `host:pid:start`. */
  readonly owner: string;
  /** Until when others shall believe that the owner is still at it (milliseconds). */
  readonly leaseUntil: number;
  readonly now: number;
  /** Asked for each message inside the claim's own transaction; a reason skips it instead. */
  readonly recheck?: ((tx: Queryable, row: MessageRow) => Promise<string | undefined>) | undefined;
}

/**
 * Moves queued messages to `sending` in one durable commit and returns those that are now this owner's, in the order of
 * `ids`. A message that another process claimed, or that is no longer queued, is not among them. Call it before the
 * request to Meta leaves, never after.
 */
export async function claimForSending(db: Database, claim: Claim): Promise<MessageRow[]> {
  const lock = db.capabilities.skipLocked ? " FOR UPDATE SKIP LOCKED" : "";
  return db.transaction(async (tx) => {
    const queued = await inChunks(claim.ids, async (marks, chunk) =>
      tx.query<MessageRow>(
        `SELECT * FROM messages WHERE id IN (${marks}) AND state = 'queued' ORDER BY id${lock}`,
        chunk,
      ),
    );
    const allowed: string[] = [];
    for (const row of queued) {
      const reason = await claim.recheck?.(tx, row);
      if (reason === undefined) allowed.push(row.id);
      else await markSkipped(tx, { id: row.id, reason, at: claim.now });
    }
    const claimed = await inChunks(allowed, async (marks, chunk) =>
      tx.query<MessageRow>(
        `UPDATE messages SET state = 'sending', reason = NULL, lease_owner = ?, lease_until = ?, updated_at = ?
         WHERE id IN (${marks}) AND state = 'queued' RETURNING *`,
        [claim.owner, claim.leaseUntil, claim.now, ...chunk],
      ),
    );
    await recordAll(tx, claimed, { state: "sending", at: claim.now, source: "recado" });
    const byId = new Map(claimed.map((row) => [row.id, row]));
    return claim.ids.flatMap((id) => byId.get(id) ?? []);
  });
}

/**
 * Puts claimed messages back to `queued`: only for calls that certainly did not go out, and only by their owner.
 * Returns the ids that went back.
 */
export async function releaseClaim(
  db: Queryable,
  release: { readonly ids: readonly string[]; readonly owner: string; readonly now: number },
): Promise<string[]> {
  return atomically(db, async (tx) => {
    const released = await inChunks(release.ids, async (marks, chunk) =>
      tx.query<MessageRow>(
        `UPDATE messages SET state = 'queued', lease_owner = NULL, lease_until = NULL, updated_at = ?
         WHERE id IN (${marks}) AND state = 'sending' AND lease_owner = ? RETURNING *`,
        [release.now, ...chunk, release.owner],
      ),
    );
    await recordAll(tx, released, { state: "queued", at: release.now, source: "recado" });
    return released.map((row) => row.id);
  });
}

/**
 * Messages found in `sending` whose lease has run out: their process died, and nobody knows whether the call went out.
 * They become `uncertain` (reason `lease.expired`) and are returned.
 */
export async function expireLeases(db: Queryable, now: number): Promise<MessageRow[]> {
  return atomically(db, async (tx) => {
    const expired = await tx.query<MessageRow>(
      `UPDATE messages
       SET state = 'uncertain', reason = 'lease.expired', lease_owner = NULL, lease_until = NULL, updated_at = ?
       WHERE state = 'sending' AND lease_until <= ? RETURNING *`,
      [now, now],
    );
    await recordAll(tx, expired, { state: "uncertain", at: now, source: "recado", reason: "lease.expired" });
    return expired;
  });
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
