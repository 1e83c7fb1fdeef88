import { dayAt, type Day } from "./calendar.ts";
import marketsCsv from "../../core/facts/markets.csv";
import { groupBy } from "../../core/group.ts";

/** Where everything goes that Meta's table does not list. */
const otherMarket = "Other";

interface MarketRow {
  readonly iso2: string;
  /** Calling code, with the network prefix where countries share one. */
  readonly prefix: string;
  readonly market: string;
  readonly from: Day;
  /** Where the country belonged before `from`; empty when it was always where it is. */
  readonly previous: string;
}

interface Markets {
  readonly byPrefix: ReadonlyMap<string, readonly MarketRow[]>;
  readonly byCountry: ReadonlyMap<string, MarketRow>;
  readonly byMarket: ReadonlyMap<string, readonly MarketRow[]>;
}

function parseMarkets(): Markets {
  // The notes, the last column, are the only ones with commas of their own.
  const rows = marketsCsv
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line): MarketRow => {
      const [iso2 = "", prefix = "", market = otherMarket, from = "", previous = ""] = line.split(",", 5);
      return { iso2, prefix, market, from, previous };
    });
  return {
    byPrefix: groupBy(rows, (row) => row.prefix),
    byCountry: new Map(rows.map((row) => [row.iso2, row])),
    byMarket: groupBy(rows, (row) => row.market),
  };
}

let parsed: Markets | undefined;
function markets(): Markets {
  return (parsed ??= parseMarkets());
}

function onDay(row: MarketRow, day: Day): string {
  return row.from > day && row.previous !== "" ? row.previous : row.market;
}

const longestPrefix = 4;

function rowsOf(phone: string): readonly MarketRow[] {
  const digits = phone.replace(/\D/g, "");
  for (let length = longestPrefix; length > 0; length--) {
    const rows = digits.length < length ? undefined : markets().byPrefix.get(digits.slice(0, length));
    if (rows !== undefined) return rows;
  }
  return [];
}

export interface Market {
  /** In Meta's spelling: `Spain`, `Rest of Latin America`, `Other`. */
  readonly market: string;
  /** ISO 3166-1 alpha-2, where the table tells it: the United States and Canada share their prefix. */
  readonly iso2?: string;
}

/**
 * The market that Meta prices a recipient in, as the table stood on the day of `at` in the account's zone: by the longest prefix of the
 * number, or by country for people who are known without a number. What is not listed is `Other`.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function marketOf(phone: string | undefined, at: number, iso2?: string, zone?: string): Market {
  const country = iso2?.toUpperCase();
  const listed = country === undefined ? undefined : markets().byCountry.get(country);
  const rows = phone === undefined ? (listed === undefined ? [] : [listed]) : rowsOf(phone);
  const [first, ...others] = rows;
  const known = first !== undefined && others.length === 0 ? first.iso2 : phone === undefined ? country : undefined;
  const market = first === undefined ? otherMarket : onDay(first, dayAt(at, zone));
  return known === undefined ? { market } : { market, iso2: known };
}

/** Where the countries of a market were priced on a day before the market had rates of its own. */
export function marketAsOf(market: string, day: Day): string {
  const rows = markets().byMarket.get(market) ?? [];
  // A region that one country joined later was there all the time.
  const [first] = rows;
  return first !== undefined && rows.every((row) => row.from > day) ? onDay(first, day) : market;
}

/** Every market's name. */
export function marketNames(): string[] {
  return [...markets().byMarket.keys()].toSorted();
}
