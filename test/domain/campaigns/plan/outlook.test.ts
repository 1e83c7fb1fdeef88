import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlookOf, type Waiting } from "../../../../src/domain/campaigns/plan/outlook.ts";
import { quietFinish } from "../../../../src/domain/campaigns/plan/quiet-finish.ts";
import { finishingTime } from "../../../../src/domain/campaigns/when/finishing.ts";
import { isQuiet } from "../../../../src/domain/campaigns/when/next-loud.ts";
import { planSpec } from "./spec.ts";

const hour = 3_600_000;
const day = 24 * hour;
/** Noon in UTC. */
const noon = Date.UTC(2026, 10, 20, 12);
const limits = { tier: "TIER_2K", perDay: 2_000, used: 500, perSecond: 80, quality: "GREEN" };

/** So many who were not reached today. */
const fresh = (recipients: number): Waiting => ({ recipients, reached: 0 });

describe("an outlook", () => {
  it.each([
    ["what is left", 1_500, true, 1],
    ["one more than is left", 1_501, false, 2],
    ["many days", 9_000, false, 5],
  ])("of %s", (_, recipients, fits, days) => {
    expect(outlookOf(planSpec(), limits, noon, fresh(recipients))).toMatchObject({ fits, days });
  });

  it.each([
    ["only people of today, at a limit that is used up", 2_000, 500, 500, true, 1],
    ["more of today than the limit, which was lowered", 2_500, 2_400, 2_400, true, 1],
    ["as many new ones as are left", 500, 1_700, 200, true, 1],
    ["one new one too many", 500, 1_701, 200, false, 2],
    ["new ones where nothing is left", 2_000, 300, 200, false, 2],
  ])("counts different people: %s", (_, used, recipients, reached, fits, days) => {
    const outlook = outlookOf(planSpec(), { ...limits, used }, noon, { recipients, reached });
    expect(outlook).toMatchObject({ newPeople: recipients - reached, fits, days });
  });

  it("starts tomorrow with the whole limit, and with nobody of today counted", () => {
    const spec = planSpec({ startsAt: noon + day });
    const used = { ...limits, used: 2_000 };
    const all = { recipients: 2_000, reached: 1_000 };
    expect(outlookOf(spec, used, noon, all)).toMatchObject({ newPeople: 2_000, fits: true, days: 1 });
    expect(outlookOf(spec, used, noon, { ...all, recipients: 2_001 })).toMatchObject({ fits: false, days: 2 });
  });

  it("has no limit where Meta states none", () => {
    const outlook = outlookOf(planSpec(), { used: 7, perSecond: 80 }, noon, fresh(1_000_000));
    expect(outlook).toMatchObject({ fits: true, days: 1 });
    expect(outlook.finishesAt).toBe(noon + (999_999 * 1_000) / 80);
  });

  it("starts at its time, or at once when that is past, and never faster than the number may", () => {
    const later = outlookOf(planSpec({ startsAt: noon + hour, rate: 500 }), limits, noon, fresh(81));
    expect(later).toMatchObject({ startsAt: noon + hour, perSecond: 80, finishesAt: noon + hour + 1_000 });
    expect(outlookOf(planSpec({ startsAt: noon - hour }), limits, noon, fresh(1)).startsAt).toBe(noon);
    expect(outlookOf(planSpec({ rate: 2 }), limits, noon, fresh(3)).finishesAt).toBe(noon + 1_000);
  });
});

describe("a finish with quiet hours", () => {
  const quietHours = { from: 21 * 60, to: 9 * 60, zone: "local" };

  it("waits for each place's morning", () => {
    const places = [
      { zones: ["Europe/London"], count: 10 },
      { zones: ["Asia/Tokyo"], count: 10 },
    ];
    // Noon in London is 21:00 in Tokyo, where it is loud again at nine, midnight in UTC.
    const finish = quietFinish({ quietHours, places, recipients: 20, perSecond: 10, startsAt: noon });
    expect(finish).toBe(noon + 12 * hour + 900);
  });

  it("goes on the next day where the evening comes first", () => {
    const places = [{ zones: ["UTC"], count: 40_000 }];
    // Nine hours at one a second, then from nine o'clock on.
    const finish = quietFinish({ quietHours, places, recipients: 40_000, perSecond: 1, startsAt: noon });
    expect(finish).toBe(noon + 21 * hour + (40_000 - 9 * 3_600 - 1) * 1_000);
  });

  it("keeps to the limit of 24 hours too", () => {
    const places = [{ zones: ["UTC"], count: 250 }];
    const sending = { quietHours, places, recipients: 250, perSecond: 80, startsAt: noon, perDay: 100, firstDay: 100 };
    const finish = quietFinish(sending) ?? 0;
    expect(Math.floor((finish - noon) / day)).toBe(2);
  });

  it("is the plain one where it is never quiet for anybody, to a quarter of an hour; and never in quiet hours", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.constantFrom(0.1, 1, 20, 80),
        fc.integer({ min: 0, max: 23 }),
        (recipients, perSecond, from) => {
          const quiet = { from: from * 60, to: ((from + 3) % 24) * 60, zone: "UTC" };
          const sending = { recipients, perSecond, startsAt: noon };
          const finish = quietFinish({
            ...sending,
            quietHours: quiet,
            places: [{ zones: ["UTC"], count: recipients }],
          });
          expect(finish).toBeDefined();
          expect(isQuiet(quiet, ["UTC"], finish ?? 0)).toBe(false);
          expect((finish ?? 0) - finishingTime(sending)).toBeGreaterThanOrEqual(-1);
        },
      ),
    );
  });

  it("is none where a year is not enough", () => {
    const places = [{ zones: ["UTC"], count: 1_000_000 }];
    const sending = { quietHours, places, recipients: 1_000_000, perSecond: 80, startsAt: noon, perDay: 50 };
    expect(quietFinish(sending)).toBeUndefined();
  });
});
