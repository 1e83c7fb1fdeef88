import type { Capabilities, Queryable } from "../database.ts";

/** What may be spent in every month. There is one: it is the account's. */
export interface BudgetRow {
  readonly period: "month";
  readonly micros: number;
  readonly currency: string;
  /** From how many percent on it is told; null: it is not. */
  readonly warn_percent: number | null;
  readonly set_at: number;
}

export async function findBudget(db: Queryable): Promise<BudgetRow | undefined> {
  return (await db.query<BudgetRow>("SELECT * FROM budgets WHERE period = 'month'"))[0];
}

/**
 * The budget, held until the transaction ends: of several who look what is left of it and take from it, one comes after the other. An
 * engine with one writer at a time does so anyway.
 */
export async function holdBudget(tx: Queryable, { skipLocked }: Capabilities): Promise<BudgetRow | undefined> {
  const lock = skipLocked ? " FOR UPDATE" : "";
  return (await tx.query<BudgetRow>(`SELECT * FROM budgets WHERE period = 'month'${lock}`))[0];
}

/** Sets the budget, in place of the one before. */
export async function setBudget(db: Queryable, { period, ...row }: BudgetRow): Promise<void> {
  await db.exec(
    `INSERT INTO budgets (period, micros, currency, warn_percent, set_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (period) DO UPDATE SET micros = excluded.micros, currency = excluded.currency,
       warn_percent = excluded.warn_percent, set_at = excluded.set_at`,
    [period, row.micros, row.currency, row.warn_percent, row.set_at],
  );
}

/** False when there was none. */
export async function removeBudget(db: Queryable): Promise<boolean> {
  return (await db.exec("DELETE FROM budgets WHERE period = 'month'")).changes > 0;
}

/** What is still in a campaign's queue. */
export interface QueuedCost {
  /** Of those whose price is known. */
  readonly micros: number;
  /** How many have no known price. */
  readonly unpriced: number;
  /** Null where no price is known. */
  readonly currency: string | null;
}

export async function queuedCost(db: Queryable, campaignId: number): Promise<QueuedCost> {
  const [row] = await db.query<QueuedCost>(
    `SELECT MAX(currency) AS currency, CAST(COALESCE(SUM(estimate_micros), 0) AS BIGINT) AS micros,
       CAST(COALESCE(SUM(CASE WHEN estimate_micros IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS unpriced
     FROM messages WHERE campaign_id = ? AND state = 'queued'`,
    [campaignId],
  );
  return row ?? { micros: 0, unpriced: 0, currency: null };
}
