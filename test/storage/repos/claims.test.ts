import { expect, it } from "vitest";
import type { Database, Queryable } from "../../../src/storage/database.ts";
import {
  abandon,
  claimForSending,
  dueMessages,
  eventsOf,
  getMessage,
  getMessages,
  insertMessages,
  markAccepted,
  nextDueAt,
  postpone,
  releaseClaims,
  senders,
} from "../../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const idOf = (place: number): string => messageRow(place).id;

async function queue(db: Queryable, rows: readonly Partial<MessageRow>[]): Promise<void> {
  await insertMessages(
    db,
    rows.map((changes, place) => messageRow(place, { campaign_id: 1, created_at: noon, ...changes })),
  );
}

async function due(db: Database, now: number, limit = 10, campaignId = 1): Promise<string[]> {
  const rows = await dueMessages(db, { campaignId, now, limit, skipLocked: db.capabilities.skipLocked });
  return rows.map(({ id }) => id);
}

async function claim(db: Queryable, places: readonly number[], owner = "one", now = noon): Promise<readonly string[]> {
  return claimForSending(db, { ids: places.map(idOf), owner, leaseUntil: now + 30_000, now });
}

describeEachDatabase("what is next to be sent", (open, { address, openAt }) => {
  it("is what has been due longest, in the order of the list, of this campaign alone", async () => {
    const db = await open();
    await queue(db, [
      { position: 5 },
      { position: 2 },
      { position: 0, due_at: noon },
      { position: 1, due_at: noon - 1 },
      { position: 3, due_at: noon + 1 },
      { campaign_id: 2 },
      { campaign_id: null },
      { state: "sending" },
      { state: "sent", wamid: "wamid.7" },
      { state: "cancelled" },
    ]);
    expect(await due(db, noon)).toEqual([1, 0, 3, 2].map(idOf));
    expect(await due(db, noon, 3)).toEqual([1, 0, 3].map(idOf));
    expect(await due(db, noon + 1)).toEqual([1, 0, 3, 2, 4].map(idOf));
    expect(await due(db, noon, 10, 2)).toEqual([idOf(5)]);
    expect(await due(db, noon, 10, 3)).toEqual([]);
  });

  it("has a first moment, until nothing is left", async () => {
    const db = await open();
    expect(await nextDueAt(db, 1)).toBeUndefined();
    await queue(db, [{ due_at: noon + 7 }, { due_at: noon + 3 }, { due_at: 0, state: "sending" }]);
    expect(await nextDueAt(db, 1)).toBe(noon + 3);
    await queue(db, []);
    await claim(db, [0, 1]);
    expect(await nextDueAt(db, 1)).toBeUndefined();
    expect(await nextDueAt(db, 2)).toBeUndefined();
  });

  it("is put off, but not what has left the queue", async () => {
    const db = await open();
    await queue(db, [{}, {}, {}]);
    await claim(db, [1]);
    await postpone(db, [
      { id: idOf(0), dueAt: noon + 50 },
      { id: idOf(1), dueAt: noon + 50 },
    ]);
    expect(await due(db, noon)).toEqual([idOf(2)]);
    expect(await due(db, noon + 50)).toEqual([2, 0].map(idOf));
    expect((await getMessage(db, idOf(1)))?.due_at).toBe(0);
  });

  it("is another message for each of two who look at the same time, where the engine can", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    if (!one.capabilities.skipLocked) return;
    await queue(one, [{}, {}, {}, {}]);
    await one.transaction(async (tx) => {
      const mine = await dueMessages(tx, { campaignId: 1, now: noon, limit: 2, skipLocked: true });
      expect(mine.map(({ id }) => id)).toEqual([0, 1].map(idOf));
      await two.transaction(async (other) => {
        const theirs = await dueMessages(other, { campaignId: 1, now: noon, limit: 2, skipLocked: true });
        expect(theirs.map(({ id }) => id)).toEqual([2, 3].map(idOf));
      });
    });
  });
});

describeEachDatabase("what was taken to be sent", (open) => {
  it("is taken once, also by one who asks twice in the same moment", async () => {
    const db = await open();
    await queue(db, [{}, {}]);
    expect(await claim(db, [0])).toEqual([idOf(0)]);
    expect(await claim(db, [0, 1])).toEqual([idOf(1)]);
    expect(await claim(db, [0, 1])).toEqual([]);
  });

  it("goes back as if nothing had been, when no call was made", async () => {
    const db = await open();
    await queue(db, [{ due_at: noon - 5 }]);
    await claim(db, [0], "one", noon + 10);
    const before = await eventsOf(db, [idOf(0)]);
    expect(before.map(({ state }) => state)).toEqual(["queued", "sending"]);
    await releaseClaims(db, "one", [{ id: idOf(0), dueAt: 0, called: false }], noon + 20);
    expect(await getMessage(db, idOf(0))).toMatchObject({
      state: "queued",
      due_at: 0,
      attempts: 0,
      sending_at: null,
      lease_owner: null,
      lease_until: null,
    });
    expect((await eventsOf(db, [idOf(0)])).map(({ state }) => state)).toEqual(["queued"]);
  });

  it("goes back for later with its attempt counted and told, when a call was made", async () => {
    const db = await open();
    await queue(db, [{}]);
    for (const round of [1, 2]) {
      const at = noon + 1_000 * round;
      await claim(db, [0], "one", at);
      await releaseClaims(db, "one", [{ id: idOf(0), dueAt: at + 500, called: true }], at + 20);
      expect(await getMessage(db, idOf(0))).toMatchObject({ state: "queued", attempts: round, due_at: at + 500 });
      expect(await due(db, at + 499)).toEqual([]);
      expect(await due(db, at + 500)).toEqual([idOf(0)]);
    }
    const events = (await eventsOf(db, [idOf(0)])).map(({ state, occurred_at }) => [state, occurred_at - noon]);
    expect(events).toEqual([
      ["queued", 0],
      ["sending", 1_000],
      ["queued", 1_020],
      ["sending", 2_000],
      ["queued", 2_020],
    ]);
  });

  it("goes back only by the one who has it still", async () => {
    const db = await open();
    await queue(db, [{}, {}, {}, {}]);
    await claim(db, [0, 1, 2]);
    await claim(db, [3], "two");
    await markAccepted(db, [{ id: idOf(0), wamid: "wamid.A", at: noon + 1 }]);
    await abandon(db, { owner: "two" }, noon + 1);
    const releases = [0, 1, 3].map((place) => ({ id: idOf(place), dueAt: 0, called: true }));
    expect(await releaseClaims(db, "one", releases, noon + 2)).toEqual([idOf(1)]);
    const states = new Map((await getMessages(db, [0, 1, 2, 3].map(idOf))).map(({ id, state }) => [id, state]));
    expect([0, 1, 2, 3].map((place) => states.get(idOf(place)))).toEqual([
      "accepted",
      "queued",
      "sending",
      "uncertain",
    ]);
    expect((await eventsOf(db, [idOf(3)])).map(({ state }) => state)).toEqual(["queued", "sending", "uncertain"]);
  });

  it("is given up by name when its process is gone, whatever its lease", async () => {
    const db = await open();
    await queue(db, [{}, {}, {}]);
    await claim(db, [0, 1], "dead");
    await claim(db, [2], "alive", noon + 5);
    const found = (await senders(db)).toSorted((one, other) => String(one.owner).localeCompare(String(other.owner)));
    expect(found).toEqual([
      { owner: "alive", until: noon + 30_005 },
      { owner: "dead", until: noon + 30_000 },
    ]);
    const given = await abandon(db, { owner: "dead" }, noon + 10);
    expect(given.map(({ id }) => id).toSorted()).toEqual([0, 1].map(idOf));
    expect(await getMessage(db, idOf(0))).toMatchObject({
      state: "uncertain",
      reason: "send.abandoned",
      lease_owner: null,
      sending_at: noon,
    });
    expect((await getMessage(db, idOf(2)))?.state).toBe("sending");
    expect(await abandon(db, { owner: "dead" }, noon + 10)).toEqual([]);
  });
});

describeEachDatabase("many answers of Meta's at once", (open) => {
  it("are all kept, and counted but for those that a webhook told before", async () => {
    const db = await open();
    await queue(db, [{}, {}, {}]);
    await claim(db, [0, 1, 2]);
    await markAccepted(db, [{ id: idOf(1), wamid: "wamid.1", at: noon + 1 }]);
    const all = [0, 1, 2].map((place) => ({ id: idOf(place), wamid: `wamid.${place}`, at: noon + 5 }));
    expect(await markAccepted(db, all)).toBe(2);
    expect((await getMessage(db, idOf(1)))?.accepted_at).toBe(noon + 1);
    expect((await getMessage(db, idOf(2)))?.accepted_at).toBe(noon + 5);
    expect(await markAccepted(db, [])).toBe(0);
  });

  it("are not kept at all when one of the ids is another message's", async () => {
    const db = await open();
    await queue(db, [{}, {}, { state: "sent", wamid: "wamid.X" }]);
    await claim(db, [0, 1]);
    const both = [
      { id: idOf(0), wamid: "wamid.0", at: noon + 5 },
      { id: idOf(1), wamid: "wamid.X", at: noon + 5 },
    ];
    await expect(markAccepted(db, both)).rejects.toMatchObject({ code: "storage.constraint" });
    const rows = await getMessages(db, [idOf(0), idOf(1)]);
    expect(rows.map(({ state, wamid }) => [state, wamid])).toEqual([
      ["sending", null],
      ["sending", null],
    ]);
  });
});
