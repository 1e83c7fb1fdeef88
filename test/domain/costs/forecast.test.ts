import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateMessage } from "../../../src/domain/costs/estimate.ts";
import { createForecast, type ForecastMessage, type ForecastOptions } from "../../../src/domain/costs/forecast.ts";
import { forecastJson } from "../../../src/domain/costs/forecast-json.ts";
import { marketOf } from "../../../src/domain/costs/market.ts";
import type { MonthCounts } from "../../../src/domain/costs/month-counts.ts";
import { rateCategories } from "../../../src/domain/costs/rates.ts";
import { priceOfMany } from "../../../src/domain/costs/tiers.ts";

const november = Date.parse("2026-11-30T12:00:00Z");
const december = Date.parse("2026-12-01T12:00:00Z");
const august = Date.parse("2026-08-15T12:00:00Z");

const nothingYet: MonthCounts = { month: "2026-11", delivered: [], freeServiceLeft: new Map() };
const utilityBefore = (count: number): MonthCounts => ({
  ...nothingYet,
  delivered: [{ market: "Spain", category: "utility", count }],
});
const forecastWith = (more: Partial<ForecastOptions> = {}) =>
  createForecast({ currency: "USD", at: november, phoneNumberId: "100", counts: nothingYet, ...more });
const spain = { market: "Spain", category: "utility", windowOpen: false } as const satisfies ForecastMessage;
const answer = { market: "Spain", category: "service", windowOpen: true } as const satisfies ForecastMessage;

describe("the price of each message", () => {
  it("goes down where the month's tier begins, and stays with the message", () => {
    const forecast = forecastWith({ counts: utilityBefore(99_998) });
    const prices = Array.from({ length: 4 }, () => forecast.add(spain));
    expect(prices.map(({ micros, rule, evidence }) => [micros, rule, evidence])).toEqual([
      [20_000, "list-rate", "two-transcriptions"],
      [20_000, "list-rate", "two-transcriptions"],
      [19_000, "tier-rate", "carried-unverified"],
      [19_000, "tier-rate", "carried-unverified"],
    ]);
    expect(forecast.lines()).toEqual([
      {
        market: "Spain",
        category: "utility",
        count: 2,
        free: 0,
        rate: 20_000,
        micros: 40_000,
        tiers: "known",
        tier: { from: 1, to: 100_000, discount: 0 },
        already: 99_998,
        evidence: "two-transcriptions",
      },
      {
        market: "Spain",
        category: "utility",
        count: 2,
        free: 0,
        rate: 19_000,
        micros: 38_000,
        tiers: "known",
        tier: { from: 100_001, to: 1_000_000, discount: 5 },
        already: 100_000,
        evidence: "carried-unverified",
      },
    ]);
    expect(forecast.total()).toEqual({
      currency: "USD",
      count: 4,
      free: 0,
      micros: 78_000,
      knownMicros: 78_000,
      unknown: [],
    });
  });

  it("takes the tiers of each market and category by themselves", () => {
    const forecast = forecastWith({ counts: utilityBefore(200_000) });
    expect(forecast.add(spain).micros).toBe(19_000);
    expect(forecast.add({ ...spain, category: "authentication" }).micros).toBe(20_000);
    expect(forecast.add({ ...spain, market: "Brazil" }).micros).toBe(6_800);
    expect(forecast.add({ ...spain, category: "marketing" }).micros).toBe(70_700);
  });

  it("adds up rows of one market, and counts both spellings of the international category with authentication", () => {
    const counts: MonthCounts = {
      ...nothingYet,
      delivered: [
        { market: "India", category: "authentication", count: 250_000 },
        { market: "India", category: "authentication_international", count: 250_000 },
        { market: "India", category: "authentication-international", count: 250_000 },
        { market: null, category: "authentication", count: 1_000_000 },
      ],
    };
    const forecast = forecastWith({ counts });
    const india = { market: "India", windowOpen: false } as const;
    expect(forecast.add({ ...india, category: "authentication-international" }).micros).toBe(28_600);
    expect(forecast.add({ ...india, category: "authentication" }).micros).toBe(1_300);
  });

  it("begins a new month at the first tier", () => {
    const forecast = forecastWith({ counts: utilityBefore(200_000) });
    expect(forecast.add(spain).micros).toBe(19_000);
    expect(forecast.add({ ...spain, at: december }).micros).toBe(20_000);
    expect(forecast.add(spain).micros).toBe(19_000);
    expect(forecast.lines().map(({ count, already }) => [count, already])).toEqual([
      [1, 0],
      [2, 200_000],
    ]);
  });

  it("does not count what is free towards a tier", () => {
    const counts = { ...utilityBefore(99_999), month: "2026-08" };
    const forecast = forecastWith({ at: august, counts });
    expect(forecast.add({ ...spain, windowOpen: true })).toMatchObject({ charged: false, rule: "utility-in-window" });
    expect(forecast.add(spain).micros).toBe(20_000);
    expect(forecast.add(spain).micros).toBe(19_000);
    expect(forecast.lines().map(({ count, free, micros }) => [count, free, micros])).toEqual([
      [2, 1, 20_000],
      [1, 0, 19_000],
    ]);
  });

  it("comes to what the whole lot costs at once", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("Spain", "North America", "Brazil", "Poland"),
        fc.integer({ min: 79_900, max: 100_100 }),
        fc.nat(300),
        (market, already, count) => {
          const delivered = [{ market, category: "utility", count: already }];
          const forecast = forecastWith({ counts: { ...nothingYet, delivered } });
          let sum = 0;
          for (let place = 0; place < count; place++) sum += forecast.add({ ...spain, market }).micros ?? Number.NaN;
          const query = { market, category: "utility", currency: "USD", at: november } as const;
          expect(sum).toBe(priceOfMany({ ...query, already, count })?.micros);
          expect(forecast.total().micros).toBe(sum);
        },
      ),
    );
  });

  it("is what estimateMessage says, where no tier is reached", () => {
    const phones = ["+34600000000", "+12025550123", "+5215500000000", "+9647000000000", "+447700900123", "+8210000000"];
    const categories = rateCategories;
    for (const currency of ["USD", "EUR", "GBP"]) {
      for (const at of [Date.parse("2025-06-15T00:00:00Z"), august, november]) {
        const forecast = forecastWith({
          currency,
          at,
          counts: { ...nothingYet, month: new Date(at).toISOString().slice(0, 7) },
        });
        for (const to of phones) {
          for (const category of categories) {
            for (const windowOpen of [true, false]) {
              const { market, ...price } = estimateMessage({ to, category, at, currency, windowOpen });
              expect(forecast.add({ market: marketOf(to, at).market, category, windowOpen })).toEqual(price);
              expect(marketOf(to, at).market).toBe(market);
            }
          }
        }
      }
    }
  });

  it("looks a hundred thousand up once: one object for each price", () => {
    const forecast = forecastWith();
    const prices = new Set<object>();
    for (let place = 0; place < 100_002; place++) prices.add(forecast.add(spain));
    expect([...prices]).toMatchObject([{ micros: 20_000 }, { micros: 19_000 }]);
    expect(forecast.total()).toMatchObject({ count: 100_002, micros: 2_000_038_000 });
  });
});

describe("many at once", () => {
  const months = { ...nothingYet, freeServiceLeft: new Map([["100", 3]]) };
  const kinds: readonly ForecastMessage[] = [
    spain,
    answer,
    { ...spain, category: "authentication", market: "India" },
    { ...spain, category: "authentication-international", market: "India" },
    { ...spain, category: "marketing" },
    { ...answer, windowOpen: false },
    { ...answer, reaction: true },
    { ...answer, at: december },
    { ...spain, market: "Iraq", category: "authentication-international" },
  ];

  it("are as if each were added by itself, in any order and parts", () => {
    const parts = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(7)), { maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 99_990, max: 100_003 }), (given, already) => {
        const counts = { ...months, delivered: [{ market: "Spain", category: "utility", count: already }] };
        const whole = forecastWith({ counts });
        const single = forecastWith({ counts });
        for (const [message, count] of given) {
          whole.addMany(message, count);
          for (let place = 0; place < count; place++) single.add(message);
        }
        expect(whole.lines()).toEqual(single.lines());
        expect(whole.total()).toEqual(single.total());
      }),
    );
  });

  it("come to the same sum in any order, and the lines to the total", () => {
    const parts = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(120_000)), { maxLength: 6 });
    fc.assert(
      fc.property(parts, (given) => {
        const [one, other] = [given, given.toReversed()].map((order) => {
          const forecast = forecastWith({ counts: months });
          for (const [message, count] of order) forecast.addMany(message, count);
          return forecast;
        });
        expect(one?.total().knownMicros).toBe(other?.total().knownMicros);
        const lines = one?.lines() ?? [];
        expect(lines.reduce((sum, { micros }) => sum + (micros ?? 0), 0)).toBe(one?.total().knownMicros);
        expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(given.reduce((sum, [, count]) => sum + count, 0));
      }),
    );
  });

  it("cost what each band says, to the message", () => {
    const forecast = forecastWith({ counts: utilityBefore(99_999) });
    forecast.addMany(spain, 900_003);
    expect(forecast.lines().map(({ count, rate }) => [count, rate])).toEqual([
      [1, 20_000],
      [900_000, 19_000],
      [2, 18_000],
    ]);
  });
});

describe("the international rate", () => {
  const eligibility = { location: "PE", from: november, exceptions: { ZA: december } };
  const code = { market: "India", category: "authentication", windowOpen: false } as const;

  it("is charged from its day on, each country's own, and stands in a line of its own", () => {
    const forecast = forecastWith({ eligibility });
    forecast.add({ ...code, at: november - 86_400_000 });
    forecast.add(code);
    forecast.add({ ...code, market: "South Africa" });
    forecast.add({ ...code, market: "South Africa", at: december });
    expect(forecast.lines().map(({ market, category, rate }) => [market, category, rate])).toEqual([
      ["India", "authentication-international", 30_400],
      ["South Africa", "authentication-international", 20_000],
      ["South Africa", "authentication", 9_500],
      ["India", "authentication", 1_400],
    ]);
  });
});

describe("free answers", () => {
  it("are used up in order, by the number that sends", () => {
    const counts = {
      ...nothingYet,
      freeServiceLeft: new Map([
        ["100", 2],
        ["200", 1],
      ]),
    };
    const forecast = forecastWith({ counts });
    const rules = [
      answer,
      answer,
      answer,
      { ...answer, phoneNumberId: "200" },
      { ...answer, phoneNumberId: "300" },
    ].map((message) => forecast.add(message).rule);
    expect(rules).toEqual(["service-allowance", "service-allowance", "list-rate", "service-allowance", "list-rate"]);
    expect(forecast.lines()).toMatchObject([
      { count: 5, free: 3, rate: 20_000, micros: 40_000, tiers: "none", already: 0, evidence: "two-transcriptions" },
    ]);
  });

  it("are none of reactions, of templates, and of what cannot arrive", () => {
    const forecast = forecastWith({ counts: { ...nothingYet, freeServiceLeft: new Map([["100", 1]]) } });
    const rules = [{ ...answer, reaction: true }, { ...answer, windowOpen: false }, spain, answer, answer].map(
      (message) => forecast.add(message).rule,
    );
    expect(rules).toEqual(["reaction", "window-closed", "list-rate", "service-allowance", "list-rate"]);
  });

  it("are a thousand again next month", () => {
    const forecast = forecastWith();
    expect(forecast.add(answer).rule).toBe("list-rate");
    const free = Array.from({ length: 1_001 }, () => forecast.add({ ...answer, at: december }).charged);
    expect(free.indexOf(true)).toBe(1_000);
  });
});

describe("what is not known", () => {
  it("makes the total unknown, and says where", () => {
    const forecast = forecastWith();
    forecast.add(spain);
    for (let place = 0; place < 3; place++) {
      expect(forecast.add({ ...spain, market: "Iraq", category: "authentication-international" })).toMatchObject({
        charged: true,
        micros: null,
        evidence: "unknown",
      });
    }
    expect(forecast.total()).toEqual({
      currency: "USD",
      count: 4,
      free: 0,
      micros: null,
      knownMicros: 20_000,
      unknown: [{ market: "Iraq", category: "authentication-international", messages: 3 }],
    });
    expect(forecastJson(forecast)).toMatchObject({
      amount: null,
      currency: "USD",
      lines: [
        { market: "Iraq", rate: null, amount: null, tiers: "unknown", tier: null, evidence: "unknown" },
        { market: "Spain", messages: 1, rate: "0.02", amount: "0.02", tiers: "known", tier: { from: 1, to: 100_000 } },
      ],
      unknownRates: [{ market: "Iraq", category: "authentication-international", messages: 3 }],
    });
  });

  it("is nothing at all for an empty plan", () => {
    expect(forecastJson(forecastWith())).toEqual({
      amount: "0.00",
      currency: "USD",
      lines: [],
      messages: 0,
      free: 0,
      unknownRates: [],
    });
  });
});

it("orders what has no rate first, then the dearest", () => {
  const forecast = forecastWith({ counts: utilityBefore(99_999) });
  const send = (message: Partial<ForecastMessage>) => forecast.add({ ...spain, ...message });
  send({ market: "Brazil" });
  send({ at: december, category: "marketing" });
  send({});
  send({});
  send({ market: "Atlantis" });
  expect(forecast.lines().map(({ market, category, rate }) => [market, category, rate])).toEqual([
    ["Atlantis", "utility", null],
    ["Spain", "marketing", 70_700],
    ["Spain", "utility", 20_000],
    ["Spain", "utility", 19_000],
    ["Brazil", "utility", 6_800],
  ]);
});
