import { PolicyError } from "../../core/errors.ts";
import { formatMicros, moneyText } from "../../core/money.ts";
import { joinTexts, type Text } from "../../core/text.ts";
import type { Capabilities } from "../../storage/database.ts";
import { holdBudget } from "../../storage/repos/budgets.ts";
import { spentIn } from "../../storage/repos/cost-slots.ts";
import { budgetOf, useOf, type Budget, type BudgetUse } from "../costs/budget.ts";
import { raiseText } from "../costs/budget-fit.ts";
import { monthAt, monthRange, nextMonthDay, type Period } from "../costs/calendar.ts";
import type { Gate } from "./gates.ts";
import { createLooks } from "./looks.ts";
import { unknownPrice } from "./stops.ts";

function reached(use: BudgetUse, goOn: Text | undefined): PolicyError {
  const { budget, month, spent, open } = use;
  const { amount } = budget;
  const taken = spent + open;
  const [whole, shown] = [moneyText(amount), moneyText({ micros: taken, currency: amount.currency })];
  const begins = nextMonthDay(month);
  const raise = raiseText(use);
  const hint: Text = {
    en: `Raise it with: ${raise.en}. The next one begins on ${begins}.`,
    es: `Súbalo con: ${raise.es}. El próximo empieza el ${begins}.`,
  };
  return new PolicyError({
    code: "policy.budget_month",
    text: {
      en: `The budget of ${whole.en} for ${month} is reached: about ${shown.en} are spent or on their way.`,
      es: `Se alcanzó el presupuesto de ${whole.es} para ${month}: unos ${shown.es} ya se gastaron o están en camino.`,
    },
    hint: goOn === undefined ? hint : joinTexts([hint, goOn], " "),
    data: { budget: formatMicros(amount.micros), taken: formatMicros(taken), currency: amount.currency, month },
  });
}

function otherCurrency(budget: Budget, currency: string | null): PolicyError {
  const { amount } = budget;
  const priced = currency ?? "?";
  const whole = moneyText(amount);
  return new PolicyError({
    code: "policy.budget_currency",
    text: {
      en: `The budget is ${whole.en}, and the next message is priced in ${priced}: recado converts no currencies.`,
      es: `El presupuesto es de ${whole.es} y el próximo mensaje tiene precio en ${priced}: recado no convierte monedas.`,
    },
    hint: {
      en: `Set it anew: recado costs budget set "<amount> ${priced}/month"`,
      es: `Fíjelo de nuevo: recado costs budget set "<monto> ${priced}/mes"`,
    },
    data: { currency: amount.currency, priced: currency },
  });
}

const unknown = unknownPrice(
  { en: "the month's budget", es: "el presupuesto del mes" },
  {
    en: "Import Meta's rates with: recado costs rates import <file>. Without a budget it goes out: recado costs budget remove",
    es: "Importe las tarifas de Meta con: recado costs rates import <archivo>. Sin presupuesto sí sale: recado costs budget remove",
  },
);

/** That part of what was left at the last look, taken here, makes it worth looking again: others take of it too. */
const partOfRoom = 8;
/** With room for fewer than so many of the dearest messages, every turn looks: others take of it at the same time. */
const farFromReached = 1_000;

export interface BudgetGateOptions {
  /** The account's zone (IANA name): its clock says when a month begins. */
  readonly zone: string;
  readonly capabilities: Capabilities;
  /** How the rest is sent once there is room again. */
  readonly goOn?: Text | undefined;
  /** Called once when so much of the budget is used that somebody wanted to hear of it. */
  onWarn?(use: BudgetUse): void;
}

/**
 * Keeps all sending under the month's budget, if there is one: what Meta settled, what was taken at its estimate, and what is under way,
 * of every number in the database. A budget that is set, raised or removed meanwhile is noticed within a second. Two processes at once
 * look one after the other, and the more often the less is left; what costs nothing always passes, and a message whose price is not known
 * never.
 */
export function budgetGate(options: BudgetGateOptions): Gate {
  const { zone, capabilities, goOn } = options;
  let budget: Budget | undefined;
  let period: Period | undefined;
  let month = "";
  // Micros: as the last look found them, and what was taken since.
  let spent = 0;
  let open = 0;
  let room = 0;
  let lately = 0;
  let dearest = 0;
  let warnedOf = "";
  const looks = createLooks();

  const use = (of: Budget): BudgetUse => useOf(of, { month, spent, open: open + lately });
  const warn = (of: Budget): void => {
    const now = use(of);
    const about = `${month} ${of.amount.micros} ${of.warnPercent}`;
    if (now.state === "ok" || of.warnPercent === null || warnedOf === about) return;
    warnedOf = about;
    options.onWarn?.(now);
  };
  return {
    prepare: async (tx, at) => {
      const isNew = period !== undefined && (at < period.from || at >= period.to);
      const left = room - lately;
      const isNear = lately * partOfRoom >= room || left < dearest * farFromReached;
      // Nothing is stopped by what was seen a while ago: the budget may have been raised.
      const isFull = budget !== undefined && left < dearest;
      const when = isNew || isFull ? "now" : budget !== undefined && isNear ? "soon" : "usually";
      await looks.take(
        at,
        async () => {
          const row = await holdBudget(tx, capabilities);
          budget = row === undefined ? undefined : budgetOf(row);
          month = monthAt(at, zone);
          period = monthRange(month, zone);
          lately = 0;
          if (budget === undefined) return;
          const { amount } = budget;
          ({ settled: spent, open } = await spentIn(tx, { ...period, currency: amount.currency }));
          room = amount.micros - spent - open;
        },
        when,
      );
    },
    take: ({ estimate_micros: estimate, currency }) => {
      if (budget === undefined || estimate === 0) return undefined;
      if (estimate === null) return { stop: unknown };
      if (currency !== budget.amount.currency) return { stop: otherCurrency(budget, currency) };
      dearest = Math.max(dearest, estimate);
      if (lately + estimate > room) return { stop: reached(use(budget), goOn) };
      lately += estimate;
      warn(budget);
      return undefined;
    },
    giveBack: ({ estimate_micros: estimate }) => {
      // What had been taken before the last look is in its sums: below zero it makes room there.
      lately -= estimate ?? 0;
    },
  };
}
