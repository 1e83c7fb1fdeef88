import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPace, type Pace } from "../../../src/domain/outbox/pace.ts";
import type { BusinessUsage } from "../../../src/graph/usage.ts";
import { noon } from "../../helpers/rows.ts";

const second = 1_000;
const account = (usage: Partial<BusinessUsage>): BusinessUsage => ({ id: "5", ...usage });

/** A pace of 80 a second, brought to a standstill: halved seven times. */
function standstill(perSecond = 80): { pace: Pace; at: number } {
  const pace = createPace(perSecond);
  let at = noon;
  for (let times = 0; times < 12; times++) {
    at += second;
    pace.tooFast(at);
  }
  return { pace, at };
}

describe("the pace of a run", () => {
  it("is what the number may send, until Meta says something else", () => {
    expect(createPace(80).perSecond(noon)).toBe(80);
    expect(createPace(80).heldUntil()).toBe(0);
    expect(createPace("max").perSecond(noon)).toBeUndefined();
  });

  it("is halved when messages come too fast, and once for all refusals of one second", () => {
    const pace = createPace(80);
    pace.tooFast(noon);
    expect(pace.perSecond(noon)).toBe(40);
    for (const later of [1, 500, 999]) pace.tooFast(noon + later);
    expect(pace.perSecond(noon)).toBe(40);
    // By then it has got back a twentieth of the whole.
    expect(pace.perSecond(noon + second)).toBe(44);
    pace.tooFast(noon + second);
    expect(pace.perSecond(noon + second)).toBe(22);
  });

  it("goes up again steadily, and is whole after twenty seconds at most", () => {
    const { pace, at } = standstill();
    const slow = pace.perSecond(at) ?? 0;
    expect(slow).toBeGreaterThanOrEqual(1);
    expect(slow).toBeLessThan(8);
    expect(pace.perSecond(at + 5 * second)).toBeCloseTo(slow + 20);
    expect(pace.perSecond(at + 15 * second)).toBeCloseTo(slow + 60);
    expect(pace.perSecond(at + 20 * second)).toBe(80);
    expect(pace.perSecond(at + 999 * second)).toBe(80);
  });

  it("is never less than one a second by itself, and never more than was asked for", () => {
    const { pace, at } = standstill(3);
    expect(pace.perSecond(at)).toBe(1);
    const slow = createPace(0.2);
    slow.tooFast(noon);
    expect(slow.perSecond(noon)).toBe(0.2);
  });

  it("without a limit is slowed down too, and is without one again", () => {
    const pace = createPace("max");
    pace.tooFast(noon);
    const slowed = pace.perSecond(noon);
    expect(slowed).toBeGreaterThan(1_000);
    expect(pace.perSecond(noon + 20 * second)).toBeUndefined();
  });

  it("is held, and the longest hold counts", () => {
    const pace = createPace(80);
    pace.hold(noon + 9_000);
    pace.hold(noon + 4_000);
    expect(pace.heldUntil()).toBe(noon + 9_000);
  });

  it.each<[string, Parameters<Pace["usage"]>[0], number, number]>([
    ["nothing used", { businesses: [] }, 80, 0],
    ["nearly nothing used", { app: { callCount: 12 }, businesses: [account({ callCount: 89 })] }, 80, 0],
    ["calls nearly used up", { businesses: [account({ callCount: 90 })] }, 40, 0],
    ["the app's time nearly used up", { app: { totalTime: 95 }, businesses: [] }, 40, 0],
    ["processor time of one of two accounts", { businesses: [account({}), account({ totalCpuTime: 99 })] }, 40, 0],
    ["all used up", { app: { callCount: 100 }, businesses: [] }, 40, 60_000],
    ["told when it comes back", { businesses: [account({ callCount: 120, regainAccessMs: 300_000 })] }, 40, 300_000],
    [
      "not used up, and yet told to wait",
      { businesses: [account({ callCount: 3, regainAccessMs: 60_000 })] },
      80,
      60_000,
    ],
  ])("obeys what the headers say: %s", (_, usage, perSecond, heldFor) => {
    const pace = createPace(80);
    pace.usage(usage, noon);
    expect(pace.perSecond(noon)).toBe(perSecond);
    expect(pace.heldUntil()).toBe(heldFor === 0 ? 0 : noon + heldFor);
  });

  it("rises to a limit that Meta has raised: at once when it was whole, else step by step", () => {
    const whole = createPace(80);
    whole.limit(1_000);
    expect(whole.perSecond(noon)).toBe(1_000);
    const slowed = createPace(80);
    slowed.tooFast(noon);
    slowed.limit(1_000);
    expect(slowed.perSecond(noon)).toBe(40);
    expect(slowed.perSecond(noon + 2 * second)).toBe(140);
    expect(slowed.perSecond(noon + 20 * second)).toBe(1_000);
  });

  it("falls to a limit that Meta has lowered, and asks for none where there is none", () => {
    const pace = createPace(1_000);
    pace.limit(80);
    expect(pace.perSecond(noon)).toBe(80);
    const slowed = createPace(1_000);
    slowed.tooFast(noon);
    slowed.limit(80);
    expect(slowed.perSecond(noon)).toBe(80);
    const unlimited = createPace("max");
    unlimited.limit(80);
    expect(unlimited.perSecond(noon)).toBeUndefined();
  });

  it("takes a refusal for news also after the clock was put back an hour", () => {
    const pace = createPace(80);
    pace.tooFast(noon);
    const earlier = noon - 3_600_000;
    pace.tooFast(earlier);
    expect(pace.perSecond(earlier)).toBe(20);
    expect(pace.perSecond(earlier + 20 * second)).toBe(80);
  });

  it("stays between one and what is allowed, whatever comes", () => {
    const news = fc.record({
      after: fc.integer({ min: 0, max: 30_000 }),
      kind: fc.constantFrom("tooFast", "usage", "limit", "nothing"),
      value: fc.integer({ min: 1, max: 1_000 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.array(news), (ceiling, all) => {
        const pace = createPace(ceiling);
        let most = ceiling;
        let at = noon;
        for (const { after, kind, value } of all) {
          at += after;
          if (kind === "tooFast") pace.tooFast(at);
          else if (kind === "usage") pace.usage({ app: { callCount: value }, businesses: [] }, at);
          else if (kind === "limit") {
            most = value;
            pace.limit(value);
          }
          const now = pace.perSecond(at) ?? Number.NaN;
          expect(now).toBeGreaterThanOrEqual(1);
          expect(now).toBeLessThanOrEqual(most);
        }
        expect(pace.perSecond(at + 20 * second)).toBe(most);
      }),
      { seed: 5 },
    );
  });
});
