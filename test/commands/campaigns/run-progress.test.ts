import { expect, it } from "vitest";
import { createMeter, pauseAfter } from "../../../src/commands/campaigns/run-progress.ts";

it.each([
  ["nothing to speak of", { tookMs: 2, countsMs: 1 }, 998],
  ["a large campaign's counts", { tookMs: 45, countsMs: 40 }, 955],
  ["its cost, added up now and then", { tookMs: 440, countsMs: 40 }, 560],
  ["a cost that takes longer than a second", { tookMs: 1_400, countsMs: 100 }, 0],
  ["counts that would take the whole second", { tookMs: 900, countsMs: 800 }, 3_100],
])("a line a second, also when looking takes %s", (_, look, pause) => {
  expect(pauseAfter(look)).toBe(pause);
});

it("the rate is that of the last ten seconds, from the first one on", () => {
  let now = 0;
  const meter = createMeter(() => now);
  for (let call = 0; call < 40; call++) {
    meter.count();
    now += 100;
  }
  expect(meter.rate()).toBe(10);
  now = 60_000;
  expect(meter.rate()).toBe(0);
});
