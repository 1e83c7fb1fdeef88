import { priceMessage, type Price } from "./price.ts";
import type { RateQuery } from "./rates.ts";
import type { Band } from "./tier-tables.ts";

/** The prices of the messages of one market, category and day; each object is made once. */
export interface DayPrices {
  /**
   * @param takeFree takes from the month's free answers, false where none is left; asked only where one would make the message free
   * @param band the tier that the message falls in; undefined where no rate is known
   */
  priceOf(
    message: { readonly windowOpen: boolean; readonly reaction?: boolean | undefined },
    band: Band | undefined,
    takeFree: () => boolean,
  ): Price;
}

export function dayPrices(query: RateQuery): DayPrices {
  const { category, currency } = query;
  const closed = priceMessage({ ...query, windowOpen: false });
  const open = priceMessage({ ...query, windowOpen: true });
  const reaction = priceMessage({ ...query, windowOpen: true, reaction: true });
  const allowance = priceMessage({ ...query, windowOpen: true, freeServiceLeft: 1 });
  const reduced = new Map<Band, Price>();

  const reducedPrice = (band: Band): Price => {
    const known = reduced.get(band);
    if (known !== undefined) return known;
    const { micros, evidence } = band;
    const price: Price = { charged: true, micros, currency, evidence, rule: "tier-rate" };
    reduced.set(band, price);
    return price;
  };

  return {
    priceOf: (message, band, takeFree) => {
      if (message.reaction === true) return reaction;
      const listed = message.windowOpen ? open : closed;
      if (listed.rule !== "list-rate") return listed;
      if (category === "service") return takeFree() ? allowance : listed;
      return band === undefined || band.discount === 0 ? listed : reducedPrice(band);
    },
  };
}
