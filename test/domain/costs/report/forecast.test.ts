import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysFrom } from "../../../../src/domain/costs/report/days.ts";
import { forecastMonth, type DayAmount } from "../../../../src/domain/costs/report/forecast.ts";
import { monthOutlook } from "../../../../src/domain/costs/report/outlook.ts";
import { monthRange } from "../../../../src/domain/costs/calendar.ts";
import { linesOf } from "../../../../src/domain/costs/report/lines.ts";
import { slotOf, sum } from "./facts.ts";

const usd = 1_000_000;
const of = (first: string, last: string, micros: (day: string) => number): DayAmount[] =>
  daysFrom(first, last).map((day) => ({ day, micros: micros(day) }));
const weekday = (day: string): number => new Date(day).getUTCDay();

describe("the forecast of a month", () => {
  it("is what it is when every day costs the same", () => {
    const days = of("2026-11-01", "2026-11-20", () => 5 * usd);
    const left = daysFrom("2026-11-22", "2026-11-30");
    const forecast = forecastMonth(days, { day: "2026-11-21", micros: 2 * usd }, left);
    expect(forecast).toEqual({ micros: 150 * usd, low: 150 * usd, high: 150 * usd, days: 20 });
  });

  it("expects Fridays to be like Fridays", () => {
    const days = of("2026-11-01", "2026-11-26", (day) => (weekday(day) === 5 ? 70 : 10) * usd);
    // Three Fridays so far, and one of the four days that are left.
    const forecast = forecastMonth(days, { day: "2026-11-27", micros: 0 }, daysFrom("2026-11-28", "2026-11-30"));
    expect(forecast?.micros).toBe((3 * 70 + 23 * 10 + 70 + 30) * usd);
  });

  it("does not take back what today has cost already", () => {
    const days = of("2026-11-01", "2026-11-29", () => usd);
    expect(forecastMonth(days, { day: "2026-11-30", micros: 9 * usd }, [])).toMatchObject({
      micros: 38 * usd,
      low: 38 * usd,
      high: 38 * usd,
    });
  });

  it.each([0, 6])("promises nothing from %i days", (count) => {
    const days = of("2026-11-01", "2026-11-30", () => usd).slice(0, count);
    expect(forecastMonth(days, { day: "2026-11-10", micros: 0 }, ["2026-11-11"])).toBeUndefined();
  });

  it("never ends below what is spent, holds its middle, and says the same twice", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000 * usd), { minLength: 8, maxLength: 30 }), (amounts) => {
        const all = daysFrom("2026-11-01", "2026-11-30").map((day, place) => ({ day, micros: amounts[place] ?? 0 }));
        const whole = all.slice(0, amounts.length - 1);
        const today = all[amounts.length - 1] ?? { day: "2026-11-30", micros: 0 };
        const left = all.slice(amounts.length).map(({ day }) => day);
        const forecast = forecastMonth(whole, today, left);
        const spent = amounts.reduce((total, micros) => total + micros, 0);
        expect(forecast?.low).toBeGreaterThanOrEqual(spent);
        expect(forecast?.micros).toBeGreaterThanOrEqual(forecast?.low ?? Infinity);
        expect(forecast?.high).toBeGreaterThanOrEqual(forecast?.micros ?? Infinity);
        expect(forecastMonth(whole, today, left)).toEqual(forecast);
      }),
      { numRuns: 20 },
    );
  });

  it("begins with the month's first message, and counts days without messages after it", () => {
    const zone = "America/Lima";
    const period = monthRange("2026-11", zone);
    const rows = ["2026-11-10T15:00Z", "2026-11-12T15:00Z"].map((time) =>
      sum({ slot: slotOf(time), messages: 1, settled_micros: 8 * usd }),
    );
    const lines = linesOf(rows, { by: "day", zone, campaigns: new Map() });
    const now = Date.parse("2026-11-18T12:00Z");
    // Eight days from the 10th to the 17th, 16 USD: 2 USD on average; 13 days are left, today among them.
    const outlook = monthOutlook(lines, { period, zone, now });
    expect(outlook?.days).toBe(8);
    expect(outlook?.low).toBeLessThan(outlook?.micros ?? 0);
    expect(monthOutlook(lines, { period, zone, now: Date.parse("2026-11-16T12:00Z") })).toBeUndefined();
    expect(monthOutlook([], { period, zone, now })).toBeUndefined();
  });
});
