import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countingStep, seriesOf } from "../../../../src/domain/campaigns/report/series.ts";

const minute = 60_000;
const day = 86_400_000;

describe("the series of a report", () => {
  it("has a point for each stretch of time, also where nothing happened", () => {
    const series = seriesOf(
      [
        { step: "accepted", bucket: 100, messages: 3 },
        { step: "read", bucket: 102, messages: 2 },
      ],
      1_000,
    );
    expect(series).toEqual([
      { from: 100_000, to: 101_000, accepted: 3, delivered: 0, read: 0 },
      { from: 101_000, to: 102_000, accepted: 0, delivered: 0, read: 0 },
      { from: 102_000, to: 103_000, accepted: 0, delivered: 0, read: 2 },
    ]);
  });

  it("puts the few who read it weeks later into the last point", () => {
    const series = seriesOf(
      [
        { step: "accepted", bucket: 0, messages: 100 },
        { step: "delivered", bucket: 1, messages: 99 },
        { step: "read", bucket: 20 * 1_440, messages: 1 },
      ],
      minute,
    );
    expect(series.map(({ from, to, read }) => [from, to, read])).toEqual([
      [0, minute, 0],
      [minute, 2 * minute, 0],
      [2 * minute, undefined, 1],
    ]);
  });

  it("is empty before anything was sent", () => {
    expect(seriesOf([], minute)).toEqual([]);
  });

  it("never has more than 60 points, nor loses a message, however long it took", () => {
    const span = fc.integer({ min: 1, max: 900 * day });
    fc.assert(
      fc.property(
        span,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 50 })), { minLength: 1 }),
        (length, events) => {
          const step = countingStep(length);
          const start = Date.UTC(2026, 9, 12);
          const buckets = events.map(([at, messages]) => ({
            step: "read" as const,
            bucket: Math.floor((start + (at % length)) / step),
            messages,
          }));
          const series = seriesOf(buckets, step);
          expect(series.length).toBeLessThanOrEqual(60);
          expect(series.reduce((sum, { read }) => sum + read, 0)).toBe(
            events.reduce((sum, [, messages]) => sum + messages, 0),
          );
          for (const [place, { from }] of series.slice(1).entries()) expect(series[place]?.to).toBe(from);
        },
      ),
    );
  });
});
