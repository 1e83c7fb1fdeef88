import type { Queryable } from "../database.ts";

/** Another text whenever a card was imported or taken away: much less to read than the cards. */
export async function cardsVersion(db: Queryable): Promise<string> {
  const [row] = await db.query<{ cards: number; last: number; sum: number }>(
    `SELECT COUNT(*) AS cards, COALESCE(MAX(imported_at), 0) AS last, CAST(COALESCE(SUM(imported_at), 0) AS BIGINT) AS sum
     FROM rate_cards`,
  );
  return JSON.stringify(row ?? {});
}
