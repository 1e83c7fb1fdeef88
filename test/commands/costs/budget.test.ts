import { describe, expect, it } from "vitest";
import { parseMicros } from "../../../src/core/money.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { errorOf, runRecado, type RunOptions, type RunResult } from "../../helpers/run.ts";
import { messageRow } from "../../helpers/rows.ts";
import { shop, statusOf, type Shop } from "../campaigns/planned.ts";
import { stillClock } from "../campaigns/plan-world.ts";

interface BudgetShop extends Shop {
  readonly budget: (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
  /** Messages that Meta took now. */
  readonly spend: (messages: readonly Partial<MessageRow>[]) => Promise<void>;
}

async function withBudget(amount?: string): Promise<BudgetShop> {
  const made = await shop();
  const { home } = made;
  const budget: BudgetShop["budget"] = async (args, more = {}) =>
    runRecado(["costs", "budget", ...args], { home, ...more });
  if (amount !== undefined) await budget(["set", amount]);
  return {
    ...made,
    budget,
    spend: async (messages) =>
      made.with(async (db) => {
        const now = Date.now();
        const taken = {
          state: "accepted",
          phone_number_id: made.sim.phoneNumberId,
          accepted_at: now,
          created_at: now,
        } as const;
        await insertMessages(
          db,
          messages.map((changes, place) =>
            messageRow(9_000 + place, { ...taken, wamid: `wamid.${place}`, ...changes }),
          ),
        );
      }),
  };
}

const micros = (amount: string): number => parseMicros(amount) ?? 0;
const yes = ["--yes", "--json"];

describe("recado costs budget", () => {
  it("is none until one is set, and then says how far it is used", async () => {
    const { budget, spend } = await withBudget();
    const november = { clock: stillClock("2026-11-20T12:00:00Z") };
    const at = Date.parse("2026-11-03T00:00:00Z");
    await spend([
      {
        estimate_micros: micros("0.07"),
        settled_micros: micros("0.08"),
        accepted_at: at,
        delivered_at: at,
        state: "delivered",
        priced_at: at,
      },
      { estimate_micros: micros("0.06"), accepted_at: at, created_at: at },
    ]);
    const none = await budget(["--json"], november);
    expect(JSON.parse(none.stdout)).toEqual({
      budget: null,
      spent: "0.08",
      open: "0.06",
      left: null,
      percent: null,
      state: "ok",
      month: "2026-11",
      currency: "USD",
    });
    expect((await budget([], november)).stdout).toContain("There is no budget");
    const set = await budget(["set", "0,20 USD/mes", "--warn", "70%", "--lang", "es"], november);
    expect(set).toMatchObject({ code: 0, stderr: "" });
    expect(set.stdout).toContain("El presupuesto es de 0,20\u00a0USD por mes.");
    expect(set.stdout).toContain("Está por agotarse.");
    expect(JSON.parse((await budget(["show", "--json"], november)).stdout)).toEqual({
      budget: { amount: "0.20", currency: "USD", period: "month", warnPercent: 70 },
      spent: "0.08",
      open: "0.06",
      left: "0.06",
      percent: 70,
      state: "warn",
      month: "2026-11",
      currency: "USD",
    });
    const december = { clock: stillClock("2026-12-01T00:00:00Z") };
    expect(JSON.parse((await budget(["--json"], december)).stdout)).toMatchObject({ spent: "0.00", state: "ok" });
  });

  it("reckons the month in the account's zone", async () => {
    const { budget, spend } = await withBudget("1 USD/month");
    const at = Date.parse("2026-12-01T03:00:00Z");
    await spend([{ estimate_micros: micros("0.5"), accepted_at: at, created_at: at }]);
    const options = { clock: stillClock("2026-12-01T04:00:00Z"), env: { RECADO_TIMEZONE: "America/Lima" } };
    expect(JSON.parse((await budget(["--json"], options)).stdout)).toMatchObject({ month: "2026-11", open: "0.50" });
  });

  it("keeps its warning when only the amount is changed, and changes nothing in a dry run", async () => {
    const { budget } = await withBudget();
    const shown = async (): Promise<unknown> =>
      (JSON.parse((await budget(["--json"])).stdout) as { budget: unknown }).budget;
    const dry = await budget(["set", "5 USD/month", "--dry-run"]);
    expect(dry.stdout).toContain("The budget would be 5.00 USD a month.");
    expect(await shown()).toBeNull();
    await budget(["set", "5 USD/month"]);
    expect(await shown()).toMatchObject({ amount: "5.00", warnPercent: 80 });
    await budget(["set", "6 USD/month", "--warn", "none"]);
    await budget(["set", "7 USD/month"]);
    expect(await shown()).toMatchObject({ amount: "7.00", warnPercent: null });
    expect((await budget(["remove", "--dry-run"])).stdout).toContain("would be removed");
    expect(await shown()).toMatchObject({ amount: "7.00" });
    expect(JSON.parse((await budget(["remove", "--json"])).stdout)).toEqual({
      budget: null,
      removed: true,
      dryRun: false,
    });
    expect(await shown()).toBeNull();
    expect(await budget(["remove"])).toMatchObject({ code: 0, stdout: "There is no budget.\n" });
  });

  it.each([
    ["200 EUR/month", "costs.other_currency"],
    ["200/month", "usage.bad_amount"],
    ["200 USD/week", "usage.bad_period"],
  ])("refuses %s", async (amount, code) => {
    const { budget } = await withBudget();
    const refused = await budget(["set", amount, "--json"]);
    expect(refused.code).toBe(2);
    expect(errorOf(refused)).toMatchObject({ code, hint: expect.stringContaining("recado costs budget set") });
  });

  it("needs no account: then it decides the currency itself", async () => {
    const set = await runRecado(["costs", "budget", "set", "90 EUR/month", "--json"]);
    expect(set.code).toBe(0);
    expect(JSON.parse(set.stdout)).toMatchObject({ budget: { amount: "90.00", currency: "EUR" }, dryRun: false });
  });
});

describe("at the ceiling", () => {
  it("a campaign pauses before it costs more, and goes on when the budget is raised", async () => {
    const { sim, plan, recado, budget } = await withBudget("0.02 USD/month");
    await plan("closing", 5);
    const stopped = await recado(["start", "closing", ...yes]);
    expect(stopped.code).toBe(4);
    expect(stopped.stderr).toContain("It costs about 0.0425 USD, and 0.02 USD are left of the budget");
    expect(statusOf(stopped)).toMatchObject({ state: "paused", reason: "policy.budget_month" });
    const { code, hint, data } = errorOf(stopped);
    expect(code).toBe("policy.budget_month");
    expect(hint).toMatch(
      /^Raise it with: recado costs budget set "<amount> USD\/month"\. The next one begins on \S+-01\. Then go on with: recado campaigns resume closing$/,
    );
    expect(data).toMatchObject({ budget: "0.02", taken: "0.017", counts: { queued: 3, accepted: 2 } });
    expect(sim.count()).toBe(2);
    expect((await recado(["resume", "closing"])).code).toBe(4);
    const shown = await recado(["show", "closing", "--lang", "es"]);
    expect(shown.stdout).toContain("Se alcanzó el presupuesto de 0,02\u00a0USD");
    expect(shown.stdout).toContain("Luego continúe con: recado campaigns resume closing");
    expect(sim.count()).toBe(2);
    await budget(["set", "1 USD/month"]);
    expect(await recado(["resume", "closing"])).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(5);
  });

  it("what another campaign spent counts too, and a worker leaves a paused one to a person", async () => {
    const { sim, home, plan, recado, spend } = await withBudget("0.02 USD/month");
    await spend([{ estimate_micros: micros("0.02"), campaign_id: 77 }]);
    await plan("closing", 2);
    expect((await recado(["start", "closing", ...yes])).code).toBe(4);
    const work = await runRecado(["work", "--once", "--json"], { home });
    expect(work.code).toBe(0);
    expect(JSON.parse(work.stdout)).toEqual({ campaigns: [], nextDueAt: null });
    expect(sim.count()).toBe(0);
  });

  it("a worker that runs a campaign into it says so", async () => {
    const { home, plan, with: using } = await withBudget("0.01 USD/month");
    await plan("closing", 2);
    await using(async (db) => db.exec("UPDATE campaigns SET state = 'scheduled', due_at = 0"));
    const work = await runRecado(["work", "--once"], { home });
    expect(work.code).toBe(6);
    expect(work.stderr).toMatch(/closing: The budget of 0\.01 USD for \S+ is reached/);
  });

  it("what is free goes out all the same", async () => {
    const { sim, plan, recado, spend } = await withBudget("0.02 USD/month");
    await spend([{ estimate_micros: micros("0.03") }]);
    await plan("closing", 3, { message: () => ({ estimate_micros: 0 }) });
    expect(await recado(["start", "closing", ...yes])).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(3);
  });

  it("a message without a known price is not sent while there is a budget", async () => {
    const { sim, plan, recado, budget } = await withBudget("5 USD/month");
    await plan("closing", 1, { message: () => ({ estimate_micros: null, currency: null }) });
    const stopped = await recado(["start", "closing", ...yes]);
    expect(stopped.code).toBe(4);
    expect(stopped.stderr).toContain("Messages whose price is not known (1) are not sent while there is a budget.");
    expect(errorOf(stopped).hint).toContain("recado costs budget remove");
    await budget(["remove"]);
    expect(await recado(["resume", "closing"])).toMatchObject({ code: 0 });
    expect(sim.count()).toBe(1);
  });

  it("a dry run tells of it and sends nothing", async () => {
    const { sim, plan, recado } = await withBudget("0.02 USD/month");
    await plan("closing", 5);
    const dry = await recado(["start", "closing", "--dry-run"]);
    expect(dry.stdout).toContain("Budget: 0.00 of 0.02 USD used in");
    expect(dry.stdout).toContain("sending stops there");
    const json = JSON.parse((await recado(["start", "closing", "--dry-run", "--json"])).stdout) as { budget: unknown };
    expect(json.budget).toMatchObject({ left: "0.02", percent: 0, state: "ok" });
    expect(sim.count()).toBe(0);
  });

  it("is warned of once on the way there, with exit code 0", async () => {
    const { plan, recado } = await withBudget("0.05 USD/month");
    await plan("closing", 5);
    const sent = await recado(["start", "closing", ...yes]);
    expect(sent.code).toBe(0);
    expect(sent.stderr.match(/Budget: 0\.0425 of 0\.05 USD used in \S+ \(85 %\), 0\.0075 USD left\./g)).toHaveLength(1);
  });
});

describe("recado send at the ceiling", () => {
  const to = ["--to", "+12025550101", "--to", "+12025550102"];
  const line = ["send", "aviso_de_cierre", ...to, "--opted-in", "counter", "--json"];

  it("sends nothing (exit 4), keeps it, and sends it with the same key once there is room", async () => {
    const { sim, home, budget, spend } = await withBudget("0.02 USD/month");
    await spend([{ estimate_micros: micros("0.02") }]);
    const keyed = [...line, "--idempotency-key", "closing-1"];
    const stopped = await runRecado(keyed, { home });
    expect(stopped.code).toBe(4);
    expect(errorOf(stopped)).toMatchObject({
      code: "policy.budget_month",
      hint: expect.stringMatching(/recado costs budget set [^]*--idempotency-key closing-1/),
    });
    expect(errorOf(stopped).hint).not.toContain("<name>");
    expect(JSON.parse(stopped.stdout)).toMatchObject({ counts: { queued: 2 } });
    await budget(["set", "1 USD/month"]);
    expect((await runRecado(keyed, { home })).code).toBe(0);
    expect(sim.count()).toBe(2);
  });

  it("ends with exit 4 also when a part went out before, and lists the rest", async () => {
    const { sim, home, budget } = await withBudget("0.005 USD/month");
    const stopped = await runRecado([...line, "--idempotency-key", "closing-2"], { home });
    expect(stopped.code).toBe(4);
    expect(errorOf(stopped)).toMatchObject({
      code: "policy.budget_month",
      hint: expect.stringMatching(/recado costs budget set [^]*--idempotency-key closing-2/),
      data: { counts: { queued: 1, accepted: 1 }, stoppedBy: "policy.budget_month" },
    });
    expect(JSON.parse(stopped.stdout)).toMatchObject({
      counts: { queued: 1, accepted: 1 },
      messages: [{ state: "accepted" }, { state: "queued" }],
    });
    await budget(["set", "1 USD/month"]);
    expect((await runRecado([...line, "--idempotency-key", "closing-2"], { home })).code).toBe(0);
    expect(sim.count()).toBe(2);
  });

  it("tells in a dry run that it does not fit", async () => {
    const { sim, home } = await withBudget("0.001 USD/month");
    const dry = await runRecado([...line, "--dry-run"], { home });
    expect(dry.code).toBe(0);
    expect(JSON.parse(dry.stdout)).toMatchObject({ budget: { left: "0.001", state: "ok" } });
    const shown = await runRecado([...line.filter((word) => word !== "--json"), "--dry-run", "--lang", "es"], { home });
    expect(shown.stdout).toContain("Presupuesto: 0,00 de 0,0010\u00a0USD");
    expect(shown.stdout).toContain("el envío se detendrá ahí");
    expect(sim.count()).toBe(0);
  });
});
