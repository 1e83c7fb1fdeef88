import type { Queryable } from "../database.ts";
import { quoted, takenStates } from "./message-states.ts";

/** Messages of one day, category, market, template and currency, and what they cost. Amounts are micros. */
export interface CostRow {
  /** The UTC day, as whole days since 1970-01-01: times 86,400,000 it is the instant of its midnight. */
  day: number;
  /** Meta's pricing category where it is known, else the template's. */
  category: string | null;
  market: string | null;
  template: string | null;
  currency: string | null;
  /** Where the estimates' rate comes from. */
  evidence: string | null;
  /** Messages that Meta took and that have not failed. */
  messages: number;
  /** Of these: with an amount above zero. */
  charged: number;
  /** Of these: with an amount of zero. */
  free: number;
  /** Of these: no amount is known. */
  unpriced: number;
  /** Of `messages`: settled by Meta's own report. */
  settled: number;
  settled_micros: number;
  /** Of those that are not settled yet. */
  estimate_micros: number;
  /** Beside `messages`: nobody knows whether they went out. They cost nothing here. */
  uncertain: number;
}

const keys = `COALESCE(pricing_category, category) AS category, market, template, currency, estimate_evidence AS evidence`;
const groups = `COALESCE(pricing_category, category), market, template, currency, estimate_evidence`;
const amount = "COALESCE(settled_micros, estimate_micros)";

function count(condition: string): string {
  return `CAST(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS BIGINT)`;
}

const taken = quoted(takenStates);

// Two reads instead of one with OR: each has its own index and its own instant (an uncertain message was never accepted).
const takenSql = `
  SELECT accepted_at / 86400000 AS day, ${keys},
    COUNT(*) AS messages,
    ${count(`${amount} > 0`)} AS charged,
    ${count(`${amount} = 0`)} AS free,
    ${count(`${amount} IS NULL`)} AS unpriced,
    ${count("priced_at IS NOT NULL")} AS settled,
    CAST(COALESCE(SUM(settled_micros), 0) AS BIGINT) AS settled_micros,
    CAST(COALESCE(SUM(CASE WHEN settled_micros IS NULL THEN estimate_micros END), 0) AS BIGINT) AS estimate_micros,
    0 AS uncertain
  FROM messages
  WHERE accepted_at >= ? AND accepted_at < ? AND direction = 'out' AND state IN (${taken})
  GROUP BY accepted_at / 86400000, ${groups}`;

const uncertainSql = `
  SELECT created_at / 86400000 AS day, ${keys},
    0 AS messages, 0 AS charged, 0 AS free, 0 AS unpriced, 0 AS settled, 0 AS settled_micros, 0 AS estimate_micros,
    COUNT(*) AS uncertain
  FROM messages
  WHERE created_at >= ? AND created_at < ? AND direction = 'out' AND state = 'uncertain'
  GROUP BY created_at / 86400000, ${groups}`;

function keyOf(row: CostRow): string {
  return JSON.stringify([row.day, row.category, row.market, row.template, row.currency, row.evidence]);
}

/**
 * What the messages cost that Meta took from `from` up to, not including, `to` (milliseconds), grouped as finely as a report
 * may ask; uncertain ones count by the instant at which they were queued. Ordered by day. A settled amount counts before an
 * estimate; failed, skipped, cancelled and waiting messages cost nothing.
 */
export async function costRows(
  db: Queryable,
  period: { readonly from: number; readonly to: number },
): Promise<CostRow[]> {
  const rows = new Map<string, CostRow>();
  for (const sql of [takenSql, uncertainSql]) {
    for (const row of await db.query<CostRow>(sql, [period.from, period.to])) {
      const same = rows.get(keyOf(row));
      if (same) same.uncertain += row.uncertain;
      else rows.set(keyOf(row), { ...row });
    }
  }
  return [...rows.values()].toSorted((a, b) => a.day - b.day || (keyOf(a) < keyOf(b) ? -1 : 1));
}
