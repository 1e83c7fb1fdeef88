// Rewrites the parts of README.md that follow from the program, between `<!-- name -->` and `<!-- /name -->`.
//
//   npm run readme               writes them (needs a build: npm run build)
//   npm run readme -- --check    exit 1 when the file is not what it would write
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const file = join(root, "README.md");

/** An empty home: what the reader of the README has, whatever is on this machine. */
function askRecado(...args) {
  const home = mkdtempSync(join(tmpdir(), "recado-readme-"));
  try {
    const env = { PATH: process.env.PATH, RECADO_HOME: home, RECADO_LANG: "en" };
    return execFileSync(process.execPath, [join(root, "bin", "recado.js"), ...args], { encoding: "utf8", env });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function fill(text, name, markdown) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(open), text.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`README.md has no ${open} … ${close}`);
  return `${text.slice(0, from + open.length)}\n\n${markdown}\n\n${text.slice(to)}`;
}

const { sections } = JSON.parse(askRecado("help", "reference", "--json"));
const before = readFileSync(file, "utf8");
const after = Object.entries(sections).reduce((text, [name, markdown]) => fill(text, name, markdown), before);

if (before === after) process.stdout.write("README.md is fresh.\n");
else if (process.argv.includes("--check")) {
  process.stderr.write("README.md is stale. Run: npm run readme\n");
  process.exitCode = 1;
} else {
  writeFileSync(file, after);
  process.stdout.write("README.md was rewritten.\n");
}
