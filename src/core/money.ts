import type { Text } from "./text.ts";

/** A millionth of the currency unit, as an integer: prices have four decimals and sums must not drift. */
export type Micros = number;

export interface Money {
  readonly micros: Micros;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

const scale = 1_000_000;

/** Reads a decimal string exactly (`"0.0707"`); undefined when it is not a plain decimal with at most six places. */
export function parseMicros(text: string): Micros | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) return undefined;
  const micros = Number(match[2]) * scale + Number((match[3] ?? "").padEnd(6, "0"));
  if (!Number.isSafeInteger(micros)) return undefined;
  return match[1] === "-" && micros !== 0 ? -micros : micros;
}

/** The exact decimal string: at least two places, at most six, no grouping. `70700` → `"0.0707"`. */
export function formatMicros(micros: Micros): string {
  const absolute = Math.abs(micros);
  const whole = Math.trunc(absolute / scale);
  const fraction = String(absolute % scale)
    .padStart(6, "0")
    .replace(/0{1,4}$/, "");
  return `${micros < 0 ? "-" : ""}${whole}.${fraction}`;
}

/** How JSON carries an amount: a decimal string beside its currency. */
export function moneyJson(money: Money): { amount: string; currency: string } {
  return { amount: formatMicros(money.micros), currency: money.currency };
}

/** For people: two, four or six places, since three look like thousands to who writes these with a point or a comma. */
function readableMicros(micros: Micros): string {
  const exact = formatMicros(micros);
  return (exact.length - exact.indexOf(".")) % 2 === 0 ? `${exact}0` : exact;
}

/** How a person reads an amount: `0.0707 USD`, `4.2820 USD`. */
export function formatMoney(money: Money): string {
  return `${readableMicros(money.micros)} ${money.currency}`;
}

/** A plain decimal in each language: Spanish has a comma, and groups by a space that does not break, from five digits on. */
export function decimalText(en: string): Text {
  const [whole = "", fraction = ""] = en.split(".");
  const isLong = whole.replace("-", "").length > 4;
  return { en, es: `${isLong ? whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : whole},${fraction}` };
}

/** The number alone, where a column or a sentence names its currency: `4.2820`, `4,2820`. */
export function microsText(micros: Micros): Text {
  return decimalText(readableMicros(micros));
}

/** An amount in each language: `4.2820 USD`, `4,2820 USD`. */
export function moneyText({ micros, currency }: Money): Text {
  const { en, es } = microsText(micros);
  return { en: `${en} ${currency}`, es: `${es}\u00a0${currency}` };
}
