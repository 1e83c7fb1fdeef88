import fc from "fast-check";
import { expect, it } from "vitest";
import { reserveSlots } from "../../../src/storage/repos/slots.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { noon } from "../../helpers/rows.ts";

const number = "100200300";

describeEachDatabase("places in a number's order", (open, { address, openAt }) => {
  it("are reserved several at a time, one behind the other", async () => {
    const db = await open();
    expect(await reserveSlots(db, number, noon, 12.5, 8)).toBe(noon);
    expect(await reserveSlots(db, number, noon + 20, 12.5, 8)).toBe(noon + 100);
    expect(await reserveSlots(db, number, noon + 20, 12.5)).toBe(noon + 200);
    // Another number has its own.
    expect(await reserveSlots(db, "other", noon + 20, 12.5, 8)).toBe(noon + 20);
  });

  it("lose nothing by fractions: 1,000 of 1/30 of a second are 33 seconds and a third", async () => {
    const db = await open();
    let slot = 0;
    for (let round = 0; round < 101; round++) slot = await reserveSlots(db, number, noon, 100 / 3, 10);
    expect(Math.abs(slot - noon - 100_000 / 3)).toBeLessThan(1);
  });

  it("are nobody's twice, however many reserve at once, and none is left out", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    const counts = Array.from({ length: 24 }, (_, place) => 1 + (place % 5));
    const firsts = await Promise.all(
      counts.map(async (count, place) => reserveSlots(place % 2 ? one : two, number, noon, 1, count)),
    );
    const taken = counts.flatMap((count, place) =>
      Array.from({ length: count }, (_, step) => (firsts[place] ?? 0) + step - noon),
    );
    expect(taken.toSorted((a, b) => a - b)).toEqual(taken.map((_, place) => place));
  });

  it("are never ahead of their time, nor closer than the interval, whatever the pauses", async () => {
    const db = await open();
    let names = 0;
    const asked = fc.record({ pause: fc.integer({ min: 0, max: 400 }), count: fc.integer({ min: 1, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 12 }), async (rounds) => {
        names += 1;
        let now = noon;
        let next = noon;
        for (const { pause, count } of rounds) {
          now += pause;
          const first = await reserveSlots(db, `n${names}`, now, 50, count);
          expect(first).toBe(Math.max(now, next));
          next = first + 50 * count;
        }
      }),
      { numRuns: 25, seed: 11 },
    );
  });

  it("are not kept by a clock that was hours ahead", async () => {
    const db = await open();
    await reserveSlots(db, number, noon + 5 * 3_600_000, 12.5, 10);
    expect(await reserveSlots(db, number, noon, 12.5)).toBe(noon);
    expect(await reserveSlots(db, number, noon, 12.5)).toBe(noon + 12.5);
  });

  it("keep their distance where it is long: twenty an hour", async () => {
    const db = await open();
    const interval = 180_000;
    expect(await reserveSlots(db, number, noon, interval)).toBe(noon);
    expect(await reserveSlots(db, number, noon, interval)).toBe(noon + interval);
    expect(await reserveSlots(db, number, noon + interval, interval, 2)).toBe(noon + 2 * interval);
    expect(await reserveSlots(db, number, noon + interval, interval)).toBe(noon + 4 * interval);
  });
});
