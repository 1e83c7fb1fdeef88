// How long commands take from Enter to the prompt, as users have them: bin/recado.js on dist/, the compile cache
// where Node has one. The runs are interleaved, so that a busy moment of the machine falls on all of them alike.
//
//   npm run bench:startup [-- runs]        prints medians and, as the last line, one JSON document
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../bin/recado.js", import.meta.url));
const runs = Math.max(15, Number(process.argv[2] ?? 21) || 0);
const home = mkdtempSync(join(tmpdir(), "recado-bench-"));
const env = {
  ...process.env,
  RECADO_HOME: home,
  RECADO_LANG: "en",
  NODE_COMPILE_CACHE: join(home, "compile-cache"),
};
for (const name of Object.keys(env)) if (/^RECADO_(?!HOME|LANG)/.test(name)) delete env[name];

/** Milliseconds until the process has ended; refuses a run that failed, since failing is quick. */
function time(args) {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, args, { env, cwd: home, stdio: ["ignore", "ignore", "pipe"] });
    let complaint = "";
    child.stderr.on("data", (part) => (complaint += part));
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve(performance.now() - from);
      else reject(new Error(`${args.slice(1).join(" ")} ended with ${code}: ${complaint}`));
    });
  });
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function startSimulator() {
  const child = spawn(process.execPath, [bin, "simulator", "start", "--port", "0", "--json"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the simulator ended with ${code}`)));
    lines.once("line", (line) => resolve({ child, url: JSON.parse(line).url }));
  });
}

const send = [bin, "send", "hello_world", "--to", "+12025550101", "--json"];
const cases = [
  { name: "node -e 0", args: ["-e", "0"] },
  { name: "recado --version", args: [bin, "--version"], target: 20 },
  { name: "recado --help", args: [bin, "--help"], target: 35 },
  { name: "recado send", args: send, target: 150 },
];
const times = new Map(cases.map(({ name }) => [name, []]));

const simulator = await startSimulator();
try {
  await time([bin, "init", "--simulator", simulator.url]);
  await fetch(`${simulator.url}/_simulator/limits`, { method: "POST", body: JSON.stringify({ pair: null }) });
  await time([...send, "--opted-in", "the benchmark's own form"]);
  // Two rounds that do not count: they fill the compile cache and the file system's.
  for (let round = -2; round < runs; round++) {
    for (const { name, args } of cases) {
      const took = await time(args);
      if (round >= 0) times.get(name).push(took);
    }
  }
} finally {
  const ended = once(simulator.child, "exit");
  simulator.child.kill();
  // It writes its part of the compile cache at its end.
  await ended;
  rmSync(home, { recursive: true, force: true });
}

const bare = median(times.get("node -e 0"));
const round = (value) => Math.round(value * 10) / 10;
const results = cases.map(({ name, target }) => {
  const ms = median(times.get(name));
  return {
    name,
    ms: round(ms),
    overBareNode: round(ms - bare),
    ratio: Math.round((ms / bare) * 100) / 100,
    ...(target === undefined ? {} : { target, met: ms - bare <= target }),
  };
});
const pad = (value, width) => String(value).padStart(width);
const lines = results.map(
  ({ name, ms, overBareNode, ratio, target, met }) =>
    `${name.padEnd(18)}${pad(ms.toFixed(1), 9)}${pad(`+${overBareNode.toFixed(1)}`, 9)}${pad(`×${ratio.toFixed(2)}`, 8)}` +
    (target === undefined ? "" : `${pad(`+${target}`, 8)}  ${met ? "met" : "missed"}`),
);
process.stdout.write(
  [
    `Node ${process.version}, ${runs} interleaved runs, medians in ms`,
    `${"".padEnd(18)}${pad("total", 9)}${pad("over", 9)}${pad("ratio", 8)}${pad("target", 8)}`,
    ...lines,
    JSON.stringify({ node: process.version, runs, bareNodeMs: round(bare), results }),
    "",
  ].join("\n"),
);
