import type { Queryable } from "../database.ts";
import { inChunks } from "./sql.ts";

/** Meta's code for a message that is no template and came after the 24 hours. */
const windowClosed = 131_047;

/**
 * When Meta last said of these customers that their window with this number is closed (milliseconds), by phone; of whom it
 * never said so is missing. The time is that of Meta's report, as a customer's message has Meta's time.
 */
export async function windowRefusedTimes(
  db: Queryable,
  phoneNumberId: string,
  customerPhones: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await inChunks(customerPhones, async (marks, chunk) =>
    db.query<{ phone: string; at: number }>(
      `SELECT m.customer_phone AS phone, MAX(e.occurred_at) AS at
       FROM messages m JOIN message_events e ON e.message_id = m.id AND e.state = 'failed'
       WHERE m.customer_phone IN (${marks}) AND m.direction = 'out' AND m.phone_number_id = ? AND m.error_code = ?
       GROUP BY m.customer_phone`,
      [...chunk, phoneNumberId, windowClosed],
    ),
  );
  return new Map(rows.map(({ phone, at }) => [phone, at]));
}
