import type { CardKind } from "../../../storage/repos/rate-cards.ts";
import type { Day } from "../calendar.ts";
import { cardOf, shippedCurrencies } from "../rates-cards.ts";
import { shippedTariff } from "../tariff.ts";
import { shippedTierDays } from "../tier-tables.ts";

/** A price list that comes with recado. */
export interface ShippedCard {
  readonly currency: string;
  readonly kind: CardKind;
  readonly effectiveFrom: Day;
}

export function shippedCards(): ShippedCard[] {
  return shippedCurrencies.flatMap((currency) => {
    const days = { rates: cardOf(currency, shippedTariff.cards)?.days ?? [], tiers: shippedTierDays(currency) };
    return (["rates", "tiers"] as const).flatMap((kind) =>
      days[kind].map((effectiveFrom) => ({ currency, kind, effectiveFrom })),
    );
  });
}
