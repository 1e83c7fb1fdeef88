import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  limitOf,
  nextAt,
  readFrequency,
  readLimit,
  writeFrequency,
  type Frequency,
} from "../../../src/domain/consent/frequency.ts";
import { mayMessage } from "../../../src/domain/consent/may-message.ts";
import { nothingSaid } from "../../../src/domain/consent/state.ts";
import { purposes } from "../../../src/storage/rows.ts";
import { noon } from "../../helpers/rows.ts";

const hour = 3_600_000;
const day = 24 * hour;
const weekly: Frequency = { most: 1, periodMs: 7 * day };

describe("a limit", () => {
  it.each([
    ["2/7d", 2, 7 * day],
    [" 1 / 24h ", 1, day],
    ["3/d", 3, day],
    ["10/12H", 10, 12 * hour],
    ["1000/366d", 1_000, 366 * day],
  ])("is read from %j", (text, most, periodMs) => {
    expect(readFrequency(text)).toEqual({ most, periodMs });
  });

  it.each([
    "",
    "none",
    "2",
    "0/7d",
    "2/0d",
    "-1/7d",
    "1.5/7d",
    "2/7w",
    "2/7m",
    "1001/7d",
    "1/367d",
    "2/7d please",
    "2\\7d",
  ])("is not read from %j", (text) => {
    expect(readFrequency(text)).toBeUndefined();
  });

  it("is read back as it is written", () => {
    const limits = fc.record({
      most: fc.integer({ min: 1, max: 1_000 }),
      periodMs: fc.integer({ min: 1, max: 366 * 24 }).map((hours) => hours * hour),
    });
    fc.assert(
      fc.property(limits, (limit) => {
        expect(readFrequency(writeFrequency(limit))).toEqual(limit);
      }),
    );
  });

  it("of the contact comes before the one for all, and none lifts it", () => {
    expect(readLimit("None")).toBe("none");
    expect(limitOf(null, weekly)).toBe(weekly);
    expect(limitOf("2/7d", weekly)).toEqual({ most: 2, periodMs: 7 * day });
    expect(limitOf("none", weekly)).toBeUndefined();
    expect(limitOf(null, undefined)).toBeUndefined();
  });
});

describe("the next message", () => {
  it.each([
    ["nothing was sent", weekly, [], undefined],
    ["the last is older than the period", weekly, [noon - 7 * day], undefined],
    ["one was sent a moment ago", weekly, [noon - 1], noon - 1 + 7 * day],
    ["two of three were sent", { most: 3, periodMs: day }, [noon - 1, noon - 2], undefined],
    ["more were sent than allowed", { most: 2, periodMs: day }, [noon - 5, noon - 9, noon - 1], noon - 5 + day],
    ["the clock of another machine is ahead", weekly, [noon + hour], noon + hour + 7 * day],
  ] as const)("may go when %s", (_, limit, sent, next) => {
    expect(nextAt({ limit, sent, now: noon })).toBe(next);
  });

  it("never goes out more often than the limit says, whenever it is asked", () => {
    const asked = fc.array(fc.integer({ min: 0, max: 20 * day }), { maxLength: 60 });
    const limits = fc.record({ most: fc.integer({ min: 1, max: 4 }), periodMs: fc.constantFrom(hour, day, 5 * day) });
    fc.assert(
      fc.property(asked, limits, (times, limit) => {
        const sent: number[] = [];
        const waits: (number | undefined)[] = [];
        for (const now of times.toSorted((one, other) => one - other)) {
          const next = nextAt({ limit, sent, now });
          if (next === undefined) sent.push(now);
          else waits.push(nextAt({ limit, sent, now: next }));
        }
        const gaps = sent.slice(limit.most).map((at, place) => at - (sent[place] ?? at));
        expect(gaps.filter((gap) => gap < limit.periodMs)).toEqual([]);
        expect(waits.filter((wait) => wait !== undefined)).toEqual([]);
      }),
    );
  });
});

describe("who has had enough marketing", () => {
  const agreed = { ...nothingSaid, marketing: "granted", utility: "granted" } as const;
  const frequency = { limit: weekly, sent: [noon - day], now: noon };

  it("is told so, with when the next may go", () => {
    const verdict = mayMessage(agreed, { category: "marketing", frequency });
    expect(verdict).toMatchObject({ ok: false, code: "policy.frequency", nextAt: noon + 6 * day });
    expect(verdict.ok ? "" : verdict.text.en).toContain("(1/7d) is reached; the next may go from 2026-10-18 12:00 UTC");
    expect(verdict.ok ? "" : verdict.text.es).toContain("desde 2026-10-18 12:00 UTC");
  });

  it.each(purposes.filter((purpose) => purpose !== "marketing"))("still gets %s", (category) => {
    expect(mayMessage(agreed, { category, frequency })).toEqual({ ok: true });
  });

  it("is first of all somebody who agreed", () => {
    expect(mayMessage(nothingSaid, { category: "marketing", frequency })).toMatchObject({ code: "policy.no_consent" });
    const gone = { ...agreed, marketing: "withdrawn" } as const;
    expect(mayMessage(gone, { category: "marketing", frequency })).toMatchObject({ code: "policy.opted_out" });
  });
});
