import { expect, it } from "vitest";
import type { Database } from "../../../src/storage/database.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import { claimForSending } from "../../../src/storage/repos/claims.ts";
import {
  costSums,
  costSumsOfRows,
  refreshCostSlots,
  slotMs,
  spentIn,
  uncertainSums,
} from "../../../src/storage/repos/cost-slots.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
import { expectEqualSums } from "./cost-model.ts";

const hour = { from: noon, to: noon + 4 * slotMs };
const taken = { state: "delivered", accepted_at: noon } as const;

async function marksOf(db: Database): Promise<number[]> {
  return (await db.query<{ slot: number }>("SELECT DISTINCT slot FROM cost_marks ORDER BY slot")).map(
    ({ slot }) => slot - noon / slotMs,
  );
}

/** Many messages at once, each quarter of an hour of `slots` with as many. */
async function fill(db: Database, slots: number, each: number, changes: Partial<MessageRow> = {}): Promise<void> {
  const places = Array.from({ length: slots * each }, (_, place) => place);
  await insertMessages(
    db,
    places.map((place) => messageRow(place, { ...taken, accepted_at: noon + (place % slots) * slotMs, ...changes })),
  );
}

describeEachDatabase("sums of costs", (open, { address, openAt }) => {
  it("count what Meta took: charged, free, without a price; settled amounts apart from estimates", async () => {
    const db = await open();
    await insertMessages(db, [
      messageRow(0, { ...taken, state: "accepted" }),
      messageRow(1, { ...taken, state: "sent" }),
      messageRow(2, { ...taken, settled_micros: 7_000, priced_at: noon, pricing_category: "utility" }),
      messageRow(3, { ...taken, settled_micros: 0, priced_at: noon }),
      messageRow(4, { ...taken, state: "read", estimate_micros: null }),
      messageRow(5, { ...taken, state: "failed" }),
      messageRow(6, { state: "uncertain" }),
      messageRow(7),
      messageRow(8, { ...taken, priced_at: noon, pricing_category: "utility" }),
    ]);
    expect(await refreshCostSlots(db)).toBe(1);
    expect(await costSums(db, { ...hour, by: ["category"] })).toEqual([
      {
        category: "utility",
        currency: "USD",
        messages: 6,
        charged: 3,
        free: 1,
        unpriced: 2,
        settled: 3,
        delivered: 4,
        read: 1,
        settled_micros: 7_000,
        estimate_micros: 17_000,
      },
    ]);
  });

  it("are of the quarter of an hour in which a message arrived, which may be of another month than the one in which it left", async () => {
    const db = await open();
    const month = Date.UTC(2026, 9, 1);
    await insertMessages(db, [
      messageRow(0, { ...taken, accepted_at: month - 1, delivered_at: month }),
      messageRow(1, { ...taken, accepted_at: month - 1, delivered_at: month - 1 }),
      messageRow(2, { ...taken, state: "sent", accepted_at: month - 1 }),
    ]);
    await refreshCostSlots(db);
    const sums = await costSums(db, { from: month - slotMs, to: month + slotMs, by: ["slot"] });
    expect(sums.map(({ slot, messages }) => [slot, messages]).toSorted()).toEqual([
      [month / slotMs - 1, 2],
      [month / slotMs, 1],
    ]);
    expect(await costSums(db, { from: month, to: month + slotMs, by: [] })).toMatchObject([{ messages: 1 }]);
  });

  it("know campaigns by their names only: what `send` makes has none", async () => {
    const db = await open();
    const campaign = { phone_number_id: "100200300", state: "running", created_at: noon } as const;
    const named = await createCampaign(db, { ...campaign, name: "otoño" });
    const single = await createCampaign(db, campaign);
    await insertMessages(db, [
      messageRow(0, { ...taken, campaign_id: named ?? null }),
      messageRow(1, { ...taken, campaign_id: single ?? null }),
      messageRow(2, taken),
    ]);
    await refreshCostSlots(db);
    const sums = await costSums(db, { ...hour, by: ["campaign"] });
    expect(sums.map(({ campaign_id: id, messages }) => [id, messages]).toSorted()).toEqual(
      [
        [null, 2],
        [named, 1],
      ].toSorted(),
    );
  });

  it("count what customers wrote, by itself, and may be asked for some numbers only", async () => {
    const db = await open();
    const inbound = { direction: "in", state: "received", category: null, created_at: noon } as const;
    await insertMessages(db, [
      messageRow(0, inbound),
      messageRow(1, { ...inbound, created_at: noon + slotMs }),
      messageRow(2, { ...inbound, phone_number_id: "100200400" }),
      messageRow(3, taken),
    ]);
    await refreshCostSlots(db);
    const query = { ...hour, by: ["number"] as const, direction: "in" as const };
    const counts = (await costSums(db, query)).map(({ phone_number_id: id, messages, unpriced }) => [
      id,
      messages,
      unpriced,
    ]);
    expect(counts.toSorted()).toEqual([
      ["100200300", 2, 0],
      ["100200400", 1, 0],
    ]);
    expect(await costSums(db, { ...query, numbers: ["100200400"] })).toMatchObject([{ messages: 1 }]);
    expect(await costSums(db, { ...query, numbers: [] })).toEqual([]);
  });

  it("leave uncertain messages to a question of their own", async () => {
    const db = await open();
    await insertMessages(db, [
      messageRow(0, { state: "uncertain", market: "Spain" }),
      messageRow(1, { state: "uncertain", market: "Spain", estimate_micros: null }),
      messageRow(2, { state: "uncertain", created_at: noon - 1 }),
      messageRow(3, { state: "sending" }),
    ]);
    expect(await uncertainSums(db, { ...hour, by: ["slot", "market"] })).toMatchObject([
      { slot: noon / slotMs, market: "Spain", currency: "USD", messages: 2, unpriced: 1, estimate_micros: 8_500 },
    ]);
  });

  it("are made anew only where something has changed that they depend on", async () => {
    const db = await open();
    await fill(db, 12, 2);
    expect(await marksOf(db)).toEqual(Array.from({ length: 12 }, (_, place) => place));
    expect(await refreshCostSlots(db)).toBe(12);
    expect(await refreshCostSlots(db)).toBe(0);
    await db.exec("UPDATE messages SET state = 'read', updated_at = 1 WHERE id IN ('msg_000003', 'msg_000021')");
    expect(await marksOf(db)).toEqual([3, 9]);
    expect(await refreshCostSlots(db)).toBe(2);
    await expectEqualSums(db, { from: noon, to: noon + 12 * slotMs });
  });

  it("are not touched by what goes on in the queue", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(0), messageRow(1)]);
    await claimForSending(db, { ids: ["msg_000000"], owner: "here:1", leaseUntil: noon + 1, now: noon });
    await db.exec("UPDATE messages SET due_at = 5 WHERE id = 'msg_000001'");
    expect(await marksOf(db)).toEqual([]);
  });

  it("count a message once that is found to have been taken at another time than a person had said", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(0, { state: "accepted", accepted_at: noon })]);
    await refreshCostSlots(db);
    await db.exec("UPDATE messages SET accepted_at = ?, updated_at = 1", [noon + slotMs]);
    await refreshCostSlots(db);
    expect(await costSums(db, { ...hour, by: ["slot"] })).toMatchObject([{ slot: noon / slotMs + 1, messages: 1 }]);
  });

  it("are the same for long periods while the days' sums are still behind, as a program leaves them that is killed", async () => {
    const db = await open();
    await fill(db, 200, 1);
    await refreshCostSlots(db);
    const period = { from: noon - 5 * slotMs, to: noon + 300 * slotMs };
    const expected = await costSumsOfRows(db, { ...period, by: ["market"] });
    const spent = await spentIn(db, { ...period, currency: "USD" });
    await db.exec("INSERT INTO cost_stale (day) SELECT DISTINCT day FROM cost_days");
    await db.exec("DELETE FROM cost_days");
    await db.exec("UPDATE cost_times SET messages = 7, estimate_micros = 7");
    expect(await costSums(db, { ...period, by: ["market"] })).toEqual(expected);
    expect(await costSums(db, { ...period, by: [] })).toMatchObject([{ messages: 200 }]);
    expect(await spentIn(db, { ...period, currency: "USD" })).toEqual(spent);
    await expectEqualSums(db, period);
  });

  it("may be made anew by several programs at once", async () => {
    const at = await address();
    const dbs = [await openAt(at), await openAt(at), await openAt(at)];
    const [db] = dbs;
    if (db === undefined) return;
    await fill(db, 24, 3);
    const renewed = await Promise.all(dbs.map(async (one) => refreshCostSlots(one)));
    expect(renewed.reduce((sum, one) => sum + one, 0)).toBe(24);
    await expectEqualSums(db, { from: noon, to: noon + 24 * slotMs });
  });

  it("miss nothing that is written while they are made anew", async () => {
    const at = await address();
    const writers = [await openAt(at), await openAt(at)];
    const readers = [await openAt(at), await openAt(at)];
    const [db] = readers;
    if (db === undefined) return;
    const write = async (one: Database, first: number): Promise<void> => {
      for (let place = first; place < first + 30; place++) {
        await insertMessages(one, [messageRow(place, { ...taken, accepted_at: noon + (place % 5) * slotMs })]);
        await one.exec("UPDATE messages SET settled_micros = 70, priced_at = 1 WHERE id = ?", [messageRow(place).id]);
      }
    };
    const read = async (one: Database): Promise<void> => {
      for (let time = 0; time < 20; time++) await refreshCostSlots(one);
    };
    await Promise.all([...writers.map(async (one, place) => write(one, place * 100)), ...readers.map(read)]);
    expect(await spentIn(db, { from: noon, to: noon + 5 * slotMs, currency: "USD" })).toMatchObject({
      settled: 4_200,
      open: 0,
    });
    await expectEqualSums(db, { from: noon, to: noon + 5 * slotMs });
  });

  it("miss nothing of a transaction that began before and ends after", async ({ skip }) => {
    const at = await address();
    const [db, other] = [await openAt(at), await openAt(at)];
    // SQLite has one writer at a time: the other would wait for the transaction's end.
    if (!db.capabilities.skipLocked) skip();
    await fill(db, 1, 2);
    await db.transaction(async (tx) => {
      await insertMessages(tx, [messageRow(10, { ...taken, estimate_micros: 1 })]);
      await tx.exec("UPDATE messages SET state = 'failed', updated_at = 1 WHERE id = 'msg_000000'");
      expect(await refreshCostSlots(other)).toBe(1);
      expect(await costSums(other, { ...hour, by: [] })).toMatchObject([{ messages: 2, estimate_micros: 17_000 }]);
      expect(await spentIn(other, { ...hour, currency: "USD" })).toMatchObject({ open: 17_000 });
    });
    expect(await spentIn(db, { ...hour, currency: "USD" })).toMatchObject({ open: 8_501 });
    expect(await refreshCostSlots(db)).toBe(1);
    expect(await costSums(db, { ...hour, by: [] })).toMatchObject([{ messages: 2, estimate_micros: 8_501 }]);
    await expectEqualSums(db, hour);
  });
});
