// How long the reports of costs take on a ledger of many messages: from the sums, against a plain GROUP BY over the messages. Fills a
// SQLite file with a quarter of a year, makes the sums, asks every grouping of a report both ways, and compares the figures to the last unit.
//
//   npm run bench:costs [-- messages]     ten million unless told; half a kilobyte of disk each; the last line is one JSON document
import { mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const messages = Number(process.argv[2] ?? 10_000_000);
const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "recado-bench-"));
const say = (line) => process.stdout.write(`${line}\n`);
const slotMs = 900_000;
const dayMs = 86_400_000;
const quarter = { from: Date.UTC(2026, 9), to: Date.UTC(2027, 0) };
const november = { from: Date.UTC(2026, 10), to: Date.UTC(2026, 11) };
const days = (quarter.to - quarter.from) / dayMs;

async function load() {
  // Where the program finds the drivers.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const outfile = join(folder, "storage.mjs");
  const contents = `
    export { openDatabase } from "./src/storage/open.ts";
    export * from "./src/storage/repos/cost-slots.ts";
    export { deliveredThisMonth } from "./src/storage/repos/tier-counts.ts";
    export { countServiceMessages } from "./src/storage/repos/service-count.ts";
    export { costSums as tables } from "./src/storage/migrations/0004-cost-sums.ts";`;
  const stdin = { contents, resolveDir: root, loader: "ts" };
  await build({ stdin, outfile, bundle: true, platform: "node", format: "esm", packages: "external" });
  return import(outfile);
}

async function timed(work) {
  const since = performance.now();
  const result = await work();
  return { result, ms: performance.now() - since };
}

// What a row is follows from its number, hashed: the same ledger every time. Of twenty messages, thirteen are of campaigns (each of a fixed
// number of people, 80 a second, in the morning of its day), five are notices over the day, one is an answer, and one comes from a customer.
const campaigns = Math.max(10, Math.round((messages * 0.65) / 50_000));
const hash = (factor) => `(n * ${factor} + 374761393) % 4294967291 / 65536 % 1000`;
const fillSql = `
  WITH RECURSIVE counted (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < ?),
  hashed AS (SELECT n, n % 20 AS kind, ${hash(2_654_435_761)} AS a, ${hash(2_246_822_519)} AS b, ${hash(3_266_489_917)} AS c, ${hash(668_265_263)} AS d FROM counted),
  placed AS (
    SELECT *, (n / 20 * 13 + kind) % ${campaigns} AS campaign,
      CASE WHEN kind < 13
        THEN ${quarter.from} + (n / 20 * 13 + kind) % ${campaigns} * ${days} / ${campaigns} * ${dayMs} + 54000000
          + (n / 20 * 13 + kind) / ${campaigns} * 125 / 10
        ELSE ${quarter.from} + n / 20 * 7919 % ${days} * ${dayMs} + 46800000 + (a * 1000 + b) * 46 % 46000 * 1000 END AS at
    FROM hashed),
  ended AS (
    SELECT *, CASE WHEN kind = 19 THEN 'received' WHEN c < 440 THEN 'read' WHEN c < 880 THEN 'delivered' WHEN c < 940 THEN 'sent' ELSE 'failed' END AS state,
      CASE WHEN c < 880 THEN at + CASE WHEN d < 900 THEN d * 10 ELSE (d - 900) * 216000 END END AS delivered,
      CASE WHEN kind < 10 THEN 'marketing' WHEN kind < 17 THEN 'utility' WHEN kind = 17 THEN 'authentication' WHEN kind = 18 THEN 'service' END AS category,
      CASE WHEN b < 550 THEN 'Mexico' WHEN b < 700 THEN 'Colombia' WHEN b < 800 THEN 'Peru' WHEN b < 880 THEN 'Spain'
        WHEN b < 940 THEN 'North America' WHEN b < 970 THEN 'Chile' WHEN b < 990 THEN 'Argentina' ELSE 'Other' END AS market,
      CASE WHEN b < 550 THEN 8500 WHEN b < 700 THEN 800 WHEN b < 800 THEN 30000 ELSE 20000 END AS micros
    FROM placed)
  INSERT INTO messages (id, campaign_id, position, direction, phone_number_id, customer_phone, contact_id, type, template, language,
    category, content, consent, labels, state, wamid, due_at, attempts, market, currency, estimate_micros, estimate_evidence, settled_micros,
    pricing_type, pricing_category, created_at, updated_at, sending_at, accepted_at, delivered_at, priced_at)
  SELECT printf('msg_%016d', n), CASE WHEN kind < 13 THEN campaign + 1 END, n, CASE WHEN kind = 19 THEN 'in' ELSE 'out' END,
    CASE WHEN kind < 13 THEN 100200300 + campaign % 3 ELSE 100200300 + a % 3 END, printf('+52550%07d', n % 10000000), n % 1000000,
    CASE WHEN kind < 18 THEN 'template' ELSE 'text' END,
    CASE WHEN kind < 13 THEN 'oferta_' || (campaign % 24) WHEN kind < 18 THEN 'aviso_' || (d % 6) END, 'es', category,
    '{"type":"template","template":{"name":"oferta","language":{"code":"es"},"components":[]}}',
    'gg--', CASE WHEN kind = 19 OR d < 600 THEN NULL WHEN d < 750 THEN '["vip"]' WHEN d < 900 THEN '["lima"]' ELSE '["mayorista"]' END,
    state, printf('wamid.%020d', n), 0, 0, CASE WHEN kind < 19 THEN market END, CASE WHEN kind < 19 THEN 'USD' END,
    CASE WHEN kind < 18 THEN micros WHEN kind = 18 THEN 0 END, CASE WHEN kind < 19 THEN 'meta-file' END,
    CASE WHEN kind < 18 AND c < 880 THEN micros WHEN kind = 18 AND c < 880 THEN 0 END,
    CASE WHEN kind < 18 AND c < 880 THEN 'regular' WHEN kind = 18 AND c < 880 THEN 'free_customer_service' END,
    CASE WHEN kind < 19 AND c < 880 THEN category END, at, at, CASE WHEN kind < 19 THEN at END, CASE WHEN kind < 19 THEN at END,
    CASE WHEN kind < 19 THEN delivered END, CASE WHEN kind < 19 AND c < 880 THEN delivered END
  FROM ended`;

async function fill(db, tables) {
  const triggers = await db.query(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'messages'",
  );
  const indexes = await db.query(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'messages' AND sql IS NOT NULL",
  );
  for (const { name } of triggers) await db.exec(`DROP TRIGGER ${name}`);
  for (const { name } of indexes) await db.exec(`DROP INDEX ${name}`);
  const name = (id) => (id % 10 === 0 ? null : `campaign ${id}`);
  await db.batch(
    "INSERT INTO campaigns (id, name, phone_number_id, content_hash, state, created_at, updated_at) VALUES (?, ?, ?, '', 'done', 0, 0)",
    Array.from({ length: campaigns }, (_, place) => [place + 1, name(place + 1), String(100_200_300 + (place % 3))]),
  );
  for (let first = 0; first < messages; first += 250_000)
    await db.exec(fillSql, [first, Math.min(messages, first + 250_000)]);
  for (const { sql } of [...indexes, ...triggers]) await db.exec(sql);
  // The last step of the tables of sums: everything that is there is marked.
  await db.exec(tables.slice(tables.indexOf("INSERT INTO cost_marks")).trim());
}

const inOrder = (sums) => sums.map((sum) => JSON.stringify(Object.entries(sum).toSorted())).toSorted();
function assertEqual(name, sums, rows) {
  const [one, other] = [inOrder(sums), inOrder(rows)];
  const wrong =
    one.find((line, place) => line !== other[place]) ??
    (one.length === other.length ? undefined : "more or fewer lines");
  if (wrong !== undefined) throw new Error(`${name}: the sums are not those of the messages: ${wrong}`);
}

const groupings = [
  ["category", ["category", "market", "type", "evidence"]],
  ["market", ["market"]],
  ["template", ["template"]],
  ["campaign", ["campaign"]],
  ["label", ["labels"]],
  ["number", ["number"]],
  ["free answers", ["number", "category", "type"]],
  ["day", ["slot"]],
  ["replies", [], "in"],
];
const milliseconds = (ms) => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`.padStart(11);
const percent = (share) => `${(share * 100).toFixed(2)} %`;
const best = async (work) => {
  const runs = [await timed(work), await timed(work), await timed(work)];
  return { result: runs[0].result, ms: Math.min(...runs.map(({ ms }) => ms)) };
};

try {
  const {
    openDatabase,
    refreshCostSlots,
    costSums,
    costSumsOfRows,
    spentIn,
    deliveredThisMonth,
    countServiceMessages,
    tables,
  } = await load();
  const file = join(folder, "ledger.db");
  const db = await openDatabase(file);
  const filled = await timed(async () => fill(db, tables.sql));
  say(
    `${messages} messages of ${campaigns} campaigns and their likes, ${(statSync(file).size / 1e9).toFixed(1)} GB: filled in ${(filled.ms / 1e3).toFixed(0)} s`,
  );
  const refreshed = await timed(async () => refreshCostSlots(db));
  const [size] = await db.query(
    "SELECT (SELECT COUNT(*) FROM cost_slots) AS slots, (SELECT COUNT(*) FROM cost_days) AS days, (SELECT COUNT(*) FROM cost_times) AS times",
  );
  say(
    `sums of ${refreshed.result} quarters of an hour in ${(refreshed.ms / 1e3).toFixed(1)} s: ${size.slots} rows, ${size.days} by day, ${size.times} by time`,
  );
  const idle = await best(async () => refreshCostSlots(db));
  say(`nothing to be made anew: ${milliseconds(idle.ms)}`);

  const results = [];
  const compare = async (name, query) => {
    const sums = await best(async () => costSums(db, query));
    const rows = await timed(async () => costSumsOfRows(db, query));
    assertEqual(name, sums.result, rows.result);
    const ratio = sums.ms / rows.ms;
    results.push({ name, lines: rows.result.length, sumsMs: sums.ms, rowsMs: rows.ms, ratio });
    say(
      `${name.padEnd(28)} ${String(rows.result.length).padStart(6)} lines ${milliseconds(sums.ms)} of ${milliseconds(rows.ms)}: ${percent(ratio)}`,
    );
  };
  for (const [name, by, direction] of groupings) await compare(name, { ...quarter, by, direction });
  // A month of a zone that is five hours behind.
  const lima = { from: november.from + 5 * 3_600_000, to: november.to + 5 * 3_600_000 };
  await compare("category, a month of Lima", { ...lima, by: ["category"] });
  const whole = {
    sumsMs: results.slice(0, groupings.length).reduce((sum, { sumsMs }) => sum + sumsMs, 0),
    rowsMs: results.slice(0, groupings.length).reduce((most, { rowsMs }) => Math.max(most, rowsMs), 0),
  };
  // The messages of customers have an index that counts them: nothing to be won there.
  const ratio = Math.max(...results.filter(({ name }) => name !== "replies").map((one) => one.ratio));
  say(`all groupings of a report together against one GROUP BY: ${percent(whole.sumsMs / whole.rowsMs)}`);

  // An hour of a busy campaign: what is marked, and what the budget's question takes then.
  const busy = november.from + 15 * dayMs + 54_000_000;
  const touched = await timed(async () =>
    db.exec("UPDATE messages SET state = 'read' WHERE accepted_at >= ? AND accepted_at < ? AND state = 'delivered'", [
      busy,
      busy + 4 * slotMs,
    ]),
  );
  const spent = await best(async () => spentIn(db, { ...november, currency: "USD" }));
  const again = await timed(async () => refreshCostSlots(db));
  const tiers = await best(async () => deliveredThisMonth(db, { ...november, numbers: ["100200300", "100200301"] }));
  const service = await best(async () =>
    countServiceMessages(db, { phoneNumberId: "100200300", ...november, most: 1_000 }),
  );
  say(
    `an hour of messages read: ${touched.result.changes} in ${milliseconds(touched.ms)}; made anew in ${milliseconds(again.ms)}`,
  );
  say(
    `spent this month: ${milliseconds(spent.ms)}; tiers: ${milliseconds(tiers.ms)}; free answers: ${milliseconds(service.ms)}`,
  );
  say(`the slowest grouping takes ${percent(ratio)} of its GROUP BY   (target: at most 2 %)`);
  await db.close();
  process.stdout.write(
    `${JSON.stringify({ ratio, messages, fillMs: filled.ms, refreshMs: refreshed.ms, idleMs: idle.ms, spentMs: spent.ms, tiersMs: tiers.ms, serviceMs: service.ms, rows: size, results })}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
