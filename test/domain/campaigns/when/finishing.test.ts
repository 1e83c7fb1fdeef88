import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysNeeded, finishingTime, type Sending } from "../../../../src/domain/campaigns/when/finishing.ts";

const day = 86_400_000;
const startsAt = Date.UTC(2026, 10, 20, 12);

/** Sends one by one, each as soon as the rate and the last 24 hours allow. */
function simulate({ recipients, perSecond, perDay = Number.POSITIVE_INFINITY, firstDay = perDay }: Sending): number {
  const used = Number.isFinite(perDay) ? perDay - Math.min(perDay, firstDay) : 0;
  const reached = Array.from({ length: used }, () => startsAt);
  let last = startsAt;
  for (let index = 0; index < recipients; index += 1) {
    const freed = reached[reached.length - perDay];
    last = Math.max(index === 0 ? startsAt : last + 1_000 / perSecond, freed === undefined ? startsAt : freed + day);
    reached.push(last);
  }
  return last;
}

describe("when the last message leaves", () => {
  it.each([
    ["nobody", { recipients: 0, perSecond: 80 }, 0, 0],
    ["one", { recipients: 1, perSecond: 80 }, 0, 1],
    ["at 80 a second", { recipients: 8_001, perSecond: 80 }, 100_000, 1],
    ["one a minute, over two days", { recipients: 1_442, perSecond: 1 / 60 }, day + 60_000, 2],
    ["within the limit", { recipients: 2_000, perSecond: 1, perDay: 2_000 }, 1_999_000, 1],
    ["one above the limit", { recipients: 2_001, perSecond: 1, perDay: 2_000 }, day, 2],
    ["10,000 at 2,000 a day", { recipients: 10_000, perSecond: 1, perDay: 2_000 }, 4 * day + 1_999_000, 5],
    ["part of today used", { recipients: 3_000, perSecond: 1, perDay: 2_000, firstDay: 500 }, 2 * day + 499_000, 3],
    ["today all used", { recipients: 10, perSecond: 1, perDay: 250, firstDay: 0 }, day + 9_000, 2],
    ["more used than allowed", { recipients: 10, perSecond: 1, perDay: 250, firstDay: -20 }, day + 9_000, 2],
    ["too slow for the limit to matter", { recipients: 3_000, perSecond: 1 / 60, perDay: 2_000 }, 2_999 * 60_000, 3],
  ])("%s", (_, sending, after, days) => {
    expect(finishingTime({ ...sending, startsAt }) - startsAt).toBe(after);
    expect(daysNeeded({ ...sending, startsAt })).toBe(days);
  });

  it("is what sending one by one comes to", () => {
    const sending = fc.record({
      recipients: fc.integer({ min: 0, max: 120 }),
      perSecond: fc.constantFrom(80, 1, 1 / 3_600, 1 / 7_200, 1 / 20_000),
      perDay: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
      firstDay: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(sending, (given) => {
        expect(finishingTime({ ...given, startsAt })).toBeCloseTo(simulate({ ...given, startsAt }), 0);
      }),
    );
  });

  it.each([
    ["no rate", { perSecond: 0 }],
    ["no rate that is one", { perSecond: Number.NaN }],
    ["nobody a day", { perSecond: 1, perDay: 0 }],
  ])("never with %s", (_, sending) => {
    expect(() => finishingTime({ recipients: 1, startsAt, ...sending })).toThrow(RangeError);
  });
});
