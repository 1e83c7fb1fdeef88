import type { Clock } from "../../core/clock.ts";
import { AppError } from "../../core/errors.ts";
import { redactText } from "../../core/redact.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import {
  markFailure,
  markProcessed,
  unprocessedDeliveries,
  type UnprocessedDelivery,
} from "../../storage/repos/deliveries.ts";
import type { Tariff } from "../costs/tariff.ts";
import { applyEvents } from "./apply.ts";
import { storable } from "./foreign-json.ts";
import type { ApplyContext, ProcessedEvent, ReceivedEvent } from "./outcomes.ts";
import { parseWebhook } from "./parse.ts";
import { notJson } from "./receive.ts";

export interface ProcessOptions {
  /** Milliseconds. */
  readonly now: number;
  /** What Meta bills the account in (ISO 4217): for messages that were sent without an estimate. */
  readonly currency: string;
  /** The cards and the account's zone, which prices go by; `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
  /** What some of the deliveries say, as parsed JSON by their ids: they are not read again. */
  readonly atHand?: ReadonlyMap<string, unknown> | undefined;
}

export type ProcessedDelivery =
  | { readonly state: "processed"; readonly deliveryId: string; readonly events: readonly ProcessedEvent[] }
  /** It was taken in before, perhaps by another process. */
  | { readonly state: "known"; readonly deliveryId: string }
  /** Nothing of it was taken in; it is kept and may be tried again. */
  | { readonly state: "failed"; readonly deliveryId: string; readonly failure: string; readonly cause: unknown };

/**
 * Takes in a stored delivery: all of it in one transaction, or nothing. What it says may come again in other deliveries,
 * in any order, and changes nothing. Throws only when the database cannot even keep the failure.
 */
export async function processDelivery(
  db: Database,
  deliveryId: string,
  options: ProcessOptions,
): Promise<ProcessedDelivery> {
  try {
    const [result = { state: "known", deliveryId }] = await takeInWithRetry(db, deliveryId, options);
    return result;
  } catch (cause) {
    const failure = describeFailure(cause);
    // Trying again cannot make it JSON.
    if (failure === notJson) await markProcessed(db, deliveryId, options.now);
    await markFailure(db, deliveryId, failure);
    return { state: "failed", deliveryId, failure, cause };
  }
}

/** Milliseconds after which no other delivery is added to a transaction: who sends campaigns writes to the same file. */
const longestTransaction = 25;

/**
 * Takes in several, in their order, in one transaction as far as they fit into its time: answers for the first of them, at least one.
 * Where one cannot be taken in, each has a transaction of its own, so that it holds up no other. Throws as `processDelivery`.
 */
export async function processDeliveries(
  db: Database,
  deliveryIds: readonly string[],
  options: ProcessOptions & { readonly clock: Clock; readonly hurry: AbortSignal },
): Promise<ProcessedDelivery[]> {
  if (deliveryIds.length > 1) {
    try {
      return await db.transaction(async (tx) => {
        const began = options.clock.now();
        const isOver = (): boolean => options.clock.now() - began >= longestTransaction;
        return takeIn(tx, deliveryIds, { ...options, rowLocks: db.capabilities.skipLocked, isOver });
      });
    } catch {
      // Nothing of them was taken in; which one it is, and why, is seen below.
    }
  }
  const results: ProcessedDelivery[] = [];
  for (const id of deliveryIds) {
    if (options.hurry.aborted && results.length > 0) break;
    try {
      results.push(await processDelivery(db, id, options));
    } catch (error) {
      // What was taken in before it is answered for; who goes on meets the trouble again.
      if (results.length === 0) throw error;
      break;
    }
  }
  return results;
}

/**
 * Another process made the same contact at the same moment, or each of the two waited for the other's rows: the second
 * time it finds what the other did. Where the whole file is locked it was waited for already.
 */
function isWorthAnotherTry(error: unknown, rowLocks: boolean): boolean {
  if (!(error instanceof AppError)) return false;
  return error.code === "storage.constraint" || (rowLocks && error.code === "storage.locked");
}

async function takeInWithRetry(
  db: Database,
  deliveryId: string,
  options: ProcessOptions,
): Promise<ProcessedDelivery[]> {
  const rowLocks = db.capabilities.skipLocked;
  const body = async (tx: Queryable): Promise<ProcessedDelivery[]> =>
    takeIn(tx, [deliveryId], { ...options, rowLocks, isOver: () => false });
  try {
    return await db.transaction(body);
  } catch (error) {
    if (!isWorthAnotherTry(error, rowLocks)) throw error;
    return db.transaction(body);
  }
}

interface TakeInOptions extends ApplyContext, Pick<ProcessOptions, "atHand"> {
  /** Asked now and then: whether the rest is left for another transaction. */
  readonly isOver: () => boolean;
}

/** Statuses that are taken in together: with more of them, each takes no less time, and others would wait longer. */
const statusesAtOnce = 200;

async function takeIn(tx: Queryable, ids: readonly string[], options: TakeInOptions): Promise<ProcessedDelivery[]> {
  const { rowLocks, atHand = nothing } = options;
  const rows = new Map((await unprocessedDeliveries(tx, ids, rowLocks, atHand)).map((row) => [row.id, row]));
  const results: ProcessedDelivery[] = [];
  while (results.length < ids.length && (results.length === 0 || !options.isOver())) {
    const group: ReadDelivery[] = [];
    for (let count = 0; results.length + group.length < ids.length && count < statusesAtOnce;) {
      const deliveryId = ids[results.length + group.length] ?? "";
      const received = eventsOf(rows.get(deliveryId), atHand);
      group.push({ deliveryId, received: rows.has(deliveryId) ? received : undefined });
      // Whatever else came takes its time by itself: after it, the clock is looked at.
      count += received.every(({ event }) => event.kind === "status") ? received.length : statusesAtOnce;
    }
    results.push(...(await takeGroupIn(tx, group, options)));
  }
  const taken = results.filter(({ state }) => state === "processed").map(({ deliveryId }) => deliveryId);
  await markProcessed(tx, taken, options.now);
  return results;
}

interface ReadDelivery {
  readonly deliveryId: string;
  /** Undefined for one that was taken in before. */
  readonly received: readonly ReceivedEvent[] | undefined;
}

const nothing: ReadonlyMap<string, unknown> = new Map();

function eventsOf(delivery: UnprocessedDelivery | undefined, atHand: ReadonlyMap<string, unknown>): ReceivedEvent[] {
  if (delivery === undefined) return [];
  const { id, body, received_at: receivedAt } = delivery;
  const json: unknown = body === undefined ? atHand.get(id) : JSON.parse(body);
  return parseWebhook(json).map((event) => ({ event, receivedAt }));
}

async function takeGroupIn(
  tx: Queryable,
  group: readonly ReadDelivery[],
  options: ApplyContext,
): Promise<ProcessedDelivery[]> {
  const all = group.flatMap(({ received }) => received ?? []);
  const processed = (await applyEvents(tx, all, options)).values();
  return group.map(({ deliveryId, received }): ProcessedDelivery => {
    if (received === undefined) return { state: "known", deliveryId };
    const events: ProcessedEvent[] = [];
    for (let one = 0; one < received.length; one++) {
      const next = processed.next().value;
      if (next !== undefined) events.push(next);
    }
    return { state: "processed", deliveryId, events };
  });
}

const longestFailure = 300;

function describeFailure(cause: unknown): string {
  if (cause instanceof SyntaxError) return notJson;
  const code = cause instanceof AppError ? cause.code : "webhook.processing_failed";
  const message = cause instanceof Error ? redactText(cause.message) : "";
  return storable(`${code}: ${message}`.slice(0, longestFailure));
}
