import type { Queryable } from "../database.ts";
import { quoted, takenStates } from "./message-states.ts";

const taken = quoted(takenStates);

/**
 * How many free-form messages of a number Meta took in a period (milliseconds, the end left out) and has not reported as
 * failed; it stops counting at `most`. Reactions are not among them. What is still on its way counts: it may arrive.
 */
export async function countServiceMessages(
  db: Queryable,
  query: { readonly phoneNumberId: string; readonly from: number; readonly to: number; readonly most: number },
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT COUNT(*) AS count FROM (
       SELECT id FROM messages
       WHERE accepted_at >= ? AND accepted_at < ? AND direction = 'out' AND phone_number_id = ?
         AND category = 'service' AND type <> 'reaction' AND state IN (${taken})
       LIMIT ?
     ) AS counted`,
    [query.from, query.to, query.phoneNumberId, query.most],
  );
  return row?.count ?? 0;
}
