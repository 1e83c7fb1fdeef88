import { expect, it } from "vitest";
import { PolicyError } from "../../../src/core/errors.ts";
import { watchFailures } from "../../../src/domain/campaigns/control/watch-failures.ts";
import { budgetGate } from "../../../src/domain/outbox/budget-gate.ts";
import type { Gate } from "../../../src/domain/outbox/gates.ts";
import { isLock, tryLock } from "../../../src/domain/outbox/lock.ts";
import { createPace } from "../../../src/domain/outbox/pace.ts";
import { recheckBy } from "../../../src/domain/outbox/recheck.ts";
import type { OutboxEnd, OutboxOptions } from "../../../src/domain/outbox/options.ts";
import { runOutbox } from "../../../src/domain/outbox/run.ts";
import type { Database } from "../../../src/storage/database.ts";
import { setBudget } from "../../../src/storage/repos/budgets.ts";
import { changeCampaign } from "../../../src/storage/repos/campaigns.ts";
import { putBehind } from "../../../src/storage/repos/contact-merge.ts";
import { insertMessages, messagesOfCampaign, reserveSlots } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
import { people, sendWorld, type SendWorld } from "../messages/world.ts";

async function run(
  db: Database,
  world: SendWorld,
  campaignId: number,
  changes: Partial<OutboxOptions> = {},
): Promise<OutboxEnd> {
  const { clock, graph } = world;
  const runner = { name: "here:1", isGone: () => false };
  const lock = await tryLock({ db, clock, runner, campaignId });
  if (!isLock(lock)) throw new Error("somebody has it");
  try {
    return await runOutbox({
      db,
      clock,
      lock,
      campaignId,
      owner: runner.name,
      signal: new AbortController().signal,
      pace: createPace(80),
      recheck: recheckBy(),
      call: async (number, message) => graph.messages.sendPrepared(number, message, { maxAttempts: 1 }),
      ...changes,
    });
  } finally {
    await lock.release();
  }
}

describeEachDatabase("a run", (open) => {
  it("at a rate of its own leaves the number's pace to others", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(4));
    const began = world.clock.now();
    await run(db, world, campaignId, { pace: createPace(80, 0.5) });
    expect(world.simulator.count()).toBe(4);
    expect(world.clock.now() - began).toBeGreaterThanOrEqual(6_000);
    const next = await reserveSlots(db, world.simulator.phoneNumberId, world.clock.now(), 12.5);
    expect(next - world.clock.now()).toBeLessThan(100);
  });

  it("sends what a gate let through, and ends with what barred the rest", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(9));
    let left = 5;
    const stop = new PolicyError({ code: "policy.budget", text: { en: "enough", es: "basta" } });
    const gate: Gate = { take: () => (left-- > 0 ? undefined : { stop }) };
    const end = await run(db, world, campaignId, { gates: [gate] });
    expect(end).toMatchObject({ stoppedBy: stop, called: 5 });
    expect(world.simulator.count()).toBe(5);
  });

  it("goes on past a month's budget that is raised while it runs", async () => {
    const db = await open();
    const world = await sendWorld(db);
    // Time passes at once here, and not in the simulator, which would find them too many for a second.
    world.simulator.limits({ mps: null, pair: null });
    const { campaignId } = await world.queue(people(99));
    await db.exec("UPDATE messages SET estimate_micros = 10000, currency = 'USD' WHERE campaign_id = ?", [campaignId]);
    const budget = { period: "month", currency: "USD", warn_percent: null, set_at: noon } as const;
    await setBudget(db, { ...budget, micros: 900_000 });
    const gates = [budgetGate({ zone: "UTC", capabilities: db.capabilities })];
    let called = 0;
    const end = await run(db, world, campaignId, {
      gates,
      pace: createPace(20),
      call: async (number, message) => {
        called += 1;
        if (called === 5) await setBudget(db, { ...budget, micros: 5_000_000 });
        return world.graph.messages.sendPrepared(number, message, { maxAttempts: 1 });
      },
    });
    expect(end).toMatchObject({ stoppedBy: undefined, called: 99 });
  });

  it("asks a gate again when a refusal has made room", async () => {
    const db = await open();
    const world = await sendWorld(db);
    world.simulator.fault({ on: "messages", kind: "graph-error", code: 131_009, times: 2 });
    const { campaignId } = await world.queue(people(5));
    let left = 3;
    const gate: Gate = {
      take: () => (left-- > 0 ? undefined : { later: noon + 86_400_000 }),
      giveBack: () => {
        left = Math.max(left, 0) + 1;
      },
    };
    const end = await run(db, world, campaignId, { gates: [gate] });
    expect(world.simulator.count()).toBe(3);
    expect(end.later).toBeUndefined();
  });

  it("fails one message that Meta stumbles over every time, and ends", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const [first = ""] = people(1);
    world.simulator.fault({ on: "messages", kind: "graph-error", code: 131_000, to: first });
    const { campaignId } = await world.queue(people(60));
    for (let round = 0; round < 3; round++) {
      const end = await run(db, world, campaignId);
      if (end.stoppedBy === undefined) break;
      await changeCampaign(db, campaignId, { state: "running", at: world.clock.now() });
    }
    const rows = await messagesOfCampaign(db, campaignId);
    expect(rows[0]).toMatchObject({ state: "failed", error_code: 131_000 });
    expect(rows.filter(({ state }) => state === "accepted")).toHaveLength(rows.length - 1);
  });

  it("writes once to two contacts that were merged after it was planned", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(3));
    const [first, second] = await messagesOfCampaign(db, campaignId);
    const merge = { into: second?.contact_id ?? 0, from: first?.contact_id ?? 0, at: noon };
    await db.transaction(async (tx) => putBehind(tx, merge));
    await run(db, world, campaignId);
    const rows = await messagesOfCampaign(db, campaignId);
    expect(rows.map(({ state }) => state)).toEqual(["accepted", "skipped", "accepted"]);
    expect(rows[1]).toMatchObject({ reason: "policy.duplicate" });
    expect(world.simulator.count()).toBe(2);
  });

  it("is stopped by somebody who pauses the campaign, and by a brake", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(30));
    const end = await run(db, world, campaignId, {
      concurrency: 1,
      call: async (number, message) => {
        await changeCampaign(db, campaignId, { state: "paused", at: world.clock.now() });
        return world.graph.messages.sendPrepared(number, message);
      },
    });
    expect(end).toMatchObject({ state: "paused", stoppedBy: undefined });
    expect(world.simulator.count()).toBeLessThan(20);
    const states = (await messagesOfCampaign(db, campaignId)).map(({ state }) => state);
    expect(states).not.toContain("sending");

    await changeCampaign(db, campaignId, { state: "running", at: world.clock.now() });
    const brake = new PolicyError({ code: "policy.failures", text: { en: "too many", es: "demasiados" } });
    const count = world.simulator.count();
    expect(await run(db, world, campaignId, { brakes: [() => brake] })).toMatchObject({ stoppedBy: brake });
    expect(world.simulator.count()).toBe(count);
  });

  it("is stopped by one serious answer, also where it came by webhook", async () => {
    const db = await open();
    const clock = { now: () => noon, sleep: async () => {} };
    const failed = { campaign_id: 1, state: "failed" as const, wamid: "w1" };
    await insertMessages(db, [messageRow(1, { ...failed, error_code: 131_048, updated_at: noon - 1 })]);
    const over = new AbortController();
    const watch = await watchFailures({ db, clock, campaignId: 1, share: 0.2 });
    // What failed so before the run was seen by whoever started it again.
    expect(watch.brake()).toBeUndefined();
    await insertMessages(db, [
      messageRow(2, { ...failed, wamid: "w2", error_code: 131_026, updated_at: noon }),
      messageRow(3, { ...failed, wamid: "w3", error_code: 131_031, updated_at: noon }),
    ]);
    let looks = 0;
    const again = await watchFailures({
      db,
      clock: { now: () => noon, sleep: async () => void (++looks > 1 && over.abort()) },
      campaignId: 1,
      share: 0.2,
    });
    await again.run(over.signal);
    expect(again.brake()).toMatchObject({ code: "graph.account_locked", exit: 4, data: { graphCode: 131_031 } });
  });
});
