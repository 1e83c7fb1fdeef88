import type { Queryable } from "../database.ts";
import { quoted, takenStates } from "./message-states.ts";

// What is uncertain or under way may have gone out.
const states = quoted([...takenStates, "sending", "uncertain"]);

/** What a campaign has cost so far, in micros. */
export interface CostTaken {
  /** What Meta has settled. */
  readonly settled: number;
  /** What the settled ones had been estimated at. */
  readonly settledEstimate: number;
  /** The estimate of what Meta has not settled yet. */
  readonly open: number;
}

export async function costTaken(db: Queryable, campaignId: number): Promise<CostTaken> {
  const sum = (what: string): string => `CAST(COALESCE(SUM(${what}), 0) AS BIGINT)`;
  const [row] = await db.query<{ settled: number; estimated: number; open: number }>(
    `SELECT ${sum("settled_micros")} AS settled,
       ${sum("CASE WHEN settled_micros IS NOT NULL THEN estimate_micros END")} AS estimated,
       ${sum("CASE WHEN settled_micros IS NULL THEN estimate_micros END")} AS open
     FROM messages WHERE campaign_id = ? AND state IN (${states})`,
    [campaignId],
  );
  return { settled: row?.settled ?? 0, settledEstimate: row?.estimated ?? 0, open: row?.open ?? 0 };
}
