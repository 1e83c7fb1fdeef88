import type { Queryable } from "../database.ts";
import type { WebhookDeliveryRow } from "../rows.ts";
import type { DeliveryPlace } from "./deliveries.ts";

/** Stored but not passed on, behind `after`: oldest first. */
export async function unforwardedAfter(
  db: Queryable,
  after: DeliveryPlace,
  limit: number,
): Promise<WebhookDeliveryRow[]> {
  return db.query<WebhookDeliveryRow>(
    `SELECT * FROM webhook_deliveries
     WHERE forwarded_at IS NULL AND (received_at, id) > (?, ?) ORDER BY received_at, id LIMIT ?`,
    [after.received_at, after.id, limit],
  );
}
