import { marketOf } from "./market.ts";
import { priceMessage, type Price, type PriceQuery } from "./price.ts";

export interface EstimateQuery extends Omit<PriceQuery, "market" | "pricing"> {
  /** The recipient in E.164; undefined for a person known only by a user id. */
  readonly to: string | undefined;
  /** The recipient's country, for want of a number. */
  readonly iso2?: string | undefined;
}

/** What is frozen with a message when it is queued: `market`, `estimate_micros`, `estimate_evidence`. */
export interface Estimate extends Price {
  readonly market: string;
}

/** What sending one message will cost if it is delivered, at list price. */
export function estimateMessage({ to, iso2, ...query }: EstimateQuery): Estimate {
  const { market } = marketOf(to, query.at, iso2, query.tariff?.zone);
  return { market, ...priceMessage({ ...query, market }) };
}
