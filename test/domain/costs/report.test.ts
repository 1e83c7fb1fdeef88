import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/core/errors.ts";
import { parseMicros } from "../../../src/core/money.ts";
import { monthAt, monthRange } from "../../../src/domain/costs/calendar.ts";
import { buildCostReport, type CostReportRequest } from "../../../src/domain/costs/report.ts";
import { costReportJson } from "../../../src/domain/costs/report/json.ts";
import { costGroupings, type CostGrouping } from "../../../src/domain/costs/report/lines.ts";
import { shippedTariff } from "../../../src/domain/costs/tariff.ts";
import { factsOf, slotOf, sum } from "./report/facts.ts";

const period = monthRange("2026-11");
const after = period.to + 86_400_000;
const request = (by: CostGrouping, currency = "USD"): CostReportRequest => ({
  period,
  by,
  currency,
  tariff: shippedTariff,
  now: after,
});

describe("buildCostReport", () => {
  const first = slotOf("2026-11-01T09:00Z");
  const second = slotOf("2026-11-02T09:00Z");
  const rows = [
    sum({
      slot: first,
      messages: 3,
      charged: 3,
      settled: 2,
      delivered: 2,
      settled_micros: 40_000,
      estimate_micros: 20_000,
    }),
    sum({ slot: second, category: "marketing", messages: 1, charged: 1, estimate_micros: 70_700, template: "oferta" }),
    sum({ slot: second, category: "service", template: null, messages: 4, free: 4, settled: 4, delivered: 4, read: 3 }),
    sum({
      slot: first,
      market: "Iraq",
      category: "authentication-international",
      messages: 2,
      unpriced: 2,
      evidence: "unknown",
    }),
    sum({
      slot: first,
      currency: "EUR",
      messages: 1,
      charged: 1,
      settled: 1,
      delivered: 1,
      settled_micros: 16_600,
      evidence: "one-transcription",
    }),
  ];
  const facts = factsOf(rows, period.from, { replies: 2, uncertain: [sum({ messages: 1 })] });

  it("answers what scripts rely on, one currency at the top and the others apart", () => {
    const counts = { charged: 0, free: 0, unpriced: 0, delivered: 0, read: 0, amount: "0.00", estimated: "0.00" };
    expect(costReportJson(buildCostReport(facts, request("category")))).toEqual({
      from: "2026-11-01T00:00:00.000Z",
      to: "2026-12-01T00:00:00.000Z",
      timezone: "UTC",
      month: "2026-11",
      running: false,
      by: "category",
      currency: "USD",
      total: "0.1307",
      estimated: "0.0907",
      messages: 10,
      charged: 4,
      free: 4,
      unpriced: 2,
      uncertain: 1,
      delivered: 6,
      read: 3,
      perDelivered: "0.021783",
      replies: 2,
      perReply: "0.06535",
      rows: [
        { ...counts, key: { category: "marketing" }, messages: 1, charged: 1, amount: "0.0707", estimated: "0.0707" },
        {
          ...counts,
          key: { category: "utility" },
          messages: 3,
          charged: 3,
          delivered: 2,
          amount: "0.06",
          estimated: "0.02",
        },
        { ...counts, key: { category: "service" }, messages: 4, free: 4, delivered: 4, read: 3 },
        { ...counts, key: { category: "authentication-international" }, messages: 2, unpriced: 2, amount: null },
      ],
      unknownRates: [{ market: "Iraq", category: "authentication-international", messages: 2 }],
      evidence: ["two-transcriptions"],
      byEvidence: [{ evidence: "two-transcriptions", messages: 4, amount: "0.1307" }],
      withoutFree: {
        amount: "0.2107",
        saved: "0.08",
        entryPoints: "0.00",
        windows: "0.00",
        allowances: "0.08",
        tiers: "0.00",
        unknown: 2,
      },
      forecast: null,
      planned: [],
      tiers: [
        {
          market: "Spain",
          category: "utility",
          count: 4,
          tiers: "known",
          tier: { from: 1, to: 100_000, discount: 0 },
          rate: "0.02",
          evidence: "two-transcriptions",
          next: { from: 100_001, discount: 5, left: 99_996, rate: "0.019" },
        },
      ],
      advice: [
        { code: "unknown-rates", messages: 2 },
        { code: "marketing-share", amount: "0.0707", of: "0.1307" },
        { code: "not-delivered", messages: 4, of: 10 },
        { code: "replies", messages: 2, perReply: "0.06535" },
        { code: "reconcile", month: "2026-11" },
      ],
      others: [expect.objectContaining({ currency: "EUR", total: "0.0166", estimated: "0.00", messages: 1 })],
    });
  });

  it("lists days in their order and templates with the free-form messages as null", () => {
    const values = (by: CostGrouping) => buildCostReport(facts, request(by)).lines.map(({ value }) => value);
    expect(values("day")).toEqual(["2026-11-01", "2026-11-02"]);
    expect(values("template")).toEqual(["oferta", "pedido_enviado", null]);
  });

  it("is an empty report in the profile's currency when nothing was sent", () => {
    expect(costReportJson(buildCostReport(factsOf([], period.from), request("day", "MXN")))).toMatchObject({
      currency: "MXN",
      total: "0.00",
      perDelivered: null,
      perReply: null,
      rows: [],
      advice: [],
      others: [],
    });
  });

  it("adds up to the same total in every grouping, to the last unit, as numbers and as printed", () => {
    const count = fc.nat(1_000_000);
    const labels = fc.constantFrom(null, "[]", '["vip"]', '["vip","lima"]', '["vip","lima","vip"]');
    const rowsOf = fc.array(
      fc.record({
        slot: fc.integer({ min: period.from / 900_000, max: period.to / 900_000 - 1 }),
        category: fc.constantFrom("utility", "marketing", null),
        market: fc.constantFrom("Spain", "Mexico", null),
        template: fc.constantFrom("a", "b", null),
        campaign_id: fc.constantFrom(3, 4, null),
        phone_number_id: fc.constantFrom("100200300", "100200301"),
        labels,
        currency: fc.constantFrom("USD", "EUR", null),
        messages: count,
        delivered: count,
        settled_micros: count,
        estimate_micros: count,
      }),
    );
    const labelsIn = (json: string | null): number => (json === null ? 1 : Math.max(1, new Set(JSON.parse(json)).size));
    fc.assert(
      fc.property(rowsOf, fc.constantFrom(...costGroupings), (parts, by) => {
        const given = parts.map((part) => sum(part));
        const json = costReportJson(buildCostReport(factsOf(given, period.from), request(by)));
        for (const { currency, total, messages, rows: lines } of [json, ...json.others]) {
          const its = given.filter((one) => (one.currency ?? "USD") === currency);
          // A message with two labels stands in two lines, and once in the total.
          const times = (one: { labels?: string | null }): number =>
            by === "label" ? labelsIn(one.labels ?? null) : 1;
          const micros = (one: (typeof its)[number]): number => one.settled_micros + one.estimate_micros;
          expect(parseMicros(total ?? "")).toBe(its.reduce((rest, one) => rest + micros(one), 0));
          expect(messages).toBe(its.reduce((rest, one) => rest + one.messages, 0));
          expect(lines.reduce((rest, line) => rest + (parseMicros(line.amount ?? "") ?? Number.NaN), 0)).toBe(
            its.reduce((rest, one) => rest + micros(one) * times(one), 0),
          );
          expect(lines.reduce((rest, line) => rest + line.delivered, 0)).toBe(
            its.reduce((rest, one) => rest + one.delivered * times(one), 0),
          );
        }
      }),
    );
  });
});

describe("monthRange", () => {
  it.each([
    ["2026-11", "2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"],
    ["2026-12", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["2028-02", "2028-02-01T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
  ])("%s is from %s up to %s", (month, from, to) => {
    const range = monthRange(month);
    expect([new Date(range.from).toISOString(), new Date(range.to).toISOString()]).toEqual([from, to]);
    expect([monthAt(range.from), monthAt(range.to - 1)]).toEqual([month, month]);
  });

  it.each(["2026-13", "2026-00", "2026-1", "11/2026", "noviembre", "", "2026-11-01"])("refuses %j", (month) => {
    expect(() => monthRange(month)).toThrow(UsageError);
  });
});
