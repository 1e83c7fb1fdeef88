import { expect } from "vitest";
import { wrongsOf } from "../../helpers/simulator-process.ts";
import type { JournalWorld } from "./journal-world.ts";

/**
 * Goes on until the campaign is over: nobody got two, nobody is forgotten, who is uncertain has a reason to be, and webhooks and a
 * person settle the rest. Answers how often each person got the message in the end.
 */
export async function receivedInTheEnd(world: JournalWorld): Promise<ReadonlyMap<string, number>> {
  const { to } = world;
  const uncertainNow = async (): Promise<string[]> =>
    (await world.people()).filter(({ state }) => state === "uncertain").map((person) => person.to);
  await world.finish();
  expect(await world.missed()).toEqual([]);
  const people = await world.people();
  expect(people.map((person) => person.to)).toEqual(to);
  expect(wrongsOf(to, people, world.received())).toEqual([]);
  expect((await uncertainNow()).filter((phone) => !world.isOpen(phone))).toEqual([]);
  expect(await world.campaign()).toMatchObject({ state: "done", runner: null, runner_until: null });

  world.simulator.clearFaults();
  // A process may die while it sends what another one had left uncertain.
  for (let round = 0; round < 3; round++) {
    // Late as they are, and twice: the webhooks tell what went out.
    await world.takeWebhooks(2);
    const received = world.received();
    const left = to.filter((phone) => !received.has(phone));
    expect(await uncertainNow()).toEqual(left);
    if (left.length === 0) break;
    await world.sendUncertainAgain();
    await world.finish();
  }
  expect((await world.people()).map(({ state }) => state)).toEqual(to.map(() => "read"));
  return world.received();
}
