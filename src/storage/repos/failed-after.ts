import type { Queryable } from "../database.ts";
import { inChunks } from "./sql.ts";

/**
 * Of each of these campaigns: how many recipients have a message that Meta took first and reported as failed later. Campaigns without any
 * are missing. Only what failed is read.
 */
export async function failedAfterTaken(
  db: Queryable,
  campaignIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await inChunks(campaignIds, async (marks, chunk) =>
    db.query<{ campaign_id: number; count: number }>(
      `SELECT campaign_id, COUNT(*) AS count FROM messages
       WHERE campaign_id IN (${marks}) AND state = 'failed' AND accepted_at IS NOT NULL AND retried_by IS NULL
       GROUP BY campaign_id`,
      chunk,
    ),
  );
  return new Map(rows.map(({ campaign_id: id, count }) => [id, count]));
}
