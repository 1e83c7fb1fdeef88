import type { Queryable } from "../database.ts";
import { inChunks } from "./sql.ts";

/** The first of a campaign's messages that failed since an instant (milliseconds) with one of these codes. */
export async function failedWith(
  db: Queryable,
  query: { readonly campaignId: number; readonly codes: readonly number[]; readonly since: number },
): Promise<{ readonly code: number; readonly count: number } | undefined> {
  const rows = await inChunks(query.codes, async (marks, chunk) =>
    db.query<{ code: number; count: number }>(
      `SELECT error_code AS code, COUNT(*) AS count FROM messages
       WHERE campaign_id = ? AND state = 'failed' AND error_code IN (${marks}) AND updated_at >= ? GROUP BY error_code`,
      [query.campaignId, ...chunk, query.since],
    ),
  );
  return rows.toSorted((one, other) => other.count - one.count)[0];
}
