import { expect, it } from "vitest";
import { daysOf, earliestDay, isFinal, modelOf, pagesOf } from "../../../../src/domain/costs/sync/days.ts";
import { monthRange, startOfDay } from "../../../../src/domain/costs/calendar.ts";

const hour = 3_600_000;
const lima = "America/Lima";
const now = Date.UTC(2026, 10, 20, 12, 0, 0, 700);

it("a month has the days of the account's zone, and today ends now", () => {
  const days = daysOf(monthRange("2026-11", lima), lima, now);
  expect(days).toHaveLength(20);
  expect(days[0]).toEqual({ day: "2026-11-01", from: Date.UTC(2026, 10, 1, 5), to: Date.UTC(2026, 10, 2, 5) });
  expect(days.at(-1)).toEqual({ day: "2026-11-20", from: Date.UTC(2026, 10, 20, 5), to: Date.UTC(2026, 10, 20, 12) });
});

it("the day on which the clocks go back has 25 hours, and is one day", () => {
  const days = daysOf(monthRange("2026-10", "Europe/Madrid"), "Europe/Madrid", now);
  expect(days).toHaveLength(31);
  const long = days.filter((day) => day.to - day.from === 25 * hour);
  expect(long.map(({ day }) => day)).toEqual(["2026-10-25"]);
});

it("nothing is asked of days to come", () => {
  expect(daysOf(monthRange("2026-12"), "UTC", now)).toEqual([]);
});

it("pages have ten days at most, without gaps, and of one price model", () => {
  const days = daysOf({ from: Date.UTC(2025, 5, 15), to: Date.UTC(2025, 6, 14) }, "UTC", now);
  const gap = days.filter(({ day }) => day !== "2025-07-03");
  const pages = pagesOf(gap).map((page) => `${page[0]?.day}…${page.at(-1)?.day}`);
  expect(pages).toEqual([
    "2025-06-15…2025-06-24",
    "2025-06-25…2025-06-30",
    "2025-07-01…2025-07-02",
    "2025-07-04…2025-07-13",
  ]);
  expect([modelOf("2025-06-30"), modelOf("2025-07-01")]).toEqual(["conversation", "pricing"]);
});

it("a year back is a whole day of the account's zone", () => {
  expect(earliestDay(365, now, "UTC")).toBe("2025-11-21");
  expect(earliestDay(365, Date.UTC(2026, 10, 20, 3), lima)).toBe("2025-11-20");
});

const day = { day: "2026-10-31", from: startOfDay("2026-10-31", lima), to: startOfDay("2026-11-01", lima) };
const sync = (to: number, synced: number) => ({
  waba_id: "900",
  model: "pricing",
  from_at: day.from,
  cost_withheld: 0,
  to_at: to,
  synced_at: synced,
});

it.each([
  ["never read", undefined, false],
  ["read before it was over", sync(day.to - hour, Date.UTC(2026, 10, 10)), false],
  ["read less than three days after its month", sync(day.to, startOfDay("2026-11-04", lima) - 1), false],
  ["read three days after its month", sync(day.to, startOfDay("2026-11-04", lima)), true],
])("a day that was %s", (_, row, final) => {
  expect(isFinal(row, day, lima)).toBe(final);
});
