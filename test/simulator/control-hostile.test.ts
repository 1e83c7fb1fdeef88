import { expect, test } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import { VirtualClock } from "../../src/simulator/time/clock.ts";
import { at, connect, control, person } from "./helpers.ts";

/** Lists in one another, as text: too many levels for JSON.stringify. */
const deepText = `${"[".repeat(100_000)}1${"]".repeat(100_000)}`;

function deepValue(): unknown {
  let value: unknown = 1;
  for (let level = 0; level < 100_000; level++) value = [value];
  return value;
}

function cyclicValue(): unknown {
  const value: Record<string, unknown> = {};
  value["itself"] = value;
  return value;
}

test.each<[object, string]>([
  [{ advance: "99999999d" }, "simulator.bad_duration"],
  [{ advance: 1e300 }, "simulator.bad_duration"],
  [{ advance: "2920000d" }, "simulator.bad_time"],
  [{ set: 8.64e15 }, "simulator.bad_time"],
  [{ set: "+010000-01-01T00:00:00Z" }, "simulator.bad_time"],
  [{ set: 1e300 }, "simulator.bad_time"],
])("the clock does not go to %j, and everything goes on", async (move, code) => {
  await using sim = await startSimulator();
  await using receiver = await connect(sim);
  const answer = await control(sim, "POST", "clock", move);
  expect([answer.status, at(answer.body, "error", "code")]).toEqual([400, code]);
  expect((await control(sim, "GET", "clock")).status).toBe(200);
  sim.inbound({ from: person, text: "Hi" });
  await sim.settled();
  expect(receiver.received).toHaveLength(1);
});

test("two moves at once do not go further than one", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  const results = await Promise.allSettled([sim.advance("2000000d"), sim.advance("2000000d")]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect((await control(sim, "GET", "clock")).status).toBe(200);
  await sim.setClock("9999-12-31T23:59:59.999Z");
  expect((await control(sim, "GET", "clock")).body).toEqual({ now: "9999-12-31T23:59:59.999Z" });
});

test("a world does not begin after the last moment", async () => {
  await expect(startSimulator({ now: 8.64e15 })).rejects.toThrow("now is not a time");
});

test.each([
  ["inbound", `{"from":"${person}","interactive":{"type":"x","a":${deepText}}}`],
  ["inbound", `{"from":"${person}","text":"Hi","referral":{"a":${deepText}}}`],
  ["emit", `{"field":"account_update","value":{"a":${deepText}}}`],
  ["templates", `{"name":"a","language":"en","category":"UTILITY","components":${deepText}}`],
  ["clock", deepText],
])("%s refuses JSON with far too many levels, and everything goes on", async (path, body) => {
  await using sim = await startSimulator();
  await using receiver = await connect(sim);
  const answer = await control(sim, "POST", path, body);
  expect([answer.status, at(answer.body, "error", "code")]).toEqual([400, "simulator.bad_json"]);
  sim.inbound({ from: person, text: "Hi" });
  await sim.settled();
  expect(receiver.received).toHaveLength(1);
});

test.each([
  ["deep", deepValue],
  ["cyclic", cyclicValue],
  ["unwritable", () => 1n],
])("in the same process, a %s value is refused too", async (_, make) => {
  await using sim = await startSimulator();
  await using receiver = await connect(sim);
  const refusal = expect.objectContaining({ name: "ControlError", code: "simulator.bad_json" });
  const value = { a: make() };
  expect(() => sim.emit({ field: "account_update", value })).toThrow(refusal);
  expect(() => sim.inbound({ from: person, interactive: { type: "x", ...value } })).toThrow(refusal);
  await sim.settled();
  expect(receiver.received).toEqual([]);
});

test("a fault in a timer is a warning, and the timers behind it run", async () => {
  const clock = new VirtualClock();
  const warned = new Promise<Error>((resolve) => {
    process.once("warning", resolve);
  });
  clock.after(0, () => {
    throw new Error("at once");
  });
  await new Promise<void>((resolve) => {
    clock.after(1, resolve);
  });
  expect((await warned).message).toBe("A timer of the simulated world failed: at once");
  clock.stop();
});
