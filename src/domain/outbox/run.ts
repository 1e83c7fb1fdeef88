import type { AppError } from "../../core/errors.ts";
import type { WireSendResponse } from "../../graph/wire/messages.ts";
import type { QueuedMessage } from "../../storage/repos/claims.ts";
import { nextDueAt } from "../../storage/repos/messages.ts";
import type { CampaignState } from "../../storage/rows.ts";
import { aheadAt, lingerAt } from "./ahead.ts";
import { outgoing } from "./body.ts";
import { createBell } from "./bell.ts";
import { createFlow } from "./flow.ts";
import { giveBackTo, type Barred } from "./gates.ts";
import type { OutboxEnd, OutboxOptions } from "./options.ts";
import { acceptedBy, outcomeOf, type Attempt, type Outcome } from "./outcome.ts";
import { createRecorder } from "./recorder.ts";
import { noAnswers } from "./stops.ts";
import { takeTurn, type Claimed, type Ended, type TurnTools } from "./turn.ts";

const patience = 30_000;
/** That many unanswered calls in a row mean an outage: more would only be more uncertainty. */
const uncertainInARow = 3;
/** How long the ends of the last calls wait for one another (milliseconds). */
const finishMs = 10;

/** A gate let no more through. */
interface Bar {
  readonly barred: Barred;
  /** Nothing was under way that could still make room. */
  readonly isFinal: boolean;
}

/**
 * Sends what is due of a campaign until nothing is left, something stops it, or it is asked to stop. Every message enters `sending` in
 * a durable commit before its call, many in one; its end is written down in one of the next commits. Calls leave at the pace of the
 * number, which all processes share in the database.
 *
 * Throws what the database raised when it failed before the first call, and UncertainError (`send.not_recorded`) when it failed after
 * one and the ends of calls could not be kept.
 */
export async function runOutbox(options: OutboxOptions): Promise<OutboxEnd> {
  const { db, clock, signal, lock, pace, campaignId, owner, random = Math.random } = options;
  const patienceMs = options.patienceMs ?? patience;
  const tools: TurnTools = {
    db,
    campaignId,
    owner,
    lock,
    recheck: options.recheck,
    gates: options.gates ?? [],
    uploads: options.uploads ?? [],
  };
  const bell = createBell();
  const quit = new AbortController();
  const halt = AbortSignal.any([signal, quit.signal]);
  const wake = (): void => bell.ring();
  signal.addEventListener("abort", wake, { once: true });

  const ahead: Claimed[] = [];
  let ended: Ended[] = [];
  const calls = { inFlight: 0, made: 0 };
  let stoppedBy: AppError | undefined;
  let state: CampaignState = "running";
  let lost = false;
  let later: number | undefined;
  let drained = false;
  let broken: { readonly error: unknown } | undefined;
  let lastTrouble: AppError | undefined;
  let bar: Bar | undefined;
  const tries = new Map<string, number>();
  const flow = createFlow(options.concurrency, clock.now());
  const recorder = createRecorder({ db, clock, owner });

  const stop = (error: AppError): void => {
    stoppedBy ??= error;
    bell.ring();
  };
  const over = (): boolean =>
    signal.aborted ||
    stoppedBy !== undefined ||
    broken !== undefined ||
    lost ||
    state !== "running" ||
    later !== undefined;

  const unused = (message: QueuedMessage, at: number): void => {
    giveBackTo(tools.gates, message);
    ended.push({ message, at, outcome: { kind: "unused" } });
  };

  /** What was taken and not called goes back to the queue. */
  const giveBack = (): void => {
    const at = clock.now();
    for (const { message } of ahead.splice(0)) unused(message, at);
    drained = false;
  };

  const everybodyWaits = (error: AppError, waitMs: number, now: number): void => {
    flow.trouble(waitMs, now);
    pace.hold(now + waitMs);
    giveBack();
    if (waitMs <= patienceMs) return;
    later = Math.max(later ?? 0, now + waitMs);
    lastTrouble = error;
  };

  const react = (message: QueuedMessage, outcome: Outcome): void => {
    const now = clock.now();
    // What is uncertain may have gone out, and then it costs.
    if (outcome.kind !== "accepted" && outcome.kind !== "uncertain") giveBackTo(tools.gates, message);
    switch (outcome.kind) {
      case "accepted":
      case "failed":
        flow.answered(now);
        return;
      case "stop":
        stop(outcome.error);
        return;
      case "again":
        tries.set(message.id, (tries.get(message.id) ?? 0) + 1);
        drained = false;
        if (outcome.tooFast) pace.tooFast(now);
        if (outcome.who === "everybody") everybodyWaits(outcome.error, outcome.waitMs, now);
        else lastTrouble = outcome.error;
        return;
      case "uncertain":
        if (flow.unanswered() >= uncertainInARow) stop(noAnswers(outcome.error, uncertainInARow));
    }
  };

  const launch = (message: QueuedMessage): void => {
    const number = message.phone_number_id;
    calls.inFlight += 1;
    calls.made += 1;
    const attempt = (): Attempt => ({
      phoneNumberId: number,
      attempt: (tries.get(message.id) ?? 0) + 1,
      troubles: flow.troubles(),
      before: message.attempts - (tries.get(message.id) ?? 0),
      random: random(),
    });
    const calling = async (): Promise<WireSendResponse> =>
      options.call(number, outgoing(message), (usage) => pace.usage(usage, clock.now()));
    void calling()
      .then(acceptedBy, (error: unknown) => outcomeOf(error, attempt()))
      .then((outcome) => {
        calls.inFlight -= 1;
        ended.push({ message, at: clock.now(), outcome });
        react(message, outcome);
        options.onEnded?.(outcome.kind, message);
        bell.ring();
      });
  };

  /** Makes each call when its time has come. */
  const send = async (): Promise<void> => {
    while (!quit.signal.aborted) {
      const [next] = ahead;
      const now = clock.now();
      if (next === undefined || over() || !flow.mayCall(calls.inFlight, pace.perSecond(now), now)) {
        await bell.heard();
        continue;
      }
      const wait = Math.max(next.slotAt, pace.heldUntil()) - now;
      if (wait > 0) {
        await clock.sleep(Math.ceil(wait), halt).catch(() => {});
        continue;
      }
      if (calls.inFlight === 0) flow.begins(now);
      ahead.shift();
      if (lock.isSafe()) launch(next.message);
      else unused(next.message, now);
      if (ahead.length <= roomBelow(now)) bell.ring();
    }
  };

  const roomBelow = (now: number): number => aheadAt(pace.perSecond(now)) >> 1;

  /** How many messages to take now. */
  const room = (now: number): number => {
    if (over() || drained || bar !== undefined || pace.heldUntil() > now) return 0;
    const wanted = aheadAt(pace.perSecond(now));
    return ahead.length > wanted >> 1 ? 0 : wanted - ahead.length;
  };

  const turn = async (claim: number): Promise<void> => {
    const batch = ended;
    ended = [];
    const now = clock.now();
    const perSecond = pace.ofNumber(now);
    const intervalMs = perSecond === undefined ? undefined : 1_000 / perSecond;
    try {
      const result = await takeTurn(tools, { ended: batch, claim, intervalMs, now });
      ({ state, lost } = result);
      const isAlone = result.claimed.length === 0 && ahead.length === 0 && calls.inFlight === 0;
      for (const { message, slotAt } of result.claimed) ahead.push({ message, slotAt: pace.slot(slotAt) });
      if (claim > 0) drained = result.drained;
      if (result.skipped > 0) options.onSkipped?.(result.skipped);
      const { barred } = result;
      if (barred !== undefined) bar = { barred, isFinal: isAlone };
    } catch (error) {
      // What became of calls is written down apart from what failed; nothing more is taken.
      ended = [...batch, ...ended];
      if (batch.length === 0 || claim > 0) broken ??= { error };
      else await record();
    }
    if (ahead.length > 0) bell.ring();
  };

  /** Writes down every end that is known, patiently. */
  const record = async (): Promise<void> => {
    const batch = ended;
    ended = [];
    try {
      await recorder.record(batch);
    } catch (error) {
      broken = { error };
      throw error;
    }
  };

  /** What was let through is out: a refusal among it may have made room. Barred again with nothing under way, it is so. */
  const askAgain = ({ barred, isFinal }: Bar): void => {
    bar = undefined;
    drained = false;
    if (!isFinal) return;
    if ("stop" in barred) stop(barred.stop);
    else later = barred.later;
  };

  /** Waits for messages that are not due yet; false when the run is over. */
  const untilDue = async (): Promise<boolean> => {
    const next = await nextDueAt(db, campaignId);
    if (next === undefined) return false;
    const now = clock.now();
    const at = Math.max(next, pace.heldUntil());
    if (at - now > patienceMs) {
      later = at;
      return false;
    }
    // In pieces, so that a pause is noticed. What is due and was not taken, somebody else has locked for a moment.
    await clock.sleep(Math.min(1_000, Math.max(20, at - now)), halt).catch(() => {});
    drained = false;
    return true;
  };

  /** Takes messages ahead of their time and writes ends down, until nothing is left. */
  const keep = async (): Promise<void> => {
    while (!over()) {
      const error = options.brakes?.map((brake) => brake()).find((found) => found !== undefined);
      if (error !== undefined) stop(error);
      const now = clock.now();
      const wanted = room(now);
      if (wanted === 0 && ended.length === 0) {
        if (calls.inFlight > 0 || ahead.length > 0) await bell.heard();
        else if (bar !== undefined) askAgain(bar);
        else if (!(await untilDue())) return;
        continue;
      }
      const lingerMs = lingerAt(pace.perSecond(now));
      const isFew = wanted === 0 && calls.inFlight > 0 && ended.length < roomBelow(now);
      if (isFew && lingerMs > 0) await bell.linger(lingerMs, () => over() || room(clock.now()) > 0);
      await turn(room(clock.now()));
    }
  };

  /** Ends what is under way; nothing new begins. */
  const finish = async (): Promise<void> => {
    giveBack();
    while (calls.inFlight > 0) {
      await bell.heard();
      if (ended.length > 0 && calls.inFlight > 0) await bell.linger(finishMs, () => calls.inFlight === 0);
      if (ended.length > 0) await record();
    }
    giveBack();
    if (ended.length > 0) await record();
  };

  const sender = send();
  try {
    await keep();
    await finish();
  } catch (error) {
    broken ??= { error };
  } finally {
    quit.abort();
    bell.ring();
    await sender;
    signal.removeEventListener("abort", wake);
  }
  // Calls that were under way when the database failed are finished all the same, and told with it.
  while (calls.inFlight > 0) await bell.heard();
  if (broken !== undefined) throw calls.made === 0 ? broken.error : recorder.failure(broken.error, calls.made, ended);
  return {
    stoppedBy: stoppedBy ?? (later === undefined ? undefined : lastTrouble),
    state,
    lost,
    later,
    called: calls.made,
  };
}
