import { AppError } from "../../core/errors.ts";
import { redactText } from "../../core/redact.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { markFailure, markProcessed, unprocessedDeliveries } from "../../storage/repos/deliveries.ts";
import { applyEvent } from "./apply.ts";
import { storable } from "./foreign-json.ts";
import type { ProcessedEvent } from "./outcomes.ts";
import { parseWebhook } from "./parse.ts";
import { notJson, type StoredDelivery } from "./receive.ts";

export interface ProcessOptions {
  /** Milliseconds. */
  readonly now: number;
  /** What Meta bills the account in (ISO 4217): for messages that were sent without an estimate. */
  readonly currency: string;
}

export type ProcessedDelivery =
  | { readonly state: "processed"; readonly deliveryId: string; readonly events: readonly ProcessedEvent[] }
  /** Nothing of it was taken in; it is kept and tried again by `recoverDeliveries`. */
  | { readonly state: "failed"; readonly deliveryId: string; readonly failure: string; readonly cause: unknown };

/**
 * Takes in a stored delivery: all of it in one transaction, or nothing. Processing it again, in any order, changes
 * nothing. Throws only when the database cannot even keep the failure.
 */
export async function processDelivery(
  db: Database,
  delivery: StoredDelivery,
  options: ProcessOptions,
): Promise<ProcessedDelivery> {
  const deliveryId = delivery.id;
  try {
    const events = await takeInWithRetry(db, delivery, options);
    return { state: "processed", deliveryId, events };
  } catch (cause) {
    const failure = describeFailure(cause);
    await markFailure(db, deliveryId, failure);
    return { state: "failed", deliveryId, failure, cause };
  }
}

/** Another process may have made the same contact at the same moment; the second time it is there to be found. */
async function takeInWithRetry(
  db: Database,
  delivery: StoredDelivery,
  options: ProcessOptions,
): Promise<ProcessedEvent[]> {
  const body = async (tx: Queryable): Promise<ProcessedEvent[]> => takeIn(tx, delivery, options);
  try {
    return await db.transaction(body);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "storage.constraint") throw error;
    return db.transaction(body);
  }
}

async function takeIn(
  tx: Queryable,
  delivery: StoredDelivery,
  { now, currency }: ProcessOptions,
): Promise<ProcessedEvent[]> {
  const processed: ProcessedEvent[] = [];
  for (const event of parseWebhook(JSON.parse(delivery.body))) {
    processed.push(await applyEvent(tx, event, { now, currency, receivedAt: delivery.received_at }));
  }
  await markProcessed(tx, delivery.id, now);
  return processed;
}

const longestFailure = 300;

function describeFailure(cause: unknown): string {
  if (cause instanceof SyntaxError) return notJson;
  const code = cause instanceof AppError ? cause.code : "webhook.processing_failed";
  const message = cause instanceof Error ? redactText(cause.message) : "";
  return storable(`${code}: ${message}`.slice(0, longestFailure));
}

export interface Recovered {
  readonly processed: number;
  readonly failed: number;
}

const pageSize = 100;

/**
 * Takes in what was stored and not processed, oldest first: after a crash, or after the cause of a failure is mended.
 * One that fails again does not stop the rest. `report` is called for each.
 */
export async function recoverDeliveries(
  db: Database,
  options: ProcessOptions,
  report?: (result: ProcessedDelivery) => void,
): Promise<Recovered> {
  const failed = new Set<string>();
  let processed = 0;
  for (;;) {
    // Those that failed are still at the head of the list.
    const page = await unprocessedDeliveries(db, pageSize + failed.size);
    const fresh = page.filter((delivery) => !failed.has(delivery.id));
    if (fresh.length === 0) return { processed, failed: failed.size };
    for (const delivery of fresh) {
      const result = await processDelivery(db, delivery, options);
      if (result.state === "failed") failed.add(delivery.id);
      else processed++;
      report?.(result);
    }
  }
}
