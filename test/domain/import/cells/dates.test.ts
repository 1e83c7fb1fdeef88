import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DateOrder } from "../../../../src/domain/import/cells/date-order.ts";
import { readDate } from "../../../../src/domain/import/cells/dates.ts";

describe("dates", () => {
  it.each<[string, DateOrder | undefined, string]>([
    ["2025-03-25", undefined, "2025-03-25T00:00:00.000Z"],
    ["2025/3/5", undefined, "2025-03-05T00:00:00.000Z"],
    ["2025-03-25T10:20:30Z", undefined, "2025-03-25T10:20:30.000Z"],
    ["2025-03-25T10:20:30.123+02:00", undefined, "2025-03-25T08:20:30.000Z"],
    ["25/03/2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["03/25/2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["5/5/2025", undefined, "2025-05-05T00:00:00.000Z"],
    ["03/04/2025", "day-first", "2025-04-03T00:00:00.000Z"],
    ["03/04/2025", "month-first", "2025-03-04T00:00:00.000Z"],
    ["3.4.25", "day-first", "2025-04-03T00:00:00.000Z"],
    ["25-03-2025 9:05", undefined, "2025-03-25T09:05:00.000Z"],
    ["3/25/2025 1:05 PM", undefined, "2025-03-25T13:05:00.000Z"],
    ["25/03/2025 12:05 a. m.", undefined, "2025-03-25T00:05:00.000Z"],
    ["29/02/2024", undefined, "2024-02-29T00:00:00.000Z"],
    ["  2025-03-25 ", undefined, "2025-03-25T00:00:00.000Z"],
    ["2025-03-25 10:20:30", undefined, "2025-03-25T10:20:30.000Z"],
    ["2025-03-25T10:20:30.123Z", undefined, "2025-03-25T10:20:30.000Z"],
    ["2025-03-25T10:20:30-0500", undefined, "2025-03-25T15:20:30.000Z"],
    ["25 mar 2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["25 de marzo de 2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["martes, 25 de marzo del 2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["25 de março de 2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["1º de setembro de 2025", undefined, "2025-09-01T00:00:00.000Z"],
    ["3 ago. 2025, 10:20", undefined, "2025-08-03T10:20:00.000Z"],
    ["3 de agosto de 2025 a las 5:07 p. m.", undefined, "2025-08-03T17:07:00.000Z"],
    ["25-mar-25", undefined, "2025-03-25T00:00:00.000Z"],
    ["25/Mar/2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["March 25, 2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["Tue Mar 25 2025 10:20:30", undefined, "2025-03-25T10:20:30.000Z"],
    ["25th March 2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["Dec 3rd, 2025", undefined, "2025-12-03T00:00:00.000Z"],
  ])("%s (%s) is %s", (text, order, expected) => {
    const date = readDate(text, order);
    expect(date.ok && new Date(date.at).toISOString()).toBe(expected);
  });

  it.each([
    ["03/04/2025", "ambiguous"],
    ["31/02/2025", "unreadable"],
    ["29/02/2025", "unreadable"],
    ["25/25/2025", "unreadable"],
    ["00/00/0000", "unreadable"],
    ["1900-01-01", "unreadable"],
    ["2025-03-25 25:00", "unreadable"],
    ["ayer", "unreadable"],
    ["31 de febrero de 2025", "unreadable"],
    ["25 de mrz de 2025", "unreadable"],
    ["marzo de 2025", "unreadable"],
    ["2025-13-01", "unreadable"],
    ["2025-02-30T10:00:00Z", "unreadable"],
    ["20x5-03-25", "unreadable"],
    ["2025-03-25T10:20:30.Z", "unreadable"],
    ["2025-03-25T24:00:00Z", "unreadable"],
    [`25 ${"de ".repeat(1000)}marzo 2025`, "unreadable"],
    ["", "unreadable"],
    ["45741", "serial"],
    ["45741,5", "serial"],
  ])("%j is %s", (text, why) => {
    expect(readDate(text, undefined)).toEqual({ ok: false, why });
  });

  it("every day that there is, is read as it is written; what there is not, is not", () => {
    const day = fc.record({
      year: fc.integer({ min: 1990, max: 2100 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 31 }),
    });
    fc.assert(
      fc.property(day, ({ year, month, day: date }) => {
        const two = (value: number): string => String(value).padStart(2, "0");
        const at = Date.UTC(year, month - 1, date);
        const exists = new Date(at).getUTCDate() === date;
        const expected = exists ? { ok: true, at, hasTime: false } : { ok: false, why: "unreadable" };
        expect(readDate(`${year}-${two(month)}-${two(date)}`, undefined)).toEqual(expected);
        expect(readDate(`${date}/${month}/${year}`, "day-first")).toEqual(expected);
        expect(readDate(`${month}/${date}/${year}`, date > 12 ? undefined : "month-first")).toEqual(expected);
      }),
    );
  });

  it("any text is read or not, without failing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(typeof readDate(text, undefined).ok).toBe("boolean");
      }),
    );
  });
});
