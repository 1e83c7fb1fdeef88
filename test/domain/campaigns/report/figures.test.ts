import { describe, expect, it } from "vitest";
import { comparisonSentence } from "../../../../src/domain/campaigns/report/comparison-words.ts";
import { points, typedName } from "../../../../src/domain/campaigns/report/figures.ts";
import { newcombe, type Difference } from "../../../../src/domain/campaigns/report/intervals.ts";
import { perOne, percent, whole } from "../../../../src/domain/pages/figures.ts";

describe("figures of a report", () => {
  it.each([
    [0, 0, "–", "–"],
    [0, 10, "0.0%", "0,0\u00a0%"],
    [934, 1_000, "93.4%", "93,4\u00a0%"],
    [1, 5_000, "<0.1%", "<0,1\u00a0%"],
    [4_999, 5_000, ">99.9%", ">99,9\u00a0%"],
    [5_000, 5_000, "100.0%", "100,0\u00a0%"],
  ])("%i of %i is %s", (count, of, en, es) => {
    expect(percent({ count, of })).toEqual({ en, es });
  });

  it.each([
    [999, "999", "999"],
    [9_999, "9,999", "9999"],
    [10_000, "10,000", "10\u00a0000"],
    [-1_234_567, "-1,234,567", "-1\u00a0234\u00a0567"],
  ])("%i people are %s", (count, en, es) => {
    expect(whole(count)).toEqual({ en, es });
  });

  it.each([
    [0.041, "+4.1", "+4,1"],
    [-0.041, "\u22124.1", "\u22124,1"],
    [-0.0004, "0.0", "0,0"],
    [0.0004, "0.0", "0,0"],
  ])("a difference of %d is %s points", (difference, en, es) => {
    expect(points(difference)).toEqual({ en, es });
  });

  it.each([
    [10, 3, 3],
    [11, 2, 6],
    [0, 5, 0],
    [7, 0, undefined],
  ])("%i millionths for %i are %s each, rounded once", (micros, count, each) => {
    expect(perOne(micros, count)).toBe(each);
  });

  it("types a campaign by its name, or by its id where the name would need quotes", () => {
    expect(typedName({ name: "autumn-2026", id: "cam_3" })).toBe("autumn-2026");
    expect(typedName({ name: "our autumn; rm", id: "cam_3" })).toBe("cam_3");
    expect(typedName({ name: null, id: "cam_3" })).toBe("cam_3");
  });
});

describe("a comparison in words", () => {
  const of = (difference: Difference | undefined, higher: "A" | "B" | undefined) =>
    comparisonSentence({ rate: "read", difference, higher });

  it("says who is ahead, by how much and how surely", () => {
    expect(of({ difference: 0.041, low: 0.012, high: 0.07 }, "B")).toEqual({
      en: "B was read more often: +4.1 points, between +1.2 and +7.0.",
      es: "B se leyó más a menudo: +4,1 puntos, entre +1,2 y +7,0.",
    });
  });

  it("tells it from the side of the one that is ahead", () => {
    expect(of({ difference: -0.041, low: -0.07, high: -0.012 }, "A").en).toBe(
      "A was read more often: +4.1 points, between +1.2 and +7.0.",
    );
  });

  it("claims nothing where chance may explain it", () => {
    expect(of(newcombe({ count: 5, of: 10 }, { count: 6, of: 10 }), undefined).en).toMatch(
      /^Read: no difference can be told/,
    );
    expect(of(undefined, undefined).en).toBe("Read: nothing to compare yet.");
  });
});
