import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marketNames } from "../../../src/domain/costs/market.ts";
import { rateCategories, rateOn, type RateCategory } from "../../../src/domain/costs/rates.ts";
import { smallestBorder, tierTableOn } from "../../../src/domain/costs/tier-tables.ts";
import { priceOfMany, tierRate } from "../../../src/domain/costs/tiers.ts";

const november = Date.parse("2026-11-15T12:00:00Z");
const august = Date.parse("2026-08-15T12:00:00Z");
const may = Date.parse("2026-05-15T12:00:00Z");

const query = (market: string, category: RateCategory, at = november, currency = "USD") => ({
  market,
  category,
  currency,
  at,
});

describe("tierRate", () => {
  it.each<[string, RateCategory, number, number, number]>([
    // market, category, place in the month, micros, percent below the list price
    ["Spain", "utility", 1, 20_000, 0],
    ["Spain", "utility", 100_000, 20_000, 0],
    ["Spain", "utility", 100_001, 19_000, 5],
    ["Spain", "utility", 1_000_000, 19_000, 5],
    ["Spain", "utility", 1_000_001, 18_000, 10],
    ["Spain", "utility", 80_000_000, 16_000, 20],
    ["Spain", "utility", 80_000_001, 15_000, 25],
    ["Spain", "utility", 900_000_000, 15_000, 25],
    ["Spain", "authentication", 100_001, 20_000, 0],
    ["Spain", "authentication", 300_000, 20_000, 0],
    ["Spain", "authentication", 300_001, 19_000, 5],
    ["Brazil", "utility", 250_000, 6_800, 0],
    ["Brazil", "utility", 250_001, 6_500, 5],
    ["Brazil", "utility", 17_000_001, 5_800, 15],
    ["Argentina", "authentication", 120_000, 26_000, 0],
    ["Argentina", "authentication", 120_001, 24_700, 5],
    ["India", "utility", 25_000_000, 1_400, 0],
    ["India", "utility", 25_000_001, 1_300, 6],
    ["India", "utility", 300_000_001, 1_000, 30],
    ["India", "authentication-international", 750_000, 30_400, 0],
    ["India", "authentication-international", 750_001, 28_600, 6],
    ["Pakistan", "utility", 150_000, 15_000, 0],
    ["Pakistan", "utility", 150_001, 14_300, 5],
    ["Peru", "utility", 100_001, 28_500, 5],
    // Not what the printed list price comes to: 0.0191 and 0.0170.
    ["Rest of Central & Eastern Europe", "utility", 1_000_001, 19_000, 10],
    ["Rest of Central & Eastern Europe", "utility", 40_000_001, 16_900, 20],
    ["North America", "utility", 80_000, 3_400, 0],
  ])("%s, %s: message %i of the month costs %i micros, %i %% less", (market, category, place, micros, discount) => {
    expect(tierRate({ ...query(market, category), already: place - 1 })).toMatchObject({
      micros,
      discount,
      tiers: "known",
    });
  });

  it("says which tier it is, how it is known, and since when", () => {
    expect(tierRate({ ...query("Spain", "utility"), already: 100_000 })).toEqual({
      from: 100_001,
      to: 1_000_000,
      micros: 19_000,
      discount: 5,
      evidence: "carried-unverified",
      effectiveFrom: "2026-10-01",
      tiers: "known",
    });
    const evidenceOf = (market: string, at: number) =>
      tierRate({ ...query(market, "utility", at), already: 500_000 })?.evidence;
    expect(evidenceOf("Spain", may)).toBe("meta-file");
    expect(evidenceOf("Peru", november)).toBe("derived");
    expect(evidenceOf("Rest of Africa", november)).toBe("one-transcription");
    // The cards of July did not come with a table of their own.
    expect(evidenceOf("Spain", august)).toBe("carried-unverified");
  });

  it("takes the card of the day: Peru's prices went up in October", () => {
    const price = (at: number) => tierRate({ ...query("Peru", "utility", at), already: 100_000 })?.micros;
    expect([price(Date.parse("2026-09-30T23:59:59Z")), price(Date.parse("2026-10-01T00:00:00Z"))]).toEqual([
      19_000, 28_500,
    ]);
  });

  it("begins each table with the list price, as the rate card has it", () => {
    let tables = 0;
    for (const market of marketNames()) {
      for (const category of rateCategories) {
        for (const at of [may, august, november]) {
          const table = tierTableOn(query(market, category, at));
          if (table === undefined) continue;
          tables += 1;
          const list = rateOn(query(market, category, at));
          expect(tierRate({ ...query(market, category, at), already: 0 })).toMatchObject({ ...list, tiers: "known" });
          expect(table[0]?.micros).toBe(list?.micros);
        }
      }
    }
    // 73 of each day, and before they became their own, new markets have the table of their region.
    expect(tables).toBeGreaterThanOrEqual(3 * 73);
  });

  it("has every row of the published table, each border without a gap", () => {
    const csv = readFileSync(new URL("../../../src/core/facts/usd-tiers.csv", import.meta.url), "utf8");
    const rows = csv.trimEnd().split("\n").slice(1);
    expect(rows).toHaveLength(876);
    const ends = rows.flatMap((row) => {
      const [market = "", category = "", from = "", to = "", rate = "", , day = ""] = row.split(",");
      const its = query(market, category.replace("_", "-") as RateCategory, Date.parse(`${day}T00:00:00Z`));
      const places = [Math.max(1, Number(from)), to === "" ? 10_000_000_000 : Number(to)];
      return places.map((place) => ({
        row,
        place,
        published: Math.round(Number(rate) * 1_000_000),
        found: tierRate({ ...its, already: place - 1 })?.micros,
      }));
    });
    expect(ends.filter(({ published, found }) => published !== found)).toEqual([]);
  });

  it.each<[string, string, RateCategory, string, string]>([
    ["Meta has no tiers for marketing", "Spain", "marketing", "USD", "none"],
    ["nor for free-form messages", "Spain", "service", "USD", "none"],
    ["a market that became its own in July", "Poland", "utility", "USD", "unknown"],
    ["a market that became its own in October", "Ukraine", "authentication", "USD", "unknown"],
    ["a currency without a table", "Spain", "utility", "EUR", "unknown"],
  ])("stays at the list price: %s", (_, market, category, currency, tiers) => {
    const its = query(market, category, november, currency);
    expect(tierRate({ ...its, already: 50_000_000 })).toEqual({
      ...rateOn(its),
      from: 1,
      to: null,
      discount: 0,
      tiers,
    });
  });

  it.each<[string, string, RateCategory, string]>([
    ["a currency without a card", "Spain", "utility", "GBP"],
    ["a currency named like an object's member", "Spain", "utility", "constructor"],
    ["a figure that nobody published", "Iraq", "authentication-international", "USD"],
    ["a market that does not exist", "Atlantis", "utility", "USD"],
  ])("does not guess: %s", (_, market, category, currency) => {
    const its = { ...query(market, category, november, currency), already: 0 };
    expect(tierRate(its)).toBeUndefined();
    expect(priceOfMany({ ...its, count: 5 })).toBeUndefined();
  });

  it("prices a market that was not yet its own by its region's tiers", () => {
    const price = (market: string) => tierRate({ ...query(market, "utility", may), already: 1_000_000 });
    expect(price("Poland")).toEqual(price("Rest of Central & Eastern Europe"));
    expect(price("Poland")?.discount).toBe(10);
  });

  it("knows where the first discount of all begins", () => {
    expect(smallestBorder()).toBe(80_000);
  });
});

describe("priceOfMany", () => {
  it("charges each message at its own tier's price", () => {
    const price = priceOfMany({ ...query("Spain", "utility"), already: 99_998, count: 901_003 });
    expect(price?.steps.map(({ band, count, micros }) => [band.from, count, micros])).toEqual([
      [1, 2, 40_000],
      [100_001, 900_000, 17_100_000_000],
      [1_000_001, 1_001, 18_018_000],
    ]);
    expect(price).toMatchObject({ micros: 17_118_058_000, tiers: "known" });
  });

  it("is nothing for nobody", () => {
    expect(priceOfMany({ ...query("Spain", "utility"), already: 100_000, count: 0 })).toEqual({
      micros: 0,
      steps: [],
      tiers: "known",
    });
  });

  const market = fc.constantFrom("Spain", "Brazil", "India", "Poland", "Rest of Africa", "Other");
  const category = fc.constantFrom<RateCategory>("utility", "authentication", "marketing", "service");
  // Near the borders as well as far beyond them.
  const many = fc.oneof(fc.nat(300_000), fc.nat(100_000_000));

  it("comes to the same in one campaign or in two", () => {
    fc.assert(
      fc.property(market, category, many, many, many, (where, kind, already, one, other) => {
        const price = (before: number, count: number): number =>
          priceOfMany({ ...query(where, kind), already: before, count })?.micros ?? Number.NaN;
        expect(price(already, one) + price(already + one, other)).toBe(price(already, one + other));
      }),
    );
  });

  it("comes to the same message by message", () => {
    fc.assert(
      fc.property(
        market,
        category,
        fc.integer({ min: 79_950, max: 120_020 }),
        fc.nat(60),
        (where, kind, already, count) => {
          const its = query(where, kind);
          const singly = Array.from(
            { length: count },
            (_, place) => tierRate({ ...its, already: already + place })?.micros,
          );
          expect(priceOfMany({ ...its, already, count })?.micros).toBe(
            singly.reduce<number>((sum, micros) => sum + (micros ?? Number.NaN), 0),
          );
        },
      ),
    );
  });
});
