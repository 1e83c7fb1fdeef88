import { describe, expect, it } from "vitest";
import { errorOf } from "../../helpers/run.ts";
import { phoneOf, shop, statusOf } from "./planned.ts";

const yes = ["--yes", "--json"];

describe("recado campaigns start", () => {
  it("sends to everybody once, and a second start sends nothing more", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 5);
    const first = await recado(["start", "closing", ...yes]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(statusOf(first)).toMatchObject({
      id: "cam_1",
      name: "closing",
      state: "done",
      counts: {
        queued: 0,
        sending: 0,
        accepted: 5,
        sent: 0,
        delivered: 0,
        read: 0,
        failed: 0,
        uncertain: 0,
        skipped: 0,
        cancelled: 0,
      },
      cost: { estimate: "0.0425", settled: "0.00", currency: "USD" },
    });
    const to = sim.messages().map((message) => `+${message.to}`);
    expect(to.toSorted()).toEqual([0, 1, 2, 3, 4].map(phoneOf));
    expect(statusOf(await recado(["start", "closing", ...yes]))).toMatchObject({ state: "done" });
    expect(sim.count()).toBe(5);
  });

  it("asks for confirmation with recipients and cost; Enter alone is no", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 2);
    const no = await recado(["start", "closing"], {
      answers: [{ seen: "Send closing to 2 people, for about 0.0170 USD?", type: "\r" }],
    });
    expect(no.code).toBe(2);
    expect(sim.count()).toBe(0);
    const spanish = await recado(["start", "closing", "--lang", "es"], {
      answers: [{ seen: "¿Enviar closing a 2 personas, por unos 0,0170\u00a0USD?", type: "s\r" }],
    });
    expect(spanish).toMatchObject({ code: 0 });
    expect(spanish.stdout).toContain("closing terminó.");
    expect(sim.count()).toBe(2);
  });

  it("wants --yes of a script, and --dry-run sends nothing", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 2);
    const unsure = await recado(["start", "closing", "--json"]);
    expect(unsure.code).toBe(2);
    expect(errorOf(unsure).hint).toContain("--yes");
    const dry = await recado(["start", "closing", "--dry-run"]);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.stdout).toContain("Would send closing to 2 people, for about 0.0170 USD");
    expect(sim.count()).toBe(0);
    expect(statusOf(await recado(["show", "closing", "--json"]))).toMatchObject({ state: "planned" });
  });

  it("names the campaigns that may have been meant", async () => {
    const { plan, recado } = await shop();
    await plan("spring-sale", 1);
    const wrong = await recado(["start", "sprin-sale", ...yes]);
    expect(wrong.code).toBe(2);
    expect(errorOf(wrong)).toMatchObject({ code: "campaigns.not_found" });
    expect(errorOf(wrong).hint).toContain('"spring-sale"');
  });

  it("says who runs it already, and leaves it alone", async () => {
    const { sim, plan, recado, with: using } = await shop();
    const id = await plan("closing", 2);
    await using(async (db) => {
      const until = Date.now() + 60_000;
      const sql = "UPDATE campaigns SET state = 'running', runner = 'other-pc/1:4711:9', runner_until = ? WHERE id = ?";
      await db.exec(sql, [until, id]);
    });
    const second = await recado(["start", "closing", ...yes]);
    expect(second.code).toBe(5);
    expect(errorOf(second).code).toBe("campaign.running");
    expect(errorOf(second).message).toContain("other-pc");
    expect(sim.count()).toBe(0);
  });

  it("goes on after a crash: what was under way is uncertain and not sent again (exit 7)", async () => {
    const { sim, plan, recado, with: using } = await shop();
    const id = await plan("closing", 3);
    await using(async (db) => {
      const gone = Date.now() - 1;
      const owner = "other-pc/1:4711:9";
      await db.exec(
        "UPDATE campaigns SET state = 'running', runner = ?, runner_until = ?, started_at = 1 WHERE id = ?",
        [owner, gone, id],
      );
      await db.exec(
        "UPDATE messages SET state = 'sending', lease_owner = ?, lease_until = ?, sending_at = 2 WHERE position = 1",
        [owner, gone],
      );
    });
    // No question: it was answered before the crash.
    const again = await recado(["start", "closing", "--json"]);
    expect(again.code).toBe(7);
    expect(statusOf(again)).toMatchObject({ state: "done", counts: { accepted: 2, uncertain: 1 } });
    expect(errorOf(again).hint).toContain("recado campaigns resolve closing");
    expect(sim.messages().map(({ to }) => `+${to}`)).not.toContain(phoneOf(1));
  });

  it("waits for its hour: scheduled, with when (exit 0)", async () => {
    const { sim, plan, recado } = await shop();
    const at = Date.UTC(2099, 11, 1, 9);
    await plan("closing", 2, { message: () => ({ due_at: at }), spec: { startsAt: at, timeZone: "America/Lima" } });
    const later = await recado(["start", "closing", "--yes"]);
    expect(later).toMatchObject({ code: 0 });
    expect(later.stdout).toContain("goes on at 2099-12-01 04:00 America/Lima. recado work must be running then.");
    expect(statusOf(await recado(["show", "closing", "--json"]))).toMatchObject({
      state: "scheduled",
      dueAt: "2099-12-01T09:00:00.000Z",
    });
    expect((await recado(["list"])).stdout).toMatch(/closing +scheduled +2099-12-01 04:00 America\/Lima/);
    expect(sim.count()).toBe(0);
  });

  it("tells failures in the exit code and where to look (exit 6)", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 3);
    sim.fault({ on: "messages", kind: "graph-error", code: 131_009, to: phoneOf(1) });
    const partly = await recado(["start", "closing", ...yes]);
    expect(partly.code).toBe(6);
    expect(statusOf(partly)).toMatchObject({ state: "done", counts: { accepted: 2, failed: 1 } });
    expect(errorOf(partly).hint).toContain("recado campaigns recipients closing --state failed");
  });

  it("tells what nobody knows in the exit code (exit 7)", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 3);
    sim.fault({ on: "messages", kind: "reset-after-accept", to: phoneOf(1) });
    const unsure = await recado(["start", "closing", ...yes]);
    expect(unsure.code).toBe(7);
    expect(statusOf(unsure)).toMatchObject({ state: "done", counts: { accepted: 2, uncertain: 1 } });
    expect(sim.count()).toBe(3);
  });

  it("pauses by itself on a serious answer, says why, and goes on when told to", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 6);
    const fault = sim.fault({ on: "messages", kind: "graph-error", code: 368, every: 3 });
    const stopped = await recado(["start", "closing", ...yes]);
    expect(stopped.code).toBe(4);
    const { state, reason, counts } = statusOf(stopped);
    expect(state).toBe("paused");
    expect(errorOf(stopped).code).toBe(reason);
    expect(counts["queued"]).toBeGreaterThan(0);
    expect((await recado(["show", "closing"])).stdout).toMatch(/Why +\S/);
    sim.clearFaults(fault.id);
    expect(statusOf(await recado(["resume", "closing", "--json"]))).toMatchObject({
      state: "done",
      reason: null,
      counts: { accepted: 6 },
    });
    expect(sim.count()).toBe(6);
  });

  it("prints a line of JSON a second with --progress json", async () => {
    const { plan, recado } = await shop();
    await plan("closing", 2);
    const result = await recado(["start", "closing", ...yes, "--progress", "json"]);
    expect(result.code).toBe(0);
    const last = JSON.parse(result.stderr.trim().split("\n").at(-1) ?? "") as object;
    expect(last).toMatchObject({ id: "cam_1", state: "done", counts: { accepted: 2 }, secondsLeft: 0 });
    expect(last).toMatchObject({ cost: { estimate: "0.017", currency: "USD" } });
  });

  it.each([
    [["--rate", "max", "--max-cost", "5 EUR"], "campaigns.other_currency"],
    [["--rate", "soon"], "usage.bad_rate"],
  ])("refuses %j", async (options, code) => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 1);
    const refused = await recado(["start", "closing", ...yes, ...options]);
    expect(refused.code).toBe(2);
    expect(errorOf(refused).code).toBe(code);
    expect(sim.count()).toBe(0);
  });

  it("resume takes none that was never started", async () => {
    const { plan, recado } = await shop();
    await plan("closing", 1);
    const early = await recado(["resume", "closing", "--json"]);
    expect(early.code).toBe(4);
    expect(errorOf(early).hint).toContain("recado campaigns start closing");
  });
});

describe("limits", () => {
  it("--max-cost binds: it pauses before it costs more, and goes on with a higher one", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 5);
    const stopped = await recado(["start", "closing", ...yes, "--max-cost", "0.02 USD"]);
    expect(stopped.code).toBe(4);
    expect(stopped.stderr).toContain("It pauses when 0.02 USD are reached.");
    expect(statusOf(stopped)).toMatchObject({ state: "paused", reason: "policy.budget" });
    expect(errorOf(stopped)).toMatchObject({
      hint: "To go on, raise it: recado campaigns resume closing --max-cost <amount>",
      data: { ceiling: "0.02", taken: "0.017", currency: "USD" },
    });
    // The ceiling stays with the campaign.
    expect(sim.count()).toBe(2);
    expect((await recado(["resume", "closing"])).code).toBe(4);
    expect(sim.count()).toBe(2);
    expect(await recado(["resume", "closing", "--max-cost", "1 USD"])).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(5);
  });

  it("keeps to the people a day, and goes on tomorrow (exit 0)", async () => {
    const { sim, plan, recado } = await shop();
    sim.limits({ portfolio: 50 });
    await plan("closing", 53);
    const today = await recado(["start", "closing", ...yes]);
    expect(today.code).toBe(0);
    const { state, counts, dueAt } = statusOf(today);
    expect({ state, failed: counts["failed"] }).toEqual({ state: "scheduled", failed: 0 });
    expect(Date.parse(dueAt ?? "") - Date.now()).toBeGreaterThan(23 * 3_600_000);
    expect(sim.count()).toBe(50);
  });

  it("pauses when too many fail", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 80);
    sim.fault({ on: "messages", kind: "graph-error", code: 131_009, every: 2 });
    const stopped = await recado(["start", "closing", ...yes, "--rate", "20/s", "--progress", "json"]);
    expect(stopped.code).toBe(4);
    const lines = stopped.stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { rate?: number; state?: string });
    expect(lines[0]).toMatchObject({ state: "running", counts: { sending: expect.any(Number) as number } });
    expect(lines[0]?.rate).toBeGreaterThan(0);
    const told = statusOf(stopped);
    expect(told).toMatchObject({ state: "paused", reason: "policy.failures" });
    // The last line says the same as the answer.
    expect(lines.findLast(({ rate }) => rate !== undefined)).toMatchObject({
      state: "paused",
      counts: told.counts,
      cost: told.cost,
    });
    expect(errorOf(stopped).hint).toContain("recado campaigns recipients closing --state failed");
    expect(sim.count()).toBeLessThan(40);
  });
});

describe("Ctrl-C and pause", () => {
  it("Ctrl-C finishes what is under way, prints how to go on (exit 130), and nothing is sent twice", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 12);
    sim.fault({ on: "messages", kind: "slow", ms: 40 });
    const keyboard = new AbortController();
    const running = recado(["start", "closing", "--yes", "--rate", "20/s"], { signal: keyboard.signal });
    await sim.wait({ to: phoneOf(1).slice(1) });
    keyboard.abort();
    const stopped = await running;
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain("recado campaigns resume closing");
    const { state, reason, counts } = statusOf(await recado(["show", "closing", "--json"]));
    expect({ state, reason }).toEqual({ state: "paused", reason: "person.interrupted" });
    expect(counts).toMatchObject({ sending: 0, uncertain: 0, accepted: sim.count() });
    expect(counts["queued"]).toBeGreaterThan(0);
    sim.clearFaults();
    expect(await recado(["resume", "closing"])).toMatchObject({ code: 0 });
    const to = sim.messages().map((message) => message.to);
    expect(new Set(to).size).toBe(12);
    expect(to).toHaveLength(12);
  });

  it("a pause from another terminal is noticed, and so is a cancellation", async () => {
    const { sim, plan, recado } = await shop();
    await plan("closing", 10);
    const running = recado(["start", "closing", "--yes", "--rate", "10/s"]);
    await sim.wait({ to: phoneOf(1).slice(1) });
    const paused = await recado(["pause", "closing"]);
    expect(paused).toMatchObject({ code: 0 });
    expect(paused.stdout).toContain("closing is paused.");
    expect((await running).code).toBe(6);
    const before = sim.count();
    expect(before).toBeLessThan(10);
    const cancelled = await recado(["cancel", "closing", "--yes", "--json"]);
    expect(JSON.parse(cancelled.stdout)).toMatchObject({ state: "cancelled", cancelled: 10 - before });
    expect((await recado(["resume", "closing"])).code).toBe(4);
    expect(sim.count()).toBe(before);
  });
});
