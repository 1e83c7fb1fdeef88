import { expect, it } from "vitest";
import { startSimulator, type SimulatorOptions } from "../../src/testing.ts";

const customer = "+12025550101";

/** The ids of what a customer writes: two before a reset, two after it. */
async function idsOf(options: SimulatorOptions): Promise<string[]> {
  await using simulator = await startSimulator(options);
  const write = (): string => simulator.inbound({ from: customer, text: "hola" }).id;
  const before = [write(), write()];
  simulator.reset();
  return [...before, write(), write()];
}

it("gives the same message ids at every start and after a reset: tests can rely on them", async () => {
  const [first, second, third, fourth] = await idsOf({});
  expect([third, fourth]).toEqual([first, second]);
  expect(await idsOf({})).toEqual([first, second, third, fourth]);
});

it("gives no message id twice where a database outlives it, and keeps token and account", async () => {
  const ids = [...(await idsOf({ freshMessageIds: true })), ...(await idsOf({ freshMessageIds: true }))];
  expect(new Set(ids).size).toBe(8);
  await using one = await startSimulator({ freshMessageIds: true });
  await using other = await startSimulator();
  expect([one.accessToken, one.phoneNumberId]).toEqual([other.accessToken, other.phoneNumberId]);
});
