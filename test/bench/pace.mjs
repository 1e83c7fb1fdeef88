// How exactly a campaign keeps its pace: the built binary against the simulator with Meta's limits on, at 80 and at 1,000 messages a
// second. Reads when Meta took each message, how many were refused for coming too fast (130429) or for one person having had too many
// (131056). With a PostgreSQL address: two processes on two numbers as well.
//
//   npm run bench:pace [-- seconds [postgres://…]]     the last line is one JSON document
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "@photostructure/sqlite";

const seconds = Number(process.argv[2] ?? 20);
const postgres = process.argv[3];
const root = resolve(import.meta.dirname, "../..");
const home = mkdtempSync(join(tmpdir(), "recado-bench-"));
const bin = join(root, "bin/recado.js");
const say = (line) => process.stdout.write(`${line}\n`);
const phone = (n) => `+52${5_500_000_000 + ((n * 7919) % 90_000_000)}`;
const template = {
  name: "pedido_enviado",
  language: "es",
  category: "UTILITY",
  status: "APPROVED",
  components: [{ type: "BODY", text: "Su pedido ya salió. Gracias por su compra." }],
};

const clean = { ...process.env, RECADO_HOME: home, RECADO_LANG: "en" };
for (const name of Object.keys(clean)) if (/^RECADO_(?!HOME|LANG)/.test(name)) delete clean[name];

function startSimulator() {
  const child = spawn(process.execPath, [bin, "simulator", "start", "--port", "0", "--json"], {
    env: clean,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`the simulator ended with ${code}`)));
    createInterface({ input: child.stdout }).once("line", (line) => done({ child, ...JSON.parse(line) }));
  });
}

const simulator = await startSimulator();
/** A control call; of another world than the first with its token. */
const control = async (path, body, token) => {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${simulator.url}/_simulator/${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const environment = (more) => ({
  ...clean,
  RECADO_GRAPH_URL: simulator.graphUrl,
  RECADO_ACCESS_TOKEN: simulator.accessToken,
  RECADO_WABA_ID: simulator.wabaId,
  RECADO_PHONE_NUMBER_ID: simulator.phoneNumberId,
  ...more,
});

async function recado(words, more = {}) {
  const child = spawn(process.execPath, [bin, ...words], { env: environment(more), stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let said = "";
  child.stdout.on("data", (piece) => (out += piece));
  child.stderr.on("data", (piece) => (said += piece));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`recado ${words.slice(0, 2).join(" ")} ended with ${code}: ${said.slice(-2_000)}`);
  return out;
}

async function importPeople(count, more) {
  const list = join(home, `list-${count}.csv`);
  const out = createWriteStream(list);
  out.write("telefono\n");
  for (let n = 0; n < count; n++) if (!out.write(`${phone(n)}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
  await recado(["contacts", "import", list, "--consent-source", "bench", "--json"], more);
}

/** Plans and runs a campaign; answers its pace as Meta saw it, and the calls that were made more than once. */
async function run(name, { rate, people, more = {} }) {
  const plan = ["--template", template.name, "--all", "--limit", String(people), "--rate", `${rate}/s`, "--json"];
  await recado(["campaigns", "create", name, ...plan], more);
  await recado(["campaigns", "start", name, "--yes", "--json"], more);
  const rows = (await recado(["campaigns", "report", name, "--output", "ndjson"], more)).trim().split("\n");
  const taken = rows.map((row) => Date.parse(JSON.parse(row).acceptedAt)).filter(Number.isFinite);
  const [first, last] = [taken.reduce((a, b) => Math.min(a, b)), taken.reduce((a, b) => Math.max(a, b))];
  const pace = ((taken.length - 1) / (last - first)) * 1_000;
  if (taken.length !== people) throw new Error(`${taken.length} of ${people} were taken`);
  return { rate, people, first, last, pace, error: pace / rate - 1 };
}

/** Calls that Meta refused for their pace: each goes back to the queue, and is counted there. */
function refusedCalls() {
  const db = new DatabaseSync(join(home, "default.db"), { readOnly: true });
  const [row] = db.prepare("SELECT SUM(attempts) AS refused FROM messages").all();
  db.close();
  return row.refused;
}

const percent = (share) => `${(share * 100).toFixed(2)} %`;
const told = ({ rate, people, pace, error }) =>
  `${String(rate).padStart(5)}/s over ${people} messages: ${pace.toFixed(2)}/s, off by ${percent(error)}`;

try {
  await control("templates", template);
  const most = Math.max(80, 1_000) * seconds;
  await control("limits", { mps: 80, portfolio: null });
  await importPeople(most);
  const results = [];
  for (const rate of [80, 1_000]) {
    await control("limits", { mps: rate });
    const result = await run(`pace-${rate}`, { rate, people: rate * seconds });
    results.push(result);
    say(told(result));
  }
  let together;
  if (postgres !== undefined) {
    const more = { RECADO_DATABASE_URL: postgres };
    await importPeople(most, more);
    const other = await control("worlds", { seed: "other" });
    await control("templates", template, other.accessToken);
    await control("limits", { mps: 1_000, portfolio: null }, other.accessToken);
    const second = {
      ...more,
      RECADO_ACCESS_TOKEN: other.accessToken,
      RECADO_WABA_ID: other.wabaId,
      RECADO_PHONE_NUMBER_ID: other.phoneNumberId,
    };
    const both = await Promise.all(
      [more, second].map((env, place) => run(`pace-pg-${place}`, { rate: 1_000, people: most, more: env })),
    );
    const span = Math.max(...both.map(({ last }) => last)) - Math.min(...both.map(({ first }) => first));
    together = ((2 * most) / span) * 1_000;
    say(`PostgreSQL, two processes: ${together.toFixed(0)}/s together   (target: at least 1,000)`);
  }
  const worst = results.reduce((most, { error }) => Math.max(most, Math.abs(error)), 0);
  const refused = refusedCalls();
  say(`${refused} calls refused (130429, 131056)   (target: 0)`);
  say(`off at most by ${percent(worst)}   (target: at most 1 %)`);
  process.stdout.write(`${JSON.stringify({ ratio: 1 + worst, results, refused, together })}\n`);
} finally {
  simulator.child.removeAllListeners("exit");
  simulator.child.kill("SIGTERM");
  rmSync(home, { recursive: true, force: true });
}
