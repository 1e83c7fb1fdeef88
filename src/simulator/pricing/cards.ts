import { parseMicros } from "../../core/money.ts";
import eurCsv from "../../core/facts/eur.csv";
import usdCsv from "../../core/facts/usd.csv";
import { type Day, ruleDays } from "./calendar.ts";

/** What a rate is for. */
export type Charged = "marketing" | "utility" | "authentication" | "authentication_international" | "service";

interface Row {
  readonly from: Day;
  /** Undefined where Meta has a rate that nobody has seen. */
  readonly micros: number | undefined;
}

interface Card {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** The days from which its rates hold. */
  readonly days: readonly Day[];
}

const files: Readonly<Record<string, string>> = { USD: usdCsv, EUR: eurCsv };
const cards = new Map<string, Card>();

function readCard(csv: string): Card {
  const rows = new Map<string, Row[]>();
  const days = new Set<Day>();
  for (const line of csv.trimEnd().split(/\r?\n/).slice(1)) {
    const [market = "", category = "", rate = "", from = ""] = line.split(",");
    const key = `${market}|${category}`;
    const row = { from, micros: parseMicros(rate) };
    days.add(from);
    rows.set(
      key,
      [...(rows.get(key) ?? []), row].toSorted((a, b) => (a.from < b.from ? 1 : -1)),
    );
  }
  return { rows, days: [...days] };
}

function cardOf(currency: string): Card | undefined {
  const known = cards.get(currency);
  if (known !== undefined) return known;
  const file = Object.hasOwn(files, currency) ? files[currency] : undefined;
  if (file === undefined) return undefined;
  const card = readCard(file);
  cards.set(currency, card);
  return card;
}

/** Whether Meta has a rate for codes from abroad in a market on a day, known or not. */
export function hasInternationalRate(market: string, day: Day): boolean {
  return rowOn("USD", market, "authentication_international", day) !== undefined;
}

function rowOn(currency: string, market: string, category: string, day: Day): Row | undefined {
  return cardOf(currency)
    ?.rows.get(`${market}|${category}`)
    ?.find(({ from }) => from <= day);
}

/**
 * The list price of one delivered message, in micros of the currency. Undefined where the cards do not tell it: a currency
 * or a day without a card, a rate that nobody has seen, or one of an older card that a newer one is known to have changed.
 */
export function listPrice(currency: string, market: string, category: Charged, day: Day): number | undefined {
  if (category === "service" && day < ruleDays.serviceCharged) return cardOf(currency) === undefined ? undefined : 0;
  const own = rowOn(currency, market, category, day);
  // A card without service messages: they cost what utility templates do.
  const priced = own === undefined && category === "service" ? "utility" : category;
  const row = own ?? rowOn(currency, market, priced, day);
  if (row?.micros === undefined) return undefined;
  return stillHolds(market, priced, row.from, day) ? row.micros : undefined;
}

/** All currencies change on the same days. What the newer cards left alone in dollars they left alone elsewhere. */
function stillHolds(market: string, category: string, from: Day, day: Day): boolean {
  const changed = cardOf("USD")?.days.some((later) => later > from && later <= day) === true;
  if (!changed) return true;
  const then = rowOn("USD", market, category, from);
  return then !== undefined && then.micros === rowOn("USD", market, category, day)?.micros;
}
