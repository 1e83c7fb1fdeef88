import { expect, it } from "vitest";
import type { Database } from "../../../src/storage/database.ts";
import { campaignCost, openCampaigns, queuedIds, recipientCounts } from "../../../src/storage/repos/campaign-counts.ts";
import { listRecipients } from "../../../src/storage/repos/campaign-people.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import { applyStatus, insertMessages, nextDueAt } from "../../../src/storage/repos/messages.ts";
import {
  assumeSent,
  holdCampaign,
  holdEnded,
  queueRetries,
  timesRetried,
  type QueuePlace,
} from "../../../src/storage/repos/retries.ts";
import type { CampaignState, MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const number = "100200300";

async function campaign(
  db: Database,
  rows: readonly Partial<MessageRow>[],
  state: CampaignState = "running",
): Promise<number> {
  const name = `campaign ${Math.random()}`;
  const id = await createCampaign(db, { name, phone_number_id: number, state, created_at: noon, spec: "{}" });
  if (id === undefined) throw new Error("not created");
  await insertMessages(
    db,
    rows.map((row, position) => messageRow(position, { id: `msg_${id}_${position}`, campaign_id: id, ...row })),
  );
  return id;
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describeEachDatabase("what is known of a campaign", (open, { address, openAt }) => {
  it("counts each person once, whatever came before, and every message's money", async () => {
    const db = await open();
    const id = await campaign(db, [
      { state: "delivered", settled_micros: 9_000 },
      { state: "failed", error_code: 131_000 },
      { state: "queued" },
      { state: "accepted" },
      { state: "uncertain" },
    ]);
    const other = await campaign(db, [{ state: "queued", estimate_micros: null }]);
    await db.transaction(async (tx) => {
      const { rows } = await holdEnded(db, tx, { campaignId: id, state: "failed", limit: 10 });
      await queueRetries(
        tx,
        rows.map((row) => ({ row, dueAt: noon + 5 })),
        noon + 10,
      );
    });
    const counts = await recipientCounts(db, [id, other]);
    expect(Object.fromEntries(counts.get(id) ?? [])).toEqual({
      accepted: 1,
      delivered: 1,
      failed: 0,
      queued: 2,
      uncertain: 1,
    });
    expect(Object.fromEntries(counts.get(other) ?? [])).toEqual({ queued: 1 });
    expect(await campaignCost(db, id)).toEqual({
      currency: "USD",
      estimate_micros: 5 * 8_500,
      settled_micros: 9_000,
      so_far_micros: 9_000 + 8_500,
      unpriced: 0,
    });
    expect(await campaignCost(db, other)).toMatchObject({ estimate_micros: null, unpriced: 1 });
    expect(await queuedIds(db, id, 10)).toHaveLength(2);
  });

  it("queues a new message in the place of a failed one, which names it and stays as it was", async () => {
    const db = await open();
    const id = await campaign(db, [
      { state: "failed", error_code: 131_000, reason: "graph.x", variant: "B", consent: "gg--" },
    ]);
    await db.transaction(async (tx) => {
      const { rows } = await holdEnded(db, tx, { campaignId: id, state: "failed", limit: 10 });
      const retries = rows.map((row) => ({ row, dueAt: 7 }));
      await queueRetries(tx, retries, noon + 10);
      expect(await holdEnded(db, tx, { campaignId: id, state: "failed", limit: 10 })).toEqual({ rows: [] });
    });
    const rows = await db.query<MessageRow>("SELECT * FROM messages ORDER BY created_at");
    const [old, next] = rows;
    expect(rows).toHaveLength(2);
    expect(old).toMatchObject({ state: "failed", error_code: 131_000, retried_by: next?.id });
    expect(next).toMatchObject({
      state: "queued",
      position: 0,
      campaign_id: id,
      variant: "B",
      consent: "gg--",
      due_at: 7,
      reason: null,
      error_code: null,
      retried_by: null,
      created_at: noon + 10,
    });
    expect(await timesRetried(db, id, [0, 1])).toEqual(new Map([[0, 1]]));
    expect(await listRecipients(db, { campaignId: id, limit: 10 })).toMatchObject([{ id: next?.id, position: 0 }]);
  });

  it("pages through what failed in the order of the queue, each once, also while some of it goes back", async () => {
    const db = await open();
    const due = [0, 9, 0, 4, 0, 4, 9, 0, 0];
    const id = await campaign(
      db,
      due.map((due_at, place) => ({ due_at, state: place === 8 ? "delivered" : "failed", error_code: 131_000 })),
    );
    const pages: number[][] = [];
    await db.transaction(async (tx) => {
      let after: QueuePlace | undefined;
      do {
        const { rows, next } = await holdEnded(db, tx, { campaignId: id, state: "failed", after, limit: 3 });
        pages.push(rows.map(({ position }) => position).toSorted());
        await queueRetries(
          tx,
          rows.slice(1).map((row) => ({ row, dueAt: 5 })),
          noon + 10,
        );
        after = next;
      } while (after !== undefined);
    });
    expect(pages).toEqual([
      [0, 2, 4],
      [3, 5, 7],
      [1, 6],
    ]);
    expect((await recipientCounts(db, [id])).get(id)).toEqual(
      new Map([
        ["failed", 3],
        ["queued", 5],
        ["delivered", 1],
      ]),
    );
  });

  it("is not found at its end by one while another puts messages back into the queue, where the engine has rows to lock", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    if (!one.capabilities.skipLocked) return;
    const id = await campaign(one, [{ state: "failed", error_code: 131_000 }]);
    const { promise: begun, resolve: begin } = withResolvers();
    const settling = begun.then(async () =>
      two.transaction(async (tx) => [await holdCampaign(two, tx, id), await nextDueAt(tx, id)]),
    );
    await one.transaction(async (tx) => {
      await holdCampaign(one, tx, id);
      begin();
      const { rows } = await holdEnded(one, tx, { campaignId: id, state: "failed", limit: 10 });
      for (let turn = 0; turn < 50; turn += 1) await nextDueAt(tx, id);
      await queueRetries(
        tx,
        rows.map((row) => ({ row, dueAt: 7 })),
        noon + 10,
      );
    });
    expect(await settling).toEqual(["running", 7]);
  });

  it("takes uncertain messages for sent, with the person's word in their history", async () => {
    const db = await open();
    const id = await campaign(db, [{ state: "uncertain", reason: "network.reset" }]);
    await db.transaction(async (tx) => {
      const { rows } = await holdEnded(db, tx, { campaignId: id, state: "uncertain", limit: 10 });
      await assumeSent(tx, rows, noon + 10);
    });
    expect(await db.query("SELECT state, reason, accepted_at, wamid FROM messages")).toEqual([
      { state: "accepted", reason: "person.assumed_sent", accepted_at: noon + 10, wamid: null },
    ]);
    expect(await db.query("SELECT state, source FROM message_events WHERE source = 'person'")).toEqual([
      { state: "accepted", source: "person" },
    ]);
    // Meta's own report comes after all, and is believed.
    const status = {
      messageId: `msg_${id}_0`,
      wamid: "wamid.9",
      state: "delivered",
      at: noon + 20,
      recordedAt: noon + 30,
    };
    expect(await applyStatus(db, { ...status, source: "meta" })).toBe("applied");
    expect(await db.query("SELECT state, reason, wamid FROM messages")).toEqual([
      { state: "delivered", reason: null, wamid: "wamid.9" },
    ]);
  });

  it("finds what a worker has to look at: started, not over, and planned", async () => {
    const db = await open();
    const ids = new Map<CampaignState, number>();
    for (const state of ["planned", "scheduled", "running", "paused", "done", "cancelled"] as const) {
      ids.set(state, await campaign(db, [], state));
    }
    await createCampaign(db, { phone_number_id: number, state: "running", created_at: noon });
    const open_ = await openCampaigns(db, number);
    expect(open_.map(({ id }) => id)).toEqual([ids.get("scheduled"), ids.get("running")]);
    expect(await openCampaigns(db, "another number")).toEqual([]);
  });
});
