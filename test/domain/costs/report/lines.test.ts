import { describe, expect, it } from "vitest";
import { monthRange } from "../../../../src/domain/costs/calendar.ts";
import { daysFrom, daysOf, monthOf } from "../../../../src/domain/costs/report/days.ts";
import { linesOf, type CostGrouping } from "../../../../src/domain/costs/report/lines.ts";
import { stretchesOf } from "../../../../src/domain/costs/report/stretches.ts";
import { shippedTariff } from "../../../../src/domain/costs/tariff.ts";
import { slotOf, sum } from "./facts.ts";

const named = (by: CostGrouping, rows: Parameters<typeof linesOf>[0], zone = "UTC") =>
  linesOf(rows, { by, zone, campaigns: new Map([[3, "autumn"]]) }).map(({ value, name, messages }) => [
    value,
    ...(name === undefined ? [] : [name]),
    messages,
  ]);

describe("lines of a report", () => {
  it("counts a message with several labels under each, and once under a label that it carries twice", () => {
    const rows = [
      sum({ labels: '["vip","lima"]', messages: 2 }),
      sum({ labels: '["vip","vip"]', messages: 3 }),
      sum({ labels: null, messages: 4 }),
      sum({ labels: "[]", messages: 5 }),
    ];
    expect(named("label", rows)).toEqual([
      [null, 9],
      ["vip", 5],
      ["lima", 2],
    ]);
  });

  it("names campaigns, and keeps those apart that have none", () => {
    const rows = [sum({ campaign_id: 3, messages: 5 }), sum({ campaign_id: 4, messages: 3 }), sum({ messages: 1 })];
    expect(named("campaign", rows)).toEqual([
      ["cam_3", "autumn", 5],
      ["cam_4", 3],
      [null, 1],
    ]);
  });

  it("takes the days of the account's zone, also where the clocks are changed", () => {
    const at = (...times: string[]) => times.map((time) => sum({ slot: slotOf(time), messages: 1 }));
    expect(named("day", at("2026-11-01T04:45Z", "2026-11-01T05:00Z"), "America/Lima")).toEqual([
      ["2026-10-31", 1],
      ["2026-11-01", 1],
    ]);
    // 25 October 2026 has 25 hours in Madrid; Kathmandu is 5 h 45 min ahead.
    expect(named("day", at("2026-10-24T22:00Z", "2026-10-25T22:45Z", "2026-10-25T23:00Z"), "Europe/Madrid")).toEqual([
      ["2026-10-25", 2],
      ["2026-10-26", 1],
    ]);
    expect(named("day", at("2026-11-03T18:00Z", "2026-11-03T18:15Z"), "Asia/Kathmandu")).toEqual([
      ["2026-11-03", 1],
      ["2026-11-04", 1],
    ]);
  });
});

describe("days and months of a period", () => {
  it("lists days, the last one included", () => {
    expect(daysFrom("2026-02-27", "2026-03-01")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
    expect(daysFrom("2026-03-02", "2026-03-01")).toEqual([]);
    expect(daysOf(monthRange("2026-10", "Europe/Madrid"), "Europe/Madrid")).toHaveLength(31);
  });

  it("knows a month by its first and last instant, in the account's zone only", () => {
    const lima = monthRange("2026-11", "America/Lima");
    expect(monthOf(lima, "America/Lima")).toBe("2026-11");
    expect(monthOf(lima, "UTC")).toBeUndefined();
    expect(monthOf({ ...lima, to: lima.to - 86_400_000 }, "America/Lima")).toBeUndefined();
  });
});

describe("stretches of one price", () => {
  const day = 86_400_000;
  const starts = (from: string, to: string, days: readonly string[] = []) =>
    stretchesOf(
      { from: Date.parse(from), to: Date.parse(to) },
      {
        zone: "UTC",
        cards: {
          ...shippedTariff.cards,
          rates: days.map((effectiveFrom) => ({
            currency: "USD",
            effectiveFrom,
            market: "Spain",
            category: "utility",
            micros: 1,
            evidence: "imported",
          })),
        },
      },
    ).map((part) => [new Date(part.from).toISOString().slice(0, 10), (part.to - part.from) / day]);

  it("is a month, or the parts of several", () => {
    expect(starts("2026-10-01", "2026-11-01")).toEqual([["2026-10-01", 31]]);
    expect(starts("2026-09-15", "2026-11-02")).toEqual([
      ["2026-09-15", 16],
      ["2026-10-01", 31],
      ["2026-11-01", 1],
    ]);
  });

  it("begins anew on the day of an imported card", () => {
    expect(starts("2026-10-01", "2026-11-01", ["2026-10-10", "2026-10-01", "2027-01-01"])).toEqual([
      ["2026-10-01", 9],
      ["2026-10-10", 22],
    ]);
  });
});
