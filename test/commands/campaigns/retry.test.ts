import { describe, expect, it } from "vitest";
import { applyStatus } from "../../../src/storage/repos/messages.ts";
import { messages } from "../../../src/commands/messages/index.ts";
import { errorOf, runTree } from "../../helpers/run.ts";
import { phoneOf, shop, statusOf, type Shop } from "./planned.ts";

const yes = ["--yes", "--json"];
const day = 86_400_000;

/** Meta reports this state of every message that it took. */
async function reported({ sim, with: using }: Shop, state: string): Promise<void> {
  const at = Date.now();
  await using(async (db) => {
    for (const { id: wamid, biz_opaque_callback_data: messageId } of sim.messages()) {
      await applyStatus(db, { messageId, wamid, state, at, recordedAt: at, source: "meta" });
    }
  });
}

describe("recado campaigns retry", () => {
  it("sends nothing by itself; resume does, and the person counts once", async () => {
    const { sim, plan, recado, with: using } = await shop();
    const id = await plan("closing", 3);
    await recado(["start", "closing", ...yes]);
    await using(async (db) =>
      db.exec("UPDATE messages SET state = 'failed', reason = 'graph.unknown', error_code = 131000 WHERE position = 1"),
    );
    const retried = await recado(["retry", "closing", "--failed", "--json"]);
    expect(retried.code).toBe(0);
    expect(JSON.parse(retried.stdout)).toMatchObject({ id: `cam_${id}`, state: "paused", retried: 1, left: [] });
    expect(sim.count()).toBe(3);
    const resumed = await recado(["resume", "closing", "--json"]);
    expect(resumed.code).toBe(0);
    expect(statusOf(resumed)).toMatchObject({ state: "done", counts: { accepted: 3, failed: 0 } });
    expect(sim.messages().at(-1)?.to).toBe(phoneOf(1).slice(1));
    expect(sim.count()).toBe(4);
  });

  it("writes to nobody again whose first message arrived meanwhile", async () => {
    const world = await shop();
    const { sim, plan, recado, with: using } = world;
    await plan("closing", 3);
    await recado(["start", "closing", ...yes]);
    await using(async (db) => db.exec("UPDATE messages SET state = 'failed', error_code = 131000 WHERE position = 1"));
    expect(await recado(["retry", "closing", "--failed"])).toMatchObject({ code: 0 });
    await reported(world, "delivered");
    const resumed = await recado(["resume", "closing", ...yes]);
    expect(resumed.code).toBe(0);
    expect(statusOf(resumed)).toMatchObject({ state: "done", counts: { delivered: 3, skipped: 0, failed: 0 } });
    expect(sim.count()).toBe(3);
  });

  it("leaves what would fail again, with what to do (exit 4 when that is all)", async () => {
    const { plan, recado, with: using } = await shop();
    await plan("closing", 2);
    await recado(["start", "closing", ...yes]);
    await using(async (db) => db.exec("UPDATE messages SET state = 'failed', error_code = 131026 WHERE position = 1"));
    const refused = await recado(["retry", "closing", "--failed", "--json"]);
    expect(refused.code).toBe(4);
    expect(errorOf(refused).code).toBe("campaigns.nothing_to_retry");
    const { left } = JSON.parse(refused.stdout) as { left: { code: number; count: number; advice: string }[] };
    expect(left).toMatchObject([{ code: 131_026, count: 1 }]);
    expect(left[0]?.advice.length).toBeGreaterThan(10);
    const table = await recado(["retry", "closing", "--failed", "--lang", "es"]);
    expect(table.stdout).toContain("(131026)");
  });

  it("waits a day after the marketing cap, two after the second time", async () => {
    const { plan, recado, with: using } = await shop();
    await plan("closing", 1);
    await recado(["start", "closing", ...yes]);
    const fail = async (at: number): Promise<unknown> =>
      using(async (db) =>
        db.exec("UPDATE messages SET state = 'failed', error_code = 131049, updated_at = ? WHERE retried_by IS NULL", [
          at,
        ]),
      );
    const dueAt = async (): Promise<number> => {
      const { stdout } = await recado(["retry", "closing", "--failed", "--reason", "131049", "--json"]);
      return Date.parse((JSON.parse(stdout) as { dueAt: string }).dueAt);
    };
    const at = Date.now();
    await fail(at);
    expect(await dueAt()).toBe(at + day);
    // Not due yet: it waits for its day.
    expect(statusOf(await recado(["resume", "closing", "--json"]))).toMatchObject({ state: "scheduled" });
    await fail(at);
    expect(await dueAt()).toBe(at + 2 * day);
  });

  it("takes only the failures that are named, and --dry-run changes nothing", async () => {
    const { plan, recado, with: using } = await shop();
    await plan("closing", 2);
    await recado(["start", "closing", ...yes]);
    await using(async (db) => {
      await db.exec("UPDATE messages SET state = 'failed', error_code = 131000 WHERE position = 0");
      await db.exec("UPDATE messages SET state = 'failed', error_code = 131016 WHERE position = 1");
    });
    const dry = await recado(["retry", "closing", "--failed", "--dry-run"]);
    expect(dry.stdout).toContain("Would be put back into the queue: 2.");
    const one = await recado(["retry", "closing", "--failed", "--reason", "131016", "--json"]);
    expect(JSON.parse(one.stdout)).toMatchObject({ retried: 1 });
    expect((await recado(["retry", "closing"])).code).toBe(2);
  });
});

describe("recado campaigns resolve", () => {
  const unsure = async (): Promise<Awaited<ReturnType<typeof shop>>> => {
    const world = await shop();
    await world.plan("closing", 3);
    world.sim.fault({ on: "messages", kind: "reset-after-accept", to: phoneOf(1) });
    await world.recado(["start", "closing", ...yes]);
    world.sim.clearFaults();
    return world;
  };

  it("wants to be told what to do by a script, and asks in a terminal", async () => {
    const { recado } = await unsure();
    const script = await recado(["resolve", "closing", "--json"]);
    expect(script.code).toBe(2);
    const person = await recado(["resolve", "closing"], {
      answers: [{ seen: "Nobody knows whether these went out.", type: "\u001b[B\r" }],
    });
    expect(person).toMatchObject({ code: 0 });
    expect(person.stdout).toContain(phoneOf(1));
    expect(person.stdout).toContain("Taken for sent: 1.");
  });

  it("--assume-sent counts as taken, and is told apart", async () => {
    const { sim, recado } = await unsure();
    const done = await recado(["resolve", "closing", "--assume-sent", "--json"]);
    expect(JSON.parse(done.stdout)).toMatchObject({ resolution: "assume-sent", resolved: 1, state: "done" });
    const shown = await recado(["recipients", "closing", "--json"]);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      recipients: [{}, { to: phoneOf(1), state: "accepted", reason: "person.assumed_sent", wamid: null }, {}],
    });
    expect((await recado(["recipients", "closing"])).stdout).toContain("taken for sent by a person");
    expect(sim.count()).toBe(3);
  });

  it("--retry makes a new message, which resume sends; the old one stays uncertain", async () => {
    const { sim, recado, with: using } = await unsure();
    const done = await recado(["resolve", "closing", "--retry", "--to", phoneOf(1), "--json"]);
    expect(JSON.parse(done.stdout)).toMatchObject({ resolution: "retry", resolved: 1, state: "paused" });
    expect(await recado(["resume", "closing", "--json"])).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(4);
    const rows = await using(async (db) =>
      db.query("SELECT state, retried_by IS NULL AS counts FROM messages WHERE position = 1 ORDER BY created_at"),
    );
    expect(rows).toMatchObject([{ state: "uncertain" }, { state: "accepted" }]);
  });

  it("--retry writes to nobody again whose first message is found to have arrived, and says so", async () => {
    const world = await unsure();
    const { sim, recado } = world;
    await recado(["resolve", "closing", "--retry", "--json"]);
    await reported(world, "read");
    const resumed = await recado(["resume", "closing", ...yes]);
    expect(resumed.code).toBe(0);
    expect(statusOf(resumed)).toMatchObject({ state: "done", counts: { read: 3, queued: 0, skipped: 0 } });
    expect(sim.count()).toBe(3);
    const list = async (lang: string): Promise<string> =>
      (await runTree([messages], ["messages", "list", "--state", "skipped", "--lang", lang], { home: world.home }))
        .stdout;
    expect(await list("en")).toContain("the first message arrived after all");
    expect(await list("es")).toContain("el primer mensaje sí llegó");
  });

  it("counts as read whose repeat was cancelled, with all that it cost", async () => {
    const world = await unsure();
    const { recado } = world;
    await recado(["resolve", "closing", "--retry", "--json"]);
    await recado(["cancel", "closing", ...yes]);
    await reported(world, "read");
    const shown = await recado(["show", "closing", "--json"]);
    expect(statusOf(shown)).toMatchObject({ state: "cancelled", counts: { read: 3, cancelled: 0, uncertain: 0 } });
    const listed = await recado(["recipients", "closing", "--json"]);
    expect(JSON.parse(listed.stdout)).toMatchObject({
      recipients: [{ state: "read" }, { to: phoneOf(1), state: "read", reason: null }, { state: "read" }],
    });
  });

  it("refuses people whose message is known, or is being sent right now", async () => {
    const { recado, with: using } = await unsure();
    const known = await recado(["resolve", "closing", "--retry", "--to", phoneOf(0), "--json"]);
    expect(known.code).toBe(2);
    expect(errorOf(known).code).toBe("campaigns.not_uncertain");
    expect(known.stderr).not.toContain(phoneOf(0));
    const until = Date.now() + 60_000;
    await using(async (db) =>
      db.exec(
        "UPDATE messages SET state = 'sending', lease_owner = 'other-pc/1:4711:9', lease_until = ? WHERE position = 0",
        [until],
      ),
    );
    const flying = await recado(["resolve", "closing", "--retry", "--to", phoneOf(0), "--json"]);
    expect(flying.code).toBe(4);
    expect(errorOf(flying).code).toBe("campaigns.in_flight");
  });
});
