import { slot as quarterHour } from "../../core/zone-clock.ts";
import { chargedCategory, type AuthEligibility } from "./auth-international.ts";
import { monthAt } from "./calendar.ts";
import {
  createTally,
  orderLines,
  totalOf,
  type ForecastLine,
  type ForecastTotal,
  type Tally,
} from "./forecast-lines.ts";
import { createMonths, type Counter, type Month } from "./forecast-months.ts";
import { dayPrices, type DayPrices } from "./forecast-prices.ts";
import type { MonthCounts } from "./month-counts.ts";
import type { Price } from "./price.ts";
import type { RateCategory } from "./rates.ts";
import type { Band } from "./tier-tables.ts";
import { shippedTariff, type Tariff } from "./tariff.ts";
import { bandAfter, priceScale, type PriceScale } from "./tiers.ts";

export interface ForecastMessage {
  /** What `marketOf` answers for the recipient. */
  readonly market: string;
  readonly category: RateCategory;
  /** Whether the customer wrote within the last 24 hours. */
  readonly windowOpen: boolean;
  readonly reaction?: boolean | undefined;
  /** When it is to be sent, where that is not the forecast's instant: each day has its card, each month its own tiers. */
  readonly at?: number | undefined;
  /** The number that sends it, where that is not the forecast's. */
  readonly phoneNumberId?: string | undefined;
}

/** What messages come to. */
export interface ForecastSums {
  /** What has no rate first, then the dearest market and category; the tiers of one in their order. */
  lines(): ForecastLine[];
  total(): ForecastTotal;
}

/** What a plan's messages will cost if all of them are delivered. */
export interface Forecast extends ForecastSums {
  /** Counts one more message, in order of sending, and answers its price: the same object for all of one price. */
  add(message: ForecastMessage): Price;
  /** Counts as many messages of one kind as if each were added by itself. */
  addMany(message: ForecastMessage, count: number): void;
  /** The free answers that the number of the forecast has left in its month. */
  freeLeft(): number;
}

export interface ForecastOptions {
  /** ISO 4217: what Meta bills the account in. */
  readonly currency: string;
  /** When the messages are to be sent. Milliseconds. */
  readonly at: number;
  /** The number that sends them. */
  readonly phoneNumberId: string;
  /** See `readMonthCounts`. */
  readonly counts: MonthCounts;
  /** `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
  /** See `chargedCategory`; lines have the category that is charged. */
  readonly eligibility?: AuthEligibility | undefined;
}

/** What the messages of one market, category and day have in common. */
interface Slot {
  readonly category: RateCategory;
  readonly prices: DayPrices;
  readonly scale: PriceScale | undefined;
  readonly month: Month;
  readonly charged: Counter;
  readonly tallies: Map<Band | undefined, Tally>;
}

/**
 * A forecast, to be fed with one message after another: each gets the price of its place in the month's volume tiers, and
 * free answers are used up in order. It agrees with `estimateMessage` where no tier is reached. Rates are looked up once for
 * a market, category and day, so that a hundred thousand messages take a moment.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function createForecast(options: ForecastOptions): Forecast {
  const { currency, counts, tariff = shippedTariff, eligibility } = options;
  const monthOf = createMonths(counts);
  const slots = new Map<string, Slot>();
  // Days of the same price are one line.
  const tallies = new Map<string, Tally>();

  const slotOf = ({ market, category: named, at = options.at }: ForecastMessage): Slot => {
    const key = `${market}|${named}|${Math.floor(at / quarterHour)}`;
    const known = slots.get(key);
    if (known !== undefined) return known;
    const category = chargedCategory({ market, category: named, at, eligibility });
    const query = { market, category, currency, at, tariff };
    const month = monthOf(monthAt(at, tariff.zone));
    const slot: Slot = {
      category,
      prices: dayPrices(query),
      scale: priceScale(query),
      month,
      charged: month.charged(market, category),
      tallies: new Map(),
    };
    slots.set(key, slot);
    return slot;
  };

  const tallyOf = (slot: Slot, { market }: ForecastMessage, band: Band | undefined): Tally => {
    const own = slot.tallies.get(band);
    if (own !== undefined) return own;
    const { category, scale, charged } = slot;
    const key = JSON.stringify([market, category, scale?.tiers, band?.micros, band?.from, band?.to, band?.evidence]);
    const tally = tallies.get(key) ?? createTally({ market, category, scale, band, already: charged.count });
    tallies.set(key, tally);
    slot.tallies.set(band, tally);
    return tally;
  };

  /** Counts those of `most` equal messages that have one price, at least one; answers the price and how many they were. */
  const take = (message: ForecastMessage, most: number): readonly [Price, number] => {
    const slot = slotOf(message);
    const { charged, month, prices, scale } = slot;
    const band = scale === undefined ? undefined : bandAfter(scale, charged.count);
    const room = band?.to == null ? most : Math.min(most, Math.max(1, band.to - charged.count));
    let given = 0;
    const takeFree = (): boolean => {
      given = month.takeFree(message.phoneNumberId ?? options.phoneNumberId, most);
      return given > 0;
    };
    const price = prices.priceOf(message, band, takeFree);
    const count = price.charged ? room : given > 0 ? given : most;
    tallyOf(slot, message, band).count(price, count);
    if (price.charged) charged.count += count;
    return [price, count];
  };

  const lines = (): ForecastLine[] => orderLines([...tallies.values()].map((tally) => tally.line()));
  return {
    add: (message) => take(message, 1)[0],
    addMany: (message, count) => {
      for (let left = count; left > 0;) left -= take(message, left)[1];
    },
    freeLeft: () => monthOf(monthAt(options.at, tariff.zone)).freeLeft(options.phoneNumberId),
    lines,
    total: () => totalOf(currency, lines()),
  };
}
