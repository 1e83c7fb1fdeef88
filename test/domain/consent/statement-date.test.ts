import { describe, expect, it } from "vitest";
import { readStatementDate } from "../../../src/domain/consent/statement-date.ts";

const now = Date.UTC(2026, 8, 15, 18);
const read = (text: string): string => new Date(readStatementDate(text, now, "--date").at).toISOString();

describe("when somebody said something", () => {
  it.each([
    ["2026-09-01", "2026-09-01T00:00:00.000Z"],
    [" 2026-09-01 10:30 ", "2026-09-01T10:30:00.000Z"],
    ["2026-09-01T10:30:15", "2026-09-01T10:30:15.000Z"],
    ["2026-09-01T10:30:15.250Z", "2026-09-01T10:30:15.250Z"],
    ["2026-09-01T10:30-05:00", "2026-09-01T15:30:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
    // Tomorrow has begun east of here; nothing is dated later than now all the same.
    ["2026-09-16", "2026-09-15T18:00:00.000Z"],
  ])("%s", (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it.each(["", "2026-9-1", "01/09/2026", "2026-02-29", "2026-13-01", "2026-09-01T25:00", "2026-09-01T10", "yesterday"])(
    "%j is none",
    (text) => {
      expect(() => read(text)).toThrow(expect.objectContaining({ code: "consent.bad_date", exit: 2 }) as Error);
    },
  );

  it.each(["2026-09-17", "2026-09-15T18:01", "2026-09-15T18:30+00:00", "9999-12-31"])("%s is yet to come", (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: "consent.future_date", exit: 2 }) as Error);
  });

  it("means any moment of its day, where no time is told", () => {
    expect(readStatementDate("2026-09-01", now, "--date").until).toBe(Date.UTC(2026, 8, 2) - 1);
    expect(readStatementDate("2026-09-01T10:00Z", now, "--date").until).toBe(Date.UTC(2026, 8, 1, 10));
  });
});
