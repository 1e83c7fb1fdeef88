// Runs what the README prints, section by section, on the simulator.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { simulatorEnvironment, startSimulator } from "../../src/testing.ts";
import { runRecado, temporaryFolder } from "../helpers/run.ts";
import { blocksOf, linesToType, sectionOf } from "./readme.ts";
import { openStage, type Stage } from "./stage.ts";

const tour = linesToType(sectionOf("## A tour in five commands"));
const tourInSpanish = linesToType(sectionOf("El recorrido en cinco comandos"));
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);

function writeFiles(folder: string): void {
  writeFileSync(join(folder, "mug.jpg"), jpeg);
  writeFileSync(join(folder, "invoice.pdf"), "%PDF-1.4\n");
}

/** Runs the lines in their order; those named by a word of theirs end with another code than 0. */
async function runAll(
  stage: Stage,
  lines: readonly string[][],
  codes: Readonly<Record<string, number>> = {},
): Promise<string[]> {
  const shown: string[] = [];
  for (const words of lines) {
    const { code, stdout, stderr } = await stage.run(words);
    const expected = words.map((word) => codes[word]).find((one) => one !== undefined) ?? 0;
    expect({ words, code, stderr: code === expected ? "" : stderr }).toEqual({ words, code: expected, stderr: "" });
    shown.push(stdout);
  }
  return shown;
}

describe("the tour", () => {
  it.each([
    ["in English", tour, "delivered"],
    ["in Spanish", tourInSpanish.slice(0, 5), "entregado"],
  ])("%s works as printed", async (_language, lines, delivered) => {
    expect(lines.map(([word]) => word)).toEqual(["simulator", "init", "webhooks", "send", "costs"]);
    await using stage = await openStage(lines);
    const [, , , send = [], report = []] = lines;

    const sent = await stage.run(send);
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    expect(sent.stdout).toMatch(new RegExp(`\\+12025550101 +(${delivered}|read|leído)`));
    const costs = await stage.run(report);
    expect(costs).toMatchObject({ code: 0 });
    expect(costs.stdout).toMatch(/Total +1 +1 +0 +0[.,]\d+\sUSD/);
  });
});

describe("answering customers", () => {
  it("works as printed: within the window, after it, and when a connection breaks", async () => {
    await using stage = await openStage(tour);
    writeFiles(stage.folder);
    const lines = linesToType(sectionOf("## Answering customers"));
    expect(lines.length).toBeGreaterThan(20);

    const shown = await runAll(stage, lines, { "Are you coming today?": 4, "See you soon.": 7 });
    expect(shown.join("\n")).toContain("More than 24 hours have passed");
    expect(readFileSync(join(stage.folder, "received.pdf"), "utf8")).toBe("%PDF-1.4\n");

    // Sent once, whatever the connection did; the webhook says how it ended.
    const last = await stage.run(["simulator", "messages", "--json"]);
    expect(last.stdout.split('"text": "See you soon."')).toHaveLength(2);
    await expect
      .poll(async () => (await stage.run(["messages", "list", "--state", "uncertain", "--json"])).stdout)
      .toContain('"messages": []');
  });

  it("works in Spanish as printed", async () => {
    await using stage = await openStage(tourInSpanish);
    const shown = await runAll(stage, tourInSpanish.slice(5), { "¿Pasa hoy por ella?": 4 });
    expect(shown.join("\n")).toContain("Pasaron más de 24 horas");
    expect(shown.at(-1)).toContain("El pedido 1042 está listo en la tienda");
  });
});

it("templates work as printed: from a file, previewed, sent, changed, and out of the library", async () => {
  await using stage = await openStage(tour);
  const section = sectionOf("## Templates");
  const file = blocksOf(section).find(({ language }) => language === "yaml")?.text ?? "";
  expect(file).toMatch(/^# order_shipped\.yaml\n/);
  const path = join(stage.folder, "order_shipped.yaml");
  writeFileSync(path, file);

  const shown: string[] = [];
  for (const words of linesToType(section)) {
    if (words[1] === "edit") writeFileSync(path, file.replace("is on its way", "left today"));
    shown.push(...(await runAll(stage, [words])));
    // The review takes as long as reading on.
    if (words[1] === "create") await stage.run(["simulator", "clock", "--advance", "5s"]);
  }
  const all = shown.join("\n");
  expect(all).toContain("Hello Ana, your order 1042 is on its way.");
  expect(all).toContain("+ Hello {{name}}, your order {{order}} left today.");
  expect(all).toContain("See details → https://shop.example/o/1042");
});

/** What a section's `printf '…' > file` lines write. */
function writePrinted(folder: string, section: string): void {
  for (const [, text = "", name = ""] of section.matchAll(/^printf '(.*)' > (\S+)$/gm)) {
    writeFileSync(join(folder, name), text.replaceAll(String.raw`\n`, "\n"));
  }
}

describe("contact lists", () => {
  it("work as printed: imported, looked at, chosen by a segment, and the proof that goes with them", async () => {
    await using stage = await openStage(tour.slice(0, 2));
    const lists = sectionOf("## Contact lists");
    writePrinted(stage.folder, lists);
    const [, , list = "", show = "", ...more] = await runAll(stage, linesToType(lists), { import: 6 });
    expect(list).toContain("+12025550102");
    expect(show).toContain("counter form (customers.csv:2)");
    expect(more.join("\n")).toContain("Eva Example");
    expect(readFileSync(join(stage.folder, "rejected.csv"), "utf8")).toContain("555-01");
    expect(readFileSync(join(stage.folder, "wholesale.csv"), "utf8")).toContain("+12025550102");

    const proof = sectionOf("## Proof of consent, and being forgotten");
    writePrinted(stage.folder, proof);
    const shown = await runAll(stage, linesToType(proof));
    expect(shown.join("\n")).toContain("The ledger is whole");
    expect(readFileSync(join(stage.folder, "ana.html"), "utf8")).toContain("I want to receive offers by WhatsApp.");
    const gone = await stage.run(["contacts", "list", "--search", "Ana", "--json"]);
    expect(JSON.parse(gone.stdout)).toMatchObject({ contacts: [] });
  });

  it("work in Spanish as printed", async () => {
    await using stage = await openStage(tour.slice(0, 2));
    const whole = sectionOf("Sus clientes entran con la lista que tenga");
    const section = whole.slice(0, whole.indexOf("Una campaña se planifica"));
    writePrinted(stage.folder, section);
    const shown = await runAll(stage, linesToType(section), { import: 6 });
    expect(shown[0]).toContain("la hoja de cálculo ha recortado este número");
    expect(readFileSync(join(stage.folder, "consentimientos.html"), "utf8")).toContain("formulario de la tienda");
  });
});

describe("campaigns", () => {
  const write = (folder: string, section: string): void => {
    writePrinted(folder, section);
    const yaml = blocksOf(section).find(({ language }) => language === "yaml")?.text ?? "";
    const [, name = ""] = /^# (\S+)\n/.exec(yaml) ?? [];
    writeFileSync(join(folder, name), yaml);
  };

  /** The lines of a section, one after another; Meta's review takes as long as reading on. */
  const runSection = async (
    stage: Stage,
    section: string,
    codes: Readonly<Record<string, number>>,
  ): Promise<string[]> => {
    const shown: string[] = [];
    for (const words of linesToType(section)) {
      shown.push(...(await runAll(stage, [words], codes)));
      if (words[0] === "templates") await stage.run(["simulator", "clock", "--advance", "5s"]);
    }
    return shown;
  };

  it("work as printed: planned, sent, reported, resolved, and planned for later", async () => {
    await using stage = await openStage(tour);
    const section = sectionOf("## Campaigns");
    write(stage.folder, section);
    const shown = await runSection(stage, section, {});
    const all = shown.join("\n");
    expect(all).toContain("Hello friend, everything in Quito is half price until Sunday.");
    expect(all).toContain("twice in the list");
    const sent = await stage.run(["simulator", "messages", "--template", "winter_sale", "--json"]);
    expect(sent.stdout.split('"text": "Hello ')).toHaveLength(4);
    expect(readFileSync(join(stage.folder, "winter.html"), "utf8")).toContain("<svg");
  });

  it("work in Spanish as printed", async () => {
    await using stage = await openStage(tour);
    const whole = sectionOf("Una campaña se planifica antes de enviar nada");
    const section = whole.slice(0, whole.indexOf("Lo que cuesta se sabe"));
    write(stage.folder, section);
    const shown = await runSection(stage, section, {});
    expect(shown.join("\n")).toContain("Hola, vecina: todo en Quito está a mitad de precio hasta el domingo.");
    expect(readFileSync(join(stage.folder, "invierno.html"), "utf8")).toContain("<svg");
  });
});

describe("costs", () => {
  it("are known before, meanwhile and afterwards, as printed", async () => {
    await using stage = await openStage(tour);
    await runAll(stage, tour.slice(3));
    const [rates = "", estimate = "", ...more] = await runAll(stage, linesToType(sectionOf("## What it costs")));
    expect(rates).toMatch(/^Spain +marketing +0\.0707 USD/m);
    expect(estimate).toContain("~104.69 USD");
    expect(more.join("\n")).toContain("The same on both sides: 1 of 1");
    expect(readFileSync(join(stage.folder, "costs.html"), "utf8")).toContain("<svg");
  });

  it("are known in Spanish as printed", async () => {
    await using stage = await openStage(tour);
    await runAll(stage, tour.slice(3));
    const whole = sectionOf("Lo que cuesta se sabe");
    const shown = await runAll(stage, linesToType(whole.slice(0, whole.indexOf("El recorrido en cinco comandos"))));
    expect(shown.join("\n")).toContain("~104,69\u00a0USD");
    expect(readFileSync(join(stage.folder, "costos.html"), "utf8")).toContain("<svg");
  });
});

it("the job without an account works as printed", async () => {
  const section = sectionOf("## For CI");
  const [start = [], init = [], ...lines] = linesToType(section.slice(section.indexOf("Without an account")));
  await using stage = await openStage([start, init]);
  const shown = await runAll(stage, lines);
  expect(shown.at(-1)).toContain('"delivered"');
});

const run = promisify(execFile);
const hasCurl = await run("curl", ["--version"]).then(
  () => true,
  () => false,
);

describe("any Cloud API client", () => {
  it.skipIf(!hasCurl)("the curl calls work as printed", async () => {
    await using simulator = await startSimulator();
    const folder = temporaryFolder();
    writeFiles(folder);
    const script =
      blocksOf(sectionOf("## Any Cloud API client")).find(({ text }) => text.startsWith("curl"))?.text ?? "";
    const results: unknown[] = [];
    for (const call of script.split(/^(?=curl )/m)) {
      const env = { PATH: process.env["PATH"], ...simulatorEnvironment(simulator) };
      const { stdout } = await run("sh", ["-c", call], { cwd: folder, env });
      results.push(JSON.parse(stdout));
    }
    const id: unknown = expect.stringMatching(/./);
    expect(results).toMatchObject([
      { messaging_product: "whatsapp", messages: [{ id }] },
      { template: "hello_world", text: expect.stringContaining("Welcome!") as unknown },
      { id },
      { data: [{ name: "hello_world", status: "APPROVED" }] },
      { id },
    ]);
  });

  it("its settings are all there is to set, and the version may be left out", async () => {
    await using simulator = await startSimulator();
    const { RECADO_CATALOG_ID: _catalog, ...settings } = simulatorEnvironment(simulator);
    const section = sectionOf("## Any Cloud API client");
    expect(Object.keys(settings).filter((name) => !section.includes(`\`$${name}\``))).toEqual([]);
    const headers = { Authorization: `Bearer ${simulator.accessToken}` };
    for (const version of ["", "/v20.0", "/v26.0"]) {
      const answer = await fetch(`${simulator.graphUrl}${version}/${simulator.phoneNumberId}`, { headers });
      expect(await answer.json()).toMatchObject({ display_phone_number: "+1 555-010-0200" });
    }
  });
});

it.each([
  ["en", "assumption"],
  ["es", "suposición"],
])("the list of what the simulator rests on is where the README says (%s)", async (language, basis) => {
  const [line = []] = linesToType(sectionOf("## How faithful it is"));
  const { code, stdout } = await runRecado([...line, "--lang", language]);
  expect(code).toBe(0);
  expect(stdout).toContain("/messages");
  expect(stdout).toContain(basis);
});
