import { createServer } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Clock } from "../../src/core/clock.ts";
import { parseMicros } from "../../src/core/money.ts";
import type { Simulator } from "../../src/testing.ts";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { connectedHome, simulator } from "../commands/accounts.ts";
import { runRecado } from "../helpers/run.ts";

const zone = "America/Mexico_City";

/** Of ranges that are given to nobody: the United States, the United Kingdom, Mexico, Spain, Germany. */
const ranges = ["+1202555011", "+44770090001", "+52550000001", "+3460000001", "+491520000001"] as const;
const people = ranges.flatMap((range) => Array.from({ length: 8 }, (_, place) => `${range}${place + 1}`));

const body = (text: string): object => ({ type: "BODY", text });
const templates = [
  {
    name: "pedido_enviado",
    language: "es",
    category: "UTILITY",
    components: [body("Su pedido ya salió de la tienda.")],
  },
  { name: "oferta", language: "es", category: "MARKETING", components: [body("Hoy, todo a mitad de precio.")] },
];

interface Shop {
  readonly db: Database;
  /** The clock goes on, and everything that came by webhook is taken in. */
  readonly wait: (duration: string) => Promise<void>;
  readonly sim: Simulator;
  readonly run: (...args: string[]) => Promise<string>;
  readonly json: <Document>(...args: string[]) => Promise<Document>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A shop with a listener; its clock and the simulator's are one. */
async function openShop(): Promise<Shop> {
  const sim = await simulator({ now: "2026-09-01T15:00:00Z", clock: "manual" });
  sim.business({ timezone: zone });
  for (const template of templates) sim.template({ ...template, status: "APPROVED" });
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  const clock: Clock = { now: () => sim.now(), sleep: async (ms) => sim.advance(Math.max(1, ms)) };
  const env = { RECADO_TIMEZONE: zone, RECADO_APP_SECRET: sim.appSecret, RECADO_VERIFY_TOKEN: sim.verifyToken };
  const run: Shop["run"] = async (...args) => {
    const result = await runRecado(args, { home, env, clock });
    if (result.code !== 0) throw new Error(`${args.join(" ")}: ${result.code} ${result.stderr}`);
    return result.stdout;
  };
  const list = join(home, "people.csv");
  writeFileSync(list, `name,phone\n${people.map((phone, place) => `Ana ${place},${phone}\n`).join("")}`);
  await run("contacts", "import", list, "--consent-source", "counter", "--consent-purpose", "marketing,utility");

  const port = await freePort();
  const end = new AbortController();
  const listening = runRecado(["webhooks", "listen", "--port", String(port)], { home, env, signal: end.signal });
  onTestFinished(async () => {
    end.abort();
    await listening;
  });
  const url = `http://127.0.0.1:${port}/webhook`;
  for (
    let tries = 0;
    tries < 200 &&
    !(await fetch(url).then(
      () => true,
      () => false,
    ));
    tries++
  ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const db = await openDatabase(join(home, "default.db"));
  onTestFinished(() => db.close());
  const wait: Shop["wait"] = async (duration) => {
    await sim.advance(duration);
    const open = "SELECT id FROM webhook_deliveries WHERE processed_at IS NULL LIMIT 1";
    while ((await db.query(open)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await sim.webhook({ url, verifyToken: sim.verifyToken });
  return { db, sim, run, wait, json: async (...args) => JSON.parse(await run(...args, "--json")) as never };
}

const to = (phones: readonly string[]): string[] => phones.flatMap((phone) => ["--to", phone]);

/** One week's traffic: notices, an offer, and a conversation with some of the people. */
async function trade({ sim, run, wait }: Shop, week: number): Promise<void> {
  await run("send", "pedido_enviado", ...to(people.filter((_, place) => (place + week) % 3 === 0)));
  if (week % 4 === 1) {
    await run(
      "campaigns",
      "create",
      `oferta-${week}`,
      "--template",
      "oferta",
      "--all",
      "--timezone",
      zone,
      "--rate",
      "max",
    );
    await run("campaigns", "start", `oferta-${week}`, "--yes");
  }
  await wait("1h");
  const asking = people.slice(week % 5, (week % 5) + 6);
  for (const phone of asking) sim.inbound({ from: phone, type: "text", text: "¿Cuándo llega?" });
  await wait("1m");
  await run("send", "text", "Mañana por la mañana.", ...to(asking));
  await run("send", "pedido_enviado", ...to(asking));
  await wait("167h");
}

interface Side {
  readonly volume: number;
  readonly charged: number;
  readonly free: number;
  readonly amount: string;
}

interface Reconciled {
  readonly lines: readonly { readonly verdict: string; readonly meta: Side; readonly ledger: Side }[];
  readonly totals: { readonly meta: Side; readonly ledger: Side };
}

test("estimate, ledger, Meta's analytics and report agree over a quarter with the change of October in it", async () => {
  const shop = await openShop();
  for (let week = 0; week < 13; week++) await trade(shop, week);
  const [sums] = await shop.db.query(
    "SELECT SUM(estimate_micros) AS estimate, SUM(settled_micros) AS settled FROM messages WHERE settled_micros IS NOT NULL",
  );
  expect(sums?.["estimate"]).toBe(sums?.["settled"]);
  await shop.run("costs", "sync", "--from", "2026-09-01", "--to", "2026-11-30");
  for (const month of ["2026-09", "2026-10", "2026-11"]) {
    const found = await shop.json<Reconciled>("costs", "reconcile", "--month", month);
    expect(found.lines.length).toBeGreaterThan(0);
    expect(found.lines.filter(({ verdict }) => verdict !== "matched")).toEqual([]);
    expect(found.totals.ledger).toEqual(found.totals.meta);
    const report = await shop.json<{ total: string; messages: number; charged: number; free: number }>(
      "costs",
      "report",
      "--month",
      month,
    );
    expect(parseMicros(report.total)).toBe(parseMicros(found.totals.meta.amount));
    expect([report.charged, report.free]).toEqual([found.totals.meta.charged, found.totals.meta.free]);
    for (const by of ["day", "category", "market", "template", "campaign", "number"]) {
      const parts = await shop.json<{ total: string; rows: readonly { amount: string }[] }>(
        "costs",
        "report",
        "--month",
        month,
        "--by",
        by,
      );
      expect(parts.rows.reduce((sum, { amount }) => sum + (parseMicros(amount) ?? 0), 0)).toBe(
        parseMicros(report.total),
      );
    }
  }
}, 120_000);
