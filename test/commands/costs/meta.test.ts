import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../../src/storage/open.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import type { BusinessChanges, Simulator } from "../../../src/testing.ts";
import { messageRow } from "../../helpers/rows.ts";
import { errorOf, runRecado, temporaryFolder, type RunOptions } from "../../helpers/run.ts";
import { deliver, france, market, spain } from "../../simulator/analytics-helpers.ts";

const sentAt = Date.parse("2026-10-12T12:00:00Z");

/** Two offers and a notice to Spain, one offer to France, all of them read on 12 October; it is 20 November. */
async function world(business: BusinessChanges = {}) {
  const sim: Simulator = await market("2026-10-12T12:00:00Z", business);
  onTestFinished(() => sim.close());
  await deliver(sim, "marketing", spain);
  await deliver(sim, "marketing", "34600000001");
  await deliver(sim, "utility", spain);
  await deliver(sim, "marketing", france);
  await sim.advance("39d");
  const home = temporaryFolder();
  const env = {
    RECADO_ACCESS_TOKEN: sim.accessToken,
    RECADO_WABA_ID: sim.wabaId,
    RECADO_PHONE_NUMBER_ID: sim.phoneNumberId,
    RECADO_GRAPH_URL: sim.graphUrl,
  };
  const clock = { now: () => sim.now(), sleep: async () => {} };
  const run = async (args: readonly string[], options: RunOptions = {}) =>
    runRecado(["costs", ...args], { home, clock, ...options, env: { ...env, ...options.env } });
  return { sim, home, run };
}

/** What the ledger has of the same day. */
async function ledger(at: Awaited<ReturnType<typeof world>>, rows: readonly Partial<MessageRow>[]): Promise<void> {
  const db = await openDatabase(join(at.home, "default.db"));
  await insertMessages(
    db,
    rows.map((changes, place) =>
      messageRow(place, {
        phone_number_id: at.sim.phoneNumberId,
        state: "read",
        category: "marketing",
        market: "Spain",
        settled_micros: 70_700,
        pricing_type: "regular",
        pricing_category: "marketing",
        accepted_at: sentAt,
        delivered_at: sentAt,
        priced_at: sentAt,
        ...changes,
      }),
    ),
  );
  await db.close();
}

const notice = { category: "utility", pricing_category: "utility", settled_micros: 20_000 } as const;
const whole = [{}, {}, notice, { market: "France", settled_micros: 85_900 }];
const onItsWay = { state: "sent", settled_micros: null, pricing_type: null, priced_at: null } as const;
const json = (text: string): unknown => JSON.parse(text);

it("Meta's figures and the ledger of the same messages agree to the last unit", async () => {
  const at = await world();
  await ledger(at, whole);
  const synced = await at.run(["sync", "--month", "2026-10", "--json"]);
  expect(synced).toMatchObject({ code: 0 });
  expect(json(synced.stdout)).toEqual({
    synced: [{ model: "pricing", from: "2026-10-01T00:00:00.000Z", to: "2026-11-01T00:00:00.000Z", points: 3 }],
    costWithheld: false,
    skipped: [],
  });
  const found = await at.run(["reconcile", "--month", "2026-10", "--check", "--json"]);
  expect(found).toMatchObject({ code: 0 });
  const sum = { volume: 4, charged: 4, free: 0, amount: "0.2473" };
  expect(json(found.stdout)).toEqual({
    month: "2026-10",
    currency: "USD",
    lines: [
      ["France", "marketing", 1, "0.0859"],
      ["Spain", "marketing", 2, "0.1414"],
      ["Spain", "utility", 1, "0.02"],
    ].map(([where, category, volume, amount]) => {
      const figures = { volume, charged: volume, free: 0, amount };
      const key = { day: "2026-10-12", market: where, category };
      return { ...key, meta: figures, ledger: figures, verdict: "matched", reason: null };
    }),
    totals: {
      meta: { ...sum, unknownCost: 0 },
      ledger: { ...sum, unknownCost: 0 },
      matched: 3,
      missingHere: 0,
      missingThere: 0,
      priceDiffers: 0,
      daysNotSynced: [],
      daysStillCounting: [],
      costWithheld: false,
      otherNumbers: 0,
    },
  });
});

it("what differs comes first, with its likely reason, in the reader's words", async () => {
  const at = await world();
  await ledger(at, [{}, { settled_micros: 61_800 }, { phone_number_id: "1" }, { market: "France", ...onItsWay }]);
  const english = await at.run(["reconcile", "--month", "2026-10", "--check"], { columns: 200 });
  expect(english.code).toBe(8);
  expect(english.stdout).toMatch(/2026-10-12 +France +marketing +1 +0 .*missing here: sent from here/);
  expect(english.stdout).toMatch(/Spain +marketing +2 +2 +0\.1414 +0\.1325 +price differs: Meta used another rate/);
  expect(english.stdout).toMatch(/Spain +utility +1 +0 .*missing here: sent with another tool/);
  expect(english.stdout).toContain("The same on both sides: 0 of 3");
  expect(english.stderr).toContain("numbers that are not of this account, not compared: 1.");
  expect(english.stderr).toContain("differ: 3 of 3.");
  const spanish = await at.run(["reconcile", "--month", "2026-10", "--lang", "es"], { columns: 200 });
  expect(spanish.code).toBe(0);
  expect(spanish.stdout).toMatch(/España +avisos +1 +0 .*falta aquí: enviados con otra herramienta/);
  const csv = await at.run(["reconcile", "--month", "2026-10", "--offline", "--output", "csv"]);
  expect(csv.stdout.split(/\r?\n/)[0]).toBe(
    "day,market,category,verdict,reason,currency,meta_volume,meta_charged,meta_free,meta_amount,ledger_volume,ledger_charged,ledger_free,ledger_amount",
  );
});

it("a running month is read by itself, and what Meta does not have yet is said to be on its way", async () => {
  const at = await world();
  const today = at.sim.now() - 60_000;
  await ledger(at, [{ accepted_at: today, delivered_at: today, priced_at: today }]);
  const found = await at.run(["reconcile", "--json"]);
  expect(json(found.stdout)).toMatchObject({
    month: "2026-11",
    lines: [{ day: "2026-11-20", verdict: "missing-there", reason: "still-counting" }],
    totals: { daysNotSynced: [], daysStillCounting: ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"] },
  });
  expect(found.stderr).toContain("Meta may still change");
});

it("days are those of the account's zone", async () => {
  const at = await world({ timezone: "America/Lima" });
  const before = Date.parse("2026-10-01T04:59:00Z");
  await ledger(at, [...whole, { accepted_at: before, delivered_at: before, priced_at: before }]);
  const found = await at.run(["reconcile", "--month", "2026-10", "--json"]);
  expect(json(found.stdout)).toMatchObject({ totals: { matched: 3, missingThere: 0 } });
  const other = await at.run(["reconcile", "--month", "2026-10", "--timezone", "Europe/Madrid", "--json"]);
  expect(json(other.stdout)).toMatchObject({ totals: { matched: 3 } });
});

it("where a partner pays, messages are compared and the missing costs are said", async () => {
  const at = await world({ costWithheld: true });
  await ledger(at, whole);
  const synced = await at.run(["sync", "--month", "2026-10"]);
  expect(synced.stdout).toContain("Meta does not tell the costs of this account: a partner pays for it.");
  const found = await at.run(["reconcile", "--month", "2026-10", "--json"]);
  expect(json(found.stdout)).toMatchObject({
    lines: [{ meta: { amount: null }, verdict: "matched", reason: "cost-withheld" }, {}, {}],
    totals: { meta: { volume: 4, amount: null, unknownCost: 4 }, costWithheld: true },
  });
  expect(found.stderr).toContain("a partner pays");
});

const unpriced = { settled_micros: null, estimate_micros: null, currency: "MXN" } as const;

it("where no card tells the rates, amounts are unknown on both sides, and no partner is blamed", async () => {
  const at = await world({ currency: "MXN" });
  await ledger(at, [unpriced, unpriced, { ...notice, ...unpriced }, { market: "France", ...unpriced }]);
  const synced = await at.run(["sync", "--month", "2026-10"]);
  expect(synced.stdout).toContain("recado costs rates import");
  const found = await at.run(["reconcile", "--month", "2026-10", "--check", "--json"]);
  expect(found.code).toBe(8);
  const offer = { volume: 2, charged: 2, free: 0, amount: null };
  const sum = { volume: 4, charged: 4, free: 0, amount: null, unknownCost: 4 };
  expect(json(found.stdout)).toMatchObject({
    lines: [{}, { meta: offer, ledger: offer, verdict: "price-differs", reason: "card-unknown" }, {}],
    totals: { meta: sum, ledger: sum, matched: 0, priceDiffers: 3, costWithheld: false },
  });
  const read = await at.run(["reconcile", "--month", "2026-10"], { columns: 200 });
  expect(read.stdout).toMatch(/Spain +marketing +2 +2 +\? +\? +price differs: the rate is not known here/);
  expect(read.stdout).toContain("Here: 4 delivered, 4 charged, 0 free, cost not known.");
  expect(read.stderr).toContain("recado costs rates import");
  expect(synced.stdout + read.stdout + read.stderr).not.toContain("partner");
});

it("one cost that Meta does not tell leaves the others in the total", async () => {
  const at = await world();
  await ledger(at, whole);
  await at.run(["sync", "--month", "2026-10"]);
  const db = await openDatabase(join(at.home, "default.db"));
  await db.exec("UPDATE meta_costs SET micros = NULL WHERE country = 'FR'");
  await db.close();
  const offline = ["reconcile", "--month", "2026-10", "--offline"];
  const found = await at.run([...offline, "--json"]);
  expect(json(found.stdout)).toMatchObject({
    lines: [{ market: "France", meta: { amount: null }, reason: "cost-not-told" }, { reason: null }, { reason: null }],
    totals: { meta: { charged: 4, amount: "0.1614", unknownCost: 1 }, costWithheld: false },
  });
  const read = await at.run(offline);
  expect(read.stdout).toMatch(/Meta: 4 delivered, 4 charged, 0 free, .*0\.1614.*, and 1 whose cost is not known\./);
  expect(read.stderr).not.toContain("partner");
});

it("figures that were read by the days of another zone are not compared", async () => {
  const at = await world();
  await ledger(at, whole);
  await at.run(["sync", "--month", "2026-10"]);
  at.sim.business({ timezone: "America/Lima" });
  const lima = ["reconcile", "--month", "2026-10", "--timezone", "America/Lima"];
  const refused = await at.run([...lima, "--offline", "--json"]);
  expect(refused.code).toBe(3);
  expect(errorOf(refused)).toMatchObject({
    code: "costs.zone_changed",
    hint: "Read them again: recado costs sync --month 2026-10",
  });
  await at.run(["sync", "--from", "2026-10-05", "--to", "2026-10-20", "--timezone", "America/Lima"]);
  const part = await at.run([...lima, "--offline", "--json"]);
  expect(json(part.stdout)).toMatchObject({ totals: { matched: 3, missingHere: 0 } });
  expect((json(part.stdout) as { totals: { daysNotSynced: string[] } }).totals.daysNotSynced).toHaveLength(15);
  expect(part.stderr).toContain("the days of another time zone: 14");
  const again = await at.run([...lima, "--json"]);
  expect(json(again.stdout)).toMatchObject({ totals: { matched: 3, daysNotSynced: [] } });
});

it("the figures of templates are read once somebody agreed to have them counted", async () => {
  const at = await world();
  const off = await at.run(["sync", "--month", "2026-10", "--templates", "--json"]);
  expect(json(off.stdout)).toMatchObject({ skipped: [{ model: "template", reason: "insights-off" }] });
  const enable = ["sync", "--month", "2026-10", "--templates", "--enable-insights", "--json"];
  const unasked = await at.run(enable);
  expect([unasked.code, errorOf(unasked).code]).toEqual([2, "usage.missing_option"]);
  const on = await at.run([...enable, "--yes"]);
  expect(on.code).toBe(0);
  expect(json(on.stdout)).toMatchObject({ synced: [{ model: "template" }], skipped: [{ model: "pricing" }] });
});

it("a dry run asks for nothing and stores nothing", async () => {
  const at = await world();
  const dry = await at.run(["sync", "--month", "2026-10", "--dry-run"]);
  expect(dry.stdout).toContain("Days that would be read from Meta: 31, in 4 calls. Nothing was read.");
  expect(errorOf(await at.run(["reconcile", "--month", "2026-10", "--offline", "--json"]))).toMatchObject({
    code: "costs.not_synced",
    hint: "Run: recado costs sync --month 2026-10",
  });
});

it("without an account what was read before is compared, and what is missing is said", async () => {
  const at = await world();
  await ledger(at, whole);
  await at.run(["sync", "--from", "2026-10-10", "--to", "2026-10-20"]);
  const found = await at.run(["reconcile", "--month", "2026-10", "--json"], {
    env: { RECADO_ACCESS_TOKEN: undefined },
  });
  expect(found.code).toBe(0);
  expect(json(found.stdout)).toMatchObject({ totals: { matched: 3 } });
  expect((json(found.stdout) as { totals: { daysNotSynced: string[] } }).totals.daysNotSynced).toHaveLength(20);
  expect(found.stderr).toContain("The month is not whole");
});

it.each([
  ["more than a year back", ["sync", "--from", "2025-01-01"], 2, "costs.too_long_ago"],
  ["a month of conversations", ["reconcile", "--month", "2025-06"], 2, "costs.conversation_month"],
  ["a month to come", ["reconcile", "--month", "2027-01"], 2, "usage.future_period"],
  ["days to come", ["sync", "--from", "2027-01-01"], 2, "usage.future_period"],
  ["no month", ["reconcile", "--month", "October"], 2, "usage.bad_month"],
  ["no day", ["sync", "--from", "2026-02-30"], 2, "usage.bad_day"],
  ["month and days", ["sync", "--month", "2026-10", "--from", "2026-10-01"], 2, "usage.period"],
  ["no zone", ["reconcile", "--timezone", "Mars/Olympus"], 2, "usage.unknown_zone"],
])("bad input: %s", async (_, args, exit, code) => {
  const at = await world();
  const refused = await at.run([...args, "--json"]);
  expect([refused.code, errorOf(refused).code]).toEqual([exit, code]);
});

it("nothing works without an account", async () => {
  for (const verb of ["sync", "reconcile"]) {
    const refused = await runRecado(["costs", verb, "--json"]);
    expect([refused.code, errorOf(refused).code]).toEqual([3, "config.missing"]);
  }
});
