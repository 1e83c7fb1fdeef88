import { formatMicros, type Money } from "../../core/money.ts";
import type { Queryable } from "../../storage/database.ts";
import { findBudget, type BudgetRow } from "../../storage/repos/budgets.ts";
import { spentIn } from "../../storage/repos/cost-slots.ts";
import { monthAt, monthRange } from "./calendar.ts";

/** What may be spent in every month of the account. */
export interface Budget {
  readonly amount: Money;
  /** From how many percent on it is told; null: it is not. */
  readonly warnPercent: number | null;
}

/** How far a month's budget is used. */
export interface BudgetUse {
  readonly budget: Budget;
  /** `2026-11`, in the account's zone. */
  readonly month: string;
  /** Micros: what Meta has settled. */
  readonly spent: number;
  /** Micros, as estimated: what is on its way, being sent, or perhaps went out. */
  readonly open: number;
  /** Micros; below zero where more was spent. */
  readonly left: number;
  /** Of the budget, in whole percent, never rounded up: 100 only when nothing is left. */
  readonly percent: number;
  readonly state: "ok" | "warn" | "reached";
}

export function budgetOf({ micros, currency, warn_percent: warnPercent }: BudgetRow): Budget {
  return { amount: { micros, currency }, warnPercent };
}

/** Judges what is taken of a budget. Amounts are micros. */
export function useOf(
  budget: Budget,
  { month, spent, open }: { readonly month: string; readonly spent: number; readonly open: number },
): BudgetUse {
  const { micros } = budget.amount;
  const taken = spent + open;
  const percent = Math.floor((taken * 100) / micros);
  const warns = budget.warnPercent !== null && percent >= budget.warnPercent;
  const state = taken >= micros ? "reached" : warns ? "warn" : "ok";
  return { budget, month, spent, open, left: micros - taken, percent, state };
}

/** What was spent in a month, with the budget or without. */
export interface MonthSpending {
  readonly month: string;
  readonly currency: string;
  readonly spent: number;
  readonly open: number;
  /** Messages whose price nobody knows: they are in neither sum. */
  readonly unpriced: number;
  /** Undefined where there is no budget. */
  readonly use: BudgetUse | undefined;
}

export interface BudgetQuestion {
  /** An instant of the month (milliseconds). */
  readonly at: number;
  /** The account's zone (IANA name). */
  readonly zone: string;
}

/** The month's spending over all numbers in the database, measured by a budget. @param usual the currency where there is none */
export async function monthSpending(
  db: Queryable,
  { at, zone }: BudgetQuestion,
  { budget, usual }: { readonly budget: Budget | undefined; readonly usual: string },
): Promise<MonthSpending> {
  const currency = budget?.amount.currency ?? usual;
  const month = monthAt(at, zone);
  const { settled: spent, open, unpriced } = await spentIn(db, { ...monthRange(month, zone), currency });
  const use = budget === undefined ? undefined : useOf(budget, { month, spent, open });
  return { month, currency, spent, open, unpriced, use };
}

/** The budget that is set. */
export async function storedBudget(db: Queryable): Promise<Budget | undefined> {
  const row = await findBudget(db);
  return row === undefined ? undefined : budgetOf(row);
}

/** How far the month's budget is used; undefined, and nothing summed up, where there is none. */
export async function budgetUse(db: Queryable, question: BudgetQuestion): Promise<BudgetUse | undefined> {
  const budget = await storedBudget(db);
  if (budget === undefined) return undefined;
  return (await monthSpending(db, question, { budget, usual: budget.amount.currency })).use;
}

/** What scripts rely on: amounts are decimal strings. */
export function budgetJson({ month, currency, spent, open, use }: MonthSpending): Record<string, unknown> {
  return {
    budget:
      use === undefined
        ? null
        : {
            amount: formatMicros(use.budget.amount.micros),
            currency: use.budget.amount.currency,
            period: "month",
            warnPercent: use.budget.warnPercent,
          },
    spent: formatMicros(spent),
    open: formatMicros(open),
    left: use === undefined ? null : formatMicros(use.left),
    percent: use?.percent ?? null,
    state: use?.state ?? "ok",
    month,
    currency,
  };
}

/** The same of a budget that is there, for a plan or a dry run. */
export function useJson(use: BudgetUse): Record<string, unknown> {
  const { month, spent, open, budget } = use;
  return budgetJson({ month, spent, open, unpriced: 0, currency: budget.amount.currency, use });
}
