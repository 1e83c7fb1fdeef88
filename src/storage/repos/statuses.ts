import { newId } from "../../core/ids.ts";
import type { Queryable } from "../database.ts";
import type { MessageEventRow, MessageRow } from "../rows.ts";
import { advance, attachWamid } from "./advance.ts";
import type { MessageFailure } from "./advance.ts";
import { recordEvents } from "./events.ts";
import { findByWamid, getMessage } from "./message-rows.ts";
import { atomically } from "./sql.ts";

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

async function findReported(tx: Queryable, status: StatusReport): Promise<MessageRow | undefined> {
  const known = await findByWamid(tx, status.wamid);
  if (known || status.messageId === undefined) return known;
  const { messageId, wamid, at, recordedAt } = status;
  await attachWamid(tx, { id: messageId, wamid, at, now: recordedAt });
  return getMessage(tx, messageId);
}

/** Takes in one status of a webhook: idempotent, and indifferent to the order of arrival. */
export async function applyStatus(db: Queryable, status: StatusReport): Promise<StatusOutcome> {
  const reason = status.state === "failed" ? (status.reason ?? "meta.failed") : undefined;
  const known = JSON.stringify({ reason, errors: status.errors, pricing: status.pricing });
  const detail = known === "{}" ? null : known;
  return atomically(db, async (tx) => {
    const message = await findReported(tx, status);
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
  });
}
