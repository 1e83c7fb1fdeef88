import { describe, expect, it } from "vitest";
import { formatMicros } from "../../../src/core/money.ts";
import { marketNames } from "../../../src/domain/costs/market.ts";
import {
  rateCategories,
  rateCategory,
  rateCurrencies,
  rateOn,
  type RateCategory,
} from "../../../src/domain/costs/rates.ts";

function rate(market: string, category: RateCategory, day: string, currency = "USD"): string | undefined {
  const found = rateOn({ market, category, currency, at: Date.parse(`${day}T12:00:00Z`) });
  return found === undefined ? undefined : formatMicros(found.micros);
}

/** market, marketing and utility from October 2026, and the same from July. */
const vectors: [string, string, string, string, string][] = [
  ["Argentina", "0.0618", "0.026", "0.0618", "0.026"],
  ["Bangladesh", "0.0732", "0.0037", "0.0732", "0.0113"],
  ["Brazil", "0.0625", "0.0068", "0.0625", "0.0068"],
  ["Colombia", "0.0125", "0.0008", "0.0125", "0.0008"],
  ["Germany", "0.1365", "0.055", "0.1365", "0.055"],
  ["India", "0.0118", "0.0014", "0.0118", "0.0014"],
  ["Iraq", "0.0341", "0.0079", "0.0341", "0.0091"],
  ["Kazakhstan", "0.0604", "0.018", "0.0604", "0.0077"],
  ["Kuwait", "0.0792", "0.044", "0.0341", "0.0091"],
  ["Mexico", "0.0397", "0.0085", "0.0305", "0.0085"],
  ["Morocco", "0.0414", "0.023", "0.0225", "0.004"],
  ["Netherlands", "0.1597", "0.05", "0.1597", "0.05"],
  ["North America", "0.025", "0.0034", "0.025", "0.0034"],
  ["Oman", "0.0341", "0.0247", "0.0341", "0.0091"],
  ["Other", "0.0604", "0.0077", "0.0604", "0.0077"],
  ["Pakistan", "0.0473", "0.015", "0.0473", "0.01"],
  ["Peru", "0.0703", "0.03", "0.0703", "0.02"],
  ["Rest of Asia Pacific", "0.0842", "0.0113", "0.0732", "0.0113"],
  ["Rest of Middle East", "0.0392", "0.0091", "0.0341", "0.0091"],
  ["Saudi Arabia", "0.0576", "0.0107", "0.0501", "0.0107"],
  ["South Africa", "0.0379", "0.0095", "0.0379", "0.0076"],
  ["Spain", "0.0707", "0.02", "0.0707", "0.02"],
  ["Turkey", "0.0109", "0.0009", "0.0109", "0.0009"],
  ["Ukraine", "0.086", "0.0298", "0.086", "0.0212"],
  ["United Arab Emirates", "0.0576", "0.0157", "0.0499", "0.0157"],
  ["United Kingdom", "0.0635", "0.022", "0.0635", "0.022"],
];
const printed = (amount: string): string => amount.replace(/^(\d+\.\d)$/, "$10");

describe("rateOn", () => {
  it.each(vectors)(
    "%s in US dollars, October and July 2026",
    (market, marketing, utility, oldMarketing, oldUtility) => {
      expect([
        rate(market, "marketing", "2026-10-01"),
        rate(market, "utility", "2026-10-01"),
        rate(market, "authentication", "2026-10-01"),
        rate(market, "service", "2026-10-01"),
        rate(market, "marketing", "2026-09-30"),
        rate(market, "utility", "2026-09-30"),
        rate(market, "service", "2026-09-30"),
      ]).toEqual([marketing, utility, utility, utility, oldMarketing, oldUtility, "0.00"].map(printed));
    },
  );

  it("knows every market's marketing, utility, authentication and service rate from October 2026", () => {
    const known = marketNames().flatMap((market) =>
      rateCategories.slice(0, 3).map((category) => rate(market, category, "2026-11-20")),
    );
    expect(known).toHaveLength(141);
    expect(known).not.toContain(undefined);
  });

  it("says from when and how it is known", () => {
    const at = Date.parse("2026-11-20T00:00:00Z");
    expect(rateOn({ market: "Spain", category: "marketing", currency: "usd", at })).toEqual({
      micros: 70_700,
      evidence: "two-transcriptions",
      effectiveFrom: "2026-10-01",
    });
    expect(rateOn({ market: "Egypt", category: "authentication-international", currency: "USD", at })?.evidence).toBe(
      "carried-unverified",
    );
  });

  it.each<[string, string, RateCategory, string, string]>([
    ["before the first card", "Spain", "marketing", "2026-03-31", "USD"],
    ["before the currency's first card", "Spain", "marketing", "2026-06-30", "EUR"],
    ["a currency without a card", "Spain", "marketing", "2026-11-20", "GBP"],
    ["a currency named like an object's member", "Spain", "marketing", "2026-11-20", "constructor"],
    ["a figure that nobody published", "Iraq", "authentication-international", "2026-11-20", "USD"],
    ["a category that the market does not have", "Spain", "authentication-international", "2026-11-20", "USD"],
    ["a market that does not exist", "Atlantis", "marketing", "2026-11-20", "USD"],
    ["a euro rate that has changed since", "Mexico", "marketing", "2026-11-20", "EUR"],
    ["a market that the euro card has not got yet", "Morocco", "utility", "2026-11-20", "EUR"],
  ])("does not guess: %s", (_, market, category, day, currency) => {
    expect(rate(market, category, day, currency)).toBeUndefined();
  });

  it("carries a euro rate over the October change only where the change left it alone, and says so", () => {
    const at = Date.parse("2026-11-20T00:00:00Z");
    expect(rateOn({ market: "Brazil", category: "marketing", currency: "EUR", at })).toEqual({
      micros: 51_800,
      evidence: "carried-unverified",
      effectiveFrom: "2026-07-01",
    });
    expect(rate("Brazil", "service", "2026-11-20", "EUR")).toBe("0.0056");
    const before = Date.parse("2026-08-20T00:00:00Z");
    expect(rateOn({ market: "Brazil", category: "marketing", currency: "EUR", at: before })?.evidence).toBe(
      "one-transcription",
    );
  });

  it("prices a market that was not yet its own as the region it was in", () => {
    expect(rate("Poland", "utility", "2026-05-01")).toBe(
      rate("Rest of Central & Eastern Europe", "utility", "2026-05-01"),
    );
    expect(rate("Poland", "utility", "2026-05-01")).not.toBe(rate("Poland", "utility", "2026-07-01"));
  });

  it("has cards in dollars and euros", () => {
    expect(rateCurrencies()).toEqual(["USD", "EUR"]);
  });
});

describe("rateCategory", () => {
  it.each([
    ["MARKETING", "marketing"],
    ["authentication_international", "authentication-international"],
    ["authentication-international", "authentication-international"],
    ["referral_conversion", undefined],
  ])("reads %s as %s", (word, category) => {
    expect(rateCategory(word)).toBe(category);
  });
});
