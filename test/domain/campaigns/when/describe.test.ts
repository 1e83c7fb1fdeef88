import { describe, expect, it } from "vitest";
import { formatLocal, formatSpan } from "../../../../src/domain/campaigns/when/describe.ts";

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

describe("an instant as the clocks show it", () => {
  it.each([
    ["2026-12-01T14:00:00Z", "America/Lima", "2026-12-01 09:00 America/Lima"],
    ["2026-07-01T22:30:59Z", "Europe/Madrid", "2026-07-02 00:30 Europe/Madrid"],
    ["2026-12-01T14:00:00Z", "Etc/GMT+5", "2026-12-01 09:00 UTC-5"],
    ["2026-12-31T14:00:00Z", "Australia/Lord_Howe", "2027-01-01 01:00 Australia/Lord_Howe"],
    ["2026-07-01T00:00:00Z", "America/St_Johns", "2026-06-30 21:30 America/St_Johns"],
    ["2026-12-01T14:00:00Z", "UTC", "2026-12-01 14:00 UTC"],
  ])("%s in %s", (instant, zone, shown) => {
    expect(formatLocal(Date.parse(instant), zone)).toBe(shown);
  });
});

describe("a stretch of time", () => {
  it.each([
    [-5, "0 s", "0 s"],
    [0, "0 s", "0 s"],
    [1, "1 s", "1 s"],
    [45 * second, "45 s", "45 s"],
    [59_001, "1 min", "1 min"],
    [80 * second, "1 min 20 s", "1 min 20 s"],
    [hour - 1, "1 h", "1 h"],
    [2 * hour + 4 * minute + 1, "2 h 5 min", "2 h 5 min"],
    [day - minute, "23 h 59 min", "23 h 59 min"],
    [day - second, "1 day", "1 día"],
    [day + hour, "1 day 1 h", "1 día 1 h"],
    [3 * day, "3 days", "3 días"],
    [2 * day + 23 * hour + 1, "3 days", "3 días"],
    [2 * day + 5 * hour, "2 days 5 h", "2 días 5 h"],
  ])("%i ms is %s", (ms, en, es) => {
    expect(formatSpan(ms)).toEqual({ en, es });
  });
});
