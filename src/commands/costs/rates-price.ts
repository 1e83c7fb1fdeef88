import { decimalText, formatMicros, type Micros } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";

/** The price of one message as Meta writes it, with four decimals at least: `0.0200`. JSON has the shortest form. */
export function priceText(micros: Micros): Text {
  const [whole = "", decimals = ""] = formatMicros(micros).split(".");
  return decimalText(`${whole}.${decimals.padEnd(4, "0")}`);
}

/** The same beside its currency: `0.0200 USD`. */
export function priceIn(micros: Micros, currency: string): Text {
  const { en, es } = priceText(micros);
  return { en: `${en} ${currency}`, es: `${es}\u00a0${currency}` };
}
