import type { Queryable } from "../database.ts";
import type { WebhookDeliveryRow } from "../rows.ts";

export type NewDelivery = Pick<WebhookDeliveryRow, "id" | "body_hash" | "body" | "received_at">;

/** A place in the deliveries, which are ordered by the instant at which they came (milliseconds). */
export type DeliveryPlace = Pick<WebhookDeliveryRow, "received_at" | "id">;

export interface StoredDelivery {
  /** False for a copy of a body that is already there. */
  readonly stored: boolean;
  /** Of the first one, when it is a copy. */
  readonly id: string;
  /** It was taken in already. */
  readonly processed: boolean;
}

/** Stores what a webhook brought, once; a copy is counted. */
export async function storeDelivery(db: Queryable, delivery: NewDelivery): Promise<StoredDelivery> {
  const rows = await db.query<Pick<WebhookDeliveryRow, "id" | "copies" | "processed_at">>(
    `INSERT INTO webhook_deliveries (id, body_hash, body, received_at, copies) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (body_hash) DO UPDATE SET copies = webhook_deliveries.copies + 1
     RETURNING id, copies, processed_at`,
    [delivery.id, delivery.body_hash, delivery.body, delivery.received_at],
  );
  const row = rows[0];
  return {
    stored: row?.copies === 1,
    id: row?.id ?? delivery.id,
    processed: row !== undefined && row.processed_at !== null,
  };
}

/**
 * The delivery, if it is not taken in yet. Another process that is at it is waited for: then it is taken in, and nothing
 * is returned. `lock`: the engine locks rows (SQLite lets one writer in at a time).
 */
export async function unprocessedDelivery(
  tx: Queryable,
  id: string,
  lock: boolean,
): Promise<WebhookDeliveryRow | undefined> {
  const sql = `SELECT * FROM webhook_deliveries WHERE id = ? AND processed_at IS NULL${lock ? " FOR UPDATE" : ""}`;
  return (await tx.query<WebhookDeliveryRow>(sql, [id]))[0];
}

/** Its messages and statuses are taken in. @param at milliseconds */
export async function markProcessed(db: Queryable, id: string, at: number): Promise<void> {
  await db.exec("UPDATE webhook_deliveries SET processed_at = ?, failure = NULL WHERE id = ?", [at, id]);
}

/** The address of `--forward-to` took it. @param at milliseconds */
export async function markForwarded(db: Queryable, id: string, at: number): Promise<void> {
  await db.exec("UPDATE webhook_deliveries SET forwarded_at = ?, failure = NULL WHERE id = ?", [at, id]);
}

/** Why processing or forwarding failed: without secrets, it is shown to people. */
export async function markFailure(db: Queryable, id: string, failure: string): Promise<void> {
  await db.exec("UPDATE webhook_deliveries SET failure = ? WHERE id = ?", [failure, id]);
}

/** Newest first. */
export async function listDeliveries(
  db: Queryable,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<WebhookDeliveryRow[]> {
  const order = "ORDER BY received_at DESC, id DESC LIMIT ?";
  if (page.after === undefined) {
    return db.query<WebhookDeliveryRow>(`SELECT * FROM webhook_deliveries ${order}`, [page.limit]);
  }
  return db.query<WebhookDeliveryRow>(
    `SELECT * FROM webhook_deliveries
     WHERE (received_at, id) < (SELECT received_at, id FROM webhook_deliveries WHERE id = ?) ${order}`,
    [page.after, page.limit],
  );
}

/** Where the deliveries stand that are stored but not taken in, behind `after`: oldest first, without their bodies. */
export async function unprocessedAfter(db: Queryable, after: DeliveryPlace, limit: number): Promise<DeliveryPlace[]> {
  return db.query<DeliveryPlace>(
    `SELECT received_at, id FROM webhook_deliveries
     WHERE processed_at IS NULL AND (received_at, id) > (?, ?) ORDER BY received_at, id LIMIT ?`,
    [after.received_at, after.id, limit],
  );
}
