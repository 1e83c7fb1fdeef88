import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newcombe, wilson } from "../../../../src/domain/campaigns/report/intervals.ts";

const four = (value: number | undefined): number => Number(value?.toFixed(4));

describe("Wilson's interval", () => {
  // Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i of %i", (count, of, low, high) => {
    const found = wilson({ count, of });
    expect([four(found?.low), four(found?.high)]).toEqual([low, high]);
  });

  it("of nobody is not there", () => {
    expect(wilson({ count: 0, of: 0 })).toBeUndefined();
  });
});

describe("Newcombe's interval of a difference", () => {
  // Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10. The paper subtracts the second from the first.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])("%i/%i less %i/%i", (count, of, lessCount, lessOf, low, high) => {
    const found = newcombe({ count: lessCount, of: lessOf }, { count, of });
    expect([four(found?.low), four(found?.high)]).toEqual([low, high]);
  });

  it("needs people on both sides", () => {
    expect(newcombe({ count: 1, of: 2 }, { count: 0, of: 0 })).toBeUndefined();
    expect(newcombe({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeUndefined();
  });

  it("holds the difference, stays between -1 and 1, and is the same from the other side", () => {
    const share = fc
      .tuple(fc.integer({ min: 1, max: 200_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([of, rate]) => ({ count: Math.round(of * rate), of }));
    fc.assert(
      fc.property(share, share, (one, two) => {
        const there = newcombe(one, two);
        const back = newcombe(two, one);
        if (there === undefined || back === undefined) throw new Error("no interval");
        expect(there.low).toBeLessThanOrEqual(there.difference);
        expect(there.high).toBeGreaterThanOrEqual(there.difference);
        expect(there.low).toBeGreaterThanOrEqual(-1);
        expect(there.high).toBeLessThanOrEqual(1);
        expect(back.low).toBeCloseTo(-there.high, 12);
        expect(back.high).toBeCloseTo(-there.low, 12);
      }),
    );
  });
});
