import type { Queryable } from "../database.ts";
import { quoted, takenStates } from "./message-states.ts";

const taken = quoted(takenStates);

// As the index of these messages has it, word for word.
const arrivedAt = "COALESCE(delivered_at, accepted_at)";

/**
 * How many free-form messages of a number Meta took and has not reported as failed, of those that arrived in a period (milliseconds, the
 * end left out); it stops counting at `most`. Reactions are not among them. What is still on its way counts, by the moment at which it
 * was taken: it may arrive. They have an index of their own, so that it takes as long as looking at `most` messages.
 */
export async function countServiceMessages(
  db: Queryable,
  query: { readonly phoneNumberId: string; readonly from: number; readonly to: number; readonly most: number },
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT COUNT(*) AS count FROM (
       SELECT id FROM messages
       WHERE phone_number_id = ? AND ${arrivedAt} >= ? AND ${arrivedAt} < ? AND category = 'service' AND accepted_at IS NOT NULL
         AND direction = 'out' AND type <> 'reaction' AND state IN (${taken})
       LIMIT ?
     ) AS counted`,
    [query.phoneNumberId, query.from, query.to, query.most],
  );
  return row?.count ?? 0;
}
