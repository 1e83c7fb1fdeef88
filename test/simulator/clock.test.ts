import fc from "fast-check";
import { expect, test } from "vitest";
import { VirtualClock } from "../../src/simulator/time/clock.ts";

test("timers run at their own moments, in order, those of one moment in the order in which they were set", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(50)), fc.nat(60), async (waits, move) => {
      const clock = new VirtualClock(1_000, true);
      const ran: [wait: number, order: number][] = [];
      for (const [order, wait] of waits.entries()) {
        clock.after(wait, () => {
          expect(clock.now()).toBe(1_000 + wait);
          ran.push([wait, order]);
        });
      }
      await clock.advance(move);
      const due = waits.map((wait, order): [number, number] => [wait, order]).filter(([wait]) => wait <= move);
      expect(ran).toEqual(due.toSorted(([a, first], [b, second]) => a - b || first - second));
      expect(clock.now()).toBe(1_000 + move);
      clock.stop();
    }),
  );
});

test("a timer set by a timer runs within the same move, and each waits for the effects of the one before", async () => {
  const clock = new VirtualClock(0, true);
  const heard: string[] = [];
  clock.after(10, async () => {
    heard.push("first begins");
    clock.after(5, () => void heard.push(`second at ${clock.now()}`));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    heard.push("first ends");
  });
  await clock.advance(20);
  expect(heard).toEqual(["first begins", "first ends", "second at 15"]);
});

test("moves queue up, a cancelled timer does not run, and going back makes timers wait longer", async () => {
  const clock = new VirtualClock(0, true);
  const heard: number[] = [];
  clock.after(10, () => void heard.push(clock.now()));
  clock.after(10, () => void heard.push(-1)).cancelled = true;
  await Promise.all([clock.advance(4), clock.advance(4), clock.set(2)]);
  expect([clock.now(), heard]).toEqual([2, []]);
  await clock.advance(8);
  expect(heard).toEqual([10]);
});

test("a sleeper is woken by the clock or by its signal", async () => {
  const clock = new VirtualClock(0, true);
  const woken = clock.sleep(60_000);
  const controller = new AbortController();
  const cancelled = clock.sleep(60_000, controller.signal);
  controller.abort(new Error("enough"));
  await expect(cancelled).rejects.toThrow("enough");
  await clock.advance(60_000);
  await expect(woken).resolves.toBeUndefined();
});

test.each(["reset", "stop"] as const)("a %s ends every sleep, and what is asleep later with it", async (end) => {
  const clock = new VirtualClock(0, true);
  const asleep = [clock.sleep(60_000), clock.sleep(Infinity), clock.sleep(1)].map((sleep) => sleep.catch(String));
  await clock.advance(1);
  clock[end]();
  const ended = expect.stringContaining("reset or closed");
  expect(await Promise.all(asleep)).toEqual([ended, ended, undefined]);
  const next = clock.sleep(10).catch(String);
  await clock.advance(10);
  expect(await next).toEqual(end === "stop" ? ended : undefined);
});

test("a reset in the middle of a move ends the move and those queued behind it", async () => {
  for (const manual of [true, false]) {
    const clock = new VirtualClock(1_000, manual);
    const heard: string[] = [];
    clock.after(10_000, () => {
      clock.reset();
      clock.after(5_000, () => void heard.push("after the reset"));
    });
    clock.after(20_000, () => void heard.push("before the reset"));
    await Promise.all([clock.advance(100_000), clock.advance(100_000)]);
    expect(clock.now()).toBeLessThan(2_000);
    expect(heard).toEqual([]);
    await clock.advance(5_000);
    expect(heard).toEqual(["after the reset"]);
    clock.stop();
  }
});
