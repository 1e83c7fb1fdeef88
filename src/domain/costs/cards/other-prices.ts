import type { Text } from "../../../core/text.ts";
import { startOfDay, type Day } from "../calendar.ts";
import { rateCategories, rateOn, type RateCategory } from "../rates.ts";
import { tierTableOn } from "../tier-tables.ts";
import { marketsOn, type InForceQuery } from "./in-force.ts";

/** A table of tiers that is of no use, since recado has other list prices. */
export interface UnusedTiers {
  readonly market: string;
  readonly category: RateCategory;
  /** The day of the table. */
  readonly effectiveFrom: Day;
}

/**
 * The tables of volume tiers that begin with another price than the list has, which is no newer than they are: the list of their day is
 * missing. A table older than the list is merely out of date, and not told.
 */
export function tiersOfOtherPrices({ day, currency, tariff, market: wanted, category }: InForceQuery): UnusedTiers[] {
  const at = startOfDay(day, tariff.zone);
  const categories = category === undefined ? rateCategories : [category];
  return marketsOn(day, wanted).flatMap((market) =>
    categories.flatMap((one): UnusedTiers[] => {
      const query = { market, category: one, currency, at, tariff };
      const first = tierTableOn(query)?.[0];
      const list = rateOn(query);
      if (first === undefined || first.micros === list?.micros) return [];
      const { effectiveFrom } = first;
      if (list !== undefined && list.effectiveFrom > effectiveFrom) return [];
      return [{ market, category: one, effectiveFrom }];
    }),
  );
}

/** As many markets as a person reads in a sentence. */
const shown = 5;

/** One sentence for each day of tables. */
export function otherPricesNotes(
  unused: readonly UnusedTiers[],
  currency: string,
  marketWord: (market: string) => Text,
): Text[] {
  const days = [...new Set(unused.map(({ effectiveFrom }) => effectiveFrom))];
  return days.map((day) => {
    const its = unused.filter(({ effectiveFrom }) => effectiveFrom === day);
    const words = [...new Set(its.map(({ market }) => market))].map(marketWord);
    const more = words.length > shown ? ", …" : "";
    const some = (language: "en" | "es"): string =>
      words
        .slice(0, shown)
        .map((word) => word[language])
        .join(", ") + more;
    return {
      en: `The table of tiers in ${currency} of ${day} belongs to other list prices and is not used for: ${some("en")}. Import the price list of the same day: recado costs rates import <file>`,
      es: `La tabla de tramos en ${currency} del ${day} corresponde a otros precios de lista y no se usa para: ${some("es")}. Importe la lista de precios del mismo día: recado costs rates import <archivo>`,
    };
  });
}
