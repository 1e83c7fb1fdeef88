import { expect, it } from "vitest";
import type { Queryable } from "../../../src/storage/database.ts";
import { lockCampaign, renewLock, unlockCampaign, type LockRequest } from "../../../src/storage/repos/campaign-lock.ts";
import { createCampaign, getCampaign } from "../../../src/storage/repos/campaigns.ts";
import { claimForSending, getMessages, insertMessages } from "../../../src/storage/repos/messages.ts";
import type { CampaignRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const lease = 30_000;

async function campaign(db: Queryable): Promise<number> {
  return (await createCampaign(db, { phone_number_id: "100200300", state: "running", created_at: noon })) ?? 0;
}

async function take(db: Queryable, id: number, runner: string, more: Partial<LockRequest> = {}) {
  const now = more.now ?? noon;
  return lockCampaign(db, { id, runner, now, until: now + lease, ...more });
}

describeEachDatabase("who runs a campaign", (open, { address, openAt }) => {
  it("is one, however many want it at once", async () => {
    const at = await address();
    const opened = [await openAt(at), await openAt(at), await openAt(at)];
    const id = await campaign(opened[0] as Queryable);
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, place) => take(opened[place % 3] as Queryable, id, `host:${place}`)),
    );
    const holders = new Set(answers.map((row) => row?.runner));
    expect(holders.size).toBe(1);
    expect(answers.filter((row, place) => row?.runner === `host:${place}`)).toHaveLength(1);
  });

  it("is told to who comes second, and nothing changes by that", async () => {
    const db = await open();
    const id = await campaign(db);
    expect(await take(db, id, "one")).toMatchObject({ runner: "one", runner_until: noon + lease });
    const second = await take(db, id, "two", { now: noon + 1_000 });
    expect(second).toMatchObject({ id, runner: "one", runner_until: noon + lease });
    // The same one may take it again.
    expect(await take(db, id, "one", { now: noon + 1_000 })).toMatchObject({ runner_until: noon + 1_000 + lease });
  });

  it("is nobody of a campaign that is not there", async () => {
    expect(await take(await open(), 7, "one")).toBeUndefined();
  });

  it.each<[string, Partial<LockRequest>, string]>([
    ["while its time lasts", { now: noon + lease - 1 }, "one"],
    ["when its time is up", { now: noon + lease }, "two"],
    ["when it is known to be gone", { now: noon + 1, gone: "one" }, "two"],
    ["when somebody else is gone", { now: noon + 1, gone: "three" }, "one"],
  ])("of a runner that died: %s", async (_, more, holder) => {
    const db = await open();
    const id = await campaign(db);
    await take(db, id, "one");
    expect((await take(db, id, "two", more))?.runner).toBe(holder);
  });

  it("is one, when several find that the last one is gone", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    const id = await campaign(one);
    await take(one, id, "dead");
    const [first, second] = await Promise.all([
      take(one, id, "a", { now: noon + 1, gone: "dead" }),
      take(two, id, "b", { now: noon + 1, gone: "dead" }),
    ]);
    expect(first?.runner).toBe(second?.runner);
    expect(["a", "b"]).toContain(first?.runner);
  });

  it("frees it, which only the one who has it can", async () => {
    const db = await open();
    const id = await campaign(db);
    await take(db, id, "one");
    await unlockCampaign(db, { id, runner: "two" });
    expect((await getCampaign(db, id))?.runner).toBe("one");
    await unlockCampaign(db, { id, runner: "one" });
    expect(await getCampaign(db, id)).toMatchObject({
      runner: null,
      runner_until: null,
    } satisfies Partial<CampaignRow>);
    expect((await take(db, id, "two"))?.runner).toBe("two");
  });

  it("keeps by a sign of life what it is sending of it, and nothing else", async () => {
    const db = await open();
    const [mine, other] = [await campaign(db), await campaign(db)];
    await take(db, mine, "one");
    const rows = [mine, mine, mine, other].map((id, place) => messageRow(place, { campaign_id: id }));
    await insertMessages(db, rows);
    const claim = { leaseUntil: noon + lease, now: noon };
    const [first = "", second = "", third = "", fourth = ""] = rows.map(({ id }) => id);
    await claimForSending(db, { ...claim, ids: [first, fourth], owner: "one" });
    await claimForSending(db, { ...claim, ids: [second], owner: "two" });
    const until = noon + 10_000 + lease;
    expect(await db.transaction(async (tx) => renewLock(tx, { id: mine, runner: "one", until }))).toBe(true);
    expect((await getCampaign(db, mine))?.runner_until).toBe(until);
    const leases = new Map(
      (await getMessages(db, [first, second, third, fourth])).map((row) => [row.id, row.lease_until]),
    );
    expect([first, second, third, fourth].map((id) => leases.get(id))).toEqual([
      until,
      noon + lease,
      null,
      noon + lease,
    ]);
  });

  it("learns by its sign of life that another took it, and then keeps nothing", async () => {
    const db = await open();
    const id = await campaign(db);
    await take(db, id, "one");
    await insertMessages(db, [messageRow(1, { campaign_id: id })]);
    const { id: message } = messageRow(1);
    await claimForSending(db, { ids: [message], owner: "one", leaseUntil: noon + lease, now: noon });
    const now = noon + lease;
    await take(db, id, "two", { now });
    expect(await db.transaction(async (tx) => renewLock(tx, { id, runner: "one", until: now + lease }))).toBe(false);
    expect((await getCampaign(db, id))?.runner).toBe("two");
    expect((await getMessages(db, [message]))[0]?.lease_until).toBe(noon + lease);
  });
});
