import type { Clock } from "../../core/clock.ts";
import { AppError, UncertainError } from "../../core/errors.ts";
import type { GraphClient } from "../../graph/client.ts";
import type { WireContent, WireSendBody } from "../../graph/wire/messages.ts";
import type { Database } from "../../storage/database.ts";
import {
  claimForSending,
  expireLeases,
  markAccepted,
  markFailed,
  markSkipped,
  markUncertain,
  messagesOfRequest,
  releaseClaim,
  reserveSlot,
} from "../../storage/repos/messages.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { acceptedBy, outcomeOf, type Outcome } from "./outcome.ts";

/** Names this process in the rows that it is sending, and tells whether another such name still lives. */
export interface Runner {
  readonly name: string;
  /** True when that runner certainly no longer exists (a process of this machine that is gone). */
  isGone(name: string): boolean;
}

export interface DispatchOptions {
  readonly db: Database;
  readonly messages: Pick<GraphClient["messages"], "send">;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly runner: Runner;
  readonly requestId: string;
  /** Messages a second that the number may send. */
  readonly perSecond: number;
  /** How many calls may be under way at once. */
  readonly concurrency?: number;
  /** Asked again at the moment of sending: consent, window. A reason skips the message. */
  recheck(row: MessageRow): Promise<string | undefined>;
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

/**
 * Sends the queued messages of one request. Every row enters `sending` in a durable commit before its call, and leaves
 * it with what the call's end means; a row that another runner holds is waited for, not touched.
 */
export async function dispatch(options: DispatchOptions): Promise<DispatchResult> {
  const { db, clock, signal, runner, requestId } = options;
  let stoppedBy: AppError | undefined;
  let postponedBy: AppError | undefined;
  let unanswered = 0;
  const stop = (error: AppError): void => {
    stoppedBy ??= error;
  };
  const stopped = (): boolean => stoppedBy !== undefined || signal.aborted;

  const sendOne = async (row: MessageRow): Promise<"accepted" | "not-sent" | "queued"> => {
    const now = clock.now();
    const slot = await reserveSlot(db, row.phone_number_id, now, 1_000 / options.perSecond);
    if (slot > now) await clock.sleep(slot - now, signal).catch(() => {});
    if (stopped()) return "queued";
    const reason = await options.recheck(row);
    if (reason !== undefined) {
      await markSkipped(db, { id: row.id, reason, at: clock.now() });
      return "not-sent";
    }
    const [claimed] = await claimForSending(db, {
      ids: [row.id],
      owner: runner.name,
      leaseUntil: clock.now() + leaseMs,
      now: clock.now(),
    });
    if (claimed === undefined) return "queued";
    // No signal: a call that has begun is finished, so that its end is known.
    const outcome = await options.messages.send(row.phone_number_id, bodyOf(row)).then(acceptedBy, outcomeOf);
    await record(row, outcome);
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
          code: refusal.graphCode,
          title: refusal.title.en,
          details: refusal.details,
          at,
        });
        return;
      }
      case "release":
        await releaseClaim(db, { ids: [row.id], owner: runner.name, now: at });
        stop(outcome.error);
        return;
      case "postpone":
        await releaseClaim(db, { ids: [row.id], owner: runner.name, now: at });
        postponedBy ??= outcome.error;
        return;
      case "uncertain":
        await markUncertain(db, { id: row.id, reason: reasonOf(outcome.error), at });
        unanswered += 1;
        if (unanswered >= uncertainInARow) stop(noAnswers(outcome.error));
    }
  };

  await settleAbandoned(options);
  const queue = (await messagesOfRequest(db, requestId)).filter((row) => row.state === "queued");
  const progress = { total: queue.length, accepted: 0, notSent: 0 };
  let broken: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (let row = queue.shift(); row !== undefined && !stopped() && broken === undefined; row = queue.shift()) {
      try {
        const end = await sendOne(row);
        if (end === "accepted") progress.accepted += 1;
        else if (end !== "queued") progress.notSent += 1;
        options.onProgress?.(progress);
      } catch (error) {
        // The database failed us: nobody starts another call, and the calls under way still get their end recorded.
        broken ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency ?? 8, queue.length) }, worker));
  if (broken !== undefined) throw broken.error;
  if (!stopped()) await waitForOthers(options);
  return { rows: await messagesOfRequest(db, requestId), stoppedBy: stoppedBy ?? postponedBy };
}

/** Rows left in `sending` by a runner that died become uncertain: whether their calls went out, nobody knows. */
async function settleAbandoned({ db, clock, runner, requestId }: DispatchOptions): Promise<void> {
  await expireLeases(db, clock.now());
  for (const row of await messagesOfRequest(db, requestId)) {
    if (row.state === "sending" && row.lease_owner !== null && runner.isGone(row.lease_owner)) {
      await markUncertain(db, { id: row.id, reason: "send.abandoned", at: clock.now() });
    }
  }
}

/** Another recado is sending rows of the same request: their outcome is part of the answer. */
async function waitForOthers(options: DispatchOptions): Promise<void> {
  const { db, clock, signal, requestId } = options;
  const busy = async (): Promise<boolean> =>
    (await messagesOfRequest(db, requestId)).some((row) => row.state === "sending");
  while (!signal.aborted && (await busy())) {
    await clock.sleep(100, signal).catch(() => {});
    await settleAbandoned(options);
  }
}

function bodyOf(row: MessageRow): WireSendBody {
  const content = JSON.parse(row.content) as WireContent;
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: row.customer_phone ?? "",
    biz_opaque_callback_data: row.id,
    ...content,
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
      es: `Meta no respondió ${uncertainInARow} llamadas seguidas, así que recado se detuvo.`,
    },
    cause,
  });
}
