import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, type View } from "../../cli/view.ts";
import { moneyText } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import { monthSpending, storedBudget, type Budget } from "../../domain/costs/budget.ts";
import { readBudget, readWarn } from "../../domain/costs/budget-typed.ts";
import { setBudget } from "../../storage/repos/budgets.ts";
import { currencyOf } from "../send/terms.ts";
import { settledDb } from "../settled-db.ts";
import { zoneOf } from "../tariff.ts";
import type { budgetSetInput } from "./budget-spec.ts";
import { budgetView } from "./budget-view.ts";

const usualWarnPercent = 80;

/** What Meta bills the account in; undefined where there is no account yet: then the budget decides. */
async function billedIn(context: Context): Promise<string | undefined> {
  const settings = await context.settings();
  const isConnected = settings.accessToken !== undefined && settings.wabaId !== undefined;
  return settings.currency !== undefined || isConnected ? currencyOf(settings, context) : undefined;
}

/** As `budget show`, of the budget that was set (or would be), and `dryRun`. */
export async function run(
  input: InputOf<typeof budgetSetInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { amount: given, warn, dryRun } = input;
  const asked = warn === undefined ? undefined : readWarn(warn);
  const amount = readBudget(given, await billedIn(context));
  const db = await settledDb(context);
  const before = await storedBudget(db);
  const kept = before === undefined ? usualWarnPercent : before.warnPercent;
  const budget: Budget = { amount, warnPercent: asked === undefined ? kept : asked };
  const at = context.clock.now();
  if (!dryRun) {
    const { micros, currency } = amount;
    await setBudget(db, { period: "month", micros, currency, warn_percent: budget.warnPercent, set_at: at });
  }
  const { zone } = await zoneOf(context);
  const spending = await monthSpending(db, { at, zone }, { budget, usual: amount.currency });
  return budgetView(spending, [line(saidOf(budget, dryRun), "good")], { dryRun });
}

function saidOf({ amount }: Budget, dryRun: boolean): Text {
  const shown = moneyText(amount);
  return dryRun
    ? { en: `The budget would be ${shown.en} a month.`, es: `El presupuesto sería de ${shown.es} por mes.` }
    : { en: `The budget is ${shown.en} a month.`, es: `El presupuesto es de ${shown.es} por mes.` };
}
