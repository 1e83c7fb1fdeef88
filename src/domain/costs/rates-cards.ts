import eurCsv from "../../core/facts/eur.csv";
import usdCsv from "../../core/facts/usd.csv";
import { groupBy } from "../../core/group.ts";
import { parseMicros, type Micros } from "../../core/money.ts";
import type { Day } from "./calendar.ts";
import { rateCategory, type RateCategory } from "./rates-categories.ts";
import type { Cards } from "./tariff.ts";

/** A rate as a card has it. */
interface Figure {
  /** Undefined where a rate exists and its figure is not known. */
  readonly micros: Micros | undefined;
  readonly evidence: string;
}

/** What one card says of one market. */
export interface MarketCard {
  readonly from: Day;
  readonly figures: ReadonlyMap<RateCategory, Figure>;
}

/** The cards of one currency: for each market, the newest first. */
export interface RateCard {
  readonly markets: ReadonlyMap<string, readonly MarketCard[]>;
  /** The days from which they hold. */
  readonly days: readonly Day[];
}

interface CardRow extends Figure {
  readonly market: string;
  readonly category: RateCategory;
  readonly effectiveFrom: Day;
}

const shippedFiles: Readonly<Record<string, string>> = { USD: usdCsv, EUR: eurCsv };

/** The currencies that recado ships a card for. */
export const shippedCurrencies: readonly string[] = Object.keys(shippedFiles);

function parseRows(csv: string): CardRow[] {
  return csv
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [market = "", word = "", rate = "", effectiveFrom = "", evidence = ""] = line.split(",");
      const category = rateCategory(word);
      if (category === undefined) throw new TypeError(`not a category in a shipped card: ${line}`);
      return { market, category, micros: parseMicros(rate), evidence, effectiveFrom };
    });
}

type Figures = ReadonlyMap<RateCategory, Figure>;

/**
 * Of two cards of one day, the later one's figures count; what it leaves out the earlier one may still know. But for service: by Meta's
 * rule it costs what utility does, so that it goes with the newer utility price.
 */
function together(before: Figures | undefined, after: Figures): Figures {
  const figures = new Map([...(before ?? []), ...after]);
  if (after.has("utility") && !after.has("service")) figures.delete("service");
  return figures;
}

/** Later sources count before earlier ones. */
function marketCards(...sources: readonly (readonly CardRow[])[]): Map<string, MarketCard[]> {
  const cards = new Map<string, Map<Day, MarketCard>>();
  for (const rows of sources) {
    for (const [, its] of groupBy(rows, ({ market, effectiveFrom }) => `${market}|${effectiveFrom}`)) {
      const { market = "", effectiveFrom: from = "" } = its[0] ?? {};
      const figures = new Map(its.map(({ category, micros, evidence }) => [category, { micros, evidence }]));
      const days = cards.get(market) ?? new Map<Day, MarketCard>();
      cards.set(market, days.set(from, { from, figures: together(days.get(from)?.figures, figures) }));
    }
  }
  const newestFirst = (one: MarketCard, other: MarketCard): number => (one.from < other.from ? 1 : -1);
  return new Map([...cards].map(([market, days]) => [market, [...days.values()].toSorted(newestFirst)]));
}

function makeCard(currency: string, imported: readonly CardRow[]): RateCard | undefined {
  const csv = Object.hasOwn(shippedFiles, currency) ? shippedFiles[currency] : undefined;
  if (csv === undefined && imported.length === 0) return undefined;
  const shipped = csv === undefined ? [] : parseRows(csv);
  const days = new Set([...shipped, ...imported].map(({ effectiveFrom }) => effectiveFrom));
  return { markets: marketCards(shipped, imported), days: [...days] };
}

/** Prices are asked for by the hundred thousand: what is made of a set of cards is kept as long as the set is. */
interface Index {
  readonly byCurrency: Map<string, RateCard | undefined>;
  readonly imported: ReadonlyMap<string, readonly CardRow[]>;
  days: readonly Day[] | undefined;
}
const indexes = new WeakMap<Cards, Index>();

function indexOf(cards: Cards): Index {
  const known = indexes.get(cards);
  if (known !== undefined) return known;
  const index = { byCurrency: new Map(), imported: groupBy(cards.rates, ({ currency }) => currency), days: undefined };
  indexes.set(cards, index);
  return index;
}

/** The shipped and the imported cards of a currency (ISO 4217, upper case); undefined where there is none. */
export function cardOf(currency: string, cards: Cards): RateCard | undefined {
  const { byCurrency, imported } = indexOf(cards);
  if (byCurrency.has(currency)) return byCurrency.get(currency);
  const card = makeCard(currency, imported.get(currency) ?? []);
  byCurrency.set(currency, card);
  return card;
}

/** The days from which any card holds: all currencies get new cards on the same days. */
export function cardDays(cards: Cards): readonly Day[] {
  const index = indexOf(cards);
  index.days ??= [
    ...new Set([...(cardOf("USD", cards)?.days ?? []), ...cards.rates.map(({ effectiveFrom }) => effectiveFrom)]),
  ].toSorted();
  return index.days;
}

/** The currencies that there is a card for, the shipped ones first. */
export function cardCurrencies(cards: Cards): string[] {
  return [...new Set([...shippedCurrencies, ...indexOf(cards).imported.keys()])];
}
