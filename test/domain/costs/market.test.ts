import { describe, expect, it } from "vitest";
import { marketAsOf, marketNames, marketOf } from "../../../src/domain/costs/market.ts";

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

describe("marketOf a number", () => {
  it.each([
    ["+34600000000", "2026-11-20", "Spain", "ES"],
    ["+525500000000", "2026-11-20", "Mexico", "MX"],
    ["+12025550100", "2026-11-20", "North America", undefined],
    ["+16135550100", "2026-11-20", "North America", undefined],
    ["+12425550100", "2026-11-20", "Other", "BS"],
    ["+18685550100", "2026-11-20", "Other", "TT"],
    ["+18095550100", "2026-11-20", "Rest of Latin America", "DO"],
    ["+18765550100", "2026-11-20", "Rest of Latin America", "JM"],
    ["+17875550100", "2026-11-20", "Rest of Latin America", "PR"],
    ["+821000000000", "2026-11-20", "Other", "KR"],
    ["+242060000000", "2026-11-20", "Rest of Africa", "CG"],
    ["+243800000000", "2026-11-20", "Other", "CD"],
    ["+3545550100", "2026-11-20", "Other", undefined],
    ["+79000000000", "2026-11-20", "Russia", "RU"],
    ["+77000000000", "2026-09-30", "Other", "KZ"],
    ["+77000000000", "2026-10-01", "Kazakhstan", "KZ"],
    ["+76000000000", "2026-10-01", "Kazakhstan", "KZ"],
    ["+48500000000", "2026-06-30", "Rest of Central & Eastern Europe", "PL"],
    ["+48500000000", "2026-07-01", "Poland", "PL"],
    ["+263700000000", "2025-09-30", "Other", "ZW"],
    ["+263700000000", "2025-10-01", "Rest of Africa", "ZW"],
    ["+1", "2026-11-20", "North America", undefined],
    ["", "2026-11-20", "Other", undefined],
  ])("%s on %s is in %s", (phone, day, market, iso2) => {
    expect(marketOf(phone, at(day))).toEqual(iso2 === undefined ? { market } : { market, iso2 });
  });

  it("changes at midnight UTC", () => {
    const midnight = Date.parse("2026-10-01T00:00:00Z");
    expect(marketOf("+77000000000", midnight - 1).market).toBe("Other");
    expect(marketOf("+77000000000", midnight).market).toBe("Kazakhstan");
  });
});

describe("marketOf a person without a number", () => {
  it.each([
    ["ES", "Spain"],
    ["kz", "Kazakhstan"],
    ["US", "North America"],
    ["KR", "Other"],
    ["IS", "Other"],
  ])("goes by the country: %s is in %s", (iso2, market) => {
    expect(marketOf(undefined, at("2026-11-20"), iso2)).toEqual({ market, iso2: iso2.toUpperCase() });
  });

  it("is Other when nothing is known", () => {
    expect(marketOf(undefined, at("2026-11-20"))).toEqual({ market: "Other" });
  });
});

describe("the table", () => {
  it("has the 47 markets of October 2026", () => {
    expect(marketNames()).toHaveLength(47);
  });

  it.each([
    ["Poland", "2026-06-30", "Rest of Central & Eastern Europe"],
    ["Poland", "2026-07-01", "Poland"],
    ["Kuwait", "2026-09-30", "Rest of Middle East"],
    // Zimbabwe joined it in October 2025; the others were there before.
    ["Rest of Africa", "2025-08-01", "Rest of Africa"],
    ["Atlantis", "2026-11-20", "Atlantis"],
  ])("prices %s on %s as %s", (market, day, expected) => {
    expect(marketAsOf(market, day)).toBe(expected);
  });
});
