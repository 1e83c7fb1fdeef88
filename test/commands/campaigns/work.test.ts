import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runTree } from "../../helpers/run.ts";
import { phoneOf, shop, statusOf, tree, type Shop } from "./planned.ts";

const work = async ({ home }: Shop, ...args: string[]) => runTree(tree, ["work", ...args], { home });

async function setState({ with: using }: Shop, id: number, state: string, dueAt: number | null = null): Promise<void> {
  await using(async (db) => db.exec("UPDATE campaigns SET state = ?, due_at = ? WHERE id = ?", [state, dueAt, id]));
}

describe("recado work --once", () => {
  it("runs what is due and what lost its process, and nothing else", async () => {
    const world = await shop();
    const due = await world.plan("due", 2);
    const dead = await world.plan("dead", 2);
    const later = await world.plan("later", 2, { message: () => ({ due_at: Date.UTC(2099, 0) }) });
    await world.plan("planned", 2);
    const paused = await world.plan("paused", 2);
    await setState(world, due, "scheduled", Date.now() - 1);
    await setState(world, dead, "running");
    await setState(world, later, "scheduled", Date.UTC(2099, 0));
    await setState(world, paused, "paused");
    const result = await work(world, "--once", "--json");
    expect(result.code).toBe(0);
    const { campaigns, nextDueAt } = JSON.parse(result.stdout) as {
      campaigns: { name: string; state: string }[];
      nextDueAt: string | null;
    };
    expect(nextDueAt).toBe("2099-01-01T00:00:00.000Z");
    expect(campaigns.map(({ name, state }) => [name, state]).toSorted()).toEqual([
      ["dead", "done"],
      ["due", "done"],
    ]);
    expect(
      world.sim
        .messages()
        .map(({ to }) => `+${to}`)
        .toSorted(),
    ).toEqual([0, 1, 2, 3].map(phoneOf));
  });

  it("leaves alone what recado send left and what another process runs", async () => {
    const world = await shop();
    const unnamed = await world.plan("unnamed", 1);
    const held = await world.plan("held", 1);
    await setState(world, unnamed, "running");
    await setState(world, held, "running");
    await world.with(async (db) => {
      await db.exec("UPDATE campaigns SET spec = NULL WHERE id = ?", [unnamed]);
      const until = Date.now() + 60_000;
      await db.exec("UPDATE campaigns SET runner = 'other-pc/1:4711:9', runner_until = ? WHERE id = ?", [until, held]);
    });
    const result = await work(world, "--once");
    expect(result).toMatchObject({ code: 0 });
    expect(result.stdout).toContain("Nothing is due.");
    expect(world.sim.count()).toBe(0);
  });

  it("says when something is due that is not yet", async () => {
    const world = await shop();
    const later = await world.plan("later", 1, { message: () => ({ due_at: Date.UTC(2099, 0) }) });
    const health = join(world.home, "health.json");
    const idle = await work(world, "--once", "--json");
    expect(JSON.parse(idle.stdout)).toEqual({ campaigns: [], nextDueAt: null });
    await setState(world, later, "scheduled", Date.UTC(2099, 0));
    const result = await work(world, "--once", "--health-file", health);
    expect(result.stdout).toContain("Nothing is due.\nThe next is due at 2099-01-01 00:00 UTC.");
    expect(result.stderr).toContain("stopped; next at 2099-01-01 00:00 UTC");
    expect(JSON.parse(readFileSync(health, "utf8"))).toMatchObject({
      state: "stopped",
      nextDueAt: "2099-01-01T00:00:00.000Z",
    });
  });

  it("pauses what cannot go on, says why, and does not take it up again (exit 6)", async () => {
    const world = await shop();
    const id = await world.plan("due", 2);
    await setState(world, id, "scheduled");
    world.sim.business({ quality: "RED" });
    const result = await work(world, "--once", "--json");
    expect(result.code).toBe(6);
    expect(statusOf(await world.recado(["show", "due", "--json"]))).toMatchObject({
      state: "paused",
      reason: "number.quality_red",
    });
    expect((await work(world, "--once")).stdout).toContain("Nothing is due.");
  });

  it("puts off what may pass by itself", async () => {
    const world = await shop();
    const id = await world.plan("due", 2);
    await setState(world, id, "scheduled");
    world.sim.fault({ on: "phone_numbers", kind: "graph-error", code: 80_007 });
    await work(world, "--once");
    const { state, dueAt } = statusOf(await world.recado(["show", "due", "--json"]));
    expect(state).toBe("scheduled");
    expect(Date.parse(dueAt ?? "")).toBeGreaterThan(Date.now());
  });
});

describe("recado work", () => {
  it("asked to stop, finishes what is under way, leaves the rest to the next one, and ends with 0", async () => {
    const world = await shop();
    const id = await world.plan("due", 10, { spec: { rate: 10 } });
    await setState(world, id, "scheduled");
    const supervisor = new AbortController();
    const health = join(world.home, "health.json");
    const running = runTree(tree, ["work", "--health-file", health], { home: world.home, signal: supervisor.signal });
    await world.sim.wait({ to: phoneOf(1).slice(1) });
    const seen = JSON.parse(readFileSync(health, "utf8")) as object;
    expect(seen).toMatchObject({ state: "running", campaigns: [`cam_${id}`] });
    supervisor.abort();
    const ended = await running;
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/running cam_1/);
    // What it left is for the next one, at once.
    expect(JSON.parse(readFileSync(health, "utf8"))).toMatchObject({
      state: "stopped",
      nextDueAt: expect.stringMatching(/^2/) as string,
    });
    const { state, counts } = statusOf(await world.recado(["show", "due", "--json"]));
    expect(state).toBe("scheduled");
    expect(counts).toMatchObject({ accepted: world.sim.count(), sending: 0, uncertain: 0 });
    expect(world.sim.count()).toBeLessThan(10);
    expect((await work(world, "--once")).code).toBe(0);
    expect(new Set(world.sim.messages().map(({ to }) => to)).size).toBe(10);
    expect(world.sim.count()).toBe(10);
  });

  it("says at once that its health file cannot be written", async () => {
    const world = await shop();
    const result = await work(world, "--once", "--health-file", join(world.home, "missing", "health.json"));
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("health.json");
  });
});
