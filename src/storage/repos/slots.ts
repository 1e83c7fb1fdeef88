import type { Queryable } from "../database.ts";

/** Nobody reserves this far ahead (microseconds): a clock was wrong, and nothing shall wait for that hour. */
const farthest = 60_000_000;

/**
 * Reserves the next place in a number's sending order (GCRA): one statement, so that several processes and machines share
 * one pace. Kept in microseconds, since 80 messages a second are 12.5 ms apart.
 *
 * @param now milliseconds
 * @param intervalMs between two messages; fractions count to a thousandth
 * @returns the instant (milliseconds) at which this message may go: now, or later
 */
export async function reserveSlot(
  db: Queryable,
  phoneNumberId: string,
  now: number,
  intervalMs: number,
): Promise<number> {
  const nowMicros = Math.round(now * 1000);
  const interval = Math.round(intervalMs * 1000);
  const rows = await db.query<{ next_at: number }>(
    `INSERT INTO send_slots (phone_number_id, next_at) VALUES (?, ?)
     ON CONFLICT (phone_number_id) DO UPDATE SET next_at =
       CASE WHEN send_slots.next_at BETWEEN CAST(? AS BIGINT) AND CAST(? AS BIGINT)
         THEN send_slots.next_at ELSE CAST(? AS BIGINT) END
       + CAST(? AS BIGINT)
     RETURNING next_at`,
    [phoneNumberId, nowMicros + interval, nowMicros, nowMicros + farthest, nowMicros, interval],
  );
  return Math.ceil(((rows[0]?.next_at ?? nowMicros + interval) - interval) / 1000);
}
