import { groupBy } from "../../core/group.ts";
import { parseMicros } from "../../core/money.ts";
import { dayAt, type Day } from "./calendar.ts";
import usdTiersCsv from "../../core/facts/usd-tiers.csv";
import { marketAsOf } from "./market.ts";
import { shippedTariff } from "./tariff.ts";
import { isReplaced, rateCategory, type Rate, type RateQuery } from "./rates.ts";

/** A volume tier: messages of a month that cost the same. */
export interface Band extends Rate {
  /** The place in the month, from 1, of the first message that it holds for. */
  readonly from: number;
  /** The place of the last one; null for the tier without an end. */
  readonly to: number | null;
  /** How far below the list price, in percent: 0, 5, 10 and so on. */
  readonly discount: number;
}

/** The marks of the table, in the words that rates use. */
const evidences: Readonly<Record<string, string>> = {
  official: "meta-file",
  confirmed: "one-transcription",
  carried: "carried-unverified",
  derived: "derived",
};

interface TableRow {
  readonly key: string;
  readonly band: Band;
}

const keyOf = (market: string, category: string): string => `${market}|${category}`;

function parseRow(line: string): TableRow {
  const [market = "", category = "", from = "", to = "", rate = "", discount = "", day = "", mark = ""] =
    line.split(",");
  const micros = parseMicros(rate);
  if (micros === undefined) throw new TypeError(`not a rate in the table of tiers: ${line}`);
  const band: Band = {
    // The table's first tier begins at 0, and its others at the message after the last one of the tier before.
    from: Math.max(1, Number(from)),
    to: to === "" ? null : Number(to),
    micros,
    discount: Math.abs(Number(discount)),
    evidence: evidences[mark] ?? mark,
    effectiveFrom: day,
  };
  return { key: keyOf(market, rateCategory(category) ?? category), band };
}

/** The tables of one currency: for each market and category the tables of all days, the newest first. */
type Tables = ReadonlyMap<string, readonly (readonly Band[])[]>;

function parseTables(csv: string): Tables {
  const rows = csv.trimEnd().split(/\r?\n/).slice(1).map(parseRow);
  const newestFirst = (one: readonly Band[], other: readonly Band[]): number =>
    dayOf(one) < dayOf(other) ? 1 : dayOf(one) > dayOf(other) ? -1 : 0;
  return new Map(
    [...groupBy(rows, (row) => row.key)].map(([key, its]) => {
      const bands = its.map(({ band }) => band).toSorted((one, other) => one.from - other.from);
      return [key, [...groupBy(bands, (band) => band.effectiveFrom).values()].toSorted(newestFirst)];
    }),
  );
}

function dayOf(table: readonly Band[]): Day {
  return table[0]?.effectiveFrom ?? "";
}

const shipped: Readonly<Record<string, string>> = { USD: usdTiersCsv };
const parsed = new Map<string, Tables>();

function tablesOf(currency: string): Tables | undefined {
  const name = currency.toUpperCase();
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const csv = Object.hasOwn(shipped, name) ? shipped[name] : undefined;
  if (csv === undefined) return undefined;
  const tables = parseTables(csv);
  parsed.set(name, tables);
  return tables;
}

/**
 * The volume tiers of a market and category on the (UTC) day, lowest first, without a gap; undefined where recado has no
 * table: most currencies, and markets that became their own in July and October 2026.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function tierTableOn({
  market,
  category,
  currency,
  at,
  tariff = shippedTariff,
}: RateQuery): readonly Band[] | undefined {
  const day = dayAt(at, tariff.zone);
  const tables = tablesOf(currency)?.get(keyOf(marketAsOf(market, day), category));
  const table = tables?.find((one) => dayOf(one) <= day);
  if (table === undefined || !isReplaced(dayOf(table), day)) return table;
  return table.map((band) => ({ ...band, evidence: "carried-unverified" }));
}

let border: number | undefined;

/** The smallest number of messages a month with which any market's discounts begin: below it, none can have been missed. */
export function smallestBorder(): number {
  border ??= Math.min(
    ...Object.keys(shipped)
      .flatMap((currency) => [...(tablesOf(currency)?.values() ?? [])])
      .flatMap((tables) => tables.map(([first]) => first?.to ?? Infinity)),
  );
  return border;
}
