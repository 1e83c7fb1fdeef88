import { InputError, UsageError } from "../../../core/errors.ts";
import { formatMoney, parseMicros, type Money } from "../../../core/money.ts";
import { cleanLine } from "../../../core/terminal.ts";

const before = /^([A-Z]{3})\s*(\d[\d.,' ]*)$/;
const after = /^(\d[\d.,' ]*?)\s*([A-Z]{3})$/;

/**
 * `1.250,50`, `1,250.50`, `1250.5`, `1 250`: the last of two different signs parts the decimals. A single one before exactly three
 * digits could be either; it is taken for neither.
 */
function decimalOf(text: string): string | undefined {
  const plain = text.replace(/['\s]/g, "");
  const marks = plain.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return plain;
  const at = plain.lastIndexOf(last);
  const whole = plain.slice(0, at);
  const fraction = plain.slice(at + 1);
  const others = new Set(whole.match(/[.,]/g));
  const isGrouped = /^\d{1,3}([.,]\d{3})*$/;
  if (others.size === 0) return fraction.length === 3 ? undefined : `${whole}.${fraction}`;
  if (others.size > 1 || !isGrouped.test(whole)) return undefined;
  // 1.250.000: one sign, twice or more, only groups.
  if (others.has(last)) return fraction.length === 3 ? plain.replaceAll(last, "") : undefined;
  return `${whole.replace(/[.,]/g, "")}.${fraction}`;
}

/** `1,250` is a thousand to one reader and a little over one to another. */
function unclear(given: string, code: string, option: string): UsageError {
  const shown = cleanLine(given);
  return new UsageError({
    code: "usage.bad_amount",
    text: {
      en: `${option} "${shown}": it is not clear which sign separates thousands and which decimals.`,
      es: `${option} "${shown}": no queda claro qué signo separa los miles y cuál los decimales.`,
    },
    hint: {
      en: `Write it without thousands separators, such as ${option} "1250 ${code}" or "1250.50 ${code}"`,
      es: `Escríbalo sin separador de miles, por ejemplo ${option} "1250 ${code}" o "1250.50 ${code}"`,
    },
    data: { option, value: given },
  });
}

/**
 * Reads a ceiling such as `50 USD`, `USD 50` or `50,00 EUR`.
 *
 * @param currency what Meta bills the account in: nothing is ever converted
 * @throws UsageError `usage.bad_amount`; InputError `campaigns.other_currency`
 */
export function readMaxCost(given: string, currency: string, option = "--max-cost"): Money {
  const text = given.trim().toUpperCase();
  const first = before.exec(text);
  const last = after.exec(text);
  const [amount, code] = first === null ? [last?.[1], last?.[2]] : [first[2], first[1]];
  const decimal = amount === undefined ? "" : decimalOf(amount);
  if (decimal === undefined) throw unclear(given, code ?? currency, option);
  const micros = parseMicros(decimal);
  const shown = cleanLine(given);
  if (micros === undefined || micros <= 0 || code === undefined) {
    throw new UsageError({
      code: "usage.bad_amount",
      text: {
        en: `${option} "${shown}" is not an amount with its currency.`,
        es: `${option} "${shown}" no es un importe con su moneda.`,
      },
      hint: {
        en: `For example: ${option} "50 ${currency}" or "49.90 ${currency}"`,
        es: `Por ejemplo: ${option} "50 ${currency}" o "49.90 ${currency}"`,
      },
      data: { option, value: given },
    });
  }
  if (code === currency) return { micros, currency };
  const wanted = formatMoney({ micros, currency: code });
  throw new InputError({
    code: "campaigns.other_currency",
    text: {
      en: `${option} is ${wanted}, and Meta bills this account in ${currency}.`,
      es: `${option} es ${wanted}, y Meta cobra esta cuenta en ${currency}.`,
    },
    hint: {
      en: `Say it in ${currency}: ${option} "50 ${currency}". recado converts no currencies.`,
      es: `Indíquelo en ${currency}: ${option} "50 ${currency}". recado no convierte monedas.`,
    },
    data: { option, currency, given: code },
  });
}
