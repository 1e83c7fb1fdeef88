import type { Queryable } from "../database.ts";
import type { CampaignRow, MessageState } from "../rows.ts";
import { quoted, takenStates } from "./message-states.ts";
import { inChunks } from "./sql.ts";

/** How many recipients are in each state; a state that nobody is in is missing. */
export type RecipientCounts = ReadonlyMap<MessageState, number>;

interface CountRow {
  readonly campaign_id: number;
  readonly state: MessageState;
  readonly count: number;
}

// Two reads of two indexes: who was written to again has several messages, and the best one counts (`outcomes`).
const allSql = "SELECT campaign_id, state, COUNT(*) AS count FROM messages WHERE campaign_id IN";
const retriedSql = `SELECT campaign_id, state, COUNT(*) AS count FROM messages
  WHERE retried_by IS NOT NULL AND campaign_id IN`;

/** Recipients by state of each of these campaigns, by its id. */
export async function recipientCounts(
  db: Queryable,
  campaignIds: readonly number[],
): Promise<ReadonlyMap<number, RecipientCounts>> {
  const counts = new Map<number, Map<MessageState, number>>(campaignIds.map((id) => [id, new Map()]));
  const add = async (sql: string, sign: 1 | -1): Promise<void> => {
    const rows = await inChunks(campaignIds, async (marks, chunk) =>
      db.query<CountRow>(`${sql} (${marks}) GROUP BY campaign_id, state`, chunk),
    );
    for (const { campaign_id: id, state, count } of rows) {
      const of = counts.get(id);
      of?.set(state, (of.get(state) ?? 0) + sign * count);
    }
  };
  await add(allSql, 1);
  await add(retriedSql, -1);
  return counts;
}

/** Amounts in micros of one currency; null: no message has an amount. */
export interface CampaignCost {
  readonly currency: string | null;
  /** What all recipients were estimated to cost, one message each. */
  readonly estimate_micros: number | null;
  /** What Meta has settled so far, of every message, those that were repeated included. */
  readonly settled_micros: number;
  /** Of every message that Meta took: settled where it is, else estimated. */
  readonly so_far_micros: number;
  /** Recipients whose rate is not known: the estimate is too low by them. */
  readonly unpriced: number;
}

const taken = quoted(takenStates);

export async function campaignCost(db: Queryable, campaignId: number): Promise<CampaignCost> {
  const rows = await db.query<CampaignCost>(
    `SELECT MAX(currency) AS currency,
       CAST(SUM(CASE WHEN retried_by IS NULL THEN estimate_micros END) AS BIGINT) AS estimate_micros,
       CAST(COALESCE(SUM(settled_micros), 0) AS BIGINT) AS settled_micros,
       CAST(COALESCE(SUM(CASE WHEN state IN (${taken}) THEN COALESCE(settled_micros, estimate_micros) END), 0) AS BIGINT)
         AS so_far_micros,
       CAST(COALESCE(SUM(CASE WHEN retried_by IS NULL AND estimate_micros IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT)
         AS unpriced
     FROM messages WHERE campaign_id = ?`,
    [campaignId],
  );
  return rows[0] ?? { currency: null, estimate_micros: null, settled_micros: 0, so_far_micros: 0, unpriced: 0 };
}

/**
 * Planned campaigns of a number that were started and are not over, the one that is due first in front. What `recado send` left is
 * not among them: only the same command sends its rest.
 */
export async function openCampaigns(db: Queryable, phoneNumberId: string): Promise<CampaignRow[]> {
  return db.query<CampaignRow>(
    `SELECT * FROM campaigns WHERE phone_number_id = ? AND state IN ('scheduled', 'running') AND spec IS NOT NULL
     ORDER BY COALESCE(due_at, 0), id`,
    [phoneNumberId],
  );
}

/** The next ids of messages of a campaign that are still in the queue. */
export async function queuedIds(db: Queryable, campaignId: number, limit: number): Promise<string[]> {
  const sql = "SELECT id FROM messages WHERE campaign_id = ? AND state = 'queued' LIMIT ?";
  return (await db.query<{ id: string }>(sql, [campaignId, limit])).map(({ id }) => id);
}
