import { UsageError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import { likelyMarkets, readMarket } from "../../domain/costs/market-names.ts";
import { marketWord } from "./market-words.ts";

/** So many messages to one market. */
export interface MarketCount {
  /** In Meta's spelling. */
  readonly market: string;
  readonly count: number;
}

/** More than anybody sends in a month, and few enough that sums stay exact. */
const most = 1_000_000_000;

function wrong(value: string, text: Text, hint: Text, code = "usage.bad_value"): UsageError {
  return new UsageError({ code, text, hint, data: { option: "--market", value } });
}

const example: Text = {
  en: "Write market and count: --market ES=1200, --market España=1200, --market +34=1200",
  es: "Escriba mercado y cantidad: --market ES=1200, --market España=1200, --market +34=1200",
};

function readCount(text: string, given: string): number {
  const shown = cleanLine(given);
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (count <= most) return count;
  throw wrong(
    given,
    {
      en: `--market "${shown}": "${cleanLine(text)}" is not a number of messages.`,
      es: `--market "${shown}": "${cleanLine(text)}" no es una cantidad de mensajes.`,
    },
    {
      en: "Write a whole number from 0 to 1000000000, in digits only: 1200, not 1,200 or 1.2k",
      es: "Escriba un número entero de 0 a 1000000000, solo con cifras: 1200, no 1.200 ni 1,2k",
    },
  );
}

function unknownMarket(name: string, given: string): UsageError {
  const near = likelyMarkets(name, marketWord).join(", ");
  const shown = cleanLine(name);
  return wrong(
    given,
    {
      en: `--market "${shown}" is no country, calling code or market of Meta's price list.`,
      es: `--market "${shown}" no es un país, un código de país ni un mercado de la lista de Meta.`,
    },
    near === "" ? example : { en: `Did you mean ${near}?`, es: `¿Quiso decir ${near}?` },
    "usage.unknown_market",
  );
}

/** Reads `ES=1200` and the like, as Meta's list of markets stood on the day of `at` in the zone; one market is one count. */
export function readMarketCounts(given: readonly string[], at: number, zone: string): readonly MarketCount[] {
  const counts = new Map<string, number>();
  for (const text of given) {
    const cut = text.lastIndexOf("=");
    const name = text.slice(0, Math.max(0, cut)).trim();
    if (name === "") {
      const shown = cleanLine(text);
      throw wrong(
        text,
        {
          en: `--market "${shown}" does not say which market and how many.`,
          es: `--market "${shown}" no indica qué mercado y cuántos mensajes.`,
        },
        example,
      );
    }
    const count = readCount(text.slice(cut + 1).trim(), text);
    const market = readMarket(name, marketWord, at, zone);
    if (market === undefined) throw unknownMarket(name, text);
    counts.set(market, (counts.get(market) ?? 0) + count);
  }
  return [...counts].map(([market, count]) => ({ market, count }));
}
