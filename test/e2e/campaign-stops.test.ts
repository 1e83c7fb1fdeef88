import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { campaignWorld, type CampaignWorld, type Status } from "../helpers/campaign-world.ts";
import { answerOf, errorOf, recado, startRecado, until } from "../helpers/processes.ts";
import { tinyDisk } from "./crash/tiny-disk.ts";

const slowly = { on: "messages", kind: "slow", ms: 150 } as const;
const patient = { timeout: 180_000 };

async function sendsMore(world: CampaignWorld, than: number): Promise<void> {
  await until("it sends", async () => (await world.simulator.count()) > than, 60_000);
}

/** Everybody has it once, and recado knows it of everybody. */
async function expectDone(world: CampaignWorld): Promise<void> {
  expect(await world.wrongs()).toEqual([]);
  expect(await world.show()).toMatchObject({ state: "done", runner: null, counts: { accepted: world.to.length } });
}

describe("a campaign that is asked to stop", () => {
  test("by SIGTERM and by Ctrl-C: ends what is under way, says how to go on, exits with 130", patient, async () => {
    const world = await campaignWorld({ people: 120, rate: "50/s" });
    await world.simulator.control("POST", "faults", slowly);
    for (const [verb, signal] of [
      ["start", "SIGTERM"],
      ["resume", "SIGINT"],
    ] as const) {
      const before = await world.simulator.count();
      const running = await world.begin(verb, ...(verb === "start" ? ["--yes"] : []));
      await sendsMore(world, before);
      running.kill(signal);
      const ended = await running.ended;
      expect(ended).toMatchObject({ code: 130, signal: null });
      expect(errorOf(ended)).toMatchObject({ code: "campaigns.interrupted" });
      expect(errorOf(ended).hint).toContain("recado campaigns resume otoño");
      const { state, reason, counts } = answerOf(ended) as Status;
      expect({ state, reason }).toEqual({ state: "paused", reason: "person.interrupted" });
      expect(counts).toMatchObject({ sending: 0, uncertain: 0, accepted: await world.simulator.count() });
      expect(counts["queued"]).toBeGreaterThan(0);
    }
    await world.finish();
    await expectDone(world);
  });

  test("a worker leaves it to the next one, and a worker takes up what a dead process left", patient, async () => {
    const world = await campaignWorld({ people: 120, rate: "50/s" });
    await world.simulator.control("POST", "faults", slowly);
    const started = await world.begin("start", "--yes");
    await sendsMore(world, 0);
    started.kill("SIGKILL");
    await started.ended;

    const first = await startRecado(["work", "--json"], world.options);
    await sendsMore(world, await world.simulator.count());
    first.kill("SIGTERM");
    expect(await first.ended).toMatchObject({ code: 0, signal: null });
    expect((await world.show()).state).toBe("scheduled");

    const second = await startRecado(["work", "--json"], world.options);
    await sendsMore(world, await world.simulator.count());
    second.kill("SIGKILL");
    await second.ended;

    await recado(["work", "--once", "--json"], world.options);
    expect(await world.wrongs()).toEqual([]);
    expect(await world.show()).toMatchObject({ state: "done", counts: { queued: 0, sending: 0 } });
  });
});

test("of two that are started at once one sends, and the other says who does and exits with 5", patient, async () => {
  const world = await campaignWorld({ people: 100, rate: "50/s" });
  const both = await Promise.all([world.run("start", "--yes"), world.run("start", "--yes")]);
  expect(both.map(({ code }) => code).toSorted()).toEqual([0, 5]);
  const refused = both.find(({ code }) => code === 5);
  if (refused === undefined) throw new Error("nobody was refused");
  expect(errorOf(refused)).toMatchObject({ code: "campaign.running" });
  expect(errorOf(refused).message).toMatch(/is being run already, by \S+ \(\d+\)/);
  await expectDone(world);
});

const disk = tinyDisk(24);
if ("missing" in disk) process.stderr.write(`SKIPPED: a campaign on a full disk (${disk.missing})\n`);
afterAll(() => {
  if (!("missing" in disk)) disk.remove();
});

test.skipIf("missing" in disk)(
  "on a full disk it stops, whatever the write, and nobody gets two",
  patient,
  async () => {
    if ("missing" in disk) return;
    const world = await campaignWorld({ people: 400, rate: "75/s", database: join(disk.folder, "recado.db") });
    const stopped: string[] = [];
    for (const left of [0, 65_536, 262_144]) {
      disk.fill(left);
      const ended = await world.run("start", "--yes");
      disk.free();
      // 5 where nothing had gone out yet, 7 where something had.
      expect([0, 5, 7]).toContain(ended.code);
      if (ended.code !== 0) stopped.push(ended.stderr);
      expect((await world.show()).counts).toMatchObject({ sending: 0 });
      expect([...(await world.received())].filter(([, times]) => times > 1)).toEqual([]);
    }
    expect(stopped.length).toBeGreaterThan(1);
    for (const text of stopped) {
      expect(text).toContain("There is no space left on the disk of");
      expect(text).toMatch(/Free some space, then repeat|go on with: recado campaigns resume/);
    }
    await world.finish();
    expect(await world.wrongs()).toEqual([]);
  },
);
