import { AppError } from "../../core/errors.ts";
import { redactText } from "../../core/redact.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { markFailure, markProcessed, unprocessedDelivery } from "../../storage/repos/deliveries.ts";
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
    const events = await takeInWithRetry(db, deliveryId, options);
    return events === undefined ? { state: "known", deliveryId } : { state: "processed", deliveryId, events };
  } catch (cause) {
    const failure = describeFailure(cause);
    // Trying again cannot make it JSON.
    if (failure === notJson) await markProcessed(db, deliveryId, options.now);
    await markFailure(db, deliveryId, failure);
    return { state: "failed", deliveryId, failure, cause };
  }
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
): Promise<ProcessedEvent[] | undefined> {
  const rowLocks = db.capabilities.skipLocked;
  const body = async (tx: Queryable): Promise<ProcessedEvent[] | undefined> =>
    takeIn(tx, deliveryId, { ...options, rowLocks });
  try {
    return await db.transaction(body);
  } catch (error) {
    if (!isWorthAnotherTry(error, rowLocks)) throw error;
    return db.transaction(body);
  }
}

async function takeIn(
  tx: Queryable,
  deliveryId: string,
  { now, currency, rowLocks }: ProcessOptions & { readonly rowLocks: boolean },
): Promise<ProcessedEvent[] | undefined> {
  const delivery = await unprocessedDelivery(tx, deliveryId, rowLocks);
  if (delivery === undefined) return undefined;
  const events = parseWebhook(JSON.parse(delivery.body));
  const statuses = events.filter(isStatus);
  if (rowLocks && statuses.length > 1) {
    await lockReported(
      tx,
      statuses.map(({ wamid, callbackData }) => ({ wamid, messageId: callbackData })),
    );
  }
  const processed: ProcessedEvent[] = [];
  for (const event of events) {
    processed.push(await applyEvent(tx, event, { now, currency, receivedAt: delivery.received_at }));
  }
  await markProcessed(tx, delivery.id, now);
  return processed;
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
