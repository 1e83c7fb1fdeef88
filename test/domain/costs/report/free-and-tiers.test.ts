import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTiers } from "../../../../src/domain/costs/report/next-tiers.ts";
import { withoutFree } from "../../../../src/domain/costs/report/without-free.ts";
import { shippedTariff } from "../../../../src/domain/costs/tariff.ts";
import { sum } from "./facts.ts";

const about = { currency: "USD", tariff: shippedTariff };
const september = Date.parse("2026-09-01");
const october = Date.parse("2026-10-01");

describe("what a month would have cost with nothing free", () => {
  it("tells what windows, free answers, entry points and tiers spared, each at the list price of its day", () => {
    const utility = { category: "utility", market: "Spain" } as const;
    const service = { category: "service", market: "Spain" } as const;
    const answer = withoutFree(
      [
        {
          at: september,
          rows: [
            // Utility in an open window, and answers, which had no price at all then.
            sum({ ...utility, messages: 10, free: 10, pricing_type: "free_customer_service" }),
            sum({ ...service, messages: 10, free: 10, pricing_type: "free_customer_service" }),
          ],
        },
        {
          at: october,
          rows: [
            sum({ ...utility, messages: 5, charged: 5, settled_micros: 95_000 }),
            sum({ ...service, messages: 4, free: 4, pricing_type: "free_customer_service" }),
            sum({ category: "marketing", market: "Spain", messages: 2, free: 2, pricing_type: "free_entry_point" }),
            // A rate that no card tells, and a category that no card has.
            sum({ category: "authentication-international", market: "Iraq", messages: 3, unpriced: 3 }),
            sum({ category: "referral_conversion", market: "Spain", messages: 1, free: 1 }),
          ],
        },
      ],
      about,
    );
    expect(answer).toEqual({
      micros: 200_000 + 100_000 + 80_000 + 141_400,
      windows: 200_000,
      allowances: 80_000,
      entryPoints: 141_400,
      // Five at 0.0190 in place of 0.0200.
      tiers: 5_000,
      saved: 200_000 + 80_000 + 141_400 + 5_000,
      unknown: 4,
    });
  });

  it("takes a message whose price is not known out of both sides", () => {
    const rows = [sum({ messages: 3, charged: 1, unpriced: 2, settled_micros: 20_000 })];
    expect(withoutFree([{ at: october, rows }], about)).toMatchObject({ micros: 20_000, saved: 0, unknown: 2 });
  });

  it("knows nothing where there is no card", () => {
    const rows = [sum({ messages: 3, charged: 3 })];
    expect(withoutFree([{ at: october, rows }], { ...about, currency: "PEN" })).toMatchObject({
      micros: 0,
      unknown: 3,
    });
  });

  it("is what it cost and what was spared, to the last unit", () => {
    const rowsOf = fc.array(
      fc.record({
        category: fc.constantFrom("utility", "marketing", "service", "marketing_lite"),
        market: fc.constantFrom("Spain", "Mexico", "Peru"),
        pricing_type: fc.constantFrom(null, "free_entry_point", "regular", "free_customer_service"),
        charged: fc.nat(1_000),
        free: fc.nat(1_000),
        settled_micros: fc.nat(1_000_000),
      }),
    );
    fc.assert(
      fc.property(rowsOf, (parts) => {
        const rows = parts.map((part) => sum({ ...part, messages: part.charged + part.free }));
        const { micros, saved, unknown } = withoutFree([{ at: october, rows }], about);
        expect(unknown).toBe(0);
        expect(micros - saved).toBe(parts.reduce((spent, part) => spent + part.settled_micros, 0));
      }),
    );
  });
});

describe("where the next volume tier begins", () => {
  const at = Date.parse("2026-11-20");
  const places = (rows: Parameters<typeof nextTiers>[0]) =>
    nextTiers(rows, { ...about, at }).map(({ market, category, count, next, tiers }) => [
      market,
      category,
      count,
      tiers === "known" ? (next?.left ?? null) : tiers,
    ]);

  it("counts charged messages only, over currencies and pricing types, the nearest border first", () => {
    expect(
      places([
        sum({ market: "Mexico", messages: 900_000, charged: 900_000 }),
        sum({ messages: 70_000, charged: 60_000, free: 10_000 }),
        sum({ currency: "EUR", messages: 10_000, charged: 10_000 }),
        sum({ category: "marketing", messages: 5, charged: 5 }),
        sum({ category: "service", messages: 5, charged: 5 }),
        sum({ category: "group_utility", messages: 5, charged: 5 }),
        sum({ market: "Peru", messages: 5, free: 5 }),
      ]),
    ).toEqual([
      ["Spain", "utility", 70_000, 30_000],
      ["Mexico", "utility", 900_000, 100_000],
    ]);
  });

  it("counts what Meta charged at a rate that nobody knows, and not what has no price yet", () => {
    expect(
      places([sum({ messages: 9, charged: 4, unpriced: 3 }), sum({ messages: 2, unpriced: 2, pricing_type: null })]),
    ).toEqual([["Spain", "utility", 7, 99_993]]);
  });

  it.each([
    [99_999, 1, 19_000],
    [100_000, 900_000, 18_000],
    [100_001, 899_999, 18_000],
  ])("after %i messages to Spain %i more are dear", (charged, left, micros) => {
    const [place] = nextTiers([sum({ messages: charged, charged })], { ...about, at });
    expect(place?.next).toMatchObject({ left, micros });
  });

  it("believes Meta, which counts what others sent too, from when it has said so", () => {
    const told = { month: "2026-11", market: "Spain", category: "utility", tier_from: 100_001, update_time: at };
    const countOf = (notice: Partial<typeof told>): number | undefined =>
      nextTiers([sum({ messages: 7, charged: 7 })], { ...about, at, notices: [{ ...told, ...notice }] })[0]?.count;
    expect(countOf({})).toBe(100_000);
    expect(countOf({ update_time: at + 1 })).toBe(7);
    expect(countOf({ month: "2026-10" })).toBe(7);
    expect(countOf({ category: "authentication" })).toBe(7);
    expect(countOf({ tier_from: 3 })).toBe(7);
  });

  it("says where no tiers are known, and where the last one is reached", () => {
    expect(places([sum({ market: "Ukraine", messages: 5, charged: 5 })])).toEqual([
      ["Ukraine", "utility", 5, "unknown"],
    ]);
    const [last] = nextTiers([sum({ messages: 99_999_999, charged: 99_999_999 })], { ...about, at });
    expect(last?.next).toBeUndefined();
    expect(last?.band.discount).toBe(25);
  });
});
