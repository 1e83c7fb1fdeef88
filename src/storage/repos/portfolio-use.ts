import type { Queryable } from "../database.ts";
import { quoted, takenStates } from "./message-states.ts";
import { inChunks } from "./sql.ts";

const windowMs = 86_400_000;
const taken = quoted([...takenStates, "uncertain"]);

/**
 * What these numbers sent (`o`) since an instant without being asked; the mark of the instant comes before those of the numbers.
 * A bare `state` would make SQLite read all messages by their state instead of one day's.
 */
const unasked = (
  numbers: string,
): string => `o.accepted_at >= ? AND o.direction = 'out' AND COALESCE(o.state, '') IN (${taken})
  AND o.phone_number_id IN (${numbers}) AND o.customer_phone IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM messages i WHERE i.customer_phone = o.customer_phone AND i.direction = 'in'
    AND i.phone_number_id = o.phone_number_id
    AND i.created_at > o.accepted_at - ${windowMs} AND i.created_at <= o.accepted_at)`;

/**
 * How many different people these numbers have written to since an instant (milliseconds) without being asked: nobody counts whose
 * 24-hour window was open then. Meta counts over all programs of the business; recado knows its own messages.
 *
 * @see https://developers.facebook.com/docs/whatsapp/messaging-limits
 */
export async function peopleReached(
  db: Queryable,
  { since, numbers }: { readonly since: number; readonly numbers: readonly string[] },
): Promise<number> {
  const rows = await inChunks(numbers, async (marks, chunk) =>
    db.query<{ count: number }>(
      `SELECT COUNT(DISTINCT o.customer_phone) AS count FROM messages o WHERE ${unasked(marks)}`,
      [since, ...chunk],
    ),
  );
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** Somebody whom one of these numbers wrote to outside of a 24-hour window. */
export interface Reached {
  readonly phone: string;
  /** Milliseconds. */
  readonly at: number;
}

/** When these numbers wrote to whom from an instant on (milliseconds), oldest first; the same people as `peopleReached` counts. */
export async function reachedSince(
  db: Queryable,
  { since, numbers }: { readonly since: number; readonly numbers: readonly string[] },
): Promise<Reached[]> {
  const rows = await inChunks(numbers, async (marks, chunk) =>
    db.query<Reached>(`SELECT o.customer_phone AS phone, o.accepted_at AS at FROM messages o WHERE ${unasked(marks)}`, [
      since,
      ...chunk,
    ]),
  );
  return rows.toSorted((one, other) => one.at - other.at);
}

/** Whom these numbers are writing to at this moment, in whichever process. */
export async function beingReached(db: Queryable, numbers: readonly string[]): Promise<string[]> {
  const rows = await inChunks(numbers, async (marks, chunk) =>
    db.query<{ phone: string }>(
      `SELECT customer_phone AS phone FROM messages
       WHERE state = 'sending' AND phone_number_id IN (${marks}) AND customer_phone IS NOT NULL`,
      chunk,
    ),
  );
  return rows.map(({ phone }) => phone);
}

/**
 * How many of those who wait for a message of a campaign were written to by these numbers from an instant on (milliseconds), as
 * `peopleReached` counts: to write to them again uses up nothing of the limit.
 */
export async function reachedBefore(
  db: Queryable,
  query: { readonly campaignId: number; readonly since: number; readonly numbers: readonly string[] },
): Promise<number> {
  const { campaignId, since, numbers } = query;
  const rows = await inChunks(numbers, async (marks, chunk) =>
    // Those of the day are gathered once by their index, not looked up one recipient at a time.
    db.query<{ count: number }>(
      `SELECT COUNT(DISTINCT m.customer_phone) AS count FROM messages m
       WHERE m.campaign_id = ? AND m.state = 'queued' AND m.customer_phone IN (
         SELECT o.customer_phone FROM messages o WHERE ${unasked(marks)})`,
      [campaignId, since, ...chunk],
    ),
  );
  return rows.reduce((sum, { count }) => sum + count, 0);
}
