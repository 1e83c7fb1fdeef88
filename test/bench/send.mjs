// How fast a campaign is sent: the built binary with its journal on SQLite, every intent on the disk before its call, against a server
// that does nothing. In the same run, against the same server: bare undici (`Pool.request`, the ceiling) and `fetch`.
//
//   npm run bench:send [-- recipients]     the last line is one JSON document
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Pool } from "undici";

const recipients = Number(process.argv[2] ?? 100_000);
const perRound = 30_000;
const rounds = 3;
const connections = 64;
const root = resolve(import.meta.dirname, "../..");
const home = mkdtempSync(join(tmpdir(), "recado-bench-"));
const say = (line) => process.stdout.write(`${line}\n`);

// The numbers that every area code keeps for examples are too few for this; these are patterns, given to nobody on purpose.
const phone = (n) => `+52${5_500_000_000 + ((n * 7919) % 90_000_000)}`;
const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];

function startServer() {
  const child = spawn(process.execPath, [join(root, "test/bench/send-server.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout }).once("line", (line) => done({ child, ...JSON.parse(line) }));
  });
}

const server = await startServer();
const env = { ...process.env, RECADO_HOME: home, RECADO_LANG: "en" };
for (const name of Object.keys(env)) if (/^RECADO_(?!HOME|LANG)/.test(name)) delete env[name];
Object.assign(env, {
  RECADO_GRAPH_URL: server.url,
  RECADO_ACCESS_TOKEN: "x".repeat(60),
  RECADO_WABA_ID: "2",
  RECADO_PHONE_NUMBER_ID: server.number,
});

/** Runs recado to its end; `onStart` gets the process. */
async function recado(words, onStart) {
  const child = spawn(process.execPath, [join(root, "bin/recado.js"), ...words], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  child.stdout.on("data", (piece) => (out += piece));
  child.stderr.on("data", (piece) => (out += piece));
  const stop = onStart?.(child);
  const [code] = await once(child, "close");
  stop?.();
  if (code !== 0) throw new Error(`recado ${words[0]} ended with ${code}: ${out.slice(-2_000)}`);
  return out;
}

async function count() {
  return (await fetch(`${server.url}/count`)).json();
}

const body = (n) =>
  `{"messaging_product":"whatsapp","recipient_type":"individual","to":"${phone(n)}","biz_opaque_callback_data":"msg_01k9x${n}",` +
  '"type":"template","template":{"name":"pedido_enviado","language":{"code":"es"},"components":[{"type":"body","parameters":[' +
  `{"type":"text","parameter_name":"nombre","text":"Cliente ${n}"},{"type":"text","parameter_name":"pedido","text":"P-${n}"}]}]}}`;
const path = `/v25.0/${server.number}/messages`;
const headers = { authorization: `Bearer ${"x".repeat(60)}`, "content-type": "application/json" };
const wamidOf = (text) => JSON.parse(text).messages[0].id;

const pool = new Pool(server.url, { connections });
const bare = async (n) => {
  const answer = await pool.request({ path, method: "POST", headers, body: body(n) });
  return wamidOf(await answer.body.text());
};
const fetched = async (n) =>
  wamidOf(await (await fetch(server.url + path, { method: "POST", headers, body: body(n) })).text());

/** Messages a second of a client, over all connections. */
async function measure(send, messages) {
  let next = 0;
  const from = performance.now();
  const worker = async () => {
    while (next < messages) if (!(await send(next++)).startsWith("wamid.")) throw new Error("not accepted");
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (messages / (performance.now() - from)) * 1_000;
}

/** The most memory that a process has had (MiB), looked at ten times a second. */
function watchMemory(child) {
  const seen = [];
  const timer = setInterval(() => {
    try {
      seen.push(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1_024);
    } catch {
      // It has ended.
    }
  }, 100);
  return { seen, stop: () => clearInterval(timer) };
}

async function campaign(name) {
  await recado([
    ..."campaigns create".split(" "),
    name,
    ..."--template pedido_enviado --all --param nombre={{name}} --param pedido={{pedido}} --rate max --json".split(" "),
  ]);
  let memory;
  const before = await count();
  const sent = { first: Infinity };
  await recado(["campaigns", "start", name, "--yes", "--json"], (child) => {
    memory = watchMemory(child);
    // When the first of this campaign's messages came is seen from here; the last one the server tells.
    const look = async () => {
      const { count: came, last } = await count();
      if (came > before.count && sent.first === Infinity) Object.assign(sent, { first: last, from: came });
    };
    const poll = setInterval(() => {
      void look();
    }, 5);
    return () => {
      clearInterval(poll);
      memory.stop();
    };
  });
  const after = await count();
  if (after.count - before.count !== recipients) throw new Error(`${after.count - before.count} messages came`);
  const rate = ((after.count - sent.from) / (after.last - sent.first)) * 1_000;
  const half = memory.seen.length >> 1;
  return { rate, peak: Math.max(...memory.seen), middle: Math.max(...memory.seen.slice(0, half)) };
}

try {
  const list = join(home, "list.csv");
  const out = createWriteStream(list);
  out.write("telefono,nombre,pedido\n");
  for (let n = 0; n < recipients; n++) if (!out.write(`${phone(n)},Cliente ${n},P-${n}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
  await recado(["contacts", "import", list, "--consent-source", "bench", "--json"]);

  const ceilings = [];
  const round = async () => {
    for (let place = 0; place < rounds; place++) ceilings.push(await measure(bare, perRound));
  };
  // The first round is for the compilers.
  await measure(bare, perRound);
  await round();
  const { rate, peak, middle } = await campaign("bench");
  await round();
  await measure(fetched, perRound / 6);
  const fetchRate = await measure(fetched, perRound / 3);

  const ceiling = median(ceilings);
  const ratio = rate / ceiling;
  say(`ceiling (Pool.request)   ${Math.round(ceiling)} messages/s (${ceilings.map(Math.round).join(", ")})`);
  say(`recado campaigns start   ${Math.round(rate)} messages/s over ${recipients} recipients`);
  say(`fetch                    ${Math.round(fetchRate)} messages/s`);
  say(`ratio to the ceiling     ${ratio.toFixed(2)}   (target: at least 0.45)`);
  say(`ratio to fetch           ${(rate / fetchRate).toFixed(1)}    (target: at least 4)`);
  say(
    `memory at most           ${Math.round(peak)} MiB, ${Math.round(middle)} in the first half   (target: at most 200, flat)`,
  );
  const figures = {
    recipients,
    ceiling,
    rate,
    fetchRate,
    ratio,
    overFetch: rate / fetchRate,
    peakMiB: peak,
    middleMiB: middle,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await pool.close();
  server.child.removeAllListeners("exit");
  server.child.kill("SIGTERM");
  rmSync(home, { recursive: true, force: true });
}
