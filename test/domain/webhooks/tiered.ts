import { shippedTariff, type Tariff } from "../../../src/domain/costs/tariff.ts";
import type { RateCategory } from "../../../src/domain/costs/rates.ts";

const since = { currency: "USD", effectiveFrom: "2026-10-01", evidence: "imported-file" };

const list = (market: string, category: RateCategory, micros: number) => ({ ...since, market, category, micros });
const band = (category: RateCategory, micros: number, from: number, to: number | null, discount: number) => ({
  ...list("Mexico", category, micros),
  from,
  to,
  discount,
});

/** A card whose second tier begins at the fourth message, and the third at the sixth. */
export const tiered: Tariff = {
  ...shippedTariff,
  cards: {
    rates: [
      list("Mexico", "utility", 10_000),
      list("Mexico", "authentication", 10_000),
      list("Mexico", "authentication-international", 90_000),
      list("Mexico", "marketing", 40_000),
    ],
    bands: [
      band("utility", 10_000, 1, 3, 0),
      band("utility", 9_000, 4, 5, 10),
      band("utility", 8_000, 6, null, 20),
      band("authentication", 10_000, 1, 3, 0),
      band("authentication", 9_000, 4, null, 10),
      band("authentication-international", 90_000, 1, 3, 0),
      band("authentication-international", 80_000, 4, null, 10),
    ],
  },
};
