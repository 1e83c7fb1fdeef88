import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/testing.ts";
import { at, hello, Receiver, person, send } from "./helpers.ts";

const still: SimulatorOptions = { clock: "manual", now: "2026-11-20T12:00:00.000Z" };

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "recado-batches-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "simulator.json");
}

const write = (sim: Simulator, text: string): unknown => sim.inbound({ from: person, text });

/** The texts of each delivery. */
const deliveriesOf = (receiver: Receiver): unknown[] =>
  receiver.received.map(({ body }) =>
    (at(body, "entry", 0, "changes") as unknown[]).map((change) => at(change, "value", "messages", 0, "text", "body")),
  );

test("saving the state sends no batch early: after a restart it is gathered on, and sent at its time", async () => {
  await using receiver = await Receiver.start("token");
  const options: SimulatorOptions = {
    ...still,
    state: stateFile(),
    webhook: { url: receiver.url, chaos: { batch: 5 } },
  };
  const first = await startSimulator(options);
  write(first, "one");
  await first.advance(60);
  await first.close();
  expect(first.deliveries()).toEqual([]);

  const second = await startSimulator(options);
  write(second, "two");
  await second.advance(39);
  await second.close();
  expect(receiver.received).toEqual([]);

  await using third = await startSimulator(options);
  await third.advance(1);
  expect(deliveriesOf(receiver)).toEqual([["one", "two"]]);
  write(third, "three");
  await third.advance(100);
  expect(deliveriesOf(receiver)).toEqual([["one", "two"], ["three"]]);
});

test("a batch that is full goes out at once", async () => {
  await using receiver = await Receiver.start("token");
  await using sim = await startSimulator({ ...still, webhook: { url: receiver.url, chaos: { batch: 2 } } });
  for (const text of ["one", "two", "three"]) write(sim, text);
  await sim.settled();
  expect(deliveriesOf(receiver)).toEqual([["one", "two"]]);
  sim.reset();
  write(sim, "four");
  await sim.advance(100);
  expect(deliveriesOf(receiver)).toEqual([["one", "two"], ["four"]]);
});

test("a restart in the middle does not change the disorder", async () => {
  const run = async (state?: string): Promise<unknown[]> => {
    await using receiver = await Receiver.start("token");
    const chaos = { duplicate: 0.5, reorder: 0.5, delay: 50, seed: "a" };
    const options = { ...still, webhook: { url: receiver.url, chaos }, ...(state === undefined ? {} : { state }) };
    let sim = await startSimulator(options);
    for (let round = 0; round < 4; round++) {
      for (const last of ["11", "12"]) await send(sim, hello(`+120255501${last}`));
      await sim.advance(700);
      if (state === undefined) continue;
      await sim.close();
      sim = await startSimulator(options);
    }
    await sim.advance("1m");
    await sim.close();
    return receiver.received.map(({ body }) => at(body, "entry", 0, "changes", 0, "value", "statuses", 0));
  };
  const straight = await run();
  expect(straight.length).toBeGreaterThan(24);
  expect(await run(stateFile())).toEqual(straight);
});
