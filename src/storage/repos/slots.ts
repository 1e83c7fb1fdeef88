import type { Queryable } from "../database.ts";

/** Nobody reserves this far ahead (microseconds, or so many places): a clock was wrong, and nothing shall wait for that hour. */
const farthest = 60_000_000;
const farthestPlaces = 64;

/**
 * Reserves the next places in a number's sending order (GCRA): one statement, so that several processes and machines share
 * one pace. Kept in microseconds, since 80 messages a second are 12.5 ms apart.
 *
 * @param now milliseconds
 * @param intervalMs between two messages; fractions count to a thousandth
 * @param count how many places, one after another
 * @returns the instant (milliseconds, with fractions) at which the first of them may go: now, or later
 */
export async function reserveSlots(
  db: Queryable,
  phoneNumberId: string,
  now: number,
  intervalMs: number,
  count = 1,
): Promise<number> {
  const nowMicros = Math.round(now * 1000);
  const span = Math.round(intervalMs * 1000 * count);
  const latest = nowMicros + Math.max(farthest, Math.round(intervalMs * 1000 * farthestPlaces));
  const rows = await db.query<{ next_at: number }>(
    `INSERT INTO send_slots (phone_number_id, next_at) VALUES (?, ?)
     ON CONFLICT (phone_number_id) DO UPDATE SET next_at =
       CASE WHEN send_slots.next_at BETWEEN CAST(? AS BIGINT) AND CAST(? AS BIGINT)
         THEN send_slots.next_at ELSE CAST(? AS BIGINT) END
       + CAST(? AS BIGINT)
     RETURNING next_at`,
    [phoneNumberId, nowMicros + span, nowMicros, latest, nowMicros, span],
  );
  return ((rows[0]?.next_at ?? nowMicros + span) - span) / 1000;
}
