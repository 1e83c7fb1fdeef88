import { formatMicros } from "../../core/money.ts";
import type { ListedRate, ListedTier } from "../../domain/costs/cards/in-force.ts";

/** A price as JSON has it: null where it is not known. */
export function rateRow({ market, category, rate }: ListedRate, currency: string) {
  return {
    market,
    category,
    currency,
    rate: rate === undefined ? null : formatMicros(rate.micros),
    effectiveFrom: rate?.effectiveFrom ?? null,
    evidence: rate?.evidence ?? "unknown",
  };
}

/** A volume tier as JSON has it: places in the month, from 1; `to` is null for the last one. */
export function tierRow({ market, category, band }: ListedTier, currency: string) {
  return {
    market,
    category,
    currency,
    from: band.from,
    to: band.to,
    rate: formatMicros(band.micros),
    discount: band.discount,
    effectiveFrom: band.effectiveFrom,
    evidence: band.evidence,
  };
}
