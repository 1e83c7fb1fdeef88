import type { Context } from "../../cli/context.ts";
import type { Cell } from "../../cli/view.ts";
import type { Plan } from "../../domain/campaigns/plan/plan.ts";
import type { BudgetUse } from "../../domain/costs/budget.ts";
import { budgetWarnings, useText, type BudgetWarning, type Planned } from "../../domain/costs/budget-fit.ts";
import { queuedCost } from "../../storage/repos/budgets.ts";
import { budgetUseAt } from "../costs/budget-gate-of.ts";
import { frozenForecast } from "./plan-json.ts";

/** How a campaign stands to the month's budget. */
export interface PlanBudget {
  /** Of the month in which it begins. */
  readonly use: BudgetUse;
  readonly warnings: readonly BudgetWarning[];
}

/** What a plan is to cost if nothing of it has been sent. */
function wholePlan(plan: Plan): Planned {
  const { currency, knownMicros, unknown } = frozenForecast(plan).total();
  return { micros: knownMicros, unpriced: unknown.reduce((sum, { messages }) => sum + messages, 0), currency };
}

/** Undefined where there is no budget. */
export async function planBudget(plan: Plan, context: Context): Promise<PlanBudget | undefined> {
  const { id, remaining, spec, outlook } = plan;
  if (id !== undefined && remaining !== spec.counts.recipients) return queueBudget(id, outlook.startsAt, context);
  const use = await budgetUseAt(outlook.startsAt, context);
  return use && { use, warnings: budgetWarnings(use, wholePlan(plan)) };
}

/** The same of what is left in the queue of a campaign. @param at when it goes out (milliseconds) */
export async function queueBudget(id: number, at: number, context: Context): Promise<PlanBudget | undefined> {
  const use = await budgetUseAt(at, context);
  if (use === undefined) return undefined;
  return { use, warnings: budgetWarnings(use, await queuedCost(await context.db(), id)) };
}

export function budgetCell(use: BudgetUse): Cell {
  const { state } = use;
  const text = useText(use);
  return state === "ok" ? { text } : { text, tone: state === "warn" ? "warn" : "bad" };
}
