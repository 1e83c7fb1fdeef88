import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/core/errors.ts";
import { parseMicros } from "../../../src/core/money.ts";
import { monthRange, monthAt } from "../../../src/domain/costs/calendar.ts";
import { buildCostReport, costGroupings, costReportJson } from "../../../src/domain/costs/report.ts";
import type { CostRow } from "../../../src/storage/repos/costs.ts";

const period = monthRange("2026-11");
const day = period.from / 86_400_000;

function row(more: Partial<CostRow>): CostRow {
  return {
    day,
    category: "utility",
    market: "Spain",
    template: "pedido_enviado",
    currency: "USD",
    evidence: "two-transcriptions",
    messages: 0,
    charged: 0,
    free: 0,
    unpriced: 0,
    settled: 0,
    settled_micros: 0,
    estimate_micros: 0,
    uncertain: 0,
    ...more,
  };
}

describe("buildCostReport", () => {
  const rows = [
    row({ messages: 3, charged: 3, settled: 2, settled_micros: 40_000, estimate_micros: 20_000 }),
    row({ day: day + 1, category: "marketing", messages: 1, charged: 1, estimate_micros: 70_700, template: "oferta" }),
    row({ day: day + 1, category: "service", template: null, messages: 4, free: 4, settled: 4 }),
    row({ market: "Iraq", category: "authentication-international", messages: 2, unpriced: 2, evidence: "unknown" }),
    row({
      currency: "EUR",
      messages: 1,
      charged: 1,
      settled: 1,
      settled_micros: 16_600,
      evidence: "one-transcription",
    }),
    row({ uncertain: 1 }),
  ];

  it("answers what scripts rely on, one currency at the top and the others apart", () => {
    expect(costReportJson(buildCostReport(rows, { period, by: "category", currency: "USD" }))).toEqual({
      from: "2026-11-01T00:00:00.000Z",
      to: "2026-12-01T00:00:00.000Z",
      currency: "USD",
      total: "0.1307",
      estimated: "0.0907",
      messages: 10,
      charged: 4,
      free: 4,
      unpriced: 2,
      uncertain: 1,
      rows: [
        {
          key: { category: "marketing" },
          messages: 1,
          charged: 1,
          free: 0,
          unpriced: 0,
          amount: "0.0707",
          estimated: "0.0707",
        },
        {
          key: { category: "utility" },
          messages: 3,
          charged: 3,
          free: 0,
          unpriced: 0,
          amount: "0.06",
          estimated: "0.02",
        },
        {
          key: { category: "service" },
          messages: 4,
          charged: 0,
          free: 4,
          unpriced: 0,
          amount: "0.00",
          estimated: "0.00",
        },
        {
          key: { category: "authentication-international" },
          messages: 2,
          charged: 0,
          free: 0,
          unpriced: 2,
          amount: "0.00",
          estimated: "0.00",
        },
      ],
      unknownRates: [{ market: "Iraq", category: "authentication-international", messages: 2 }],
      evidence: ["two-transcriptions"],
      others: [expect.objectContaining({ currency: "EUR", total: "0.0166", estimated: "0.00", messages: 1 })],
    });
  });

  it("lists days in their order and templates with the free-form messages as null", () => {
    const values = (by: "day" | "template") =>
      buildCostReport(rows, { period, by, currency: "USD" }).lines.map(({ value }) => value);
    expect(values("day")).toEqual(["2026-11-01", "2026-11-02"]);
    expect(values("template")).toEqual(["oferta", "pedido_enviado", null]);
  });

  it("is an empty report in the profile's currency when nothing was sent", () => {
    expect(costReportJson(buildCostReport([], { period, by: "day", currency: "MXN" }))).toMatchObject({
      currency: "MXN",
      total: "0.00",
      rows: [],
      others: [],
    });
  });

  it("adds up to the same total in every grouping, to the last unit, as numbers and as printed", () => {
    const count = fc.nat(1_000_000);
    const rowsOf = fc.array(
      fc.record({
        day: fc.integer({ min: day, max: day + 29 }),
        category: fc.constantFrom("utility", "marketing", null),
        market: fc.constantFrom("Spain", "Mexico", null),
        template: fc.constantFrom("a", "b", null),
        currency: fc.constantFrom("USD", "EUR", null),
        messages: count,
        settled_micros: count,
        estimate_micros: count,
      }),
    );
    fc.assert(
      fc.property(rowsOf, fc.constantFrom(...costGroupings), (parts, by) => {
        const given = parts.map((part) => row(part));
        const report = buildCostReport(given, { period, by, currency: "USD" });
        const json = costReportJson(report);
        for (const { currency, total, rows: lines } of [json, ...json.others]) {
          const its = given.filter((one) => (one.currency ?? "USD") === currency);
          const micros = its.reduce((rest, one) => rest + one.settled_micros + one.estimate_micros, 0);
          expect(parseMicros(total)).toBe(micros);
          expect(lines.reduce((rest, line) => rest + (parseMicros(line.amount) ?? Number.NaN), 0)).toBe(micros);
          expect(lines.reduce((rest, line) => rest + line.messages, 0)).toBe(
            its.reduce((rest, one) => rest + one.messages, 0),
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
