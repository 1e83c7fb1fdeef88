import type { Queryable } from "../database.ts";
import type { WebhookDeliveryRow } from "../rows.ts";

export type NewDelivery = Pick<WebhookDeliveryRow, "id" | "body_hash" | "body" | "received_at">;

/**
 * Stores what a webhook brought, once. `stored` is false for a copy of a body that is already there: the copy is counted,
 * and `id` is the first one's.
 */
export async function storeDelivery(
  db: Queryable,
  delivery: NewDelivery,
): Promise<{ readonly stored: boolean; readonly id: string }> {
  const rows = await db.query<{ id: string; copies: number }>(
    `INSERT INTO webhook_deliveries (id, body_hash, body, received_at, copies) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (body_hash) DO UPDATE SET copies = webhook_deliveries.copies + 1
     RETURNING id, copies`,
    [delivery.id, delivery.body_hash, delivery.body, delivery.received_at],
  );
  const row = rows[0];
  return { stored: row?.copies === 1, id: row?.id ?? delivery.id };
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

/** Stored, but not taken in: oldest first. */
export async function unprocessedDeliveries(db: Queryable, limit: number): Promise<WebhookDeliveryRow[]> {
  return db.query<WebhookDeliveryRow>(
    "SELECT * FROM webhook_deliveries WHERE processed_at IS NULL ORDER BY received_at, id LIMIT ?",
    [limit],
  );
}

/** Stored, but not passed on: oldest first. */
export async function unforwardedDeliveries(db: Queryable, limit: number): Promise<WebhookDeliveryRow[]> {
  return db.query<WebhookDeliveryRow>(
    "SELECT * FROM webhook_deliveries WHERE forwarded_at IS NULL ORDER BY received_at, id LIMIT ?",
    [limit],
  );
}
