import { nearest } from "../../core/nearest.ts";
import type { Text } from "../../core/text.ts";
import { countryName } from "../../core/phone-countries.ts";
import { countryCodes } from "../../core/phone.ts";
import { readCountry } from "../import/cells/countries.ts";
import { plainWords } from "../import/cells/words.ts";
import { dayAt } from "./calendar.ts";
import { marketAsOf, marketNames, marketOf } from "./market.ts";

/** What a market is called in front of people. */
export type MarketWord = (market: string) => Text;

function namedMarket(text: string, wordOf: MarketWord): string | undefined {
  const wanted = plainWords(text);
  return marketNames().find((name) => Object.values(wordOf(name)).some((word) => plainWords(word) === wanted));
}

/** `+34`, `0034`, `1809`: a calling code, with what follows it where countries share one; a whole number will do. */
function ofCallingCode(text: string, at: number, zone: string): string | undefined {
  const digits = /^(?:\+|00)?\s*([1-9][\d\s-]{0,18})$/.exec(text)?.[1]?.replace(/\D/g, "");
  if (digits === undefined || digits.length > 15) return undefined;
  // What Meta does not list is priced as Other, as long as there is such a calling code at all.
  const exists = [1, 2, 3].some((length) => readCountry(`+${digits.slice(0, length)}`) !== undefined);
  return exists ? marketOf(`+${digits}`, at, undefined, zone).market : undefined;
}

/**
 * The market that somebody means who wrote a country (`ES`, `Spain`, `España`), a calling code (`+34`) or a market of Meta's price list
 * (`Rest of Latin America`), as the list stood on the day of `at` in the zone; undefined when it is none of them.
 */
export function readMarket(text: string, wordOf: MarketWord, at: number, zone: string): string | undefined {
  const trimmed = text.trim();
  const named = namedMarket(trimmed, wordOf);
  if (named !== undefined) return marketAsOf(named, dayAt(at, zone));
  if (/^[+\d]/.test(trimmed)) return ofCallingCode(trimmed, at, zone);
  const country = readCountry(trimmed);
  return country === undefined ? undefined : marketOf(undefined, at, country, zone).market;
}

/** Markets and countries with names like the text, in every language; nearest first. */
export function likelyMarkets(text: string, wordOf: MarketWord): string[] {
  const names = [...marketNames().map(wordOf), ...countryCodes.map(countryName)].flatMap((name) => Object.values(name));
  return nearest(text, names);
}
