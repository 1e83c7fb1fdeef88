import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marketWord } from "../../../src/commands/costs/market-words.ts";
import { likelyMarkets, readMarket } from "../../../src/domain/costs/market-names.ts";
import { marketNames, marketOf } from "../../../src/domain/costs/market.ts";

const november = Date.parse("2026-11-15T12:00:00Z");
const read = (text: string, at = november, zone = "UTC") => readMarket(text, marketWord, at, zone);

describe("a market as people write it", () => {
  it.each([
    ["ES", "Spain"],
    ["es", "Spain"],
    ["Spain", "Spain"],
    [" españa ", "Spain"],
    ["Espana", "Spain"],
    ["+34", "Spain"],
    ["0034", "Spain"],
    ["34", "Spain"],
    ["+34 600 000 000", "Spain"],
    ["US", "North America"],
    ["+1", "North America"],
    ["América del Norte", "North America"],
    ["Canadá", "North America"],
    ["+1809", "Rest of Latin America"],
    ["+1 787", "Rest of Latin America"],
    ["+1242", "Other"],
    ["+1868", "Other"],
    ["+82", "Other"],
    ["KR", "Other"],
    ["Otros", "Other"],
    ["rest of latin america", "Rest of Latin America"],
    ["Resto de América Latina", "Rest of Latin America"],
    ["Rest of Central & Eastern Europe", "Rest of Central & Eastern Europe"],
    ["+7", "Russia"],
    ["+77", "Kazakhstan"],
    ["Reino Unido", "United Kingdom"],
    ["EEUU", "North America"],
  ])("%s is %s", (text, market) => {
    expect(read(text)).toBe(market);
  });

  it.each([["Spian"], [""], ["+"], ["+999"], ["+999555000111"], ["+0"], ["XX"], ["1234567890123456"], ["-34"]])(
    "%s is none",
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it.each<[string, string, string, string]>([
    ["KW", "2026-09-30T23:59:59Z", "UTC", "Rest of Middle East"],
    ["Kuwait", "2026-09-30T23:59:59Z", "UTC", "Rest of Middle East"],
    ["KW", "2026-10-01T00:00:00Z", "UTC", "Kuwait"],
    ["KW", "2026-10-01T00:00:00Z", "America/Lima", "Rest of Middle East"],
    ["+77", "2026-10-01T04:59:59Z", "America/Lima", "Other"],
    ["+77", "2026-10-01T05:00:00Z", "America/Lima", "Kazakhstan"],
    ["Kazajistán", "2026-08-01T00:00:00Z", "UTC", "Other"],
  ])("%s at %s in %s is priced as %s", (text, time, zone, market) => {
    expect(read(text, Date.parse(time), zone)).toBe(market);
  });

  it("is the market of every name of Meta's list, in both languages", () => {
    for (const name of marketNames()) {
      for (const word of Object.values(marketWord(name))) expect(read(word)).toBe(name);
    }
  });

  it("never throws", () => {
    expect(() => fc.assert(fc.property(fc.string(), (text) => void read(text)))).not.toThrow();
  });

  it("of a whole number is what the number is priced as, if there is such a calling code", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{0,14}$/), (phone) => {
        expect([undefined, marketOf(phone, november).market]).toContain(read(phone));
      }),
    );
  });
});

it.each([
  ["Spian", "Spain"],
  ["Mexco", "Mexico"],
  ["Alemaña", "Alemania"],
  ["latin america", "Rest of Latin America"],
])("%s may have been meant as %s", (text, market) => {
  expect(likelyMarkets(text, marketWord)).toContain(market);
});
