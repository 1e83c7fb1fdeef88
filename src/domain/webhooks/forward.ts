import { AppError, exitCodes } from "../../core/errors.ts";
import type { Clock } from "../../core/clock.ts";
import type { Database } from "../../storage/database.ts";
import { markFailure, markForwarded } from "../../storage/repos/deliveries.ts";
import { unforwardedAfter, type DeliveryPlace } from "../../storage/repos/forwarding.ts";
import type { WebhookDeliveryRow } from "../../storage/rows.ts";
import { forwardDelay, judgeAnswer } from "./forward-retry.ts";
import { hashBody } from "./receive.ts";
import { signBody, signatureHeaderName } from "./signature.ts";

/** Posts bytes and answers with the HTTP status; throws when there was no answer. Should give up after some seconds. */
export type Post = (
  url: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
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

export interface ForwardPass {
  readonly forwarded: number;
  /** Deliveries that the target answered with something else than 2xx; tried again later. */
  readonly refused: number;
  /** The target could not be reached, or cannot take anything for now. */
  readonly down: boolean;
  /** Milliseconds until something is due; undefined when nothing waits. */
  readonly nextIn: number | undefined;
}

export interface Forwarder {
  /** Passes on everything that is due, oldest first, once. */
  pass(): Promise<ForwardPass>;
  /** Passes on until the signal aborts; `report` is called after each pass. */
  run(signal: AbortSignal, report?: (pass: ForwardPass) => void): Promise<void>;
  /** Something new is stored. */
  wake(): void;
}

const week = 7 * 86_400_000;
const pageSize = 50;

/**
 * Passes stored deliveries on to another address: the bytes that Meta signed, with the signature that they had. What is
 * not stored is never passed on; what the target does not take stays in the database and is tried again, also by the
 * next process. A delivery that the target refuses does not hold up those behind it.
 */
export function createForwarder(options: ForwardOptions): Forwarder {
  const { db, clock } = options;
  const postponed = new Map<string, { readonly failures: number; readonly dueAt: number }>();
  let failures = 0;
  let downUntil = 0;
  let awake: (() => void) | undefined;
  let news = false;

  const pass = async (): Promise<ForwardPass> => {
    const counts = { forwarded: 0, refused: 0 };
    const now = clock.now();
    if (downUntil > now) return { ...counts, down: true, nextIn: downUntil - now };
    const since = now - (options.span ?? week);
    let place: DeliveryPlace = { received_at: since, id: "" };
    for (;;) {
      const page = await unforwardedAfter(db, place, pageSize);
      for (const delivery of page) {
        if ((postponed.get(delivery.id)?.dueAt ?? 0) > clock.now() || !isWhole(delivery)) continue;
        const answer = await forwardOne(options, delivery);
        if (answer === "down") {
          failures++;
          downUntil = clock.now() + forwardDelay(failures);
          return { ...counts, down: true, nextIn: downUntil - clock.now() };
        }
        failures = 0;
        if (answer === "taken") {
          postponed.delete(delivery.id);
          counts.forwarded++;
        } else {
          const tries = (postponed.get(delivery.id)?.failures ?? 0) + 1;
          postponed.set(delivery.id, { failures: tries, dueAt: clock.now() + forwardDelay(tries) });
          counts.refused++;
        }
      }
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) break;
      place = last;
    }
    // What was due and was not met again is too old by now, or was passed on by another process.
    for (const [id, { dueAt }] of postponed) if (dueAt <= now) postponed.delete(id);
    return { ...counts, down: false, nextIn: untilNext(postponed, clock.now()) };
  };

  const run = async (signal: AbortSignal, report?: (pass: ForwardPass) => void): Promise<void> => {
    while (!signal.aborted) {
      news = false;
      const result = await passOrWait(pass);
      report?.(result);
      // News while the target is down does not make it come back sooner.
      if (news && !result.down) continue;
      const woken = new AbortController();
      awake = result.down ? undefined : () => woken.abort();
      await rest(clock, result.nextIn, AbortSignal.any([signal, woken.signal]));
      awake = undefined;
    }
  };

  return {
    pass,
    run,
    wake: () => {
      news = true;
      awake?.();
    },
  };
}

async function forwardOne(
  { db, clock, url, appSecret, post }: ForwardOptions,
  delivery: WebhookDeliveryRow,
): Promise<"taken" | "refused" | "down"> {
  const body = new TextEncoder().encode(delivery.body);
  const headers = { "content-type": "application/json", [signatureHeaderName]: signBody(body, appSecret) };
  let failure: string;
  let answer: "taken" | "refused" | "down";
  try {
    const { status } = await post(url, body, headers);
    answer = judgeAnswer(status);
    failure = `forward.http_${status}`;
  } catch {
    answer = "down";
    failure = "forward.unreachable";
  }
  if (answer === "taken") await markForwarded(db, delivery.id, clock.now());
  // Why it could not be processed matters more, and is kept.
  else if (delivery.failure !== failure && delivery.processed_at !== null) await markFailure(db, delivery.id, failure);
  return answer;
}

/** False for bytes that could not be kept as they were (they were no JSON): what Meta signed is not there to be sent. */
function isWhole(delivery: WebhookDeliveryRow): boolean {
  return hashBody(new TextEncoder().encode(delivery.body)) === delivery.body_hash;
}

function untilNext(
  postponed: ReadonlyMap<string, { readonly failures: number; readonly dueAt: number }>,
  now: number,
): number | undefined {
  const due = [...postponed.values()].map((one) => one.dueAt);
  return due.length === 0 ? undefined : Math.max(Math.min(...due) - now, 0);
}

const databaseRest = 5_000;

/** A database that is locked for a moment is waited for. */
async function passOrWait(pass: () => Promise<ForwardPass>): Promise<ForwardPass> {
  try {
    return await pass();
  } catch (error) {
    if (!(error instanceof AppError) || error.exit !== exitCodes.temporary) throw error;
    return { forwarded: 0, refused: 0, down: true, nextIn: databaseRest };
  }
}

/** Ends after `ms`, or when the signal aborts; without `ms` only then. */
async function rest(clock: Clock, ms: number | undefined, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  if (ms !== undefined) {
    await clock.sleep(ms, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    return;
  }
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
