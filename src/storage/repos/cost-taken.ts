import type { Queryable } from "../database.ts";
import { takenStates } from "./message-states.ts";

// What is uncertain or under way may have gone out.
const states = [...takenStates, "sending", "uncertain"].map((state) => `'${state}'`).join(", ");

/** What a campaign has cost so far, in micros: settled where it is, else estimated. */
export async function costTaken(db: Queryable, campaignId: number): Promise<number> {
  const [row] = await db.query<{ micros: number }>(
    `SELECT CAST(COALESCE(SUM(COALESCE(settled_micros, estimate_micros)), 0) AS BIGINT) AS micros
     FROM messages WHERE campaign_id = ? AND state IN (${states})`,
    [campaignId],
  );
  return row?.micros ?? 0;
}
