// How many status events a second are taken in, on the whole way that the listener takes except the socket: signature verified, delivery
// stored once, message moved, price settled with its volume tier, sums marked. With one status in a delivery and with twenty, beside plain
// inserts of the same bodies in the same run.
//
//   npm run bench:settle [-- messages [postgres://…]]     the last line is one JSON document
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const count = Number(process.argv[2] ?? 20_000);
const postgres = process.argv[3];
const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "recado-bench-"));
const say = (line) => process.stdout.write(`${line}\n`);

const bundle = join(root, "node_modules", ".cache", `recado-bench-settle-${process.pid}.mjs`);
const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];

const secret = "a test's app secret";
const start = Date.UTC(2026, 10, 12, 8);
/** Deliveries that are on their way at once: at ten thousand a second, so many are under way for a fortieth of one. */
const atOnce = 250;

// The parts as they are, bundled as the command is.
const source = (path) => JSON.stringify(join(root, "src", path));
await build({
  stdin: {
    contents: `
      export { openDatabase } from ${source("storage/open.ts")};
      export { insertMessages } from ${source("storage/repos/message-rows.ts")};
      export { untouched } from ${source("storage/untouched.ts")};
      export { createDeliveryStore } from ${source("domain/webhooks/delivery-store.ts")};
      export { createIntake } from ${source("domain/webhooks/intake.ts")};
      export { receiveDelivery } from ${source("domain/webhooks/receive.ts")};
      export { newId } from ${source("core/ids.ts")};
      export { systemClock } from ${source("core/clock.ts")};`,
    resolveDir: root,
  },
  // Where the packages with native parts are found.
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.18",
  loader: { ".csv": "text" },
  external: ["@photostructure/sqlite", "@napi-rs/keyring", "pg"],
  banner: { js: 'import{createRequire as r}from"node:module";const require=r(import.meta.url);' },
  logLevel: "warning",
});
const recado = await import(bundle);

const pick = (list, n) => list[n % list.length];
// Patterns of numbers, given to nobody on purpose.
const phone = (n) =>
  pick([(k) => `+5255${10_000_000 + k}`, (k) => `+346${10_000_000 + k}`, (k) => `+57300${1_000_000 + k}`], n)(n);
const category = (n) => pick(["utility", "utility", "marketing", "authentication"], n);
const wamidOf = (run, n) =>
  `wamid.${Buffer.from(`HBgN${run}${String(n).padStart(12, "0")}FQIAERgSN0Q4`).toString("base64")}`;

function messageOf(run, n) {
  return {
    ...recado.untouched,
    id: recado.newId("msg", start + n),
    campaign_id: 1 + (n % 3),
    position: n,
    direction: "out",
    phone_number_id: pick(["200100300400500", "200100300400501"], n),
    customer_phone: phone(n),
    customer_user_id: null,
    contact_id: n,
    type: "template",
    template: "pedido_enviado",
    language: "es",
    category: category(n),
    variant: null,
    content: JSON.stringify({
      type: "template",
      template: {
        name: "pedido_enviado",
        language: { code: "es" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", text: "Ana" },
              { type: "text", text: `PED-${n}` },
            ],
          },
        ],
      },
    }),
    consent: "----",
    labels: null,
    state: "accepted",
    reason: null,
    wamid: wamidOf(run, n),
    due_at: 0,
    market: pick(["Mexico", "Spain", "Colombia"], n),
    currency: "USD",
    estimate_micros: 8_500,
    estimate_evidence: "meta-file",
    created_at: start + n,
    updated_at: start + n,
    accepted_at: start + n,
  };
}

/** What Meta reports of a message: two of its three reports say what it costs. */
function statusOf(message, state, at) {
  const priced = state !== "read";
  return {
    id: message.wamid,
    status: state,
    timestamp: String(Math.floor(at / 1_000)),
    recipient_id: message.customer_phone.slice(1),
    recipient_user_id: `MX.${message.position}7263544536271819`,
    biz_opaque_callback_data: message.id,
    ...(priced
      ? { pricing: { billable: true, pricing_model: "PMP", type: "regular", category: message.category } }
      : {}),
  };
}

function bodiesOf(messages, perDelivery) {
  // A message is delivered while others are being sent, and read later still.
  const events = messages.flatMap((message, n) =>
    [
      ["sent", 0],
      ["delivered", 60],
      ["read", 900],
    ].map(([state, later]) => ({
      place: n + later,
      status: statusOf(message, state, start + (n + later) * 10),
    })),
  );
  events.sort((one, other) => one.place - other.place);
  const bodies = [];
  for (let at = 0; at < events.length; at += perDelivery) {
    const statuses = events.slice(at, at + perDelivery).map(({ status }) => status);
    const metadata = { display_phone_number: "12025550100", phone_number_id: "200100300400500" };
    const value = { messaging_product: "whatsapp", metadata, statuses };
    const body = {
      object: "whatsapp_business_account",
      entry: [{ id: "300200100900800", changes: [{ value, field: "messages" }] }],
    };
    const rawBody = Buffer.from(JSON.stringify(body));
    const signatureHeader = `sha256=${createHmac("sha256", secret).update(rawBody).digest("hex")}`;
    bodies.push({ rawBody, signatureHeader });
  }
  return bodies;
}

const processorSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const seconds = (since) => (performance.now() - since) / 1e3;

let files = 0;
async function open() {
  files += 1;
  return recado.openDatabase(postgres ?? join(folder, `${files}.db`));
}

/** Seconds for the same bodies as plain rows of one table, in commits of the size that the intake has. */
async function insertPlainly(bodies) {
  const db = await open();
  try {
    await db.exec("CREATE TABLE plain_bodies (id BIGINT PRIMARY KEY, body TEXT NOT NULL)");
    const rows = bodies.map(({ rawBody }, n) => [n, rawBody.toString()]);
    const since = performance.now();
    for (let at = 0; at < rows.length; at += atOnce) {
      await db.batch("INSERT INTO plain_bodies (id, body) VALUES (?, ?)", rows.slice(at, at + atOnce));
    }
    return seconds(since);
  } finally {
    await db.exec("DROP TABLE plain_bodies");
    await db.close();
  }
}

/** Seconds from the first delivery until the last one is taken in. */
async function settle(run, perDelivery, messages) {
  const db = await open();
  const { systemClock: clock } = recado;
  const failed = [];
  const stop = new AbortController();
  const store = recado.createDeliveryStore(db);
  const intake = recado.createIntake({
    db,
    clock,
    currency: "USD",
    onProcessed: (result) => result.state === "failed" && failed.push(result.failure),
    onTrouble: (error) => failed.push(String(error)),
  });
  try {
    await recado.insertMessages(db, messages);
    const bodies = bodiesOf(messages, perDelivery);
    const work = intake.run(stop.signal, new AbortController().signal);
    await intake.idle();
    const since = performance.now();
    const used = processorSeconds();
    let next = 0;
    const connection = async () => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const received = await recado.receiveDelivery({ db, store, clock, appSecret: secret, ...body });
        if (received.status !== 200) throw new Error(`answered ${received.status}`);
        intake.wake(received.deliveryId, received.json);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, connection));
    await intake.idle();
    const took = seconds(since);
    const busy = processorSeconds() - used;
    stop.abort();
    await work;
    if (failed.length > 0) throw new Error(`not taken in: ${failed.slice(0, 3).join(", ")}`);
    await verify(db, messages);
    return { took, busy, plain: await insertPlainly(bodies) };
  } finally {
    await db.close();
  }
}

async function verify(db, messages) {
  const sql = `SELECT COUNT(*) AS count, SUM(CASE WHEN state = 'read' AND delivered_at IS NOT NULL THEN 1 ELSE 0 END) AS read,
    SUM(CASE WHEN settled_micros > 0 THEN 1 ELSE 0 END) AS priced FROM messages WHERE wamid IN (?, ?, ?)`;
  const some = [messages[0], messages[messages.length >> 1], messages.at(-1)].map(({ wamid }) => wamid);
  const [row] = await db.query(sql, some);
  for (const found of [row.count, row.read, row.priced]) {
    if (Number(found) !== 3) throw new Error(`not as it should be: ${JSON.stringify(row)}`);
  }
}

try {
  const rates = {};
  for (const perDelivery of [1, 20]) {
    const rounds = [];
    for (let round = 0; round < 3; round++) {
      const run = `${process.pid % 100_000}${perDelivery}${round}`;
      const messages = Array.from({ length: count }, (_, n) => messageOf(run, n));
      const { took, busy, plain } = await settle(run, perDelivery, messages);
      const events = count * 3;
      rounds.push({ events: events / took, plain: events / plain, busy: events / busy });
      const told = [events / took, events / busy, events / plain].map(Math.round);
      say(
        `${perDelivery} in a delivery: ${told[0]} status events/s (${told[1]} in a second of the processor); ` +
          `plain inserts of the same bodies: ${told[2]}/s`,
      );
    }
    const middle = (name) => median(rounds.map((round) => round[name]));
    rates[perDelivery] = { rate: middle("events"), busy: middle("busy"), plain: middle("plain") };
  }
  const [one, twenty] = [rates[1], rates[20]];
  const line = {
    messages: count,
    database: postgres === undefined ? "sqlite" : "postgres",
    eventsPerSecond: Math.round(one.rate),
    eventsPerSecondOf20: Math.round(twenty.rate),
    perProcessorSecond: Math.round(one.busy),
    perProcessorSecondOf20: Math.round(twenty.busy),
    plainInserts: Math.round(one.plain),
    plainInsertsOf20: Math.round(twenty.plain),
    ratio: Number((one.rate / one.plain).toFixed(3)),
    ratioOf20: Number((twenty.rate / twenty.plain).toFixed(3)),
  };
  say(JSON.stringify(line));
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(bundle, { force: true });
}
