import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readAccount } from "../../../../src/domain/costs/sync/account.ts";
import { checkLookBack, syncCosts, type SyncRequest } from "../../../../src/domain/costs/sync/sync.ts";
import type { WirePricingPoint } from "../../../../src/graph/wire/analytics.ts";
import { openDatabase } from "../../../../src/storage/open.ts";
import { metaCosts, metaSyncs, metaTemplates } from "../../../../src/storage/repos/meta-costs.ts";
import { clientFor, graphErrorBody, json, rejection, startServer, type SeenRequest } from "../../../graph/server.ts";
import { temporaryFolder } from "../../../helpers/run.ts";

const day = 86_400;
const seconds = (text: string): number => Date.parse(text) / 1000;
const now = Date.parse("2026-11-20T12:00:00Z");
const october = { from: Date.parse("2026-10-01"), to: Date.parse("2026-11-01") };

/** How Meta answers: a point a day, and what a test changes. */
interface Behaviour {
  points?: (start: number) => WirePricingPoint[];
  now?: number;
  /** The account itself. */
  waba?: unknown;
  /** Refused when asked for, in Meta's words. */
  refuses?: (request: SeenRequest) => unknown;
}

const point = (start: number): WirePricingPoint => ({
  start,
  end: start + day,
  phone_number: "12025550143",
  country: "MX",
  tier: "0:MAX",
  pricing_type: "REGULAR",
  pricing_category: "MARKETING",
  volume: 2,
  cost: 0.0794,
});

/** An account at a server that counts like Meta, and a database. */
async function world(behaviour: Behaviour = {}) {
  const asked: string[] = [];
  const server = await startServer((request, response) => {
    const { url } = request;
    const fields = url.searchParams.get("fields") ?? "";
    const refusal = behaviour.refuses?.(request);
    if (refusal !== undefined) return json(response, refusal, 400);
    if (url.pathname.endsWith("/phone_numbers")) {
      const number = { id: "106", display_phone_number: "+1 202-555-0143", verified_name: "Shop" };
      return json(response, { data: [number] });
    }
    if (url.pathname.endsWith("/message_templates")) {
      const ids = Array.from({ length: 12 }, (_, place) => String(5001 + place));
      const rest = { name: "a", language: "es", status: "APPROVED", category: "UTILITY", components: [] };
      return json(response, { data: ids.map((id) => ({ id, ...rest })) });
    }
    if (url.pathname.endsWith("/template_analytics")) {
      asked.push(`templates ${url.searchParams.get("template_ids")}`);
      const ids = JSON.parse(url.searchParams.get("template_ids") ?? "[]") as string[];
      const start = Number(url.searchParams.get("start"));
      const figures = { start, end: start + day, sent: 3, delivered: 2, read: 1 };
      return json(response, { data: [{ data_points: ids.map((id) => ({ template_id: id, ...figures })) }] });
    }
    const name = /^(\w+)_analytics/.exec(fields)?.[1];
    if (name === undefined) return json(response, behaviour.waba ?? { id: "900", currency: "EUR", timezone_id: "0" });
    const [start, end] = ["start", "end"].map((key) => Number(new RegExp(`${key}\\((\\d+)\\)`).exec(fields)?.[1]));
    const metrics = /metric_types\(([^)]*)\)/.exec(fields)?.[1] ?? "";
    asked.push(`${name} ${new Date(Number(start) * 1000).toISOString().slice(0, 10)} ${metrics}`);
    const points: unknown[] = [];
    for (let at = start ?? 0; at < (end ?? 0); at += day) points.push(...(behaviour.points ?? ((s) => [point(s)]))(at));
    return json(response, { id: "900", [`${name}_analytics`]: { data: [{ data_points: points }] } });
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const graph = clientFor(server, {
    clock: { now: () => behaviour.now ?? now, sleep: async () => {} },
    maxAttempts: 1,
  });
  onTestFinished(() => graph.close());
  const db = await openDatabase(join(temporaryFolder(), "test.db"));
  onTestFinished(() => db.close());
  const sync = async (changes: Partial<SyncRequest> = {}) => {
    const account = await readAccount({ db, graph, wabaId: "900", currency: undefined });
    return syncCosts({ db, graph, wabaId: "900", account, zone: "UTC", now, ...october, ...changes });
  };
  const stored = async (model: "pricing" | "conversation" = "pricing") =>
    metaCosts(db, { wabaId: "900", model, from: 0, to: 2 * now });
  return { db, graph, asked, sync, stored };
}

test("a month is read in pages of ten days and stored as Meta told it", async () => {
  const at = await world();
  const pages: string[] = [];
  const onPage = ({ from, points }: { from: number; points: number }) =>
    pages.push(`${new Date(from).toISOString().slice(0, 10)}: ${points}`);
  expect(await at.sync({ onPage })).toEqual({
    synced: [{ model: "pricing", ...october, points: 31 }],
    costs: "told",
    skipped: [],
  });
  expect(pages).toEqual(["2026-10-01: 10", "2026-10-11: 10", "2026-10-21: 10", "2026-10-31: 1"]);
  const rows = await at.stored();
  expect(rows).toHaveLength(31);
  expect(rows[0]).toMatchObject({ from_at: october.from, country: "MX", volume: 2, micros: 79_400, currency: "EUR" });
});

test("what is final is not read again unless it is asked for; a running month is", async () => {
  const at = await world();
  await at.sync();
  const both = { from: october.from, to: now };
  const second = await at.sync(both);
  expect(second.skipped).toEqual([{ model: "pricing", ...october, reason: "already-synced" }]);
  expect(second.synced).toEqual([{ model: "pricing", from: october.to, to: now, points: 20 }]);
  const third = await at.sync({ ...both, now: now + 1_000, to: now + 1_000 });
  expect(third.synced).toEqual([{ model: "pricing", from: october.to, to: now + 1_000, points: 20 }]);
  expect((await at.sync({ ...both, again: true })).synced[0]?.points).toBe(51);
  expect(await at.stored()).toHaveLength(51);
});

test("who interrupts it keeps the pages that are there, and goes on after them", async () => {
  const at = await world();
  const stop = new AbortController();
  const failure = await rejection(at.sync({ signal: stop.signal, onPage: () => stop.abort(new Error("Ctrl-C")) }));
  expect(failure).toMatchObject({ message: "Ctrl-C" });
  expect(await at.stored()).toHaveLength(10);
  at.asked.length = 0;
  expect((await at.sync()).synced[0]?.points).toBe(21);
  expect(at.asked.map((call) => call.split(" ")[1])).toEqual(["2026-10-11", "2026-10-21", "2026-10-31"]);
  expect(await at.stored()).toHaveLength(31);
});

test("a day that is read again loses what Meta took back", async () => {
  let points = (start: number): WirePricingPoint[] => [point(start), { ...point(start), country: "PE" }];
  const at = await world({ points: (start) => points(start) });
  await at.sync();
  points = (start) => (start === seconds("2026-10-05") ? [] : [{ ...point(start), volume: 3 }]);
  await at.sync({ again: true });
  const rows = await at.stored();
  expect(rows).toHaveLength(30);
  expect(rows.every((row) => row.volume === 3 && row.country === "MX")).toBe(true);
});

test("where a partner pays, volumes are read without costs", async () => {
  const at = await world({
    waba: { id: "900", currency: "USD", timezone_id: "0" },
    points: (start) => {
      const { cost: _, ...rest } = point(start);
      return [rest];
    },
  });
  expect(await at.sync()).toMatchObject({ costs: "withheld" });
  expect((await at.stored()).map((row) => row.micros)).toEqual(Array.from({ length: 31 }, () => null));
});

test("where costs are refused, volumes are read", async () => {
  const at = await world({
    refuses: ({ url }) =>
      url.searchParams.get("fields")?.includes("COST")
        ? graphErrorBody(100, undefined, { error_user_title: "Cost not available" })
        : undefined,
    points: (start) => [{ ...point(start), pricing_type: "FREE_ENTRY_POINT" }],
  });
  expect(await at.sync()).toMatchObject({ costs: "withheld", synced: [{ points: 31 }] });
  expect(at.asked).toEqual([
    'pricing 2026-10-01 ["VOLUME"]',
    'pricing 2026-10-11 ["VOLUME"]',
    'pricing 2026-10-21 ["VOLUME"]',
    'pricing 2026-10-31 ["VOLUME"]',
  ]);
});

test("a page whose costs are refused says nothing of the next one", async () => {
  const at = await world({
    refuses: ({ url }) =>
      new RegExp(`start\\(${seconds("2026-10-11")}\\).*COST`).test(url.searchParams.get("fields") ?? "")
        ? graphErrorBody(100, undefined, { error_user_title: "Cost not available" })
        : undefined,
    points: (start) => [point(start)],
  });
  expect(await at.sync()).toMatchObject({ costs: "withheld", synced: [{ points: 31 }] });
  expect(at.asked.map((call) => call.slice("pricing 2026-10-".length))).toEqual([
    '01 ["COST","VOLUME"]',
    '11 ["VOLUME"]',
    '21 ["COST","VOLUME"]',
    '31 ["COST","VOLUME"]',
  ]);
  const syncs = await metaSyncs(at.db, { wabaId: "900", model: "pricing", ...october });
  expect(syncs.flatMap((row) => (row.cost_withheld === 1 ? [new Date(row.from_at).getUTCDate()] : []))).toEqual([
    11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
  ]);
});

test("another refusal is told, and nothing of that page is there", async () => {
  const at = await world({
    refuses: ({ url }) =>
      url.searchParams.get("fields")?.includes(`start(${seconds("2026-10-11")})`)
        ? graphErrorBody(200, "No permission")
        : undefined,
  });
  expect(await rejection(at.sync())).toMatchObject({ exit: 3 });
  expect(await at.stored()).toHaveLength(10);
});

test("days of the time of conversations are read as such, and those that Meta forgot are said", async () => {
  const then = Date.parse("2026-06-20T12:00:00Z");
  const at = await world({ now: then });
  const period = { from: Date.parse("2025-06-10"), to: Date.parse("2025-07-05"), now: then };
  const { synced, skipped } = await at.sync(period);
  expect(skipped).toEqual([
    { model: "conversation", from: period.from, to: Date.parse("2025-06-21"), reason: "too-old" },
  ]);
  expect(synced.map(({ model, points }) => [model, points])).toEqual([
    ["conversation", 10],
    ["pricing", 4],
  ]);
  expect(await at.stored("conversation")).toHaveLength(10);
});

test("templates are read ten at a time, in days of UTC", async () => {
  const at = await world();
  const { synced, skipped } = await at.sync({ templates: true, from: Date.parse("2026-08-01") });
  const span = { from: Date.parse("2026-08-23"), to: october.to };
  expect(synced.at(-1)).toEqual({ model: "template", ...span, points: 12 });
  expect(skipped).toEqual([{ model: "template", from: Date.parse("2026-08-01"), to: span.from, reason: "too-old" }]);
  expect(at.asked.filter((call) => call.startsWith("templates"))).toHaveLength(2);
  const rows = await metaTemplates(at.db, { wabaId: "900", from: 0, to: now });
  expect(rows).toHaveLength(12);
  expect(rows[0]).toMatchObject({ template_id: "5001", sent: 3, delivered: 2, read: 1 });
});

test("where Meta does not count what templates do, the rest is read all the same", async () => {
  const at = await world({
    refuses: ({ url }) =>
      url.pathname.endsWith("/template_analytics")
        ? graphErrorBody(100, undefined, { error_user_title: "Template insights are not enabled" })
        : undefined,
  });
  const { synced, skipped } = await at.sync({ templates: true });
  expect(synced.map(({ model }) => model)).toEqual(["pricing"]);
  expect(skipped).toEqual([{ model: "template", ...october, reason: "insights-off" }]);
});

test("an account whose currency nobody knows is not read", async () => {
  const at = await world({ waba: { id: "900" } });
  expect(await rejection(at.sync())).toMatchObject({ code: "costs.no_currency", exit: 3 });
});

test("more than a year back is refused, with the day from which it works", () => {
  expect(() => checkLookBack({ from: Date.parse("2025-11-20"), to: now }, now, "UTC")).toThrow(
    expect.objectContaining({
      code: "costs.too_long_ago",
      hint: expect.objectContaining({ en: "Begin later: recado costs sync --from 2025-11-21" }) as unknown,
    }),
  );
  expect(() => checkLookBack({ from: Date.parse("2025-11-21"), to: now }, now, "UTC")).not.toThrow();
});
