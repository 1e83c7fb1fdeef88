import type { Queryable, SqlValue } from "../database.ts";
import type { MessageState } from "../rows.ts";
import { attachWamids } from "./advance.ts";
import { recordEvents, stateEvent } from "./events.ts";
import type { MessageFailure } from "./moves.ts";
import { atomically, marks } from "./sql.ts";

export interface Acceptance {
  readonly id: string;
  readonly wamid: string;
  readonly at: number;
  /** What Meta calls the customer's number, digits only, where that is news: kept with the contact. */
  readonly waId?: string | undefined;
}

async function keepWaIds(tx: Queryable, acceptances: readonly Acceptance[]): Promise<void> {
  const rows = acceptances.flatMap(({ id, at, waId }) => (waId === undefined ? [] : [[waId, at, id, waId]]));
  if (rows.length === 0) return;
  await tx.batch(
    `UPDATE contacts SET wa_id = ?, updated_at = ?
     WHERE id = (SELECT contact_id FROM messages WHERE id = ?) AND (wa_id IS NULL OR wa_id <> ?)`,
    rows,
  );
}

/**
 * Meta answered with wamids. Answers how many moved to `accepted` by this; where a webhook was faster, the farther state stays. A
 * wamid overrules whatever was believed before, a failure included.
 *
 * @throws StorageError `storage.constraint` when another message has one of the wamids: then nothing of all of them is kept
 */
export async function markAccepted(db: Queryable, acceptances: readonly Acceptance[]): Promise<number> {
  if (acceptances.length === 0) return 0;
  return atomically(db, async (tx) => {
    const moved = await attachWamids(
      tx,
      acceptances.map(({ id, wamid, at }) => ({ id, wamid, at, now: at })),
    );
    await keepWaIds(tx, acceptances);
    return moved;
  });
}

interface Ending {
  readonly id: string;
  readonly state: MessageState;
  readonly from: readonly MessageState[];
  readonly reason: string;
  readonly at: number;
  readonly failure?: MessageFailure | undefined;
}

async function end(db: Queryable, ending: Ending): Promise<boolean> {
  const { id, state, from, reason, at, failure } = ending;
  const columns: SqlValue[] = [failure?.code ?? null, failure?.title ?? null, failure?.details ?? null];
  return atomically(db, async (tx) => {
    const result = await tx.exec(
      `UPDATE messages
       SET state = ?, reason = ?, error_code = ?, error_title = ?, error_details = ?,
           lease_owner = NULL, lease_until = NULL, updated_at = ?
       WHERE id = ? AND direction = 'out' AND wamid IS NULL AND state IN (${marks(from.length)})`,
      [state, reason, ...columns, at, id, ...from],
    );
    if (result.changes === 0) return false;
    const detail = failure === undefined ? { reason } : { reason, errors: [failure] };
    await recordEvents(tx, [stateEvent({ messageId: id, wamid: null, state, at, source: "recado", detail })]);
    return true;
  });
}

export interface Refusal extends MessageFailure {
  readonly id: string;
  /** A dotted code: `graph.recipient_not_allowed`. */
  readonly reason: string;
  readonly at: number;
}

/** Meta refused the call: nothing went out. False when the message already has a wamid or an end. */
export async function markFailed(db: Queryable, refusal: Refusal): Promise<boolean> {
  const { id, reason, at, code, title, details } = refusal;
  const failure = { code, title, details };
  return end(db, { id, state: "failed", from: ["queued", "sending", "uncertain"], reason, at, failure });
}

export interface Verdict {
  readonly id: string;
  /** A dotted code: `policy.no_consent`, `network.timeout`. */
  readonly reason: string;
  readonly at: number;
}

/**
 * Our own rules say no at the moment of sending. Only from the queue: a message that somebody is sending may be out
 * already. False when it is not queued.
 */
export async function markSkipped(db: Queryable, verdict: Verdict): Promise<boolean> {
  return end(db, { ...verdict, state: "skipped", from: ["queued"] });
}

/** The bytes left and no usable answer came. False when the message is not in `sending`. */
export async function markUncertain(db: Queryable, verdict: Verdict): Promise<boolean> {
  return end(db, { ...verdict, state: "uncertain", from: ["sending"] });
}
