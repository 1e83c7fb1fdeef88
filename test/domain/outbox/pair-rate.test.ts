import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairMemoryMs, pairReadyAt } from "../../../src/domain/outbox/pair-rate.ts";
import { Buckets } from "../../../src/simulator/limits/buckets.ts";
import { noon } from "../../helpers/rows.ts";

const second = 1_000;
const metas = { burst: 45, interval: 6 * second, debt: true };
const times = (count: number, every: number, from = noon): number[] =>
  Array.from({ length: count }, (_, place) => from + place * every);

/** Somebody who is written to as recado advises: how long it waited, and whether Meta refused. */
function person(): { send(now: number): { readonly at: number; readonly taken: boolean } } {
  const meta = new Buckets();
  let sent: number[] = [];
  return {
    send: (now) => {
      let at = now;
      for (let ready = at; ; at = ready) {
        sent = sent.filter((one) => one > at - pairMemoryMs);
        ready = pairReadyAt(sent, at);
        if (ready === at) break;
      }
      sent.push(at);
      return { at, taken: meta.take("somebody", at, metas) };
    },
  };
}

describe("how often one person may be written to", () => {
  it.each<[string, number[], number, number]>([
    ["never before", [], noon, noon],
    ["once, a moment ago", [noon], noon + 1, noon + 1],
    ["39 times at once", times(39, 0), noon, noon],
    ["40 times at once: all of them are paid off first", times(40, 0), noon, noon + 240 * second],
    ["40 times, and some were paid off since", times(40, 0), noon + 100 * second, noon + 240 * second],
    ["40 times, and all were paid off", times(40, 0), noon + 240 * second, noon + 240 * second],
    ["43 times, two a second", times(43, 500), noon + 22 * second, noon + 258 * second],
    [
      "40 times, and then again when all were paid off",
      [...times(40, 0), noon + 240 * second],
      noon + 241 * second,
      noon + 241 * second,
    ],
    ["every six seconds for fifty minutes", times(500, 6 * second), noon + 3_000 * second, noon + 3_000 * second],
    ["every minute for an hour", times(60, 60 * second), noon + 3_600 * second, noon + 3_600 * second],
    ["by another program's clock, which is ahead", [noon + 5 * second], noon, noon],
  ])("%s", (_, sent, now, ready) => {
    expect(pairReadyAt(sent, now)).toBe(ready);
  });

  it("as advised, is never refused by Meta, nor kept waiting longer than a debt takes to be paid off", () => {
    const pauses = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(0, 1, 2_999, 6_000, 6_001) },
      fc.integer({ min: 0, max: 12_000 }),
      fc.integer({ min: 0, max: 400_000 }),
    );
    const stretch = fc.record({ count: fc.integer({ min: 1, max: 60 }), every: pauses, pause: pauses });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 10 }), (stretches) => {
        const somebody = person();
        let now = noon;
        for (const { count, every, pause } of stretches) {
          for (let place = 0; place < count; place++) {
            const { at, taken } = somebody.send(now);
            expect(taken).toBe(true);
            expect(at - now).toBeLessThanOrEqual(2 * metas.burst * metas.interval);
            now = at + every;
          }
          now += pause;
        }
      }),
      { numRuns: 80, seed: 3, endOnFailure: true },
    );
  });

  it("as advised, is not refused either while a debt is dragged along for hours", () => {
    const somebody = person();
    let now = noon;
    const send = (at: number): void => {
      const sent = somebody.send(at);
      expect(sent.taken).toBe(true);
      now = sent.at;
    };
    for (let hour = 0; hour < 3; hour++) {
      for (let place = 0; place < 39; place++) send(now);
      // As fast as debts are paid off, so that it stays as it is.
      for (let place = 0; place < 600; place++) send(now + 6 * second);
    }
  });
});
