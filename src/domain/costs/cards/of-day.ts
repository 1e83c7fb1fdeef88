import { startOfDay, type Day } from "../calendar.ts";
import { cardOf } from "../rates-cards.ts";
import { rateCategories } from "../rates-categories.ts";
import { tierTableOn } from "../tier-tables.ts";
import { marketsOn, type InForceQuery, type ListedRate, type ListedTier } from "./in-force.ts";

type CardQuery = Pick<InForceQuery, "day" | "currency" | "tariff">;

/** The day of the newest price list of a currency that has begun. */
export function newestCardDay({ day, currency, tariff }: CardQuery): Day | undefined {
  const days = cardOf(currency, tariff.cards)?.days ?? [];
  return days
    .filter((from) => from <= day)
    .toSorted()
    .at(-1);
}

/** The newest price list that has begun, whole and as it is: with figures that a later day has made doubtful, and without older ones. */
export function ratesOfCard(query: CardQuery): ListedRate[] {
  const effectiveFrom = newestCardDay(query);
  const card = cardOf(query.currency, query.tariff.cards);
  if (card === undefined || effectiveFrom === undefined) return [];
  return marketsOn(effectiveFrom).flatMap((market) => {
    const figures = card.markets.get(market)?.find(({ from }) => from === effectiveFrom)?.figures;
    return rateCategories.flatMap((category): ListedRate[] => {
      const figure = figures?.get(category);
      if (figure?.micros === undefined) return [];
      return [{ market, category, rate: { micros: figure.micros, evidence: figure.evidence, effectiveFrom } }];
    });
  });
}

function tiersOn({ day, currency, tariff }: CardQuery): ListedTier[] {
  const at = startOfDay(day, tariff.zone);
  return marketsOn(day).flatMap((market) =>
    rateCategories.flatMap((category) =>
      (tierTableOn({ market, category, currency, at, tariff }) ?? []).map((band) => ({ market, category, band })),
    ),
  );
}

/** The newest table of volume tiers that has begun, whole and as it is, whatever the list prices beside it. */
export function tiersOfCard(query: CardQuery): ListedTier[] {
  const days = tiersOn(query).map(({ band }) => band.effectiveFrom);
  const newest = days.toSorted().at(-1);
  if (newest === undefined) return [];
  // As they were on their own day: later lists have not made them doubtful yet.
  return tiersOn({ ...query, day: newest }).filter(({ band }) => band.effectiveFrom === newest);
}
