import { describe, expect, it } from "vitest";
import type { Clock } from "../../src/core/clock.ts";
import type { Simulator } from "../../src/testing.ts";
import { errorOf, runRecado, type RunResult } from "../helpers/run.ts";
import { shop, to } from "./shop.ts";

const day = 86_400_000;

/** A home of an account with an offer and a notice, at a clock that is moved by hand. */
async function offering(): Promise<{
  sim: Simulator;
  run: (...args: string[]) => Promise<RunResult>;
  inEnvironment: (limit: string, ...args: string[]) => Promise<RunResult>;
  later: (days: number) => Promise<void>;
}> {
  const { sim, home } = await shop();
  const body = { type: "BODY", text: "Hoy todo a mitad de precio" } as const;
  sim.template({ name: "oferta", language: "es", category: "MARKETING", components: [body], status: "APPROVED" });
  let now = sim.now();
  const clock: Clock = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  };
  return {
    sim,
    run: async (...args) => runRecado(args, { home, clock }),
    inEnvironment: async (limit, ...args) => runRecado(args, { home, clock, env: { RECADO_MARKETING_LIMIT: limit } }),
    later: async (days) => {
      now += days * day;
      await sim.advance(`${days}d`);
    },
  };
}

const offer = ["send", "oferta", "--to", to, "--json"];
const notice = ["send", "hello_world", "--to", to, "--json"];

describe("a limit for marketing", () => {
  it("refuses the second offer of a week, lets notices through, and after the week the next offer", async () => {
    const { sim, run, later } = await offering();
    expect((await run("profiles", "edit", "--marketing-limit", "1/7d")).stdout).toContain("at most 1/7d");
    await run("contacts", "add", "--phone", to, "--consent", "marketing,utility", "--source", "form");
    expect((await run(...offer)).code).toBe(0);

    const refused = await run(...offer, "--idempotency-key", "again");
    expect([refused.code, errorOf(refused).code]).toEqual([4, "send.refused"]);
    expect(errorOf(refused).hint).toContain("recado contacts show");
    expect(JSON.parse(refused.stdout)).toMatchObject({ messages: [{ state: "skipped", reason: "policy.frequency" }] });
    expect((await run("contacts", "show", to)).stdout).toMatch(/marketing\s+no\s+the limit for marketing \(1\/7d\)/);
    expect((await run("send", "oferta", "--to", to, "--dry-run", "--lang", "es")).stdout).toContain("1/7d");
    expect((await run(...notice)).code).toBe(0);
    expect(sim.count()).toBe(2);

    await later(8);
    // The same key: what was held back then goes now, once.
    expect((await run(...offer, "--idempotency-key", "again")).code).toBe(0);
    expect((await run(...offer, "--idempotency-key", "again")).code).toBe(0);
    expect(sim.count()).toBe(3);
  });

  it("of one contact comes before the environment's, which comes before the profile's", async () => {
    const { run, inEnvironment } = await offering();
    await run("profiles", "edit", "--marketing-limit", "1/7d");
    await run("contacts", "add", "--phone", to, "--consent", "marketing", "--source", "form");
    await run(...offer);
    expect((await run(...offer)).code).toBe(4);
    expect((await inEnvironment("2/7d", ...offer)).code).toBe(0);
    expect((await inEnvironment("2/7d", ...offer)).code).toBe(4);
    await run("contacts", "edit", to, "--marketing-limit", "none");
    expect((await inEnvironment("2/7d", ...offer)).code).toBe(0);
    await run("contacts", "edit", to, "--marketing-limit", "");
    expect((await inEnvironment("none", ...offer)).code).toBe(0);
  });

  it("that cannot be read stops the send, and is never taken for none", async () => {
    const { sim, run, inEnvironment } = await offering();
    await run("contacts", "add", "--phone", to, "--consent", "marketing", "--source", "form");
    const result = await inEnvironment("two a week", ...offer);
    expect([result.code, errorOf(result).code]).toEqual([3, "config.bad_marketing_limit"]);
    expect(sim.count()).toBe(0);
  });
});

describe("recado profiles edit", () => {
  it("keeps the limit, shows it, and lets go of it", async () => {
    const { run } = await offering();
    expect((await run("profiles", "edit", "--marketing-limit", "2 / 7d", "--dry-run")).stdout).toContain("would allow");
    expect(JSON.parse((await run("profiles", "show", "--json")).stdout)).toMatchObject({ marketingLimit: null });
    await run("profiles", "edit", "default", "--marketing-limit", "2 / 7d");
    expect(JSON.parse((await run("profiles", "show", "--json")).stdout)).toMatchObject({ marketingLimit: "2/7d" });
    expect((await run("profiles", "show", "--lang", "es")).stdout).toMatch(/Límite de publicidad\s+2\/7d/);
    await run("profiles", "edit", "--marketing-limit", "none");
    expect(JSON.parse((await run("profiles", "show", "--json")).stdout)).toMatchObject({ marketingLimit: null });
  });

  it.each([[[]], [["--marketing-limit", "often"]], [["nobody", "--marketing-limit", "1/7d"]]])(
    "refuses %j",
    async (args) => {
      const { run } = await offering();
      expect((await run("profiles", "edit", ...args, "--json")).code).toBe(2);
    },
  );
});
