import { InputError, UsageError } from "../../core/errors.ts";
import { moneyText, parseMicros, type Money } from "../../core/money.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";

const before = /^([A-Z]{3})\s*(\d[\d.,' ]*)$/;
const after = /^(\d[\d.,' ]*?)\s*([A-Z]{3})$/;

/**
 * `1.250,50`, `1,250.50`, `1250.5`, `1 250`: the last of two different signs parts the decimals. A single one before exactly three
 * digits could be either, and is taken for neither; but nobody writes thousands behind a zero.
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
  if (others.size === 0) return fraction.length === 3 && whole !== "0" ? undefined : `${whole}.${fraction}`;
  if (others.size > 1 || !isGrouped.test(whole)) return undefined;
  // 1.250.000: one sign, twice or more, only groups.
  if (others.has(last)) return fraction.length === 3 ? plain.replaceAll(last, "") : undefined;
  return `${whole.replace(/[.,]/g, "")}.${fraction}`;
}

/** What is read, for the person who typed it. */
export interface AmountAsked {
  /** How it is called: `--max-cost`, `the budget`. */
  readonly what: Text;
  /** How an amount is typed in its place: `--max-cost "50 USD"`. */
  typed(amount: string): Text;
  /** What Meta bills the account in; undefined where nobody knows: then any is taken. */
  readonly currency: string | undefined;
  /** The code of the error that says that it is another currency. */
  readonly otherCurrency: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** `1,250` is a thousand to one reader and a little over one to another. */
function unclear(given: string, code: string, asked: AmountAsked): UsageError {
  const { what, data } = asked;
  const shown = cleanLine(given);
  const whole = asked.typed(`1250 ${code}`);
  const decimals = asked.typed(`1250.50 ${code}`);
  return new UsageError({
    code: "usage.bad_amount",
    text: {
      en: `${what.en} "${shown}": it is not clear which sign separates thousands and which decimals.`,
      es: `${what.es} "${shown}": no queda claro qué signo separa los miles y cuál los decimales.`,
    },
    hint: {
      en: `Write it without thousands separators, such as ${whole.en} or ${decimals.en}`,
      es: `Escríbalo sin separador de miles, por ejemplo ${whole.es} o ${decimals.es}`,
    },
    data: { ...data, value: given },
  });
}

/**
 * Reads an amount with its currency: `50 USD`, `USD 50` or `50,00 EUR`. Nothing is ever converted.
 *
 * @throws UsageError `usage.bad_amount` where it is none, or zero or less; InputError with the code asked for when it is another currency
 */
export function readAmount(given: string, asked: AmountAsked): Money {
  const { what, data, currency } = asked;
  // Spaces that do not break stand in the amounts that recado itself writes.
  const text = given
    .trim()
    .replace(/[\u00a0\u202f]/g, " ")
    .toUpperCase();
  const first = before.exec(text);
  const last = after.exec(text);
  const [amount, code] = first === null ? [last?.[1], last?.[2]] : [first[2], first[1]];
  const decimal = amount === undefined ? "" : decimalOf(amount);
  if (decimal === undefined) throw unclear(given, code ?? currency ?? "USD", asked);
  const micros = parseMicros(decimal);
  const shown = cleanLine(given);
  if (micros === undefined || micros <= 0 || code === undefined) {
    const wanted = currency ?? "USD";
    const whole = asked.typed(`50 ${wanted}`);
    const decimals = asked.typed(`49.90 ${wanted}`);
    throw new UsageError({
      code: "usage.bad_amount",
      text: {
        en: `${what.en} "${shown}" is not an amount with its currency.`,
        es: `${what.es} "${shown}" no es un importe con su moneda.`,
      },
      hint: { en: `For example: ${whole.en} or ${decimals.en}`, es: `Por ejemplo: ${whole.es} o ${decimals.es}` },
      data: { ...data, value: given },
    });
  }
  if (currency === undefined || code === currency) return { micros, currency: code };
  const wanted = moneyText({ micros, currency: code });
  const right = asked.typed(`50 ${currency}`);
  throw new InputError({
    code: asked.otherCurrency,
    text: {
      en: `${what.en} is ${wanted.en}, and Meta bills this account in ${currency}.`,
      es: `${what.es} es ${wanted.es}, y Meta cobra esta cuenta en ${currency}.`,
    },
    hint: {
      en: `Say it in ${currency}: ${right.en}. recado converts no currencies.`,
      es: `Indíquelo en ${currency}: ${right.es}. recado no convierte monedas.`,
    },
    data: { ...data, currency, given: code },
  });
}
