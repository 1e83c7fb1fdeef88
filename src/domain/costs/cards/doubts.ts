import { groupBy } from "../../../core/group.ts";
import { microsText } from "../../../core/money.ts";
import { joinTexts, same, type Text } from "../../../core/text.ts";
import { startOfDay } from "../calendar.ts";
import type { FileCard } from "../rate-files/card.ts";
import { cardOf } from "../rates-cards.ts";
import type { RateCategory } from "../rates-categories.ts";
import type { CardRate, Tariff } from "../tariff.ts";
import { tierTableOn } from "../tier-tables.ts";
import { marketsOn } from "./in-force.ts";

/** Something in a file that may be right, and is worth a second look. */
export interface Doubt {
  readonly code: "markets-missing" | "price-jump" | "unusual-day";
  readonly text: Text;
}

/** More than so many times what it was, or less than that part of it, is likelier a slip than a price. */
const jump = 5;

/** As many names as a person reads in a sentence. */
const shown = 5;

function some(names: readonly Text[]): Text {
  return joinTexts([...names.slice(0, shown), ...(names.length > shown ? [same("…")] : [])], ", ");
}

/** What a card's price is compared with: the figure known before; undefined where there was none, or it was free. */
function priceBefore(
  { kind, currency, effectiveFrom: day }: FileCard,
  market: string,
  category: RateCategory,
  tariff: Tariff,
) {
  if (kind === "tiers") {
    const at = startOfDay(day, tariff.zone);
    return tierTableOn({ market, category, currency, at, tariff })?.[0]?.micros;
  }
  const cards = cardOf(currency, tariff.cards)?.markets.get(market);
  return cards?.find(({ from }) => from <= day)?.figures.get(category)?.micros;
}

/** Markets that a whole file would have: prices have all of Meta's of that day, tiers those that had them before. */
function marketsBefore(card: FileCard, tariff: Tariff): string[] {
  const all = marketsOn(card.effectiveFrom);
  if (card.kind === "rates") return all;
  const categories = [...new Set(card.bands.map(({ category }) => category))];
  return all.filter((market) =>
    categories.some((category) => priceBefore(card, market, category, tariff) !== undefined),
  );
}

function missing(card: FileCard, figures: readonly CardRate[], tariff: Tariff): Doubt[] {
  const has = new Set(figures.map(({ market }) => market));
  const before = marketsBefore(card, tariff);
  const gone = before.filter((market) => !has.has(market));
  if (gone.length === 0) return [];
  const [count, names] = [`${gone.length}/${before.length}`, some(gone.map(same))];
  const text = {
    en: `Markets that are known and are not in the file (${card.currency}, ${card.effectiveFrom}): ${count}: ${names.en}. Was the file cut off?`,
    es: `Mercados conocidos que no están en el archivo (${card.currency}, ${card.effectiveFrom}): ${count}: ${names.es}. ¿Está cortado el archivo?`,
  };
  return [{ code: "markets-missing", text }];
}

function jumps(card: FileCard, figures: readonly CardRate[], tariff: Tariff): Doubt[] {
  const found = figures.flatMap(({ market, category, micros }) => {
    const before = priceBefore(card, market, category, tariff);
    if (micros === undefined || before === undefined || before === 0) return [];
    if (micros <= before * jump && micros * jump >= before) return [];
    return [joinTexts([same(`${market} ${category}`), microsText(before), same("→"), microsText(micros)], " ")];
  });
  if (found.length === 0) return [];
  const [count, names] = [found.length, some(found)];
  const text = {
    en: `Prices that are more than ${jump} times what they were, or less than a fifth (${card.currency}, ${card.effectiveFrom}): ${count}: ${names.en}.`,
    es: `Precios de más de ${jump} veces lo que eran, o de menos de la quinta parte (${card.currency}, ${card.effectiveFrom}): ${count}: ${names.es}.`,
  };
  return [{ code: "price-jump", text }];
}

function unusualDay({ effectiveFrom: day, currency }: FileCard): Doubt[] {
  if (/-(?:01|04|07|10)-01$/.test(day)) return [];
  const text = {
    en: `These prices in ${currency} begin on ${day}. Meta's begin on the first day of January, April, July or October: is the day right?`,
    es: `Estos precios en ${currency} rigen desde el ${day}. Los de Meta rigen desde el primer día de enero, abril, julio u octubre: ¿es correcto el día?`,
  };
  return [{ code: "unusual-day", text }];
}

/**
 * What is odd in a card beside those known before it: markets that are not there, prices that jump, a day on which Meta changes none.
 * None of it is wrong for certain, so that the card is taken.
 *
 * @param before the tariff without the card
 */
export function doubtsOf(card: FileCard, before: Tariff): Doubt[] {
  const figures =
    card.kind === "rates"
      ? card.rates
      : [...groupBy(card.bands, ({ market, category }) => `${market}|${category}`).values()].flatMap((its) =>
          its.slice(0, 1),
        );
  return [...missing(card, figures, before), ...jumps(card, figures, before), ...unusualDay(card)];
}
