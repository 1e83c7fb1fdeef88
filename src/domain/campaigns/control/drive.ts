import type { Clock } from "../../../core/clock.ts";
import { AppError, BusyError, exitCodes } from "../../../core/errors.ts";
import { redactText } from "../../../core/redact.ts";
import type { Text } from "../../../core/text.ts";
import type { Database } from "../../../storage/database.ts";
import { changeCampaign, type CampaignChange } from "../../../storage/repos/campaigns.ts";
import { nextDueAt } from "../../../storage/repos/messages.ts";
import { holdCampaign } from "../../../storage/repos/retries.ts";
import type { CampaignRow, CampaignState } from "../../../storage/rows.ts";
import { settleAbandoned, type Runner } from "../../outbox/abandoned.ts";
import { alreadyRunning, isLock, tryLock, type CampaignLock } from "../../outbox/lock.ts";
import type { OutboxEnd, OutboxOptions } from "../../outbox/options.ts";
import { runOutbox } from "../../outbox/run.ts";
import { cancelQueued } from "./cancel.ts";
import { interruptedReason, isOver, reread } from "./pause.ts";
import { aboutThis, raisedBy } from "./problem.ts";

/** How a campaign is sent. */
export interface Engine extends Omit<OutboxOptions, "db" | "clock" | "signal" | "lock" | "owner" | "campaignId"> {
  /** What looks on meanwhile, for the brakes: until the signal aborts. */
  readonly watches?: readonly ((signal: AbortSignal) => Promise<void>)[];
}

export interface DriveOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly runner: Runner;
  readonly campaign: CampaignRow;
  /** What becomes of a campaign whose process is asked to stop: `paused` where a person ran it, else it waits for the next worker. */
  readonly whenAsked: "paused" | "scheduled";
  /** How it is sent; asked once the campaign is this process's. */
  engine(campaign: CampaignRow): Promise<Engine>;
}

export interface DriveEnd {
  /** As it is now. */
  readonly campaign: CampaignRow;
  /** Of a brake, or of trouble that passes. */
  readonly stoppedBy: AppError | undefined;
  /** Asked to stop while something was left. */
  readonly interrupted: boolean;
}

/** A worker looks again after so long (milliseconds) when something failed that may pass. */
const tryAgainMs = 60_000;

const startable: readonly CampaignState[] = ["planned", "scheduled", "running", "paused", "done"];

/**
 * Runs a campaign in this process until nothing is left or something keeps the rest from being sent, and says in its row which.
 *
 * @throws BusyError `campaign.running` when another process has it
 * @throws PolicyError `campaigns.over` of a cancelled one
 * @throws UncertainError `send.not_recorded`, or what the database raised
 */
export async function driveCampaign(options: DriveOptions): Promise<DriveEnd> {
  const { db, clock, runner, campaign } = options;
  const lock = await tryLock({ db, clock, runner, campaignId: campaign.id });
  if (!isLock(lock)) throw lock === undefined ? isOver(campaign) : alreadyRunning(lock);
  try {
    await settleAbandoned({ db, clock, runner });
    const moved = { state: "running", at: clock.now(), from: startable } as const;
    if (!(await changeCampaign(db, campaign.id, moved))) throw isOver(await reread(db, campaign));
    return await untilOver(options, lock);
  } catch (error) {
    // Whatever failed, the campaign says so where it can; where it cannot, it is found as one whose runner is gone.
    if (!(error instanceof BusyError)) await settleFailure(options, error).catch(() => {});
    throw raisedBy(error, campaign);
  } finally {
    await lock.release().catch(() => {});
  }
}

async function untilOver(options: DriveOptions, lock: CampaignLock): Promise<DriveEnd> {
  const { watches = [], ...engine } = await options.engine(await reread(options.db, options.campaign));
  const over = new AbortController();
  // One that fails sees nothing more; the engine goes on.
  const watching = watches.map(async (watch) => watch(over.signal).catch(() => {}));
  try {
    return await sendAll(options, lock, engine);
  } finally {
    over.abort();
    await Promise.all(watching);
  }
}

async function sendAll(options: DriveOptions, lock: CampaignLock, engine: Engine): Promise<DriveEnd> {
  const { db, clock, signal, runner } = options;
  const { id } = options.campaign;
  for (;;) {
    const end = await runOutbox({ ...engine, db, clock, signal, lock, owner: runner.name, campaignId: id });
    if (end.lost) throw alreadyRunning(await reread(db, options.campaign));
    const interrupted = await settle(options, end);
    const campaign = await reread(db, options.campaign);
    if (campaign.state === "cancelled") await cancelQueued(db, id, clock.now());
    // Somebody put messages back into the queue at the last moment.
    if (campaign.state !== "running") return { campaign, stoppedBy: end.stoppedBy, interrupted };
  }
}

/** Writes down what the end of a run makes of the campaign; true when it was interrupted with something left. */
async function settle(options: DriveOptions, end: OutboxEnd): Promise<boolean> {
  const { db, clock, signal, whenAsked } = options;
  const { id } = options.campaign;
  return db.transaction(async (tx) => {
    const at = clock.now();
    // Held first: who puts messages back into the queue at this moment is through before, or waits and finds the campaign done.
    const state = await holdCampaign(db, tx, id);
    const left = await nextDueAt(tx, id);
    const change = async (to: Omit<CampaignChange, "at" | "from">): Promise<void> => {
      await changeCampaign(tx, id, { ...to, at, from: ["running"] });
    };
    if (state !== "running") return false;
    if (left === undefined) {
      await change({ state: "done" });
      return false;
    }
    const why = end.stoppedBy === undefined ? {} : reasonOf(end.stoppedBy, options.campaign);
    // Trouble that passes by itself is no brake: it goes on later.
    if (end.later !== undefined) {
      await change({ state: "scheduled", dueAt: end.later, ...why });
      return false;
    }
    if (end.stoppedBy !== undefined) {
      await change({ state: "paused", ...why });
      return false;
    }
    if (!signal.aborted) return false;
    await change(
      whenAsked === "paused"
        ? { state: "paused", reason: interruptedReason }
        : { state: "scheduled", dueAt: Math.max(left, at) },
    );
    return true;
  });
}

function reasonOf(error: unknown, campaign: CampaignRow): Pick<CampaignChange, "reason" | "reasonText"> {
  if (error instanceof AppError) {
    const { code: reason, text } = error;
    return { reason, reasonText: JSON.stringify({ text, hint: aboutThis(error.hint, campaign) }) };
  }
  const said = redactText(String(error));
  const text: Text = { en: `Unexpected failure: ${said}`, es: `Error imprevisto: ${said}` };
  return { reason: "fault", reasonText: JSON.stringify({ text }) };
}

/** What a failure makes of the campaign: it waits for a person, or, where a worker ran it and it may pass by itself, for a while. */
async function settleFailure({ db, clock, signal, campaign, whenAsked }: DriveOptions, error: unknown): Promise<void> {
  const at = clock.now();
  const from = ["running"] as const;
  const isTemporary = error instanceof AppError && error.exit === exitCodes.temporary;
  if (whenAsked === "scheduled" && (signal.aborted || isTemporary)) {
    const why = signal.aborted ? {} : reasonOf(error, campaign);
    const dueAt = signal.aborted ? at : at + tryAgainMs;
    await changeCampaign(db, campaign.id, { state: "scheduled", at, from, dueAt, ...why });
    return;
  }
  const why =
    signal.aborted && !(error instanceof AppError) ? { reason: interruptedReason } : reasonOf(error, campaign);
  await changeCampaign(db, campaign.id, { state: "paused", at, from, ...why });
}
