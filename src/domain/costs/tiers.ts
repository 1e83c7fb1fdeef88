import type { Micros } from "../../core/money.ts";
import { rateOn, type RateCategory, type RateQuery } from "./rates.ts";
import { tierTableOn, type Band } from "./tier-tables.ts";

/**
 * What is known of the volume tiers: `known`; `none`, since Meta has none for the category; `unknown`, so that the list
 * price stands in for what may be less.
 */
export type TierKnowledge = "known" | "none" | "unknown";

/** What the messages of a month cost, one after another. */
export interface PriceScale {
  /** Lowest first; the list price from the first message without an end where no tiers are known. */
  readonly bands: readonly [Band, ...Band[]];
  readonly tiers: TierKnowledge;
}

const tiered: readonly RateCategory[] = ["utility", "authentication", "authentication-international"];

/** Whether Meta charges less for many messages of the category in a month. */
export function isTiered(category: RateCategory): boolean {
  return tiered.includes(category);
}

/** The scale of a market and category on the (UTC) day; undefined where not even the list price is known. */
export function priceScale(query: RateQuery): PriceScale | undefined {
  const list = rateOn(query);
  if (list === undefined) return undefined;
  const whole: Band = { ...list, from: 1, to: null, discount: 0 };
  if (!isTiered(query.category)) return { bands: [whole], tiers: "none" };
  const [first, ...others] = tierTableOn(query) ?? [];
  // A table whose list price is another one is of another card: its tiers would be wrong figures.
  if (first === undefined || first.micros !== list.micros) return { bands: [whole], tiers: "unknown" };
  return { bands: [{ ...first, ...list }, ...others], tiers: "known" };
}

/** The tier of the message that comes after `already` others of its month. */
export function bandAfter({ bands }: PriceScale, already: number): Band {
  return bands.find(({ to }) => to === null || already < to) ?? bands[0];
}

/** A scale, and how many charged messages of its market and category the business has delivered in the month. */
export interface TierQuery extends RateQuery {
  readonly already: number;
}

export interface TierRate extends Band {
  readonly tiers: TierKnowledge;
}

/**
 * The price of message number `already + 1` of the month, and the tier that it falls in; undefined where the list price is
 * not known. Meta counts over all accounts of a business portfolio, and only what it charges.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function tierRate(query: TierQuery): TierRate | undefined {
  const scale = priceScale(query);
  return scale === undefined ? undefined : { ...bandAfter(scale, query.already), tiers: scale.tiers };
}

export interface PriceStep {
  readonly band: Band;
  readonly count: number;
  readonly micros: Micros;
}

export interface PriceOfMany {
  readonly micros: Micros;
  /** One for each tier that they fall in, in order of sending. */
  readonly steps: readonly PriceStep[];
  readonly tiers: TierKnowledge;
}

/**
 * What `count` messages cost together after `already` others of the month: each at the price of the tier that it falls in.
 * Undefined where the list price is not known.
 */
export function priceOfMany({ count, ...query }: TierQuery & { readonly count: number }): PriceOfMany | undefined {
  const scale = priceScale(query);
  if (scale === undefined) return undefined;
  const first = query.already + 1;
  const last = query.already + count;
  const steps = scale.bands.flatMap((band): PriceStep[] => {
    const its = Math.min(last, band.to ?? last) - Math.max(first, band.from) + 1;
    return its > 0 ? [{ band, count: its, micros: its * band.micros }] : [];
  });
  return { micros: steps.reduce((sum, step) => sum + step.micros, 0), steps, tiers: scale.tiers };
}
