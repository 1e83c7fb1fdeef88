import type { Queryable } from "../database.ts";
import type { CampaignState } from "../rows.ts";
import { inChunks } from "./sql.ts";

/** What is in the queue of a named campaign, in one currency. Amounts are micros. */
export interface WaitingCost {
  readonly campaign_id: number;
  readonly name: string;
  readonly state: CampaignState;
  readonly currency: string | null;
  readonly messages: number;
  readonly estimate_micros: number;
  /** Messages whose rate is not known: they are not in the amount. */
  readonly unpriced: number;
}

/** What campaigns still have to send that is due before `until` (milliseconds), in the order in which they were made. */
export async function waitingCosts(db: Queryable, until: number): Promise<WaitingCost[]> {
  return db.query<WaitingCost>(
    `SELECT c.id AS campaign_id, c.name, c.state, m.currency, COUNT(*) AS messages,
       CAST(COALESCE(SUM(m.estimate_micros), 0) AS BIGINT) AS estimate_micros,
       CAST(SUM(CASE WHEN m.estimate_micros IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS unpriced
     FROM campaigns c JOIN messages m ON m.campaign_id = c.id AND m.state = 'queued' AND m.due_at < ?
     WHERE c.name IS NOT NULL AND c.state IN ('planned', 'scheduled', 'running', 'paused')
     GROUP BY c.id, c.name, c.state, m.currency ORDER BY c.id, m.currency`,
    [until],
  );
}

/** The names of these campaigns by their id; those without one are missing. */
export async function campaignNames(db: Queryable, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await inChunks(ids, async (marks, chunk) =>
    db.query<{ id: number; name: string }>(
      `SELECT id, name FROM campaigns WHERE name IS NOT NULL AND id IN (${marks})`,
      chunk,
    ),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
