import { expect, it, onTestFinished } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import { alreadyRunning, isLock, leaseMs, tryLock, type CampaignLock } from "../../../src/domain/outbox/lock.ts";
import type { Database } from "../../../src/storage/database.ts";
import { createCampaign, getCampaign } from "../../../src/storage/repos/campaigns.ts";
import type { CampaignRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { noon } from "../../helpers/rows.ts";

/** A clock that is moved by hand. */
function handClock(): Clock & { at: number } {
  const clock = { at: noon, now: () => clock.at, sleep: async () => {} };
  return clock;
}

async function campaign(db: Database): Promise<number> {
  const given = { phone_number_id: "100200300", name: "spring", state: "running", created_at: noon } as const;
  return (await createCampaign(db, given)) ?? 0;
}

interface Taker {
  readonly clock: Clock;
  readonly name: string;
  readonly gone?: readonly string[];
}

async function take(db: Database, campaignId: number, { clock, name, gone = [] }: Taker) {
  const runner = { name, isGone: (other: string) => gone.includes(other) };
  const found = await tryLock({ db, clock, runner, campaignId });
  if (isLock(found)) onTestFinished(async () => found.release());
  return found;
}

async function hold(db: Database, campaignId: number, taker: Taker): Promise<CampaignLock> {
  const found = await take(db, campaignId, taker);
  if (!isLock(found)) throw new Error(`${taker.name} did not get it`);
  return found;
}

const whoHas = (found: CampaignLock | CampaignRow | undefined): string =>
  isLock(found) ? "me" : (found?.runner ?? "nobody");

describeEachDatabase("the lock of a campaign", (open) => {
  it("is one runner's, and tells the second one who that is", async () => {
    const db = await open();
    const clock = handClock();
    const id = await campaign(db);
    const lock = await hold(db, id, { clock, name: "here:1" });
    expect(lock.campaign).toMatchObject({ id, name: "spring", runner: "here:1" });
    const second = await take(db, id, { clock, name: "here:2" });
    expect(whoHas(second)).toBe("here:1");
    await lock.release();
    expect(whoHas(await take(db, id, { clock, name: "here:2" }))).toBe("me");
    expect(await take(db, 99, { clock, name: "here:2" })).toBeUndefined();
  });

  it("of a process of this machine that is gone is free at once, of another machine when its time is up", async () => {
    const db = await open();
    const clock = handClock();
    const id = await campaign(db);
    await hold(db, id, { clock, name: "here:dead" });
    expect(whoHas(await take(db, id, { clock, name: "far:1" }))).toBe("here:dead");
    expect(whoHas(await take(db, id, { clock, name: "here:2", gone: ["here:dead"] }))).toBe("me");
    clock.at += leaseMs - 1;
    expect(whoHas(await take(db, id, { clock, name: "far:1" }))).toBe("here:2");
    clock.at += 1;
    expect(whoHas(await take(db, id, { clock, name: "far:1" }))).toBe("me");
  });

  it("is safe to call under until shortly before anybody else may believe that the runner is gone", async () => {
    const db = await open();
    const clock = handClock();
    const lock = await hold(db, await campaign(db), { clock, name: "here:1" });
    expect(lock.until()).toBe(noon + leaseMs);
    expect(lock.isSafe()).toBe(true);
    clock.at = noon + leaseMs - 5_001;
    expect(lock.isSafe()).toBe(true);
    clock.at += 1;
    expect(lock.isSafe()).toBe(false);
  });

  it("is renewed every ten seconds, not at every turn", async () => {
    const db = await open();
    const clock = handClock();
    const id = await campaign(db);
    const lock = await hold(db, id, { clock, name: "here:1" });
    const renewed = async (after: number): Promise<(number | null | undefined)[]> => {
      clock.at = noon + after;
      const sign = await db.transaction(async (tx) => lock.renew(tx));
      expect(sign.held).toBe(true);
      lock.confirm(sign);
      return [lock.until() - noon, ((await getCampaign(db, id))?.runner_until ?? 0) - noon];
    };
    expect(await renewed(9_999)).toEqual([leaseMs, leaseMs]);
    expect(await renewed(10_000)).toEqual([leaseMs + 10_000, leaseMs + 10_000]);
    expect(await renewed(15_000)).toEqual([leaseMs + 10_000, leaseMs + 10_000]);
    expect(await renewed(34_000)).toEqual([leaseMs + 34_000, leaseMs + 34_000]);
    expect(lock.isSafe()).toBe(true);
  });

  it("lasts no longer for a sign of life that never reached the disk", async () => {
    const db = await open();
    const clock = handClock();
    const lock = await hold(db, await campaign(db), { clock, name: "here:1" });
    clock.at = noon + 20_000;
    const failing = db.transaction(async (tx) => {
      await lock.renew(tx);
      throw new Error("disk full");
    });
    await expect(failing).rejects.toThrow("disk full");
    expect(lock.until()).toBe(noon + leaseMs);
    clock.at = noon + leaseMs - 5_000;
    expect(lock.isSafe()).toBe(false);
  });

  it("that another took meanwhile is lost for good", async () => {
    const db = await open();
    const clock = handClock();
    const id = await campaign(db);
    const lock = await hold(db, id, { clock, name: "here:1" });
    clock.at += leaseMs;
    const other = await hold(db, id, { clock, name: "far:1" });
    expect(await db.transaction(async (tx) => lock.renew(tx))).toMatchObject({ held: false });
    expect(lock.isSafe()).toBe(false);
    await other.release();
    expect(await db.transaction(async (tx) => lock.renew(tx))).toMatchObject({ held: false });
    expect(lock.isSafe()).toBe(false);
  });

  it("that another has is not released by the one who lost it", async () => {
    const db = await open();
    const clock = handClock();
    const id = await campaign(db);
    const lock = await hold(db, id, { clock, name: "here:1" });
    clock.at += leaseMs;
    await hold(db, id, { clock, name: "far:1" });
    await lock.release();
    expect((await getCampaign(db, id))?.runner).toBe("far:1");
  });

  it("is told as something that will be over: exit 5, with who and how to stop it", async () => {
    const db = await open();
    const clock = handClock();
    const id = await campaign(db);
    await hold(db, id, { clock, name: "shop-pc:4711" });
    const found = await take(db, id, { clock, name: "here:2" });
    if (found === undefined || isLock(found)) throw new Error("it was free");
    const error = alreadyRunning(found);
    expect(error).toMatchObject({ code: "campaign.running", exit: 5, data: { runner: "shop-pc:4711" } });
    expect(error.text.es).toContain("shop-pc:4711");
    expect(error.hint?.en).toContain("recado campaigns pause spring");
    expect(alreadyRunning({ ...found, name: null }).text.en).toContain(`cam_${id}`);
  });
});
