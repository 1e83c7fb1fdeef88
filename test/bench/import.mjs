// Imports a generated list with the built binary, and prints it beside two ceilings of the same run: reading the CSV alone, and the
// phone library alone. Usage: npm run bench:import -- [rows] [postgres://…]
import { spawn } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import Papa from "papaparse";

const rows = Number(process.argv[2] ?? 1_000_000);
const database = process.argv[3];
const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "recado-bench-"));
const file = join(folder, "list.csv");
const tenth = join(folder, "tenth.csv");

// Four countries; every number exists as a pattern, none is given to anybody on purpose.
const countries = [
  (n) => `+52 55 ${String(10_000_000 + n).padStart(8, "0")}`,
  (n) => `+34 6${String(n).padStart(8, "0")}`,
  (n) => `+57 3${String(100_000_000 + n).slice(0, 9)}`,
  (n) => `+51 9${String(n).padStart(8, "0")}`,
];
const labels = ["vip", "lima", "mayorista", '"vip,mayorista"'];

async function generate(file, rows) {
  const out = createWriteStream(file);
  out.write("Nombre,Teléfono,Etiquetas,Ciudad,Acepta WhatsApp,Fecha de aceptación\n");
  for (let start = 0; start < rows; start += 10_000) {
    let text = "";
    for (let n = start; n < Math.min(start + 10_000, rows); n++) {
      const name = n % 10 === 0 ? `"Pérez ""Pepe"", Juan ${n}"` : `María Núñez ${n}`;
      const phone = countries[n % 4]((n * 7919) % 90_000_000);
      const day = `2025-${String(1 + (n % 12)).padStart(2, "0")}-${String(1 + (n % 28)).padStart(2, "0")}`;
      text += `${name},${phone},${labels[n % 4]},Lima,sí,${day}\n`;
    }
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

const seconds = (since) => Number(process.hrtime.bigint() - since) / 1e9;

/** Rows a second of the CSV library alone, without a cell being looked at. */
async function parseAlone() {
  const since = process.hrtime.bigint();
  let count = 0;
  await new Promise((done, fail) => {
    Papa.parse(createReadStream(file, { encoding: "utf8", highWaterMark: 1 << 20 }), {
      chunk: ({ data }) => {
        count += data.length;
      },
      complete: done,
      error: fail,
    });
  });
  return count / seconds(since);
}

/** Numbers a second of the phone library alone. */
function phonesAlone() {
  const count = Math.min(rows, 100_000);
  const phones = Array.from({ length: count }, (_, n) => countries[n % 4]((n * 7919) % 90_000_000));
  const since = process.hrtime.bigint();
  let valid = 0;
  for (const phone of phones) if (parsePhoneNumberFromString(phone)?.isValid()) valid++;
  if (valid < count * 0.9) throw new Error(`only ${valid} of ${count} numbers can exist`);
  return count / seconds(since);
}

/** The whole command, start-up included, with the most memory that it held. */
async function importAll(file, count) {
  const home = join(folder, `home-${count}`);
  const env = {
    ...process.env,
    RECADO_HOME: home,
    RECADO_ACCESS_TOKEN: "x",
    RECADO_WABA_ID: "1",
    RECADO_PHONE_NUMBER_ID: "1",
  };
  if (database !== undefined) env.RECADO_DATABASE_URL = database;
  const since = process.hrtime.bigint();
  const args = [join(root, "bin/recado.js"), "contacts", "import", file, "--country", "PE", "--json"];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let peak = 0;
  const watch = setInterval(() => {
    try {
      const high = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
      if (high) peak = Number(high[1]) / 1024;
    } catch {
      // It has ended, or this is no Linux.
    }
  }, 20);
  let out = "";
  child.stdout.on("data", (part) => (out += part));
  const [code] = await once(child, "close");
  clearInterval(watch);
  const report = JSON.parse(out);
  if (report.created + report.merged !== count) throw new Error(`exit ${code}: ${out.slice(0, 500)}`);
  return { rate: count / seconds(since), peakMiB: Math.round(peak) };
}

try {
  await generate(file, rows);
  await generate(tenth, Math.ceil(rows / 10));
  const megabytes = Math.round(statSync(file).size / 1e6);
  const parsing = await parseAlone();
  const phones = phonesAlone();
  // A database of a server would hold the people of the first list when the second comes.
  const small = database === undefined ? await importAll(tenth, Math.ceil(rows / 10)) : undefined;
  const { rate, peakMiB } = await importAll(file, rows);
  const line = {
    rows,
    megabytes,
    database: database === undefined ? "sqlite" : "postgres",
    rowsPerSecond: Math.round(rate),
    parsingAlone: Math.round(parsing),
    phoneLibraryAlone: Math.round(phones),
    peakMiB,
    peakMiBOfATenth: small?.peakMiB,
    ratio: Number((rate / parsing).toFixed(3)),
    ratioToPhones: Number((rate / phones).toFixed(3)),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
