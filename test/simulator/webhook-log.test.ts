import { expect, test } from "vitest";
import { DeliveryLog } from "../../src/simulator/webhooks/delivery-log.ts";
import type { Entry } from "../../src/simulator/webhooks/delivery.ts";
import type { Timer } from "../../src/simulator/time/timers.ts";

const add = (log: DeliveryLog): Entry => log.add("http://127.0.0.1:9/webhook", "secret", "messages", "{}");

/** As after an attempt that was not answered: it waits for its repetition. */
function refuse(log: DeliveryLog, entry: Entry): Timer {
  const timer: Timer = { at: 1, order: 1, run: () => {}, cancelled: false, task: undefined };
  entry.timers.set(timer, 1);
  log.wait(entry);
  log.done(entry);
  return timer;
}

const states = (log: DeliveryLog): string[] => log.shown().map(({ delivery }) => delivery.state);

test("what has not been tried is kept beyond every limit", () => {
  const log = new DeliveryLog(2, 3);
  for (let place = 0; place < 50; place++) add(log);
  expect(states(log)).toEqual(Array.from({ length: 50 }, () => "pending"));
});

test("of those that were refused the oldest is given up beyond the limit, and stays to be seen and sent again", () => {
  const log = new DeliveryLog(10, 3);
  const entries = [1, 2, 3, 4].map(() => add(log));
  const untried = add(log);
  const timers = entries.map((entry) => refuse(log, entry));
  expect(states(log)).toEqual(["failed", "pending", "pending", "pending", "pending"]);
  expect(timers.map(({ cancelled }) => cancelled)).toEqual([true, false, false, false]);
  expect(log.find("delivery_000001")).toBe(entries[0]);
  expect(log.waiting("delivery_000001")).toBeUndefined();
  expect(log.waiting(untried.delivery.id)).toBe(untried);
});

test("one that arrived while a copy of it waits is never given up as failed", () => {
  const log = new DeliveryLog(10, 1);
  const [first, second, third] = [add(log), add(log), add(log)];
  refuse(log, first);
  first.delivery.state = "delivered";
  log.done(first);
  refuse(log, second);
  refuse(log, third);
  expect(states(log)).toEqual(["delivered", "failed", "pending"]);
});

test("of those that are over only the last ones are kept; one that is sent again is not forgotten meanwhile", () => {
  const log = new DeliveryLog(3);
  const entries = [1, 2, 3].map(() => add(log));
  for (const entry of entries) log.done(entry);
  const [again] = entries;
  if (again !== undefined) refuse(log, again);
  for (const entry of [1, 2, 3, 4].map(() => add(log))) log.done(entry);
  expect(log.shown().map(({ delivery }) => delivery.id)).toContain("delivery_000001");
  expect(log.shown().length).toBeLessThanOrEqual(4);
});
