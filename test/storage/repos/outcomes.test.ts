import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "../../../src/storage/database.ts";
import { campaignCost, recipientCounts } from "../../../src/storage/repos/campaign-counts.ts";
import { listRecipients } from "../../../src/storage/repos/campaign-people.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import {
  applyStatus,
  cancel,
  claimForSending,
  eventsOf,
  getMessage,
  insertMessages,
  markAccepted,
  markUncertain,
  messagesOfCampaign,
  releaseClaims,
} from "../../../src/storage/repos/messages.ts";
import { takenStates } from "../../../src/storage/repos/message-states.ts";
import { firstArrivedReason, skipArrived } from "../../../src/storage/repos/outcomes.ts";
import { holdEnded, queueRetries, timesRetried } from "../../../src/storage/repos/retries.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

interface Twice {
  readonly db: Database;
  readonly id: number;
  /** The ids of the person's messages, the first one in front. */
  readonly ids: readonly [string, string];
}

async function repeat(db: Database, id: number, state: "failed" | "uncertain", at: number): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await holdEnded(db, tx, { campaignId: id, state, limit: 10 });
    const retries = rows.map((row) => ({ row, dueAt: 0 }));
    await queueRetries(tx, retries, at);
  });
}

/** Somebody whose message did not arrive, as far as anybody knew, and is in the queue once more. */
async function twice(db: Database, first: Partial<MessageRow> = { state: "uncertain" }): Promise<Twice> {
  const given = { phone_number_id: "100200300", state: "running", created_at: noon, spec: "{}" } as const;
  const id = (await createCampaign(db, given)) ?? 0;
  const old = messageRow(0, { id: `msg_${id}`, campaign_id: id, ...first });
  const other = messageRow(1, { id: `msg_${id}_other`, campaign_id: id, state: "delivered" });
  await insertMessages(db, [old, other]);
  await repeat(db, id, old.state === "failed" ? "failed" : "uncertain", noon + 1_000);
  const [next] = await db.query<{ id: string }>("SELECT id FROM messages WHERE campaign_id = ? AND state = 'queued'", [
    id,
  ]);
  return { db, id, ids: [old.id, next?.id ?? ""] };
}

let minutes = 0;

async function reported(db: Database, messageId: string, ...states: readonly string[]): Promise<void> {
  for (const state of states) {
    minutes += 1;
    const at = noon + 60_000 * minutes;
    await applyStatus(db, {
      messageId,
      wamid: `wamid.${messageId}`,
      state,
      at,
      recordedAt: at,
      source: "meta",
      errors: state === "failed" ? [{ code: 131_026 }] : [],
    });
  }
}

async function claim({ db, ids }: Twice): Promise<void> {
  await claimForSending(db, { ids: [ids[1]], owner: "one", leaseUntil: noon + 30_000, now: noon });
}

/** What is told of the person, beside the other one, whose message was delivered. */
async function person({ db, id }: Twice): Promise<Pick<MessageRow, "id" | "state" | "reason">> {
  const counts = (await recipientCounts(db, [id])).get(id) ?? new Map<string, number>();
  const [first, ...others] = await listRecipients(db, { campaignId: id, limit: 10 });
  if (first === undefined) throw new Error("nobody");
  expect(others).toHaveLength(1);
  const expected = new Map([["delivered", 1]]);
  expected.set(first.state, (expected.get(first.state) ?? 0) + 1);
  expect(new Map([...counts].filter(([, count]) => count > 0))).toEqual(expected);
  return { id: first.id, state: first.state, reason: first.reason };
}

describeEachDatabase("somebody who is written to again", (open) => {
  it.each([
    ["of which nobody knew", { state: "uncertain" }, "delivered"],
    ["of which nobody knew, and which was sent", { state: "uncertain" }, "sent"],
    ["that had failed", { state: "failed", wamid: null, error_code: 131_000 }, "read"],
  ] as const)("gets no second message when the first arrives, %s", async (_, first, state) => {
    const world = await twice(await open(), first);
    const { db, ids } = world;
    await reported(db, ids[0], state);
    expect(await person(world)).toEqual({ id: ids[0], state, reason: null });
    expect(await getMessage(db, ids[1])).toMatchObject({ state: "skipped", reason: firstArrivedReason });
    expect((await eventsOf(db, [ids[1]])).map((event) => [event.state, event.source])).toEqual([
      ["queued", "recado"],
      ["skipped", "recado"],
    ]);
  });

  it("gets no second message when the first one's answer comes late", async () => {
    const world = await twice(await open());
    await markAccepted(world.db, [{ id: world.ids[0], wamid: "wamid.late", at: noon + 2_000 }]);
    expect(await person(world)).toMatchObject({ id: world.ids[0], state: "accepted" });
    expect((await getMessage(world.db, world.ids[1]))?.state).toBe("skipped");
  });

  it("gets no second message when the first one's answer comes late, among many", async () => {
    const world = await twice(await open());
    const { db, id, ids } = world;
    const many = Array.from({ length: 40 }, (_, place) =>
      messageRow(10 + place, { campaign_id: id, position: 10 + place, state: "sending" }),
    );
    await insertMessages(db, many);
    const all = [...many.map((row) => row.id), ids[0]];
    await markAccepted(
      db,
      all.map((messageId, place) => ({ id: messageId, wamid: `wamid.${place}`, at: noon + 2_000 })),
    );
    expect(await getMessage(db, ids[0])).toMatchObject({ state: "accepted", retried_by: null });
    expect(await getMessage(db, ids[1])).toMatchObject({ state: "skipped", reason: firstArrivedReason });
  });

  it("gets the second message when the first one is found to have failed", async () => {
    const world = await twice(await open());
    await reported(world.db, world.ids[0], "failed");
    expect(await person(world)).toEqual({ id: world.ids[1], state: "queued", reason: null });
    expect(await skipArrived(world.db, world.id, noon)).toBe(0);
  });

  it("counts by the better of two that arrived, and costs what both cost", async () => {
    const world = await twice(await open());
    const { db, ids } = world;
    await claim(world);
    await markAccepted(db, [{ id: ids[1], wamid: "wamid.second", at: noon + 2_000 }]);
    await reported(db, ids[0], "read");
    expect(await person(world)).toMatchObject({ id: ids[0], state: "read" });
    await applyStatus(db, {
      wamid: "wamid.second",
      state: "delivered",
      at: noon + 9,
      recordedAt: noon + 9,
      source: "meta",
    });
    expect(await person(world)).toMatchObject({ id: ids[0], state: "read" });
    expect(await campaignCost(db, world.id)).toMatchObject({
      estimate_micros: 2 * 8_500,
      so_far_micros: 3 * 8_500,
    });
  });

  it("counts by the second where that came farther", async () => {
    const world = await twice(await open());
    const { db, ids } = world;
    await claim(world);
    await reported(db, ids[0], "sent");
    await reported(db, ids[1], "read");
    expect(await person(world)).toMatchObject({ id: ids[1], state: "read" });
    await reported(db, ids[0], "delivered");
    expect(await person(world)).toMatchObject({ id: ids[1], state: "read" });
  });

  it("counts as read whose repeat was cancelled", async () => {
    const world = await twice(await open());
    await cancel(world.db, { ids: [world.ids[1]], at: noon + 2_000 });
    await reported(world.db, world.ids[0], "read");
    expect(await person(world)).toMatchObject({ id: world.ids[0], state: "read" });
    expect(await getMessage(world.db, world.ids[1])).toMatchObject({ state: "cancelled", reason: "person.cancelled" });
  });

  it("may be written to once more when the first, which Meta had taken, failed in the end", async () => {
    const world = await twice(await open());
    const { db, id, ids } = world;
    await reported(db, ids[0], "sent", "failed");
    expect(await person(world)).toMatchObject({ id: ids[0], state: "failed" });
    await repeat(db, id, "failed", noon + 5_000);
    expect(await person(world)).toMatchObject({ state: "queued" });
    // The repeat that was not needed was none.
    expect(await timesRetried(db, id, [0])).toEqual(new Map([[0, 1]]));
  });

  it.each(["uncertain", "delivered"] as const)("counts as %s by the second when the first fails", async (state) => {
    const world = await twice(await open());
    const { db, ids } = world;
    await claim(world);
    await reported(db, ids[0], "sent");
    if (state === "uncertain") await markUncertain(db, { id: ids[1], reason: "network.reset", at: noon });
    else await reported(db, ids[1], "delivered");
    await reported(db, ids[0], "failed");
    expect(await person(world)).toMatchObject({ id: ids[1], state });
  });

  it("gets no second message that came back to the queue after the first arrived, unless the first fails", async () => {
    for (const fails of [false, true]) {
      const world = await twice(await open());
      const { db, id, ids } = world;
      await claim(world);
      await reported(db, ids[0], "sent");
      await releaseClaims(db, "one", [{ id: ids[1], dueAt: 0, called: true }], noon);
      if (fails) await reported(db, ids[0], "failed");
      expect(await skipArrived(db, id, noon)).toBe(fails ? 0 : 1);
      expect(await person(world)).toMatchObject(
        fails ? { id: ids[1], state: "queued" } : { id: ids[0], state: "sent" },
      );
    }
  });

  it("gets no second message whatever became of the first unseen", async () => {
    const world = await twice(await open());
    await world.db.exec("UPDATE messages SET state = 'read' WHERE id = ?", [world.ids[0]]);
    expect(await skipArrived(world.db, world.id, noon)).toBe(1);
    expect(await person(world)).toMatchObject({ id: world.ids[0], state: "read" });
    expect(await skipArrived(world.db, world.id, noon)).toBe(0);
  });

  it("gets no third message when the first of two arrives", async () => {
    const world = await twice(await open());
    const { db, id, ids } = world;
    await claim(world);
    await markUncertain(db, { id: ids[1], reason: "network.reset", at: noon });
    await repeat(db, id, "uncertain", noon + 2_000);
    await reported(db, ids[0], "delivered");
    expect(await person(world)).toMatchObject({ id: ids[0], state: "delivered" });
    const rows = await messagesOfCampaign(db, id);
    expect(rows.filter(({ state }) => state === "queued")).toEqual([]);
    await reported(db, ids[1], "read");
    expect(await person(world)).toMatchObject({ id: ids[1], state: "read" });
  });

  it("counts once and by the best, in whatever order the reports come", async () => {
    const db = await open();
    const order: readonly string[] = takenStates;
    const report = fc.record({
      which: fc.nat(2),
      state: fc.constantFrom("sent", "delivered", "read", "failed"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(report, { maxLength: 8 }), async (reports) => {
        const world = await twice(db);
        await claim(world);
        await markUncertain(db, { id: world.ids[1], reason: "network.reset", at: noon });
        await repeat(db, world.id, "uncertain", noon + 2_000);
        const ids = (await messagesOfCampaign(db, world.id))
          .filter(({ position }) => position === 0)
          .toSorted((one, other) => one.created_at - other.created_at)
          .map((row) => row.id);
        for (const { which, state } of reports) await reported(db, ids[which] ?? "", state);
        const rows = (await messagesOfCampaign(db, world.id)).filter(({ position }) => position === 0);
        const counting = rows.filter((row) => row.retried_by === null);
        expect(counting).toHaveLength(1);
        const ranks = rows.map(({ state }) => order.indexOf(state));
        expect(order.indexOf(counting[0]?.state ?? "")).toBe(Math.max(...ranks));
        const someArrived = Math.max(...ranks) >= 0;
        await skipArrived(db, world.id, noon);
        const left = (await messagesOfCampaign(db, world.id)).filter(({ state }) => state === "queued");
        expect(someArrived ? left : []).toEqual([]);
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
