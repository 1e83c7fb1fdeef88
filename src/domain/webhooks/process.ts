import type { Clock } from "../../core/clock.ts";
import { AppError } from "../../core/errors.ts";
import { redactText } from "../../core/redact.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { markFailure, markProcessed, unprocessedDeliveries } from "../../storage/repos/deliveries.ts";
import { lockReported } from "../../storage/repos/statuses.ts";
import { applyEvent } from "./apply.ts";
import type { StatusEvent, WebhookEvent } from "./events.ts";
import { storable } from "./foreign-json.ts";
import type { ProcessedEvent } from "./outcomes.ts";
import { parseWebhook } from "./parse.ts";
import { notJson } from "./receive.ts";

export interface ProcessOptions {
  /** Milliseconds. */
  readonly now: number;
  /** What Meta bills the account in (ISO 4217): for messages that were sent without an estimate. */
  readonly currency: string;
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

interface TakeInOptions extends ProcessOptions {
  readonly rowLocks: boolean;
  /** Asked after each one: whether the rest is left for another transaction. */
  readonly isOver: () => boolean;
}

async function takeIn(
  tx: Queryable,
  ids: readonly string[],
  { now, currency, rowLocks, isOver }: TakeInOptions,
): Promise<ProcessedDelivery[]> {
  const rows = new Map((await unprocessedDeliveries(tx, ids, rowLocks)).map((row) => [row.id, row]));
  const found = ids.map((deliveryId) => {
    const delivery = rows.get(deliveryId);
    return { deliveryId, delivery, events: delivery === undefined ? [] : parseWebhook(JSON.parse(delivery.body)) };
  });
  const statuses = found.flatMap(({ events }) => events.filter(isStatus));
  if (rowLocks && statuses.length > 1) {
    await lockReported(
      tx,
      statuses.map(({ wamid, callbackData }) => ({ wamid, messageId: callbackData })),
    );
  }
  const results: ProcessedDelivery[] = [];
  for (const { deliveryId, delivery, events } of found) {
    if (results.length > 0 && isOver()) break;
    if (delivery === undefined) {
      results.push({ state: "known", deliveryId });
      continue;
    }
    const processed: ProcessedEvent[] = [];
    for (const event of events) {
      processed.push(await applyEvent(tx, event, { now, currency, receivedAt: delivery.received_at }));
    }
    results.push({ state: "processed", deliveryId, events: processed });
  }
  const taken = results.filter(({ state }) => state === "processed").map(({ deliveryId }) => deliveryId);
  await markProcessed(tx, taken, now);
  return results;
}

function isStatus(event: WebhookEvent): event is StatusEvent {
  return event.kind === "status";
}

const longestFailure = 300;

function describeFailure(cause: unknown): string {
  if (cause instanceof SyntaxError) return notJson;
  const code = cause instanceof AppError ? cause.code : "webhook.processing_failed";
  const message = cause instanceof Error ? redactText(cause.message) : "";
  return storable(`${code}: ${message}`.slice(0, longestFailure));
}
