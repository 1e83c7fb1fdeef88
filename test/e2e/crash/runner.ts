import type { Clock } from "../../../src/core/clock.ts";
import { AppError } from "../../../src/core/errors.ts";
import { driveCampaign, type DriveEnd } from "../../../src/domain/campaigns/control/drive.ts";
import { createPace } from "../../../src/domain/outbox/pace.ts";
import type { Call } from "../../../src/domain/outbox/options.ts";
import type { Database } from "../../../src/storage/database.ts";
import type { CampaignRow } from "../../../src/storage/rows.ts";
import { watchTransaction } from "./journal-watch.ts";

/** Where a message is on its way through the journal. */
export const steps = [
  "before the claim is committed",
  "before the call",
  "during the call",
  "before its end is committed",
  "after its end is committed",
] as const;
export type Step = (typeof steps)[number];

export interface RunnerTools {
  /** A connection of its own, as a process has one. */
  readonly db: Database;
  readonly call: Call;
  readonly clock: Clock;
  readonly name: string;
  readonly isGone: (name: string) => boolean;
  /** Told at every step. Inside a transaction it is not waited for: nothing else could be written meanwhile. */
  readonly reached: (step: Step, runner: Runner) => Promise<void>;
}

/** A process that sends, which things happen to. */
export interface Runner {
  readonly name: string;
  /** Messages that it took and of which it never wrote down what became of them, by id. */
  readonly taken: ReadonlySet<string>;
  /** Sends until the end, an error, or its death. */
  run(campaign: CampaignRow): Promise<DriveEnd | { readonly error: unknown } | "died">;
  /** As by kill -9: nothing of it reaches the disk, Meta or anybody else from here on. */
  die(): void;
  /** Ctrl-C, SIGTERM. */
  askToStop(): void;
  /** The database refuses the next writes, so many of them. */
  refuse(error: AppError, times: number): void;
}

/** Of what a dead process waits for, nothing ever comes. */
const never = async (): Promise<never> => new Promise(() => {});

class Death extends Error {}

export function createRunner({ db: real, call: toMeta, clock, name, isGone, reached }: RunnerTools): Runner {
  const stop = new AbortController();
  const taken = new Set<string>();
  let dead = false;
  let buried: (word: "died") => void = () => {};
  const death = new Promise<"died">((resolve) => {
    buried = resolve;
  });
  let refusal: { readonly error: AppError; left: number } | undefined;

  const refuseIfSo = (): void => {
    if (refusal === undefined || refusal.left === 0) return;
    refusal.left -= 1;
    throw refusal.error;
  };
  /** What a living process asks of its database, and a dead one no longer gets an answer to. */
  const living = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (dead) return never();
    try {
      const result = await work();
      return dead ? await never() : result;
    } catch (error) {
      if (error instanceof Death || dead) return never();
      throw error;
    }
  };

  const db: Database = {
    ...real,
    query: async (sql, parameters) => living(async () => real.query(sql, parameters)),
    exec: async (sql, parameters) =>
      living(async () => {
        refuseIfSo();
        return real.exec(sql, parameters);
      }),
    batch: async (sql, rows) =>
      living(async () => {
        refuseIfSo();
        return real.batch(sql, rows);
      }),
    transaction: async (body, options) =>
      living(async () => {
        const { result, watched } = await real.transaction(async (tx) => {
          const watched = watchTransaction(tx);
          const result = await body(watched.tx);
          if (watched.claimed.size > 0) void reached("before the claim is committed", runner);
          if (watched.isAccepting()) void reached("before its end is committed", runner);
          if (dead) throw new Death();
          refuseIfSo();
          return { result, watched };
        }, options);
        for (const id of taken) if (watched.touched.has(id)) taken.delete(id);
        for (const id of watched.claimed) taken.add(id);
        if (watched.isAccepting()) await reached("after its end is committed", runner);
        return result;
      }),
  };

  const call: Call = async (number, message, onUsage) => {
    await reached("before the call", runner);
    if (dead) return never();
    const answer = await toMeta(number, message, onUsage).then(
      (taken) => ({ taken }),
      (error: unknown) => ({ error }),
    );
    await reached("during the call", runner);
    if (dead) return never();
    if ("error" in answer) throw answer.error;
    return answer.taken;
  };

  const drive = async (campaign: CampaignRow): Promise<DriveEnd | { readonly error: unknown }> => {
    try {
      return await driveCampaign({
        db,
        clock,
        signal: stop.signal,
        runner: { name, isGone },
        campaign,
        whenAsked: "paused",
        engine: async () => ({ call, pace: createPace(perSecond), recheck: async () => new Map() }),
      });
    } catch (error) {
      return { error };
    }
  };

  const runner: Runner = {
    name,
    taken,
    run: async (campaign) => Promise.race([drive(campaign), death]),
    die: () => {
      dead = true;
      buried("died");
    },
    askToStop: () => stop.abort(new Error("SIGTERM")),
    refuse: (error, times) => {
      refusal = { error, left: times };
    },
  };
  return runner;
}

/** A few are taken at a time, and a few are under way at once. */
const perSecond = 50;
