import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { openPostgres } from "../../src/storage/postgres.ts";
import { campaignWorld, type CampaignWorld } from "../helpers/campaign-world.ts";
import { postgresUrl } from "../helpers/databases.ts";
import { answerOf, until, type Running } from "../helpers/processes.ts";
import { isLongForm } from "./crash/long-form.ts";

/** On which engines, and how often. */
const forms = isLongForm
  ? [
      { engine: "SQLite", kills: 300, people: 2_000 },
      { engine: "PostgreSQL", kills: 100, people: 1_000 },
    ]
  : [{ engine: "SQLite", kills: 25, people: 600 }];
const server = isLongForm ? postgresUrl("kill -9 at any moment of a campaign") : undefined;

/** Numbers from 0 to 1 that are the same in every run: the Weyl sequence of the golden ratio spreads evenly. */
function spread(place: number): number {
  return (place * 0.618_033_988_749_895 + 0.31) % 1;
}

/** Most runs leave something for the next ones; now and then one takes all that is left at once. */
function rateOf(place: number): string {
  if (place % 100 === 57) return "max";
  return place % 4 === 0 ? "75/s" : "20/s";
}

/** Some die before they send anything, most of them while they do; at a moment that nobody can foresee. */
async function killSomewhere(world: CampaignWorld, running: Running, place: number): Promise<void> {
  if (place % 4 === 3) await Promise.race([wait(900 * spread(place)), running.ended]);
  else {
    const before = await world.simulator.count();
    const isOver = running.ended.then(() => true);
    await until("it sends", async () => {
      const over = await Promise.race([isOver, Promise.resolve(false)]);
      return over || (await world.simulator.count()) > before;
    });
    await Promise.race([wait(200 * spread(place)), running.ended]);
  }
  running.kill("SIGKILL");
}

/** An empty place on the server, which goes with it. */
async function freshSchema(url: string): Promise<string> {
  const schema = `crash_${process.pid}`;
  const db = await openPostgres(url);
  await db.exec(`CREATE SCHEMA ${schema}`);
  await db.close();
  return `${url}${url.includes("?") ? "&" : "?"}schema=${schema}`;
}

/** What webhooks do not settle never reached Meta: a person has it sent again. */
async function sendUncertainAgain(world: CampaignWorld): Promise<number> {
  await world.webhooksSettle();
  const received = await world.received();
  const uncertain = await world.recipients("uncertain");
  expect(uncertain.filter(({ to }) => received.has(to))).toEqual([]);
  const answer = answerOf(await world.run("resolve", "--retry")) as { readonly resolved: number };
  expect(answer.resolved).toBe(uncertain.length);
  return uncertain.length;
}

test.each(forms.filter(({ engine }) => engine === "SQLite" || server !== undefined))(
  "kill -9 at any moment of a campaign on $engine: nobody gets two, nobody is lost, and the report adds up",
  { timeout: isLongForm ? 3_600_000 : 300_000 },
  async ({ engine, kills, people }) => {
    const database = engine === "SQLite" || server === undefined ? undefined : await freshSchema(server);
    const world = await campaignWorld({ people, ...(database === undefined ? {} : { database }) });
    await world.simulator.control("POST", "faults", { on: "messages", kind: "slow", ms: 40 });
    // Now and then Meta takes a message and the answer is lost.
    await world.simulator.control("POST", "faults", { on: "messages", kind: "reset-after-accept", every: 25 });
    let listener = await world.listen();
    let inTheMiddle = 0;
    let killed = 0;
    let uncertainBefore = 0;

    for (let kill = 0; kill < kills; kill++) {
      killed += 1;
      // For half of the time nobody hears the webhooks: only what is on the disk tells what was under way.
      if (kill === kills >> 1) {
        listener.kill("SIGKILL");
        await listener.ended;
      }
      const before = await world.simulator.count();
      const running = await world.begin("start", "--yes", "--rate", rateOf(kill));
      await killSomewhere(world, running, kill);
      await running.ended;
      const open = await world.open();

      const received = await world.received();
      expect([...received].filter(([, times]) => times > 1)).toEqual([]);
      const { counts } = await world.show();
      const uncertain = counts["uncertain"] ?? 0;
      expect(counts["sending"]).toBe(0);
      // No more than what processes had taken when they died; what webhooks told meanwhile is no longer among them.
      expect(uncertain).toBeLessThanOrEqual(open);
      if ((await world.simulator.count()) > before && uncertain > uncertainBefore) inTheMiddle += 1;
      uncertainBefore = uncertain;
      if (counts["queued"] === 0) {
        if (kill >= kills >> 1) listener = await world.listen();
        uncertainBefore = 0;
        const left = await sendUncertainAgain(world);
        // A fast machine may be at the end before the last kill: then there is nothing to interrupt any more.
        if (left === 0 && kill < kills / 2) throw new Error(`over after ${kill} kills`);
        if (kill >= kills >> 1) {
          listener.kill("SIGKILL");
          await listener.ended;
        }
        if (left === 0) break;
      }
    }
    expect(inTheMiddle).toBeGreaterThan(killed / 3);

    // Nobody listens: whoever is uncertain is listed, and everybody else got it once.
    await world.simulator.control("DELETE", "faults");
    await world.finish();
    expect(await world.wrongs()).toEqual([]);
    const { counts } = await world.show();
    expect(await world.recipients("uncertain")).toHaveLength(counts["uncertain"] ?? 0);
    expect(counts).toMatchObject({ queued: 0, sending: 0, failed: 0, skipped: 0, cancelled: 0 });

    listener = await world.listen();
    await sendUncertainAgain(world);
    await world.finish();
    await world.webhooksSettle();
    expect(await world.received()).toEqual(new Map(world.to.map((phone) => [phone, 1])));
    await world.expectReportAddsUp();
  },
);
