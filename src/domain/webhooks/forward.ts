import type { Clock } from "../../core/clock.ts";
import type { Database } from "../../storage/database.ts";
import { markFailure, markForwarded, type DeliveryPlace } from "../../storage/repos/deliveries.ts";
import { unforwardedAfter } from "../../storage/repos/forwarding.ts";
import type { WebhookDeliveryRow } from "../../storage/rows.ts";
import { createForwardWaits, type Answer } from "./forward-waits.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { createPassLoop } from "./pass-loop.ts";
import { hashBody } from "./receive.ts";
import { retryDelay } from "./retry-delay.ts";
import { signBody, signatureHeaderName } from "./signature.ts";

/**
 * Posts bytes and answers with the HTTP status; throws when there was no answer, or when the signal aborts. Should give
 * up after some seconds.
 */
export type Post = (
  url: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<{ readonly status: number }>;

export interface ForwardOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly url: string;
  readonly appSecret: string;
  readonly post: Post;
  /** How far back deliveries are passed on, in milliseconds: as long as Meta itself tries, seven days, unless told. */
  readonly span?: number | undefined;
}

/** Why nothing is passed on for now. */
export type ForwardTrouble =
  | { readonly kind: "no-answer" }
  /** Not ready, or the same answer to several deliveries in a row. */
  | { readonly kind: "answer"; readonly status: number }
  /** Deliveries could not be read, or what became of them not be written. */
  | { readonly kind: "database"; readonly error: unknown };

export interface ForwardPass {
  readonly forwarded: number;
  /** Deliveries that the target answered with something else than 2xx; tried again later. */
  readonly refused: number;
  /** The last of these answers. */
  readonly refusedWith: number | undefined;
  readonly trouble: ForwardTrouble | undefined;
  /** Milliseconds until something is due; undefined when nothing waits. */
  readonly nextIn: number | undefined;
}

export interface Forwarder {
  /** Passes on everything that is due, oldest first, once; never rejects. When `signal` aborts, it ends. */
  pass(signal?: AbortSignal): Promise<ForwardPass>;
  /**
   * Passes on until the signal aborts; `report` is called after each pass. A call that is under way then is given a
   * second to end, so that it need not be repeated.
   */
  run(signal: AbortSignal, report?: (pass: ForwardPass) => void): Promise<void>;
  /** Something new is stored. */
  wake(): void;
}

type Counts = { -readonly [Key in "forwarded" | "refused" | "refusedWith"]: ForwardPass[Key] };

interface PassTimes {
  /** Milliseconds: older ones are let go. */
  readonly since: number;
  readonly stop: AbortSignal;
  /** When a call under way is to be cut off. */
  readonly late: AbortSignal;
}

const alreadyTaken: Answer = { verdict: "taken", status: undefined };
const week = 7 * 86_400_000;
const pageSize = 20;
const lastCallMs = 1_000;
const longestDatabaseWait = 30_000;

/**
 * Passes stored deliveries on to another address: the bytes that Meta signed, with the signature that they had. What is
 * not stored is never passed on; what the target does not take stays in the database and is tried again, also by the
 * next process. A delivery that the target refuses does not hold up those behind it.
 */
export function createForwarder(options: ForwardOptions): Forwarder {
  const { db, clock } = options;
  const waits = createForwardWaits(clock);
  const loop = createPassLoop(clock);
  /** Passed on, but the database did not take note of it: not to be sent a second time. */
  const taken = new Set<string>();
  let trouble: ForwardTrouble | undefined;
  let databaseFailures = 0;

  /** Those of one standing, oldest first; ends early when the target is down or `stop` aborts. */
  const round = async (standing: "fresh" | "due", counts: Counts, { since, stop, late }: PassTimes): Promise<void> => {
    let place: DeliveryPlace = { received_at: since, id: "" };
    while (!stop.aborted) {
      const page = await unforwardedAfter(db, place, pageSize);
      for (const delivery of page) {
        if (stop.aborted) return;
        if (waits.standing(delivery.id) !== standing || !isWhole(delivery)) continue;
        const answer = taken.has(delivery.id) ? alreadyTaken : await postOne(options, delivery, late);
        if (answer === undefined) return;
        const isDown = waits.note(delivery.id, answer);
        if (answer.verdict === "taken") taken.add(delivery.id);
        await keepAnswer(options, delivery, answer);
        taken.delete(delivery.id);
        if (answer.verdict === "taken") counts.forwarded += 1;
        if (answer.verdict === "refused") {
          counts.refused += 1;
          counts.refusedWith = answer.status;
        }
        if (!isDown) continue;
        trouble = answer.status === undefined ? { kind: "no-answer" } : { kind: "answer", status: answer.status };
        return;
      }
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      place = last;
    }
  };

  const passOn = async (stop: AbortSignal, late: AbortSignal): Promise<ForwardPass> => {
    const counts: Counts = { forwarded: 0, refused: 0, refusedWith: undefined };
    const began = clock.now();
    const times = { since: began - (options.span ?? week), stop, late };
    if (waits.downFor() === 0) {
      trouble = undefined;
      await round("fresh", counts, times);
      if (trouble === undefined && waits.anyDue()) await round("due", counts, times);
    }
    if (waits.downFor() > 0) return { ...counts, trouble, nextIn: waits.downFor() };
    if (!stop.aborted) waits.forgetDue(began);
    return { ...counts, trouble: undefined, nextIn: waits.nextIn() };
  };

  const pass = async (stop: AbortSignal, late: AbortSignal): Promise<ForwardPass> => {
    try {
      const result = await passOn(stop, late);
      databaseFailures = 0;
      return result;
    } catch (error) {
      databaseFailures += 1;
      const nextIn = retryDelay(databaseFailures, longestDatabaseWait);
      return { forwarded: 0, refused: 0, refusedWith: undefined, trouble: { kind: "database", error }, nextIn };
    }
  };

  return {
    pass: async (signal = new AbortController().signal) => pass(signal, signal),
    run: async (signal, report) => {
      const over = new AbortController();
      const late = lateSignal(clock, signal, over.signal);
      try {
        await loop.run(signal, async () => {
          const result = await pass(signal, late);
          report?.(result);
          // News while the target is down does not make it come back sooner.
          return { nextIn: result.nextIn, deaf: result.trouble !== undefined };
        });
      } finally {
        over.abort();
      }
    },
    wake: () => loop.wake(),
  };
}

/** Aborts a second after `signal`, unless all is over by then. */
function lateSignal(clock: Clock, signal: AbortSignal, over: AbortSignal): AbortSignal {
  const late = new AbortController();
  const wait = (): void => {
    clock.sleep(lastCallMs, over).then(
      () => late.abort(),
      () => {},
    );
  };
  if (signal.aborted) wait();
  else signal.addEventListener("abort", wait, { once: true, signal: over });
  return late.signal;
}

/** Undefined when it was cut off because recado ends: nothing is known of the target then. */
async function postOne(
  { url, appSecret, post }: ForwardOptions,
  delivery: WebhookDeliveryRow,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const body = new TextEncoder().encode(delivery.body);
  const headers = { "content-type": "application/json", [signatureHeaderName]: signBody(body, appSecret) };
  try {
    const { status } = await post(url, body, headers, signal);
    return { verdict: judgeAnswer(status), status };
  } catch {
    return signal.aborted ? undefined : { verdict: "down", status: undefined };
  }
}

async function keepAnswer(
  { db, clock }: ForwardOptions,
  delivery: WebhookDeliveryRow,
  { verdict, status }: Answer,
): Promise<void> {
  if (verdict === "taken") {
    await markForwarded(db, delivery.id, clock.now());
    return;
  }
  const failure = status === undefined ? "forward.unreachable" : `forward.http_${status}`;
  // Why it could not be processed matters more, and is kept.
  if (delivery.failure !== failure && delivery.processed_at !== null) await markFailure(db, delivery.id, failure);
}

/** False for bytes that could not be kept as they were (they were no JSON): what Meta signed is not there to be sent. */
function isWhole(delivery: WebhookDeliveryRow): boolean {
  return hashBody(new TextEncoder().encode(delivery.body)) === delivery.body_hash;
}
