import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startListener } from "../../src/commands/webhooks/listener.ts";
import { orderShipped } from "../../src/commands/demo/templates.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openDatabase } from "../../src/storage/open.ts";
import type { Simulator } from "../../src/testing.ts";
import { errorOf, runRecado } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";

const ana = "+12025550101";

interface Place {
  readonly sim: Simulator;
  readonly home: string;
  /** Has the simulator bring its webhooks from now on. */
  readonly listen: () => Promise<void>;
  /** Everything that was brought has been taken in. */
  readonly settled: () => Promise<void>;
}

/** A business with a listener on its own database, as `recado webhooks listen` runs it. */
async function business(): Promise<Place> {
  const sim = await simulator();
  sim.template({
    name: "oferta",
    language: "es",
    category: "MARKETING",
    status: "APPROVED",
    components: [{ type: "BODY", text: "Hoy 2x1" }],
  });
  sim.template({ ...orderShipped, status: "APPROVED" });
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  const db = await openDatabase(join(home, "default.db"), { createFolder: true });
  const listener = await startListener({
    db,
    clock: systemClock,
    host: "127.0.0.1",
    port: 0,
    path: "/webhook",
    appSecret: sim.appSecret,
    verifyToken: sim.verifyToken,
    currency: "USD",
    onProcessed: () => {},
    onRefused: () => {},
  });
  onTestFinished(async () => {
    await listener.close();
    await db.close();
  });
  return {
    sim,
    home,
    listen: async () => sim.webhook({ url: listener.url }),
    settled: async () => {
      // What Meta reports of a message comes a little after it.
      await sim.advance("1h");
      await sim.settled();
      await listener.idle();
    },
  };
}

const offer = (home: string): ReturnType<typeof runRecado> =>
  runRecado(["send", "oferta", "--to", ana, "--opted-in", "counter", "--json"], { home });

const lastWords = async (home: string): Promise<string[]> => {
  const result = await runRecado(["consent", "history", ana, "--json"], { home });
  const { events } = JSON.parse(result.stdout) as { events: { purpose: string; action: string; method: string }[] };
  return events.map(({ purpose, action, method }) => `${purpose} ${action} ${method}`);
};

it("a stop word ends everything, and nobody can vouch for the person any more", async () => {
  const { sim, home, listen, settled } = await business();
  await listen();
  expect((await offer(home)).code).toBe(0);
  await settled();
  sim.inbound({ from: ana.slice(1), text: "¡Baja, por favor!" });
  await settled();
  expect(await lastWords(home)).toEqual([
    "marketing granted command",
    "marketing withdrawn stop-word",
    "utility withdrawn stop-word",
    "authentication withdrawn stop-word",
    "service withdrawn stop-word",
  ]);
  const again = await offer(home);
  expect(again.code).toBe(4);
  expect(JSON.parse(again.stdout)).toMatchObject({ messages: [{ state: "skipped", reason: "policy.opted_out" }] });
  const grant = ["consent", "grant", ana, "--purpose", "marketing", "--source", "web", "--json"];
  expect(errorOf(await runRecado(grant, { home })).code).toBe("policy.opted_out");
  const verify = await runRecado(["consent", "verify", "--json"], { home });
  expect(JSON.parse(verify.stdout)).toMatchObject({ ok: true, events: 2 });
});

it("the switch in WhatsApp ends marketing alone, and turns it on again", async () => {
  const { sim, home, listen, settled } = await business();
  await listen();
  expect((await offer(home)).code).toBe(0);
  sim.customer(ana.slice(1), { optOut: true });
  await settled();
  expect((await lastWords(home)).at(-1)).toBe("marketing withdrawn user-preferences");
  expect((await offer(home)).code).toBe(4);
  sim.customer(ana.slice(1), { optOut: false });
  await settled();
  expect((await lastWords(home)).at(-1)).toBe("marketing granted user-preferences");
  expect((await runRecado(["send", "oferta", "--to", ana, "--json"], { home })).code).toBe(0);
});

it("Meta's refusal 131050 tells of an opt-out that was never heard of", async () => {
  const { sim, home, listen, settled } = await business();
  sim.customer(ana.slice(1), { optOut: true });
  await sim.settled();
  await listen();
  expect((await offer(home)).code).toBe(0);
  await settled();
  expect(await lastWords(home)).toEqual(["marketing granted command", "marketing withdrawn meta-131050"]);
  expect((await offer(home)).code).toBe(4);
});

it("nobody can vouch for who was erased; a message of theirs brings the contact back, not the consent", async () => {
  const { sim, home, listen, settled } = await business();
  await listen();
  expect((await offer(home)).code).toBe(0);
  await settled();
  expect((await runRecado(["contacts", "erase", ana, "--yes"], { home })).code).toBe(0);
  const refused = await offer(home);
  expect(refused.code).toBe(4);
  expect(JSON.parse(refused.stdout)).toMatchObject({
    messages: [{ state: "skipped", reason: "policy.do_not_contact" }],
  });
  sim.inbound({ from: ana.slice(1), text: "Hola" });
  await settled();
  expect((await offer(home)).code).toBe(4);
  const grant = ["consent", "grant", ana, "--purpose", "marketing", "--source", "wrote to us", "--despite-withdrawal"];
  expect((await runRecado(grant, { home })).code).toBe(0);
  expect((await runRecado(["send", "oferta", "--to", ana, "--json"], { home })).code).toBe(0);
});
