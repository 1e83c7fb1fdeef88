import { formatMicros, type Micros } from "../../core/money.ts";
import type { ForecastSums } from "./forecast.ts";

const amountOf = (micros: Micros | null): string | null => (micros === null ? null : formatMicros(micros));

/**
 * The `estimate` of a plan's JSON: amounts are decimal strings, null where a rate is not known (`unknownRates` says which).
 * `tiers` is `known`, `none` (the category has none) or `unknown` (the list price stands in).
 */
export function forecastJson(forecast: ForecastSums) {
  const { currency, micros, count, free, unknown } = forecast.total();
  return {
    amount: amountOf(micros),
    currency,
    lines: forecast.lines().map((line) => ({
      market: line.market,
      category: line.category,
      messages: line.count,
      free: line.free,
      rate: amountOf(line.rate),
      amount: amountOf(line.micros),
      tiers: line.tiers,
      tier: line.tier ?? null,
      already: line.already,
      evidence: line.evidence,
    })),
    messages: count,
    free,
    unknownRates: unknown,
  };
}
