import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/testing.ts";
import { at, Receiver } from "./helpers.ts";
import { aftermath, continueAs, everything, steps } from "./whole-world.ts";

const still: SimulatorOptions = {
  clock: "manual",
  now: "2026-11-20T12:00:00.000Z",
  templateReview: 3_600_000,
  delays: { sent: 1_000, delivered: 60_000, read: 3_600_000 },
};

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "recado-state-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "simulator.json");
}

/** Takes each step; one that is refused would leave a hole in what is compared. */
async function fill(sim: Simulator, webhook: string): Promise<void> {
  for (const [name, step] of steps(webhook)) {
    const status = at(await step(sim), "status");
    expect([name, status === undefined || Number(status) < 300 ? "done" : status]).toEqual([name, "done"]);
  }
}

test("a world that holds something of everything is the same after a restart, and goes on the same way", async () => {
  await using receiver = await Receiver.start("word");
  const state = stateFile();
  await using straight = await startSimulator(still);
  const first = await startSimulator({ ...still, state });
  for (const sim of [straight, first]) await fill(sim, receiver.url);
  await first.close();
  await using second = await startSimulator({ ...still, state });
  continueAs(second, first);
  expect(await everything(second)).toEqual(await everything(straight));
  expect(await aftermath(second)).toEqual(await aftermath(straight));
});

test("after a reset nothing is left: the world is as a fresh one, and goes on the same way", async () => {
  await using receiver = await Receiver.start("word");
  await using fresh = await startSimulator(still);
  await using used = await startSimulator(still);
  await fill(used, receiver.url);
  used.reset();
  expect(await everything(used)).toEqual(await everything(fresh));
  await fill(fresh, receiver.url);
  await fill(used, receiver.url);
  expect(await everything(used)).toEqual(await everything(fresh));
});
