import type { Queryable } from "../database.ts";
import type { MessageRow } from "../rows.ts";
import { inChunks } from "./sql.ts";

/** The first messages to the people in these places of a campaign, in the order of `positions`. */
export async function messagesAt(
  db: Queryable,
  campaignId: number,
  positions: readonly number[],
): Promise<MessageRow[]> {
  const rows = await inChunks(positions, async (marks, chunk) =>
    db.query<MessageRow>(
      `SELECT * FROM messages WHERE campaign_id = ? AND position IN (${marks}) ORDER BY created_at DESC, id DESC`,
      [campaignId, ...chunk],
    ),
  );
  // Who was written to again after a failure has several: the first one is what was planned.
  const first = new Map(rows.map((row) => [row.position, row]));
  return positions.flatMap((position) => first.get(position) ?? []);
}
