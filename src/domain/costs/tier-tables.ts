import usdTiersCsv from "../../core/facts/usd-tiers.csv";
import { groupBy } from "../../core/group.ts";
import { parseMicros } from "../../core/money.ts";
import { dayAt, type Day } from "./calendar.ts";
import { marketAsOf } from "./market.ts";
import { rateCategory } from "./rates-categories.ts";
import { isReplaced, type Rate, type RateQuery } from "./rates.ts";
import { shippedTariff, type CardBand, type Cards, type Tariff } from "./tariff.ts";

/** A volume tier: messages of a month that cost the same. */
export interface Band extends Rate {
  /** The place in the month, from 1, of the first message that it holds for. */
  readonly from: number;
  /** The place of the last one; null for the tier without an end. */
  readonly to: number | null;
  /** How far below the list price, in percent: 0, 5, 10 and so on. */
  readonly discount: number;
}

/** The marks of the shipped table, in the words that rates use. */
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

function importedRow({ market, category, from, to, micros, discount, evidence, effectiveFrom }: CardBand): TableRow {
  return { key: keyOf(market, category), band: { from, to, micros, discount, evidence, effectiveFrom } };
}

/** The tables of one currency: for each market and category the tables of all days, the newest first. */
type Tables = ReadonlyMap<string, readonly (readonly Band[])[]>;

/** Of two tables of one market, category and day, the later rows' counts. */
function makeTables(...sources: readonly (readonly TableRow[])[]): Tables {
  const tables = new Map<string, Map<Day, readonly Band[]>>();
  for (const rows of sources) {
    for (const its of groupBy(rows, ({ key, band }) => `${key}|${band.effectiveFrom}`).values()) {
      const { key = "", band } = its[0] ?? {};
      const bands = its.map((row) => row.band).toSorted((one, other) => one.from - other.from);
      tables.set(key, (tables.get(key) ?? new Map<Day, readonly Band[]>()).set(band?.effectiveFrom ?? "", bands));
    }
  }
  const newestFirst = (one: readonly Band[], other: readonly Band[]): number => (dayOf(one) < dayOf(other) ? 1 : -1);
  return new Map([...tables].map(([key, days]) => [key, [...days.values()].toSorted(newestFirst)]));
}

function dayOf(table: readonly Band[]): Day {
  return table[0]?.effectiveFrom ?? "";
}

const shipped: Readonly<Record<string, string>> = { USD: usdTiersCsv };
const indexes = new WeakMap<Cards, Map<string, Tables>>();

function tablesOf(currency: string, cards: Cards): Tables {
  const index = indexes.get(cards) ?? new Map<string, Tables>();
  indexes.set(cards, index);
  const name = currency.toUpperCase();
  const known = index.get(name);
  if (known !== undefined) return known;
  const csv = Object.hasOwn(shipped, name) ? shipped[name] : undefined;
  const tables = makeTables(
    csv === undefined ? [] : csv.trimEnd().split(/\r?\n/).slice(1).map(parseRow),
    cards.bands.filter((band) => band.currency === name).map(importedRow),
  );
  index.set(name, tables);
  return tables;
}

/** The days of the tables that recado ships for a currency. */
export function shippedTierDays(currency: string): Day[] {
  const tables = [...tablesOf(currency, shippedTariff.cards).values()].flat();
  return [...new Set(tables.map(dayOf))];
}

/**
 * The volume tiers of a market and category on the day, lowest first, without a gap; undefined where there is no table: most
 * currencies, and markets that became their own in July and October 2026, unless Meta's file of them was imported.
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
  const tables = tablesOf(currency, tariff.cards).get(keyOf(marketAsOf(market, day), category));
  const table = tables?.find((one) => dayOf(one) <= day);
  if (table === undefined || !isReplaced(dayOf(table), day, tariff)) return table;
  return table.map((band) => ({ ...band, evidence: "carried-unverified" }));
}

const borders = new WeakMap<Cards, number>();

/** The smallest number of messages a month with which any market's discounts begin: below it, none can have been missed. */
export function smallestBorder({ cards }: Tariff = shippedTariff): number {
  const known = borders.get(cards);
  if (known !== undefined) return known;
  const currencies = new Set([...Object.keys(shipped), ...cards.bands.map(({ currency }) => currency)]);
  let border = Infinity;
  for (const currency of currencies) {
    for (const tables of tablesOf(currency, cards).values()) {
      for (const [first] of tables) border = Math.min(border, first?.to ?? Infinity);
    }
  }
  borders.set(cards, border);
  return border;
}
