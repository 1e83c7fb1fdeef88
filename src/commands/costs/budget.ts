import type { Context } from "../../cli/context.ts";
import { line, type View } from "../../cli/view.ts";
import { monthSpending, storedBudget } from "../../domain/costs/budget.ts";
import { settledDb } from "../settled-db.ts";
import { zoneNote, zoneOf } from "../tariff.ts";
import { budgetView } from "./budget-view.ts";

/**
 * `{"budget":{"amount","currency","period","warnPercent"}|null,"spent","open","left","percent","state","month","currency"}`: this
 * month's. Asks Meta for nothing.
 */
export async function run(_input: object, context: Context): Promise<View> {
  const { currency: usual = "USD" } = await context.settings();
  const db = await settledDb(context);
  const known = await zoneOf(context);
  const question = { at: context.clock.now(), zone: known.zone };
  const spending = await monthSpending(db, question, { budget: await storedBudget(db), usual });
  const shown = budgetView(spending);
  return { ...shown, blocks: [...shown.blocks, ...zoneNote(known).map((text) => line(text, "dim"))] };
}
