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

/** How a person reads an amount: `0.0707 USD`. */
export function formatMoney(money: Money): string {
  return `${formatMicros(money.micros)} ${money.currency}`;
}
