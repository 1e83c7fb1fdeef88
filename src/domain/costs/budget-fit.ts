import { microsText, moneyText } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import { useOf, type BudgetUse } from "./budget.ts";

/** What is still to be sent. */
export interface Planned {
  /** Micros, as estimated, of what has a known price. */
  readonly micros: number;
  /** How many messages have none. */
  readonly unpriced: number;
  /** Null where nothing has a price. */
  readonly currency: string | null;
}

/** What somebody should know before they send it; `code` is a stable word. */
export interface BudgetWarning {
  readonly code: string;
  readonly text: Text;
}

/** How far the budget is used, in a line. */
export function useText({ budget, month, spent, open, left, percent }: BudgetUse): Text {
  const { amount } = budget;
  const used = microsText(spent + open);
  const rest = moneyText({ micros: Math.max(0, left), currency: amount.currency });
  const whole = moneyText(amount);
  return {
    en: `${used.en} of ${whole.en} used in ${month} (${percent} %), ${rest.en} left`,
    es: `${used.es} de ${whole.es} en ${month} (${percent} %); quedan ${rest.es}`,
  };
}

/** The same as a warning, for who is sending. */
export function usedText(use: BudgetUse): Text {
  const { en, es } = useText(use);
  return { en: `Budget: ${en}.`, es: `Presupuesto: ${es}.` };
}

/** How more is allowed. */
export function raiseText({ budget: { amount } }: Pick<BudgetUse, "budget">): Text {
  return {
    en: `recado costs budget set "<amount> ${amount.currency}/month"`,
    es: `recado costs budget set "<monto> ${amount.currency}/mes"`,
  };
}

/** Whether what is planned fits into what is left of the budget, and how much of it is used with it. */
export function budgetWarnings(use: BudgetUse, planned: Planned): BudgetWarning[] {
  const { budget, month, spent, open, left } = use;
  const { amount, warnPercent } = budget;
  const raise = raiseText(use);
  const { currency } = planned;
  const whole = moneyText(amount);
  if (planned.micros > 0 && currency !== amount.currency) {
    const priced = currency ?? "?";
    return [
      {
        code: "budget-currency",
        text: {
          en: `The budget is ${whole.en}, and these prices are in ${priced}: nothing of it is sent. Set it anew: recado costs budget set "<amount> ${priced}/month"`,
          es: `El presupuesto es de ${whole.es} y estos precios están en ${priced}: no se enviará nada. Fíjelo de nuevo: recado costs budget set "<monto> ${priced}/mes"`,
        },
      },
    ];
  }
  const found: BudgetWarning[] = [];
  if (planned.unpriced > 0) {
    found.push({
      code: "budget-unknown-price",
      text: {
        en: `Messages whose price is not known (${planned.unpriced}) are not sent while there is a budget.`,
        es: `Los mensajes sin precio conocido (${planned.unpriced}) no se envían mientras haya un presupuesto.`,
      },
    });
  }
  if (planned.micros === 0) return found;
  const cost = moneyText({ micros: planned.micros, currency: amount.currency });
  if (planned.micros > left) {
    const rest = moneyText({ micros: Math.max(0, left), currency: amount.currency });
    found.push({
      code: "over-month-budget",
      text: {
        en: `It costs about ${cost.en}, and ${rest.en} are left of the budget for ${month}: sending stops there. Raise it with: ${raise.en}`,
        es: `Cuesta unos ${cost.es} y del presupuesto para ${month} quedan ${rest.es}: el envío se detendrá ahí. Súbalo con: ${raise.es}`,
      },
    });
    return found;
  }
  const after = useOf(budget, { month, spent, open: open + planned.micros });
  if (after.state !== "ok" && warnPercent !== null) {
    found.push({
      code: "near-month-budget",
      text: {
        en: `With it, ${after.percent} % of the budget for ${month} (${whole.en}) are used.`,
        es: `Con esto se usa el ${after.percent} % del presupuesto para ${month} (${whole.es}).`,
      },
    });
  }
  return found;
}
