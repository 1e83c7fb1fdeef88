import type { Queryable } from "../database.ts";

/** How many people of a campaign wait for a message of another campaign as well. */
export async function waitingElsewhere(db: Queryable, campaignId: number): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `SELECT COUNT(*) AS count FROM messages m
     WHERE m.campaign_id = ? AND m.state = 'queued' AND EXISTS (
       SELECT 1 FROM messages o WHERE o.contact_id = m.contact_id AND o.direction = 'out'
         AND COALESCE(o.state, '') IN ('queued', 'sending') AND o.campaign_id <> m.campaign_id)`,
    [campaignId],
  );
  return rows[0]?.count ?? 0;
}
