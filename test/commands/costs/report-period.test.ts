import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/core/errors.ts";
import { readPeriod, type AskedPeriod } from "../../../src/commands/costs/report-period.ts";

const now = Date.parse("2026-11-01T03:00:00Z");

function read(asked: AskedPeriod, zone = "UTC"): string[] {
  const { from, to } = readPeriod(asked, { zone, now });
  return [new Date(from).toISOString(), new Date(to).toISOString()];
}

function refusal(asked: AskedPeriod): UsageError {
  try {
    read(asked);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("not refused");
}

describe("the period of a cost report", () => {
  it.each([
    [{}, "UTC", "2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"],
    // In Lima it is still October.
    [{}, "America/Lima", "2026-10-01T05:00:00.000Z", "2026-11-01T05:00:00.000Z"],
    [{ month: "2026-10" }, "Europe/Madrid", "2026-09-30T22:00:00.000Z", "2026-10-31T23:00:00.000Z"],
    [{ from: "2026-09-15", to: "2026-10-15" }, "UTC", "2026-09-15T00:00:00.000Z", "2026-10-16T00:00:00.000Z"],
    [{ from: "2026-10-25", to: "2026-10-25" }, "Europe/Madrid", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
    [{ from: "2026-10-31" }, "UTC", "2026-10-31T00:00:00.000Z", "2026-11-02T00:00:00.000Z"],
    [{ from: "2026-10-31", to: "2027-01-31" }, "UTC", "2026-10-31T00:00:00.000Z", "2027-02-01T00:00:00.000Z"],
  ])("%j in %s is from %s up to %s", (asked, zone, from, to) => {
    expect(read(asked, zone)).toEqual([from, to]);
  });

  it.each([
    [{ month: "2026-1" }, "usage.bad_month", "--month 2026-11"],
    [{ month: "2026-12" }, "usage.future_period", "--month 2026-11"],
    [{ from: "2026-11-02" }, "usage.future_period", "--month 2026-11"],
    [{ month: "2026-10", from: "2026-10-01" }, "usage.period", "--from 2026-10-01 --to 2026-10-31"],
    [{ month: "2026-10", to: "2026-10-31" }, "usage.period", "--from 2026-10-01 --to 2026-10-31"],
    [{ to: "2026-10-31" }, "usage.period", "--from 2026-10-01"],
    [{ from: "2026-10-15", to: "2026-10-01" }, "usage.period", "--from 2026-10-01 --to 2026-10-15"],
    [{ from: "15.10.2026" }, "usage.bad_day", "--from 2026-10-15"],
    [{ from: "2026-02-30" }, "usage.bad_day", "--from 2026-10-15"],
    [{ from: "2026-10-01", to: "2026-13-01" }, "usage.bad_day", "--to 2026-10-15"],
    [{ to: "October" }, "usage.bad_day", "--to 2026-10-15"],
  ])("refuses %j as %s, and says what to type", (asked, code, hint) => {
    const error = refusal(asked);
    expect(error.code).toBe(code);
    expect(error.exit).toBe(2);
    expect(error.hint?.en).toContain(hint);
    expect(error.hint?.es).toContain(hint);
  });
});
