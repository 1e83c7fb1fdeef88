import { describe, expect, it } from "vitest";
import { formatMicros, parseMicros } from "../../../src/core/money.ts";
import { rateCurrencies, rateOn, type RateCategory } from "../../../src/domain/costs/rates.ts";
import type { CardBand, CardRate, Tariff } from "../../../src/domain/costs/tariff.ts";
import { smallestBorder } from "../../../src/domain/costs/tier-tables.ts";
import { priceScale, tierRate } from "../../../src/domain/costs/tiers.ts";

const micros = (amount: string): number => parseMicros(amount) ?? Number.NaN;

/** `USD 2027-01-01 Spain marketing 0.08`. */
function rate(line: string): CardRate {
  const [currency = "", effectiveFrom = "", market = "", category = "", amount = ""] = line.split(" ");
  return {
    currency,
    effectiveFrom,
    market: market.replaceAll("_", " "),
    category: category as RateCategory,
    micros: micros(amount),
    evidence: "imported-file",
  };
}

function band(line: string, from: number, to: number | null, discount: number): CardBand {
  const { micros: price = 0, ...rest } = rate(line);
  return { ...rest, micros: price, from, to, discount };
}

function tariffOf(rates: readonly string[], bands: readonly CardBand[] = [], zone = "UTC"): Tariff {
  return { cards: { rates: rates.map(rate), bands }, zone };
}

function shown(tariff: Tariff, line: string): string | undefined {
  const [currency = "", day = "", market = "", category = ""] = line.split(" ");
  const query = { market: market.replaceAll("_", " "), category: category as RateCategory, currency, tariff };
  const found = rateOn({ ...query, at: Date.parse(`${day}T12:00:00Z`) });
  return found === undefined ? undefined : `${formatMicros(found.micros)} ${found.evidence} ${found.effectiveFrom}`;
}

describe("an imported card", () => {
  const later = tariffOf(["USD 2027-01-01 Spain marketing 0.08", "USD 2027-01-01 Spain utility 0.03"]);
  const sameDay = tariffOf(["USD 2026-10-01 Egypt marketing 0.09", "USD 2026-10-01 Egypt utility 0.004"]);
  const older = tariffOf(["USD 2026-08-01 Spain marketing 0.07"]);
  const pounds = tariffOf(["GBP 2026-10-01 Spain utility 0.016", "GBP 2026-10-01 Spain marketing 0.055"]);

  it.each<[string, Tariff, string, string | undefined]>([
    ["counts from its day on", later, "USD 2027-01-01 Spain marketing", "0.08 imported-file 2027-01-01"],
    ["not before", later, "USD 2026-12-31 Spain marketing", "0.0707 two-transcriptions 2026-10-01"],
    [
      "leaves markets that it does not have at the older card, which it makes doubtful",
      later,
      "USD 2027-02-01 Brazil marketing",
      "0.0625 carried-unverified 2026-10-01",
    ],
    ["has the price of utility for service", later, "USD 2027-02-01 Spain service", "0.03 imported-file 2027-01-01"],
    [
      "wins over the shipped one of its day",
      sameDay,
      "USD 2026-11-20 Egypt marketing",
      "0.09 imported-file 2026-10-01",
    ],
    [
      "hides nothing that the shipped one of its day knows",
      sameDay,
      "USD 2026-11-20 Egypt authentication",
      "0.0036 one-transcription 2026-10-01",
    ],
    [
      "but for service, which goes with its price of utility",
      sameDay,
      "USD 2026-11-20 Egypt service",
      "0.004 imported-file 2026-10-01",
    ],
    ["does not touch the others", sameDay, "USD 2026-11-20 Spain marketing", "0.0707 two-transcriptions 2026-10-01"],
    ["counts until the next shipped card", older, "USD 2026-09-30 Spain marketing", "0.07 imported-file 2026-08-01"],
    ["and gives way to it", older, "USD 2026-10-01 Spain marketing", "0.0707 two-transcriptions 2026-10-01"],
    ["may be in a currency of its own", pounds, "GBP 2026-11-20 Spain service", "0.016 imported-file 2026-10-01"],
    ["which is not known before it", pounds, "GBP 2026-09-30 Spain marketing", undefined],
    ["nor in markets that it does not have", pounds, "GBP 2026-11-20 Brazil marketing", undefined],
    [
      "changes nothing in other currencies",
      pounds,
      "USD 2026-11-20 Spain marketing",
      "0.0707 two-transcriptions 2026-10-01",
    ],
  ])("%s", (_, tariff, line, expected) => {
    expect(shown(tariff, line)).toBe(expected);
  });

  it("in dollars tells which euro prices its day has made wrong", () => {
    expect(shown(later, "EUR 2027-02-01 Spain marketing")).toBeUndefined();
    const kept = tariffOf(["USD 2027-01-01 Brazil marketing 0.0625"]);
    expect(shown(kept, "EUR 2027-02-01 Brazil marketing")).toBe("0.0518 carried-unverified 2026-07-01");
  });

  it("in another currency makes dollars of an older day doubtful from its day on", () => {
    const reais = tariffOf(["BRL 2027-01-01 Brazil marketing 0.33"]);
    expect(shown(reais, "USD 2026-12-31 Spain marketing")).toContain("two-transcriptions");
    expect(shown(reais, "USD 2027-01-01 Spain marketing")).toBe("0.0707 carried-unverified 2026-10-01");
  });

  it("begins at midnight in the account's zone", () => {
    const lima = tariffOf(["USD 2027-01-01 Peru marketing 0.08"], [], "America/Lima");
    const at = (iso: string): string | undefined => {
      const found = rateOn({
        market: "Peru",
        category: "marketing",
        currency: "USD",
        at: Date.parse(iso),
        tariff: lima,
      });
      return found?.effectiveFrom;
    };
    expect([at("2027-01-01T04:59:59Z"), at("2027-01-01T05:00:00Z")]).toEqual(["2026-10-01", "2027-01-01"]);
  });

  it("adds its currency to those that are known", () => {
    expect(rateCurrencies(pounds)).toEqual(["USD", "EUR", "GBP"]);
    expect(rateCurrencies()).toEqual(["USD", "EUR"]);
  });
});

describe("imported tiers", () => {
  const at = Date.parse("2027-01-15T12:00:00Z");
  const ukraine = [
    band("USD 2026-10-01 Ukraine utility 0.0298", 1, 40_000, 0),
    band("USD 2026-10-01 Ukraine utility 0.0283", 40_001, null, 5),
  ];
  const query = (tariff: Tariff, market = "Ukraine", currency = "USD") => ({
    market,
    category: "utility" as const,
    currency,
    at,
    tariff,
  });

  it("count where recado ships none", () => {
    const tariff = tariffOf([], ukraine);
    expect(priceScale(query(tariff))?.tiers).toBe("known");
    expect(tierRate({ ...query(tariff), already: 40_000 })).toMatchObject({ micros: 28_300, discount: 5 });
    expect(smallestBorder(tariff)).toBe(40_000);
    expect(smallestBorder()).toBe(80_000);
  });

  it("replace the shipped ones of their day", () => {
    const tariff = tariffOf(
      [],
      [band("USD 2026-10-01 Spain utility 0.02", 1, 10, 0), band("USD 2026-10-01 Spain utility 0.018", 11, null, 10)],
    );
    expect(tierRate({ ...query(tariff, "Spain"), already: 10 })).toMatchObject({
      micros: 18_000,
      evidence: "imported-file",
      effectiveFrom: "2026-10-01",
    });
  });

  it("are of no use beside another list price: no wrong figure is made of the two", () => {
    const tariff = tariffOf(["USD 2027-01-01 Ukraine utility 0.0310"], ukraine);
    expect(tierRate({ ...query(tariff), already: 50_000 })).toMatchObject({ micros: 31_000, tiers: "unknown" });
  });

  it("work in any currency that has prices", () => {
    const tariff = tariffOf(
      ["PEN 2026-10-01 Peru utility 0.11"],
      [band("PEN 2026-10-01 Peru utility 0.11", 1, 5, 0), band("PEN 2026-10-01 Peru utility 0.10", 6, null, 9)],
    );
    expect(tierRate({ ...query(tariff, "Peru", "PEN"), already: 5 })?.micros).toBe(100_000);
  });
});
