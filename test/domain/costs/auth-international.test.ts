import { describe, expect, it } from "vitest";
import { chargedCategory, eligibilityOf, type AuthQuery } from "../../../src/domain/costs/auth-international.ts";
import { hasRate } from "../../../src/domain/costs/rates.ts";
import { marketNames, marketOf } from "../../../src/domain/costs/market.ts";

const start = Date.parse("2026-11-01T00:00:00Z");
const later = Date.parse("2026-12-01T00:00:00Z");
const eligibility = { location: "PE", from: start, exceptions: { ID: later } };
const query: AuthQuery = { market: "India", category: "authentication", at: start, eligibility };

describe("what an authentication message is charged as", () => {
  it.each<[string, Partial<AuthQuery>, string]>([
    ["abroad, from the day on", {}, "authentication-international"],
    ["a moment before", { at: start - 1 }, "authentication"],
    ["a country with a day of its own, before it", { market: "Indonesia" }, "authentication"],
    ["the same, from it on", { market: "Indonesia", at: later }, "authentication-international"],
    ["a country without the rate", { market: "Spain" }, "authentication"],
    ["a region", { market: "Rest of Asia Pacific" }, "authentication"],
    ["at home", { eligibility: { ...eligibility, location: "IN" } }, "authentication"],
    [
      "from a place that is not known",
      { eligibility: { ...eligibility, location: undefined } },
      "authentication-international",
    ],
    ["an account that Meta has told nothing", { eligibility: undefined }, "authentication"],
    ["another category", { category: "utility" }, "utility"],
  ])("%s", (_, changes, category) => {
    expect(chargedCategory({ ...query, ...changes })).toBe(category);
  });

  it("is international in just the markets whose card has that rate", () => {
    const international = marketNames().filter(
      (market) => chargedCategory({ ...query, market, at: later }) === "authentication-international",
    );
    const category = "authentication-international";
    const rated = marketNames().filter((market) => hasRate({ market, category, currency: "USD", at: later }));
    expect(international).toEqual(rated);
    expect(international).toHaveLength(18);
  });

  it("is not, where the country was still a part of a region", () => {
    const august = Date.parse("2026-08-01T00:00:00Z");
    const { market } = marketOf("+9647000000000", august);
    const told = { ...eligibility, from: 0 };
    expect(chargedCategory({ ...query, market, at: august, eligibility: told })).toBe("authentication");
  });
});

describe("what the account's node says", () => {
  it("is read with its exceptions, in seconds as number or text", () => {
    expect(
      eligibilityOf({
        id: "1",
        primary_business_location: "pe",
        auth_international_rate_eligibility: {
          start_time: start / 1_000,
          exception_countries: [{ country_code: "ID", start_time: String(later / 1_000) }],
        },
      }),
    ).toEqual(eligibility);
  });

  it.each([
    ["nothing", { id: "1" }],
    ["only the location", { id: "1", primary_business_location: "PE" }],
    ["no start", { id: "1", auth_international_rate_eligibility: {} }],
    ["a start that is none", { id: "1", auth_international_rate_eligibility: { start_time: "soon" } }],
  ])("of %s is nothing", (_, waba) => {
    expect(eligibilityOf(waba)).toBeUndefined();
  });
});
