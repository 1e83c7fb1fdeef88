import type { Clock } from "../../core/clock.ts";
import { AppError, StorageError, UncertainError } from "../../core/errors.ts";
import type { WirePersonSend, WireSendResponse } from "../../graph/wire/messages.ts";
import { GraphError } from "../../graph/errors.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import {
  claimForSending,
  getMessage,
  markAccepted,
  markFailed,
  markUncertain,
  messagesOfRequest,
  releaseClaim,
  reserveSlot,
} from "../../storage/repos/messages.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { settleAbandoned, type Runner } from "./abandoned.ts";
import { acceptedBy, outcomeOf, type Outcome } from "./outcome.ts";
import { isSendable, notUploadedReason, readStored } from "./stored-content.ts";

export interface DispatchOptions {
  readonly db: Database;
  /** One call to Meta. It is not aborted by `signal`: a call that has begun is finished, so that its end is known. */
  send(phoneNumberId: string, body: WirePersonSend): Promise<WireSendResponse>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly runner: Runner;
  readonly requestId: string;
  /** Messages a second that the number may send. */
  readonly perSecond: number;
  /** How many calls may be under way at once. */
  readonly concurrency?: number;
  /**
   * Asked again at the moment of sending: consent, window. A reason skips the message; so does a file that is not, or no
   * longer, at Meta.
   */
  recheck(tx: Queryable, row: MessageRow): Promise<string | undefined>;
  /** Called when a message has left the queue, however that ended. */
  onProgress?(progress: Progress): void;
}

/** How far the run is, for a progress line. */
export interface Progress {
  readonly total: number;
  readonly accepted: number;
  /** Skipped, refused or uncertain. */
  readonly notSent: number;
}

export interface DispatchResult {
  readonly rows: readonly MessageRow[];
  /** Why the rest was left in the queue. */
  readonly stoppedBy: AppError | undefined;
}

const leaseMs = 120_000;
/** That many unanswered calls in a row mean an outage: more would only be more uncertainty. */
const uncertainInARow = 3;
/** How long to go on trying to write down what became of a call, in milliseconds between tries. */
const recordDelays = [100, 500, 2_000, 5_000];

type End = "accepted" | "not-sent" | "queued";

/**
 * Sends the queued messages of one request. Every row enters `sending` in a durable commit before its call, and leaves
 * it with what the call's end means; a row that another runner holds is waited for, and taken up when it comes back.
 *
 * Throws what the database raised when it failed before the first call, and UncertainError (`send.not_recorded`) when
 * it failed after one: then repeating without the request's key could send twice.
 */
export async function dispatch(options: DispatchOptions): Promise<DispatchResult> {
  const { db, clock, signal, runner, requestId } = options;
  const recheck: DispatchOptions["recheck"] = async (tx, row) =>
    (await options.recheck(tx, row)) ?? (isSendable(row.content, clock.now()) ? undefined : notUploadedReason);
  let stoppedBy: AppError | undefined;
  let postponedBy: AppError | undefined;
  let unanswered = 0;
  let called = 0;
  const unrecorded: { id: string; wamid: string }[] = [];
  const postponed = new Set<string>();
  const stop = (error: AppError): void => {
    stoppedBy ??= error;
  };
  const stopped = (): boolean => stoppedBy !== undefined || signal.aborted;

  const sendOne = async (row: MessageRow): Promise<End> => {
    const now = clock.now();
    const slot = await reserveSlot(db, row.phone_number_id, now, 1_000 / options.perSecond);
    if (slot > now) await clock.sleep(slot - now, signal).catch(() => {});
    if (stopped()) return "queued";
    const at = clock.now();
    const claim = { ids: [row.id], owner: runner.name, leaseUntil: at + leaseMs, now: at, recheck };
    const [claimed] = await claimForSending(db, claim);
    if (claimed === undefined) return (await getMessage(db, row.id))?.state === "skipped" ? "not-sent" : "queued";
    called += 1;
    const number = row.phone_number_id;
    const outcome = await options.send(number, bodyOf(claimed)).then(acceptedBy, (error) => outcomeOf(error, number));
    try {
      await persist(clock, () => record(row, outcome));
    } catch (error) {
      if (isTaken(error)) {
        // The wamid stands at another message already: nobody can tell the two apart from here on.
        await markUncertain(db, { id: row.id, reason: "send.wamid_taken", at: clock.now() });
        return "not-sent";
      }
      if (outcome.kind === "accepted") unrecorded.push({ id: row.id, wamid: outcome.wamid });
      throw error;
    }
    if (outcome.kind === "accepted") return "accepted";
    return outcome.kind === "release" || outcome.kind === "postpone" ? "queued" : "not-sent";
  };

  const record = async (row: MessageRow, outcome: Outcome): Promise<void> => {
    const at = clock.now();
    switch (outcome.kind) {
      case "accepted":
        unanswered = 0;
        await markAccepted(db, { id: row.id, wamid: outcome.wamid, at, waId: outcome.waId });
        return;
      case "failed": {
        unanswered = 0;
        const { error: refusal } = outcome;
        await markFailed(db, {
          id: row.id,
          reason: refusal.code,
          ...(refusal instanceof GraphError
            ? { code: refusal.graphCode, title: refusal.title.en, details: refusal.details }
            : { code: undefined, title: refusal.text.en, details: undefined }),
          at,
        });
        return;
      }
      case "release":
        stop(outcome.error);
        await releaseClaim(db, { ids: [row.id], owner: runner.name, now: at });
        return;
      case "postpone":
        postponedBy ??= outcome.error;
        postponed.add(row.id);
        await releaseClaim(db, { ids: [row.id], owner: runner.name, now: at });
        return;
      case "uncertain":
        await markUncertain(db, { id: row.id, reason: reasonOf(outcome.error), at });
        unanswered += 1;
        if (unanswered >= uncertainInARow) stop(noAnswers(outcome.error));
    }
  };

  let total = 0;
  let accepted = 0;
  let notSent = 0;
  const sendAll = async (queue: MessageRow[]): Promise<void> => {
    let broken: { readonly error: unknown } | undefined;
    const worker = async (): Promise<void> => {
      for (let row = queue.shift(); row !== undefined && !stopped() && broken === undefined; row = queue.shift()) {
        try {
          const end = await sendOne(row);
          if (end === "accepted") accepted += 1;
          else if (end === "not-sent") notSent += 1;
          options.onProgress?.({ total, accepted, notSent });
        } catch (error) {
          // The database failed us: nobody starts another call, and the calls under way still get their end recorded.
          broken ??= { error };
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(options.concurrency ?? 8, queue.length) }, worker));
    if (broken !== undefined) throw broken.error;
  };

  try {
    for (;;) {
      await settleAbandoned({ db, clock, runner });
      const rows = await messagesOfRequest(db, requestId);
      const queue = rows.filter(({ state, id }) => state === "queued" && !postponed.has(id));
      const othersSend = rows.some(({ state }) => state === "sending");
      if (stopped() || (queue.length === 0 && !othersSend)) return { rows, stoppedBy: stoppedBy ?? postponedBy };
      total = Math.max(total, accepted + notSent + queue.length);
      const before = accepted + notSent + called;
      await sendAll(queue);
      // Another recado holds the rest: its outcome is part of the answer.
      if (accepted + notSent + called === before) await clock.sleep(100, signal).catch(() => {});
    }
  } catch (error) {
    throw called === 0 ? error : notRecorded(error, called, unrecorded);
  }
}

/** A busy or locked database is tried again: what became of a call must not be lost to a moment's trouble. */
async function persist(clock: Clock, write: () => Promise<void>): Promise<void> {
  for (const delay of recordDelays) {
    try {
      await write();
      return;
    } catch (error) {
      if (!(error instanceof StorageError) || isTaken(error)) throw error;
      await clock.sleep(delay);
    }
  }
  await write();
}

const isTaken = (error: unknown): boolean => error instanceof StorageError && error.code === "storage.constraint";

function bodyOf(row: MessageRow): WirePersonSend {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: row.customer_phone ?? "",
    biz_opaque_callback_data: row.id,
    ...readStored(row.content).content,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof AppError ? error.code : "send.unknown_error";
}

function noAnswers(cause: unknown): UncertainError {
  return new UncertainError({
    code: "send.no_answers",
    text: {
      en: `Meta did not answer ${uncertainInARow} calls in a row, so recado stopped.`,
      es: `Meta no respondió ${uncertainInARow} solicitudes seguidas, así que recado se detuvo.`,
    },
    cause,
  });
}

function notRecorded(
  cause: unknown,
  called: number,
  unrecorded: readonly { id: string; wamid: string }[],
): UncertainError {
  const why = cause instanceof AppError ? cause.text : { en: String(cause), es: String(cause) };
  return new UncertainError({
    code: "send.not_recorded",
    text: {
      en: `The database failed after messages had been handed to Meta (${called}): ${why.en}`,
      es: `La base de datos falló después de entregar mensajes a Meta (${called}): ${why.es}`,
    },
    data: { called, unrecorded, cause: reasonOf(cause) },
    cause,
  });
}
