import { expect, test } from "vitest";
import { AppError, content, createGraphClient } from "../../src/index.ts";
import type { SimulatedWorld } from "../../src/testing.ts";
import { startSimulator } from "../../src/testing.ts";
import { control, hello, person, send } from "./helpers.ts";

/** How a call ends that a client makes: `answered`, or the error's code. */
async function outcome(world: SimulatedWorld): Promise<string> {
  const graph = createGraphClient({ accessToken: world.accessToken, baseUrl: world.graphUrl });
  try {
    await graph.messages.send(world.phoneNumberId, {
      messaging_product: "whatsapp",
      to: person,
      ...content.template({ name: "hello_world", language: "en_US" }),
    });
    return "answered";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  } finally {
    await graph.close();
  }
}

/** A call that a fault holds up. */
async function held(world: SimulatedWorld): Promise<{ readonly ended: Promise<string> }> {
  const ended = outcome(world);
  await struck(world);
  return { ended };
}

/** Until the fault has hit the call. */
async function struck(world: SimulatedWorld): Promise<void> {
  while (world.faults()[0]?.hits === 0) await new Promise(setImmediate);
}

const faults = [
  { on: "messages", kind: "slow", ms: 3_600_000 },
  { on: "messages", kind: "timeout" },
  { on: "messages", kind: "timeout", ms: 3_600_000 },
] as const;

test.each(faults)("a reset breaks off a call held up by %j", async (fault) => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.fault(fault);
  const { ended } = await held(sim);
  expect((await control(sim, "POST", "reset")).status).toBe(204);
  expect(await ended).toMatch(/^network\./);
  expect((await send(sim, hello())).status).toBe(200);
});

test.each(faults)("the end of a world breaks off a call held up by %j", async (fault) => {
  await using sim = await startSimulator({ clock: "manual" });
  const world = await sim.openWorld({ clock: "manual" });
  world.fault(fault);
  const { ended } = await held(world);
  await world.close();
  expect(await ended).toMatch(/^network\./);
});

test.each(faults)("the end of the simulator breaks off a call held up by %j", async (fault) => {
  const sim = await startSimulator({ clock: "manual" });
  sim.fault(fault);
  const { ended } = await held(sim);
  await sim.close();
  expect(await ended).toMatch(/^network\./);
});

test("a timeout with an end breaks the connection when the clock gets there", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.fault({ on: "messages", kind: "timeout", ms: 60_000, times: 1 });
  const call = send(sim, hello()).catch(() => "broken");
  while (sim.faults().length > 0) await new Promise(setImmediate);
  await sim.advance("1m");
  expect(await call).toBe("broken");
  expect(sim.count()).toBe(0);
});

test("who follows the events of a world hears of its end", async () => {
  await using sim = await startSimulator();
  const world = await sim.openWorld();
  const stream = await fetch(`${sim.pageUrl}events?world=${world.wabaId}`);
  await world.close();
  expect(await stream.text()).toContain("event: clock");
});

test("a client that lives in the world's time is told when it ends", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  const asleep = sim.clock.sleep(60_000);
  sim.reset();
  await expect(asleep).rejects.toMatchObject({ code: "simulator.world_ended" });
  const world = await sim.openWorld({ clock: "manual" });
  await world.close();
  await expect(world.clock.sleep(1)).rejects.toMatchObject({ code: "simulator.world_ended" });
});

test("a message that was accepted before a slow answer is forgotten by the reset", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.fault({ on: "messages", kind: "slow", ms: 60_000 });
  const call = send(sim, hello()).catch(() => "broken");
  await sim.wait({ to: person });
  sim.reset();
  expect([await call, sim.count()]).toEqual(["broken", 0]);
});
