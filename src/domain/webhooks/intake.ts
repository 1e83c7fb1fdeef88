import { setImmediate as othersFirst } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";
import type { Database } from "../../storage/database.ts";
import { unprocessedAfter, type DeliveryPlace } from "../../storage/repos/deliveries.ts";
import { refreshCostSlots } from "../../storage/repos/cost-slots.ts";
import { settleOrphans } from "./orphans.ts";
import { createPassLoop, type AfterPass } from "./pass-loop.ts";
import { processDeliveries, type ProcessedDelivery } from "./process.ts";
import { retryDelay } from "./retry-delay.ts";
import type { Terms } from "./terms.ts";

export interface IntakeOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** ISO 4217: for messages that were sent without an estimate. */
  readonly currency: string;
  /** What holds now, asked before every transaction (see `followTerms`): a card may be imported meanwhile. Overrules `currency`. */
  readonly terms?: (() => Promise<Terms>) | undefined;
  /** Called for each delivery that was taken in, and once for one that could not be. */
  onProcessed(result: ProcessedDelivery): void;
  /** The database failed: called once until it works again. What is stored waits. */
  onTrouble(error: unknown): void;
  /** Done at the start and every half minute, like the search for statuses without a message. */
  upkeep?: (() => Promise<unknown>) | undefined;
}

/** Takes in what is stored: what comes now, what a crash left behind, and again what could not be taken in before. */
export interface Intake {
  /** A delivery is stored; one that failed before is tried at once. @param json what it says, where the caller has it at hand */
  wake(deliveryId: string, json?: unknown): void;
  /** Resolves when everything that was stored so far was taken in, or tried. */
  idle(): Promise<void>;
  /**
   * Goes on until `stop` aborts and what is stored by then is taken in; when `hurry` aborts, the transaction under way is
   * the last one. Never rejects.
   */
  run(stop: AbortSignal, hurry: AbortSignal): Promise<void>;
}

const pageSize = 500;
/** Deliveries in one transaction. */
const batchSize = 250;
/** Deliveries that are kept in memory until they are taken in; what comes when there are more is read again. */
const mostAtHand = 1_000;
const upkeepEvery = 30_000;
/** Sums of costs that nobody asks for are made anew so often all the same: what marks them does not pile up. */
const sumsEvery = 900_000;
const longestTrouble = 30_000;
/** Meta brings statuses for up to seven days. */
const week = 7 * 86_400_000;
/** Between two searches nothing older can have lost its message, unless the clocks differ. */
const recently = 3_600_000;

export function createIntake(options: IntakeOptions): Intake {
  const { db, clock } = options;
  const terms = options.terms ?? (async () => ({ currency: options.currency, tariff: undefined }));
  const loop = createPassLoop(clock);
  const postponed = new Map<string, { readonly failures: number; readonly dueAt: number }>();
  const atHand = new Map<string, unknown>();
  let troubles = 0;
  let upkeepAt: number | undefined;
  let sumsAt = clock.now() + sumsEvery;

  const note = (result: ProcessedDelivery): void => {
    const id = result.deliveryId;
    if (result.state !== "failed") {
      postponed.delete(id);
      if (result.state === "processed") options.onProcessed(result);
      return;
    }
    const failures = (postponed.get(id)?.failures ?? 0) + 1;
    postponed.set(id, { failures, dueAt: clock.now() + retryDelay(failures) });
    if (failures === 1) options.onProcessed(result);
  };

  const takeInDue = async (hurry: AbortSignal): Promise<void> => {
    const began = clock.now();
    const told = [...atHand.keys()];
    let place: DeliveryPlace = { received_at: 0, id: "" };
    for (;;) {
      const page = await unprocessedAfter(db, place, pageSize);
      const due = page.map(({ id }) => id).filter((id) => (postponed.get(id)?.dueAt ?? 0) <= clock.now());
      while (due.length > 0) {
        if (hurry.aborted) return;
        // What failed before would take others along, so it goes alone.
        const risky = due.findIndex((id) => postponed.has(id));
        const together = due.slice(0, risky === -1 ? batchSize : Math.max(risky, 1));
        const now = clock.now();
        const results = await processDeliveries(db, together, { ...(await terms()), now, atHand, clock, hurry });
        for (const result of results) {
          atHand.delete(result.deliveryId);
          note(result);
        }
        due.splice(0, results.length);
      }
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) break;
      place = last;
    }
    // What was told, or due, and was not met has been taken in by another process.
    for (const id of told) atHand.delete(id);
    for (const [id, { dueAt }] of postponed) if (dueAt <= began) postponed.delete(id);
  };

  const keepUp = async (): Promise<void> => {
    const now = clock.now();
    if (upkeepAt !== undefined && now < upkeepAt) return;
    const since = now - (upkeepAt === undefined ? week : recently);
    await settleOrphans(db, { ...(await terms()), now, since });
    await options.upkeep?.();
    if (now >= sumsAt) {
      await refreshCostSlots(db);
      sumsAt = now + sumsEvery;
    }
    upkeepAt = now + upkeepEvery;
  };

  const pass = async (stop: AbortSignal, hurry: AbortSignal): Promise<AfterPass> => {
    try {
      // What has arrived is stored and answered before, and comes along.
      await othersFirst();
      await takeInDue(hurry);
      if (!stop.aborted) await keepUp();
      troubles = 0;
      let next = upkeepAt ?? clock.now();
      for (const { dueAt } of postponed.values()) next = Math.min(next, dueAt);
      return { nextIn: Math.max(next - clock.now(), 0) };
    } catch (error) {
      troubles += 1;
      if (troubles === 1) options.onTrouble(error);
      return { nextIn: retryDelay(troubles, longestTrouble) };
    }
  };

  return {
    wake: (id, json) => {
      if (json !== undefined && atHand.size < mostAtHand) atHand.set(id, json);
      const known = postponed.get(id);
      if (known !== undefined) postponed.set(id, { ...known, dueAt: 0 });
      loop.wake();
    },
    idle: async () => loop.idle(),
    run: async (stop, hurry) => loop.run(stop, async () => pass(stop, hurry)),
  };
}
