import { parseMicros, type Micros } from "../../core/money.ts";
import { ruleDays, dayAt, type Day } from "./calendar.ts";
import eurCsv from "../../core/facts/eur.csv";
import usdCsv from "../../core/facts/usd.csv";
import { groupBy } from "../../core/group.ts";
import { marketAsOf } from "./market.ts";
import { shippedTariff, type Tariff } from "./tariff.ts";

/** What Meta has a rate for. */
export const rateCategories = [
  "marketing",
  "utility",
  "authentication",
  "authentication-international",
  "service",
] as const;
export type RateCategory = (typeof rateCategories)[number];

/** Meta writes the last but one with a hyphen or an underscore, and template categories in capitals. */
export function rateCategory(word: string): RateCategory | undefined {
  const wanted = word.toLowerCase().replaceAll("_", "-");
  return rateCategories.find((category) => category === wanted);
}

export interface Rate {
  readonly micros: Micros;
  /** How the figure is known: `meta-file`, `two-transcriptions`, `inferred`, `carried-unverified`, `rule`. */
  readonly evidence: string;
  readonly effectiveFrom: Day;
}

/** The rates of one currency: for each market and category, the newest first. */
interface RateCard {
  readonly rates: ReadonlyMap<string, readonly CardRow[]>;
  /** The days from which the shipped cards hold, newest first. */
  readonly days: readonly Day[];
}

interface CardRow {
  readonly key: string;
  /** Undefined where a rate exists and its figure is not known. */
  readonly micros: Micros | undefined;
  readonly evidence: string;
  readonly from: Day;
}

const keyOf = (market: string, category: string): string => `${market}|${category}`;

function parseCard(csv: string): RateCard {
  const rows = csv
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line): CardRow => {
      const [market = "", category = "", rate = "", from = "", evidence = ""] = line.split(",");
      return { key: keyOf(market, rateCategory(category) ?? category), micros: parseMicros(rate), evidence, from };
    })
    .toSorted((one, other) => (one.from < other.from ? 1 : one.from > other.from ? -1 : 0));
  return { rates: groupBy(rows, (row) => row.key), days: [...new Set(rows.map((row) => row.from))] };
}

const shipped: Readonly<Record<string, string>> = { USD: usdCsv, EUR: eurCsv };
const cards = new Map<string, RateCard>();

function cardOf(currency: string): RateCard | undefined {
  const known = cards.get(currency);
  if (known !== undefined) return known;
  const csv = Object.hasOwn(shipped, currency) ? shipped[currency] : undefined;
  if (csv === undefined) return undefined;
  const card = parseCard(csv);
  cards.set(currency, card);
  return card;
}

/** The currencies that recado has a card for. */
export function rateCurrencies(): string[] {
  return Object.keys(shipped);
}

/** The row in force, if the card knows the market and category on that day. */
function rowOn(card: RateCard, market: string, category: RateCategory, day: Day): CardRow | undefined {
  return card.rates.get(keyOf(market, category))?.find((row) => row.from <= day);
}

/**
 * All currencies get new cards on the same days. A figure of a card that has since been replaced is still worth showing
 * where the replacement did not touch it in US dollars; where it did, the figure is known to be wrong.
 */
function survived(market: string, category: RateCategory, from: Day, day: Day): boolean {
  const usd = cardOf("USD");
  if (usd === undefined) return false;
  const then = rowOn(usd, market, category, from)?.micros;
  return then !== undefined && then === rowOn(usd, market, category, day)?.micros;
}

/** Whether Meta has published new cards since `from`, up to and with `day`. */
export function isReplaced(from: Day, day: Day): boolean {
  return cardOf("USD")?.days.some((changed) => changed > from && changed <= day) === true;
}

export interface RateQuery {
  readonly market: string;
  readonly category: RateCategory;
  /** ISO 4217: the currency that the account is billed in. */
  readonly currency: string;
  /** Milliseconds; the rate is that of the day in the account's zone. */
  readonly at: number;
  /** `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
}

/**
 * The list price of one delivered message on the day, from the cards that recado ships; tiers are not counted.
 * Undefined when it is not known: no card for the currency, a day before the first card, a figure that nobody published,
 * or one that is known to have changed since. It is never converted from another currency.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function rateOn({ market, category, currency, at, tariff = shippedTariff }: RateQuery): Rate | undefined {
  const day = dayAt(at, tariff.zone);
  const card = cardOf(currency.toUpperCase());
  if (card === undefined || !card.days.some((from) => from <= day)) return undefined;
  if (category === "service" && day < ruleDays.serviceCharged) {
    return { micros: 0, evidence: "rule", effectiveFrom: ruleDays.perMessage };
  }
  const priced = marketAsOf(market, day);
  // Meta's rule, for cards that do not spell it out: a service message costs what a utility message costs.
  const own = rowOn(card, priced, category, day);
  const row = own === undefined && category === "service" ? rowOn(card, priced, "utility", day) : own;
  if (row?.micros === undefined) return undefined;
  const rate = { micros: row.micros, evidence: row.evidence, effectiveFrom: row.from };
  if (!isReplaced(row.from, day)) return rate;
  const compared = own === undefined ? "utility" : category;
  return survived(priced, compared, row.from, day) ? { ...rate, evidence: "carried-unverified" } : undefined;
}
