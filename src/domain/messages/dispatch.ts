import type { Clock } from "../../core/clock.ts";
import type { AppError } from "../../core/errors.ts";
import type { WirePersonSend, WireSendResponse } from "../../graph/wire/messages.ts";
import type { Database } from "../../storage/database.ts";
import { changeCampaign, type CampaignChange } from "../../storage/repos/campaigns.ts";
import { messagesOfCampaign, nextDueAt } from "../../storage/repos/messages.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { settleAbandoned, type Runner } from "../outbox/abandoned.ts";
import type { Gate } from "../outbox/gates.ts";
import { isLock, tryLock, type CampaignLock } from "../outbox/lock.ts";
import { createPace } from "../outbox/pace.ts";
import type { Recheck } from "../outbox/recheck.ts";
import type { OutboxEnd } from "../outbox/options.ts";
import { runOutbox } from "../outbox/run.ts";

export interface DispatchOptions {
  readonly db: Database;
  /** One call to Meta. It is not aborted by `signal`: a call that has begun is finished, so that its end is known. */
  send(phoneNumberId: string, body: WirePersonSend): Promise<WireSendResponse>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly runner: Runner;
  readonly campaignId: number;
  /** Messages a second that the number may send. */
  readonly perSecond: number;
  /** How many calls may be under way at once. */
  readonly concurrency?: number;
  /** Asked again at the moment of sending: consent, window. */
  readonly recheck: Recheck;
  /** The month's budget, where there may be one. */
  readonly gates?: readonly Gate[] | undefined;
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

/** Waits while another process has the request; undefined when asked to stop. */
async function lockWhenFree(options: DispatchOptions): Promise<CampaignLock | undefined> {
  const { clock, signal } = options;
  for (;;) {
    const found = await tryLock(options);
    if (isLock(found)) return found;
    if (found === undefined || signal.aborted) return undefined;
    await clock.sleep(100, signal).catch(() => {});
  }
}

/**
 * Sends the queued messages of what `recado send` asked for: a campaign without a name. What another process is sending of it is waited
 * for, and is part of the answer. Throws as `runOutbox` does.
 */
export async function dispatch(options: DispatchOptions): Promise<DispatchResult> {
  const { db, clock, signal, runner, campaignId } = options;
  let stoppedBy: AppError | undefined;
  let isLeft = true;
  for (;;) {
    if (isLeft) {
      const end = await sendAlone(options);
      stoppedBy ??= end?.stoppedBy;
      isLeft = end !== undefined && end.stoppedBy === undefined && end.later === undefined;
    }
    await settleAbandoned({ db, clock, runner });
    const rows = await messagesOfCampaign(db, campaignId);
    const has = (wanted: MessageRow["state"]): boolean => rows.some(({ state }) => state === wanted);
    // What others are sending is part of the answer, and is taken up when they put it back.
    if (signal.aborted || (!has("sending") && !(isLeft && has("queued")))) return { rows, stoppedBy };
    if (has("sending")) await clock.sleep(100, signal).catch(() => {});
  }
}

/** Undefined when asked to stop while another process had it. */
async function sendAlone(options: DispatchOptions): Promise<OutboxEnd | undefined> {
  const lock = await lockWhenFree(options);
  if (lock === undefined) return undefined;
  try {
    return await send(options, lock);
  } finally {
    await lock.release();
  }
}

async function send(options: DispatchOptions, lock: CampaignLock): Promise<OutboxEnd> {
  const { db, clock, signal, runner, campaignId } = options;
  await settleAbandoned({ db, clock, runner });
  // One that was cancelled stays so: nothing of it is in the queue.
  await changeCampaign(db, campaignId, { state: "running", at: clock.now(), from: ["running", "paused", "done"] });
  const { length: total } = (await messagesOfCampaign(db, campaignId)).filter(({ state }) => state === "queued");
  let accepted = 0;
  let notSent = 0;
  const tell = (): void => options.onProgress?.({ total, accepted, notSent });
  const end = await runOutbox({
    db,
    clock,
    signal,
    lock,
    owner: runner.name,
    campaignId,
    call: async (number, { body }) => options.send(number, JSON.parse(body) as WirePersonSend),
    pace: createPace(options.perSecond),
    recheck: options.recheck,
    gates: options.gates ?? [],
    concurrency: options.concurrency,
    onEnded: (kind) => {
      if (kind === "accepted") accepted += 1;
      else if (kind === "failed" || kind === "uncertain") notSent += 1;
      else return;
      tell();
    },
    onSkipped: (count) => {
      notSent += count;
      tell();
    },
  });
  const isLeft = (await nextDueAt(db, campaignId)) !== undefined;
  await changeCampaign(db, campaignId, {
    ...(isLeft ? { state: "paused", ...reasonOf(end.stoppedBy) } : { state: "done" }),
    at: clock.now(),
    from: ["running"],
  });
  return end;
}

/** How it goes on is said by who asked for it: with its own key. */
function reasonOf(error: AppError | undefined): Pick<CampaignChange, "reason" | "reasonText"> {
  return error === undefined ? {} : { reason: error.code, reasonText: JSON.stringify({ text: error.text }) };
}
