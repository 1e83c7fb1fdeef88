import { newId } from "../../core/ids.ts";
import type { Queryable } from "../database.ts";
import type { MessageEventRow, MessageRow } from "../rows.ts";
import { advance, giveWamids, settleProven } from "./advance.ts";
import type { MessageFailure, WamidProof } from "./advance.ts";
import { recordEvents } from "./events.ts";
import { findByWamid, getMessage } from "./message-rows.ts";
import { atomically, inChunks } from "./sql.ts";

export interface StatusReport {
  /** Our own id, from `biz_opaque_callback_data`. */
  readonly messageId?: string | undefined;
  readonly wamid: string;
  /** Meta's word: `sent`, `delivered`, `read`, `failed`, `played`, or one that is new. */
  readonly state: string;
  /** When it happened (milliseconds). */
  readonly at: number;
  /** When recado learned of it (milliseconds). */
  readonly recordedAt: number;
  readonly errors?: readonly MessageFailure[] | undefined;
  /** Why it failed, as a dotted code; `meta.failed` unless told. */
  readonly reason?: string | undefined;
  /** Meta's `pricing` object: kept with the event; `settlePrice` puts a price to it. */
  readonly pricing?: object | undefined;
  readonly source: MessageEventRow["source"];
}

/**
 * - `applied`: the message moved to this state.
 * - `recorded`: the event is new, but the message is already farther (or the status is none that moves it).
 * - `duplicate`: the event was known; nothing changed.
 * - `unknown`: no message of ours; the event is kept and counted in when the message turns up.
 */
export type StatusOutcome = "applied" | "recorded" | "duplicate" | "unknown";

interface Reported {
  readonly message: MessageRow | undefined;
  /** The report is the first that is known of its wamid. */
  readonly proof?: WamidProof;
}

async function findReported(tx: Queryable, status: StatusReport): Promise<Reported> {
  const { messageId, wamid, at, recordedAt } = status;
  const known = await findByWamid(tx, wamid);
  if (messageId === undefined || known?.id === messageId) return { message: known };
  // Our own id, which travelled with the message, says more than a wamid that another message has.
  if (known !== undefined) return { message: (await getMessage(tx, messageId)) ?? known };
  const proof = { id: messageId, wamid, at, now: recordedAt };
  await giveWamids(tx, [proof]);
  return { message: await getMessage(tx, messageId), proof };
}

/** Takes in one status of a webhook: idempotent, and indifferent to the order of arrival. */
export async function applyStatus(db: Queryable, status: StatusReport): Promise<StatusOutcome> {
  return atomically(db, async (tx) => {
    const { message, proof } = await findReported(tx, status);
    const outcome = await recordReport(tx, status, message);
    if (proof !== undefined) await settleProven(tx, [proof]);
    return outcome;
  });
}

async function recordReport(
  tx: Queryable,
  status: StatusReport,
  message: MessageRow | undefined,
): Promise<StatusOutcome> {
  const reason = status.state === "failed" ? (status.reason ?? "meta.failed") : undefined;
  const known = JSON.stringify({ reason, errors: status.errors, pricing: status.pricing });
  const detail = known === "{}" ? null : known;
  const isNew = await recordEvents(tx, [
    {
      id: newId("evt", status.recordedAt),
      message_id: message?.id ?? null,
      wamid: status.wamid,
      state: status.state,
      occurred_at: status.at,
      recorded_at: status.recordedAt,
      source: status.source,
      detail,
      event_key: `${status.wamid}|${status.state}|${status.at}`,
    },
  ]);
  if (isNew === 0) return "duplicate";
  if (message === undefined) return "unknown";
  // The same message went out a second time under another wamid: its history says so, its state is the first one's.
  if (message.wamid !== status.wamid) return "recorded";
  const moved = await advance(tx, {
    id: message.id,
    state: status.state,
    now: status.recordedAt,
    reason,
    failure: status.errors?.[0],
  });
  return moved ? "applied" : "recorded";
}

/**
 * Statuses that stand alone although their message is known, oldest first: their price is still to be reckoned, or they came
 * in another transaction at the moment at which the message got its wamid. @param since when they happened (milliseconds)
 */
export async function orphanStatuses(
  db: Queryable,
  since: number,
  limit: number,
): Promise<(MessageEventRow & { readonly owner_id: string })[]> {
  return db.query(
    `SELECT e.*, m.id AS owner_id FROM message_events e JOIN messages m ON m.wamid = e.wamid
     WHERE e.message_id IS NULL AND e.occurred_at >= ? ORDER BY e.occurred_at, e.id LIMIT ?`,
    [since, limit],
  );
}

/**
 * Locks the messages that several statuses speak of, in the order of their ids, so that two processes that take in the
 * same statuses in different orders wait for one another instead of locking each other out. For engines that lock rows.
 */
export async function lockReported(
  tx: Queryable,
  statuses: readonly Pick<StatusReport, "messageId" | "wamid">[],
): Promise<void> {
  const found = await inChunks(
    statuses.map(({ wamid }) => wamid),
    async (marks, chunk) => tx.query<{ id: string }>(`SELECT id FROM messages WHERE wamid IN (${marks})`, chunk),
  );
  const ids = [...found.map(({ id }) => id), ...statuses.flatMap(({ messageId }) => messageId ?? [])];
  await inChunks(ids.toSorted(), async (marks, chunk) =>
    tx.query(`SELECT id FROM messages WHERE id IN (${marks}) ORDER BY id FOR UPDATE`, chunk),
  );
}
