import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createForecast } from "../../../src/domain/costs/forecast.ts";
import { addInNoOrder, rangeOfFree, shares } from "../../../src/domain/costs/forecast-shares.ts";

const at = Date.UTC(2026, 9, 15, 12);

function forecastOf(counts: readonly (readonly [string, number])[], freeLeft = 1000) {
  const forecast = createForecast({
    currency: "USD",
    at,
    phoneNumberId: "1",
    counts: { month: "2026-10", delivered: [], freeServiceLeft: new Map([["1", freeLeft]]) },
  });
  const lots = counts.map(([market, count]) => {
    return { message: { market, category: "service" as const, windowOpen: true }, count };
  });
  addInNoOrder(forecast, lots);
  return forecast;
}

describe("shares", () => {
  it.each<[number[], number, number[]]>([
    [[1000, 1000], 1000, [500, 500]],
    [[1, 1, 1], 2, [1, 1, 0]],
    [[5, 3, 2], 4, [2, 1, 1]],
    [[0, 0], 0, [0, 0]],
    [[1_000_000_000, 999_999_999], 1000, [500, 500]],
  ])("of %j in %i are %j", (counts, whole, expected) => {
    expect(shares(counts, whole)).toEqual(expected);
  });

  it("add up, and nobody gets more than there is", () => {
    const counts = fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(counts, fc.nat(1000), (given, most) => {
        const whole = Math.min(
          most,
          given.reduce((sum, count) => sum + count, 0),
        );
        const parts = shares(given, whole);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
        expect(parts.every((part, place) => part <= (given[place] ?? 0))).toBe(true);
      }),
    );
  });
});

describe("answers in no order", () => {
  it("cost the same whichever market is named first", () => {
    const markets = fc.uniqueArray(fc.constantFrom("Spain", "Colombia", "Mexico", "Brazil", "India"), { minLength: 1 });
    fc.assert(
      fc.property(markets, fc.infiniteStream(fc.nat(3000)), fc.nat(1000), (names, stream, left) => {
        const counts = names.map((name) => [name, stream.next().value] as const);
        const one = forecastOf(counts, left);
        const other = forecastOf(counts.toReversed(), left);
        expect(other.lines()).toEqual(one.lines());
        const sum = one.total().knownMicros;
        const { least, most } = rangeOfFree(one.lines()) ?? { least: sum, most: sum };
        expect([least <= sum, sum <= most]).toEqual([true, true]);
      }),
    );
  });

  it("may cost more or less by which come first", () => {
    const twoMarkets = [
      ["Spain", 1000],
      ["Colombia", 1000],
    ] as const;
    expect(rangeOfFree(forecastOf(twoMarkets).lines())).toEqual({ least: 800_000, most: 20_000_000 });
    expect(forecastOf(twoMarkets).total()).toMatchObject({ free: 1000, knownMicros: 10_400_000 });
    expect(rangeOfFree(forecastOf(twoMarkets, 0).lines())).toBeUndefined();
    expect(rangeOfFree(forecastOf(twoMarkets, 2000).lines())).toBeUndefined();
    expect(rangeOfFree(forecastOf([["Spain", 1200]]).lines())).toBeUndefined();
  });
});
