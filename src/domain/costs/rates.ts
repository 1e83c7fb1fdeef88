import type { Micros } from "../../core/money.ts";
import { ruleDays, dayAt, type Day } from "./calendar.ts";
import { marketAsOf } from "./market.ts";
import { cardCurrencies, cardDays, cardOf, type MarketCard, type RateCard } from "./rates-cards.ts";
import type { RateCategory } from "./rates-categories.ts";
import { shippedTariff, type Cards, type Tariff } from "./tariff.ts";

export { rateCategories, rateCategory, type RateCategory } from "./rates-categories.ts";

export interface Rate {
  readonly micros: Micros;
  /** How the figure is known: `meta-file`, `imported-file`, `two-transcriptions`, `inferred`, `carried-unverified`, `rule`. */
  readonly evidence: string;
  readonly effectiveFrom: Day;
}

/** The currencies that there is a card for. */
export function rateCurrencies({ cards }: Tariff = shippedTariff): string[] {
  return cardCurrencies(cards);
}

interface Found {
  readonly micros: Micros;
  readonly evidence: string;
  readonly from: Day;
  /** The category whose figure it is: a service message may have that of utility. */
  readonly category: RateCategory;
}

function marketCardOn(card: RateCard | undefined, market: string, day: Day): MarketCard | undefined {
  return card?.markets.get(market)?.find(({ from }) => from <= day);
}

/** The figure in force, if the newest card that has the market tells it. */
function figureOn(card: RateCard | undefined, market: string, category: RateCategory, day: Day): Found | undefined {
  const on = marketCardOn(card, market, day);
  if (on === undefined) return undefined;
  const own = on.figures.get(category);
  // Meta's rule, for cards that do not spell it out: a service message costs what a utility message costs.
  const from = own === undefined && category === "service" ? "utility" : category;
  const figure = on.figures.get(from);
  if (figure?.micros === undefined) return undefined;
  return { micros: figure.micros, evidence: figure.evidence, from: on.from, category: from };
}

/**
 * All currencies get new cards on the same days. A figure of a card that has since been replaced is still worth showing
 * where the replacement did not touch it in US dollars; where it did, the figure is known to be wrong.
 */
function survived(cards: Cards, market: string, { category, from }: Found, day: Day): boolean {
  const usd = cardOf("USD", cards);
  const then = marketCardOn(usd, market, from)?.figures.get(category)?.micros;
  return then !== undefined && then === marketCardOn(usd, market, day)?.figures.get(category)?.micros;
}

/** Whether there are newer cards than that of `from`, up to and with `day`. */
export function isReplaced(from: Day, day: Day, { cards }: Tariff = shippedTariff): boolean {
  return cardDays(cards).some((changed) => changed > from && changed <= day);
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
 * The list price of one delivered message on the day, from the newest card: one that was imported or, where none was for that day,
 * one that recado ships; tiers are not counted. Undefined when it is not known: no card for the currency, a day before the first
 * card, a figure that nobody published, or one that is known to have changed since. It is never converted from another currency.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function rateOn({ market, category, currency, at, tariff = shippedTariff }: RateQuery): Rate | undefined {
  const day = dayAt(at, tariff.zone);
  const card = cardOf(currency.toUpperCase(), tariff.cards);
  if (card === undefined || !card.days.some((from) => from <= day)) return undefined;
  if (category === "service" && day < ruleDays.serviceCharged) {
    return { micros: 0, evidence: "rule", effectiveFrom: ruleDays.perMessage };
  }
  const priced = marketAsOf(market, day);
  const found = figureOn(card, priced, category, day);
  if (found === undefined) return undefined;
  const rate = { micros: found.micros, evidence: found.evidence, effectiveFrom: found.from };
  if (!isReplaced(found.from, day, tariff)) return rate;
  return survived(tariff.cards, priced, found, day) ? { ...rate, evidence: "carried-unverified" } : undefined;
}

/** Whether Meta has a rate of its own for the market and category on the day, known or not, in any currency. */
export function hasRate({ market, category, currency, at, tariff = shippedTariff }: RateQuery): boolean {
  if (category !== "authentication-international") return true;
  const day = dayAt(at, tariff.zone);
  const priced = marketAsOf(market, day);
  return [currency.toUpperCase(), "USD"].some(
    (name) => marketCardOn(cardOf(name, tariff.cards), priced, day)?.figures.has(category) === true,
  );
}
