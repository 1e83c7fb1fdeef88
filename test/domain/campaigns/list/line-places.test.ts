import fc from "fast-check";
import { expect, it } from "vitest";
import { LinePlaces } from "../../../../src/domain/campaigns/list/line-places.ts";

const line = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.maxSafeInteger()).filter((one) => one !== 0);

it("remembers of every line where it came first, as a map would", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 3_000 }), (lines) => {
      const places = new LinePlaces();
      const expected = new Map<number, number>();
      for (const [place, one] of lines.entries()) {
        expect(places.get(one)).toBe(expected.get(one));
        places.add(one, place);
        if (!expected.has(one)) expected.set(one, place);
      }
      for (const [one, place] of expected) expect(places.get(one)).toBe(place);
    }),
    { numRuns: 30 },
  );
});

it("grows with a long list of numbers that follow one another", () => {
  const places = new LinePlaces();
  for (let place = 0; place < 100_000; place++) places.add(525_512_000_000 + place, place);
  expect([places.get(525_512_000_000), places.get(525_512_099_999), places.get(525_512_100_000)]).toEqual([
    0,
    99_999,
    undefined,
  ]);
});
