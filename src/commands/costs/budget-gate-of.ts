import type { Context } from "../../cli/context.ts";
import type { Text } from "../../core/text.ts";
import { budgetGate } from "../../domain/outbox/budget-gate.ts";
import { budgetUse, type BudgetUse } from "../../domain/costs/budget.ts";
import { usedText } from "../../domain/costs/budget-fit.ts";
import type { Gate } from "../../domain/outbox/gates.ts";
import { zoneOf } from "../tariff.ts";

/** The month's budget before a run; warns on stderr when much of it is used. @param goOn how the rest is sent later */
export async function budgetGateOf(context: Context, goOn?: Text): Promise<Gate> {
  const { capabilities } = await context.db();
  const { zone } = await zoneOf(context);
  return budgetGate({ zone, capabilities, goOn, onWarn: (use) => context.warn(usedText(use)) });
}

/** How far the budget of the month of an instant is used; undefined without a budget. */
export async function budgetUseAt(at: number, context: Context): Promise<BudgetUse | undefined> {
  const { zone } = await zoneOf(context);
  return budgetUse(await context.db(), { at, zone });
}
