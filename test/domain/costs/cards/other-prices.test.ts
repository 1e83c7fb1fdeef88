import { describe, expect, it } from "vitest";
import { otherPricesNotes, tiersOfOtherPrices } from "../../../../src/domain/costs/cards/other-prices.ts";
import { shippedTariff, type CardBand, type CardRate } from "../../../../src/domain/costs/tariff.ts";
import { same } from "../../../../src/core/text.ts";

const list: CardRate = {
  currency: "GBP",
  effectiveFrom: "2026-10-01",
  market: "Spain",
  category: "utility",
  micros: 16_000,
  evidence: "imported-file",
};
const band = (effectiveFrom: string, micros: number): CardBand => ({
  ...list,
  effectiveFrom,
  micros,
  from: 1,
  to: null,
  discount: 0,
});

function unusedWith(rates: CardRate[], bands: CardBand[]): string[] {
  const tariff = { ...shippedTariff, cards: { rates, bands } };
  const unused = tiersOfOtherPrices({ day: "2026-11-20", currency: "GBP", tariff });
  return unused.map(({ market, category, effectiveFrom }) => `${market} ${category} ${effectiveFrom}`);
}

describe("tiers that belong to other list prices", () => {
  it.each<[string, CardRate[], CardBand[], string[]]>([
    ["of the list's price are used", [list], [band("2026-10-01", 16_000)], []],
    ["of the same day and another price are told", [list], [band("2026-10-01", 17_000)], ["Spain utility 2026-10-01"]],
    ["newer than the list are told", [list], [band("2026-11-01", 17_000)], ["Spain utility 2026-11-01"]],
    ["without any list are told", [], [band("2026-10-01", 17_000)], ["Spain utility 2026-10-01"]],
    ["older than the list are merely out of date", [list], [band("2026-07-01", 17_000)], []],
  ])("%s", (_, rates, bands, expected) => {
    expect(unusedWith(rates, bands)).toEqual(expected);
  });

  it.each(["2026-04-01", "2026-07-01", "2026-10-01", "2027-02-15"])(
    "are none of those that recado ships: %s",
    (day) => {
      expect(tiersOfOtherPrices({ day, currency: "USD", tariff: shippedTariff })).toEqual([]);
    },
  );

  it("are told in a sentence of a few markets", () => {
    const unused = ["A", "B", "C", "D", "E", "F"].map((market) => {
      return { market, category: "utility" as const, effectiveFrom: "2026-10-01" };
    });
    expect(otherPricesNotes(unused, "EUR", same).map(({ en }) => en)).toEqual([
      "The table of tiers in EUR of 2026-10-01 belongs to other list prices and is not used for: A, B, C, D, E, …. Import the price list of the same day: recado costs rates import <file>",
    ]);
  });
});
