import { startOfDay, type Day } from "../calendar.ts";
import { marketAsOf, marketNames } from "../market.ts";
import { hasRate, rateCategories, rateOn, type Rate, type RateCategory } from "../rates.ts";
import type { Tariff } from "../tariff.ts";
import { tierTableOn, type Band } from "../tier-tables.ts";

export interface InForceQuery {
  /** The day in the account's zone. */
  readonly day: Day;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly tariff: Tariff;
  /** All when left out. */
  readonly market?: string | undefined;
  readonly category?: RateCategory | undefined;
}

/** What a message costs on a day, by market and category. */
export interface ListedRate {
  readonly market: string;
  readonly category: RateCategory;
  /** Undefined where it is not known. */
  readonly rate: Rate | undefined;
}

/** The markets that Meta's table has on a day. */
export function marketsOn(day: Day, wanted?: string): string[] {
  const all = marketNames().filter((market) => marketAsOf(market, day) === market);
  return wanted === undefined ? all : all.filter((market) => market === wanted);
}

/** Every rate in force on a day, known or not; categories that Meta does not have in a market are left out. */
export function ratesInForce({ day, currency, tariff, market: wanted, category }: InForceQuery): ListedRate[] {
  const at = startOfDay(day, tariff.zone);
  const categories = category === undefined ? rateCategories : [category];
  return marketsOn(day, wanted).flatMap((market) =>
    categories.flatMap((one): ListedRate[] => {
      const query = { market, category: one, currency, at, tariff };
      return hasRate(query) ? [{ market, category: one, rate: rateOn(query) }] : [];
    }),
  );
}

/** A volume tier in force. */
export interface ListedTier {
  readonly market: string;
  readonly category: RateCategory;
  readonly band: Band;
}

/**
 * The volume tiers in force on a day. A table whose list price is not the one in force belongs to another card, and would be wrong:
 * it is left out, as it is from every price.
 */
export function tiersInForce({ day, currency, tariff, market: wanted, category }: InForceQuery): ListedTier[] {
  const at = startOfDay(day, tariff.zone);
  const categories = category === undefined ? rateCategories : [category];
  return marketsOn(day, wanted).flatMap((market) =>
    categories.flatMap((one): ListedTier[] => {
      const query = { market, category: one, currency, at, tariff };
      const bands = tierTableOn(query) ?? [];
      if (bands[0]?.micros !== rateOn(query)?.micros) return [];
      return bands.map((band) => ({ market, category: one, band }));
    }),
  );
}
