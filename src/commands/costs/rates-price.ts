import { formatMicros, type Micros } from "../../core/money.ts";

/** The price of one message as Meta writes it, with four decimals at least: `0.0200`. JSON has the shortest form. */
export function priceText(micros: Micros): string {
  const [whole = "", decimals = ""] = formatMicros(micros).split(".");
  return `${whole}.${decimals.padEnd(4, "0")}`;
}
