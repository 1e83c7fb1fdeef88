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

/** What a plan's messages will cost if all of them are delivered. */
export interface Forecast {
  /** Counts one more message, in order of sending, and answers its price: the same object for all of one price. */
  add(message: ForecastMessage): Price;
  /** What has no rate first, then the dearest market and category; the tiers of one in their order. */
  lines(): ForecastLine[];
  total(): ForecastTotal;
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
}

/** What the messages of one market, category and day have in common. */
interface Slot {
  readonly prices: DayPrices;
  readonly scale: PriceScale | undefined;
  readonly month: Month;
  readonly charged: Counter;
  readonly tallies: Map<Band | undefined, Tally>;
}

/** In every zone days begin at a multiple of this. */
const quarterHour = 900_000;

/**
 * A forecast, to be fed with one message after another: each gets the price of its place in the month's volume tiers, and
 * free answers are used up in order. It agrees with `estimateMessage` where no tier is reached. Rates are looked up once for
 * a market, category and day, so that a hundred thousand messages take a moment.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function createForecast(options: ForecastOptions): Forecast {
  const { currency, counts, tariff = shippedTariff } = options;
  const monthOf = createMonths(counts);
  const slots = new Map<string, Slot>();
  // Days of the same price are one line.
  const tallies = new Map<string, Tally>();

  const slotOf = ({ market, category, at = options.at }: ForecastMessage): Slot => {
    const key = `${market}|${category}|${Math.floor(at / quarterHour)}`;
    const known = slots.get(key);
    if (known !== undefined) return known;
    const query = { market, category, currency, at, tariff };
    const month = monthOf(monthAt(at, tariff.zone));
    const slot: Slot = {
      prices: dayPrices(query),
      scale: priceScale(query),
      month,
      charged: month.charged(market, category),
      tallies: new Map(),
    };
    slots.set(key, slot);
    return slot;
  };

  const tallyOf = (slot: Slot, { market, category }: ForecastMessage, band: Band | undefined): Tally => {
    const own = slot.tallies.get(band);
    if (own !== undefined) return own;
    const { scale, charged } = slot;
    const key = JSON.stringify([market, category, scale?.tiers, band?.micros, band?.from, band?.to, band?.evidence]);
    const tally = tallies.get(key) ?? createTally({ market, category, scale, band, already: charged.count });
    tallies.set(key, tally);
    slot.tallies.set(band, tally);
    return tally;
  };

  const lines = (): ForecastLine[] => orderLines([...tallies.values()].map((tally) => tally.line()));
  return {
    add: (message) => {
      const slot = slotOf(message);
      const band = slot.scale === undefined ? undefined : bandAfter(slot.scale, slot.charged.count);
      const sender = message.phoneNumberId ?? options.phoneNumberId;
      const price = slot.prices.priceOf(message, band, () => slot.month.takeFree(sender));
      tallyOf(slot, message, band).count(price);
      if (price.charged) slot.charged.count += 1;
      return price;
    },
    lines,
    total: () => totalOf(currency, lines()),
  };
}
