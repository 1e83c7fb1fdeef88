// How many sends a second the simulator accepts, beside a hono server that reads nothing and answers the same bytes:
// same client process, same connections, in turns, so that a busy moment of the machine falls on both alike. Then a
// million sends (or as many as asked for), and whether the memory stays flat.
//
//   npm run bench:simulator [-- rounds [sends-for-memory]]     the last line is one JSON document
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Pool } from "undici";

const rounds = Number(process.argv[2] ?? 9);
const forMemory = Number(process.argv[3] ?? 1_000_000);
const sendsPerRound = 10_000;
const connections = 16;

const home = mkdtempSync(join(tmpdir(), "recado-bench-"));
const env = { ...process.env, RECADO_HOME: home, RECADO_LANG: "en" };
for (const name of Object.keys(env)) if (/^RECADO_(?!HOME|LANG)/.test(name)) delete env[name];
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** Starts a server that says on its first line where it listens. */
function start(args) {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}`)));
    createInterface({ input: child.stdout }).once("line", (line) => resolve({ child, ...JSON.parse(line) }));
  });
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Resident memory in MiB, as the kernel counts it. */
function resident({ pid }) {
  const pages = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(pages?.[1]) / 1_024);
}

// The numbers that every area code keeps for examples: 70,000 people.
const digits = (n) => `+1${200 + (Math.floor(n / 100) % 700)}55501${String(n % 100).padStart(2, "0")}`;
const hello = (n) =>
  `{"messaging_product":"whatsapp","to":"${digits(n)}","type":"template","biz_opaque_callback_data":"job-${n}",` +
  '"template":{"name":"hello_world","language":{"code":"en_US"}}}';

const say = (line) => process.stdout.write(`${line}\n`);

let sent = 0;

/** Sends so many over all connections; refuses an answer that is not an acceptance, since refusing is quick. */
async function run(pool, call, count) {
  const until = sent + count;
  const from = performance.now();
  const worker = async () => {
    while (sent < until) {
      const body = hello(sent++);
      const answer = await pool.request({ ...call, method: "POST", body });
      const text = await answer.body.text();
      if (answer.statusCode !== 200 || !text.includes('"wamid.')) throw new Error(`${answer.statusCode} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (count / (performance.now() - from)) * 1_000;
}

const simulator = await start([path("../../bin/recado.js"), "simulator", "start", "--port", "0", "--json"]);
const noop = await start([path("./no-op-server.mjs")]);
const pools = [simulator, noop].map(({ url }) => new Pool(url, { connections }));
const call = {
  path: `/v25.0/${simulator.phoneNumberId}/messages`,
  headers: { authorization: `Bearer ${simulator.accessToken}`, "content-type": "application/json" },
};
try {
  // The limits are models, and 80 a second is the first of them.
  const lifted = await fetch(`${simulator.url}/_simulator/limits`, {
    method: "POST",
    body: JSON.stringify({ mps: null, pair: null, portfolio: null }),
  });
  if (!lifted.ok) throw new Error(await lifted.text());
  const [ofSimulator, ofNoop] = [[], []];
  for (let round = -1; round < rounds; round++) {
    const simulated = await run(pools[0], call, sendsPerRound);
    const bare = await run(pools[1], call, sendsPerRound);
    // The first round is for the compilers.
    if (round < 0) continue;
    ofSimulator.push(simulated);
    ofNoop.push(bare);
  }
  const ratio = median(ofSimulator.map((rate, round) => rate / ofNoop[round]));
  say(`simulator     ${Math.round(median(ofSimulator))} sends/s`);
  say(`no-op hono    ${Math.round(median(ofNoop))} requests/s`);
  say(`ratio         ${ratio.toFixed(2)}   (target: at least 0.5)`);

  const memory = [];
  const steps = forMemory > 0 ? 10 : -1;
  for (let step = 0; step <= steps; step++) {
    if (step > 0) await run(pools[0], call, Math.ceil(forMemory / steps));
    memory.push(resident(simulator.child));
    say(`after ${String(sent).padStart(8)} requests: ${memory.at(-1)} MiB`);
  }
  process.stdout.write(
    `${JSON.stringify({ rounds, simulator: median(ofSimulator), noop: median(ofNoop), ratio, memory })}\n`,
  );
} finally {
  await Promise.all(pools.map((pool) => pool.close()));
  simulator.child.removeAllListeners("exit");
  noop.child.removeAllListeners("exit");
  simulator.child.kill("SIGTERM");
  noop.child.kill("SIGTERM");
  rmSync(home, { recursive: true, force: true });
}
