import { UsageError } from "../../core/errors.ts";
import type { Money } from "../../core/money.ts";
import { cleanLine } from "../../core/terminal.ts";
import { readAmount } from "./amount.ts";

/** `/month`, `per month`, `a month`, `monthly`, `/mes`, `al mes`, `por mes`, `mensual`, `mensuales`. */
const monthly = /^(.*?)(?:\s*\/\s*|\s+(?:per|a|al|por)\s+)(?:month|mo|mes)$|^(.*?)\s+(?:monthly|mensual(?:es)?)$/i;
/** The same with anything else in the place of the month. */
const otherwise = /^.*?(?:\s*\/\s*|\s+(?:per|al|por)\s+)(.+)$/i;

const command = "recado costs budget set";

/**
 * Reads a budget such as `200 USD/month`, `USD 200 per month` or `200 EUR al mes`. Without a period it is the month: there is no other.
 *
 * @param currency what Meta bills the account in; undefined where nobody knows
 * @throws UsageError `usage.bad_amount`, `usage.bad_period`; InputError `costs.other_currency`
 */
export function readBudget(given: string, currency: string | undefined): Money {
  const text = given.trim();
  const found = monthly.exec(text);
  const period = found === null ? otherwise.exec(text)?.[1] : undefined;
  if (period !== undefined) throw otherPeriod(period, currency ?? "USD");
  return readAmount(found?.[1] ?? found?.[2] ?? text, {
    what: { en: "The budget", es: "El presupuesto" },
    typed: (amount) => ({ en: `${command} "${amount}/month"`, es: `${command} "${amount}/mes"` }),
    currency,
    otherCurrency: "costs.other_currency",
  });
}

function otherPeriod(period: string, currency: string): UsageError {
  const shown = cleanLine(period);
  return new UsageError({
    code: "usage.bad_period",
    text: {
      en: `A budget is for a month, not for "${shown}": Meta bills by the month.`,
      es: `Un presupuesto es por mes, no por "${shown}": Meta cobra por mes.`,
    },
    hint: {
      en: `For example: ${command} "200 ${currency}/month"`,
      es: `Por ejemplo: ${command} "200 ${currency}/mes"`,
    },
    data: { value: period },
  });
}

/**
 * Reads `80%`, `80 %` or `80`: from when on it is told how much of the budget is used. `none` (`ninguno`): never.
 *
 * @throws UsageError `usage.bad_value`
 */
export function readWarn(given: string): number | null {
  const text = given.trim().toLowerCase();
  if (["none", "no", "ninguno", "ninguna"].includes(text)) return null;
  const percent = Number(/^(\d{1,3})\s*%?$/.exec(text)?.[1]);
  if (percent >= 1 && percent <= 100) return percent;
  const shown = cleanLine(given);
  throw new UsageError({
    code: "usage.bad_value",
    text: {
      en: `--warn "${shown}" is not a whole number of percent from 1 to 100, and not none.`,
      es: `--warn "${shown}" no es un porcentaje entero de 1 a 100 ni none.`,
    },
    hint: { en: "For example: --warn 80%", es: "Por ejemplo: --warn 80%" },
    data: { option: "--warn", value: given },
  });
}
