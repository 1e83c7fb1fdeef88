import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halves } from "../../../../src/domain/campaigns/params/variants.ts";

function split(seed: string, people: number): string {
  const half = halves(seed);
  return Array.from({ length: people }, (_, place) => half(place)).join("");
}

describe("two random halves", () => {
  it("are equal to one person, after any number of people", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 2_000 }), (seed, people) => {
        const ofA = split(seed, people).replaceAll("B", "").length;
        expect(Math.abs(people - 2 * ofA)).toBe(people % 2);
      }),
    );
  });

  it("are the same for the same seed, and others for another", () => {
    expect(split("uno", 200)).toBe(split("uno", 200));
    expect(split("uno", 200)).not.toBe(split("dos", 200));
  });

  it("owe nothing to the order of the list: who comes first of two gets A as often as B", () => {
    const seeds = ["a", "b", "c", "d", "e"].map((seed) => split(seed, 20_000));
    for (const letters of seeds) {
      const first = Array.from({ length: 10_000 }, (_, pair) => letters.charAt(2 * pair));
      const ofA = first.filter((letter) => letter === "A").length;
      // Five standard deviations of 10,000 fair coins.
      expect(Math.abs(ofA - 5_000)).toBeLessThan(250);
      const repeats = first.filter((letter, pair) => pair > 0 && letter === first[pair - 1]).length;
      expect(Math.abs(repeats - 5_000)).toBeLessThan(250);
    }
  });
});
