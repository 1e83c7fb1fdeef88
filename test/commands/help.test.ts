import { everyCommand } from "../../src/cli/command.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { controlGroups } from "../../src/commands/help/simulator.ts";
import { commands } from "../../src/commands/index.ts";
import { exitCodes } from "../../src/core/errors.ts";
import { createControl } from "../../src/simulator/control/control.ts";
import { createControlApp } from "../../src/simulator/control/routes.ts";
import { fidelity } from "../../src/simulator/fidelity/fidelity.ts";
import { Hub } from "../../src/simulator/hub.ts";
import { magicNumbers } from "../../src/simulator/people/magic-numbers.ts";
import { openWorld } from "../../src/simulator/saved/open-world.ts";
import { errorOf, runRecado } from "../helpers/run.ts";

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const sources = fileURLToPath(new URL("../../src", import.meta.url));

describe("recado help", () => {
  it("without a topic is the first page", async () => {
    expect((await runRecado(["help"])).stdout.trim()).toBe((await runRecado(["--help"])).stdout.trim());
  });

  it.each([["send"], ["templates"], ["templates create"], ["recado send"]])("of %s is its --help", async (words) => {
    const path = words.split(" ").filter((word) => word !== "recado");
    for (const lang of ["en", "es"]) {
      const page = await runRecado(["help", ...words.split(" "), "--lang", lang]);
      expect(page.code).toBe(0);
      expect(page.stdout.trim()).toBe((await runRecado([...path, "--help", "--lang", lang])).stdout.trim());
    }
  });

  it.each([
    ["exit-code", "recado help exit-codes"],
    ["enviroment", "recado help environment"],
    ["templates creat", "recado help templates create"],
    ["sned", "recado help send"],
    ["fidelty", "recado help fidelity"],
  ])("about %s says what may have been meant", async (topic, hint) => {
    const result = await runRecado(["help", ...topic.split(" "), "--json"]);
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code: "usage.unknown_topic", hint: expect.stringContaining(hint) });
  });

  it("about nothing known leads to the list", async () => {
    const { code, stderr } = await runRecado(["help", "constructor", "--lang", "es"]);
    expect(code).toBe(2);
    expect(stderr).toContain('No hay ayuda sobre "constructor".');
    expect(stderr).toContain("recado --help");
  });
});

it.each(["en", "es"])("the first page names every topic: %s", async (lang) => {
  const { stdout } = await runRecado(["--help", "--lang", lang]);
  expect(stdout).toMatch(/help exit-codes .*environment, simulator, fidelity/);
});

describe("recado help exit-codes", () => {
  it("lists every code once, in both languages", async () => {
    for (const lang of ["en", "es"]) {
      const { stdout } = await runRecado(["help", "exit-codes", "--lang", lang]);
      for (const code of Object.values(exitCodes)) expect(stdout).toMatch(new RegExp(`^${code} +\\S`, "m"));
    }
  });

  it("is a list for programs", async () => {
    const { stdout } = await runRecado(["help", "exit-codes", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      exitCodes: expect.arrayContaining([expect.objectContaining({ code: 7, name: "uncertain" })]),
    });
  });
});

describe("recado help environment", () => {
  it("names every RECADO_ variable that the sources read", async () => {
    const named = new Set<string>();
    for (const file of readdirSync(sources, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts")) continue;
      for (const [name] of readFileSync(join(sources, file), "utf8").matchAll(/RECADO_[A-Z_]*[A-Z]/g)) named.add(name);
    }
    expect(named.size).toBeGreaterThan(10);
    const { stdout } = await runRecado(["help", "environment"]);
    for (const name of [...named, "NO_COLOR", "HTTPS_PROXY"]) expect(stdout).toContain(name);
  });
});

/** The control calls that the simulator answers, spelled like the list of the help page. */
async function registeredCalls(): Promise<string[]> {
  const { world } = await openWorld({ clock: "manual" });
  const { routes } = createControlApp(world, createControl(world), new Hub(world));
  world.clock.stop();
  return routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path.replace("/_simulator/", "").replaceAll(/:(\w+)/g, "{$1}")}`)
    .filter((call) => !/ $| \/| page\//.test(call));
}

describe("recado help simulator", () => {
  it("lists the numbers with a fixed outcome, the commands and the control calls", async () => {
    for (const lang of ["en", "es"] as const) {
      const { stdout } = await runRecado(["help", "simulator", "--lang", lang]);
      for (const { phone, text } of magicNumbers) expect(stdout).toMatch(`+${phone}  ${text[lang]}`);
      for (const { title, calls } of controlGroups) {
        expect(stdout).toContain(`\n${title[lang]}\n`);
        for (const { call, text } of calls)
          expect(stdout).toMatch(new RegExp(`^${escape(call)}.*${escape(text[lang])}$`, "m"));
      }
      const group = commands.find(({ name }) => name === "simulator");
      const verbs = group?.kind === "group" ? group.commands : [];
      expect(verbs.length).toBeGreaterThan(8);
      for (const { name, summary } of verbs)
        expect(stdout).toMatch(new RegExp(`^recado simulator ${name} +${escape(summary[lang])}$`, "m"));
    }
  });

  it.each(["en", "es"])("can be read in a terminal of 80 columns: %s", async (lang) => {
    const { stdout } = await runRecado(["help", "simulator", "--lang", lang], { answers: [], columns: 80 });
    expect(stdout.split("\n").filter((text) => text.length > 80)).toEqual([]);
    const words = (text: string): string[] => text.split(/\s+/);
    const shown = words(stdout);
    for (const { text } of controlGroups.flatMap(({ calls }) => calls)) {
      for (const word of words(text[lang as "en" | "es"])) expect(shown).toContain(word);
    }
  });

  it("forgets no control call that the simulator answers, and invents none", async () => {
    const listed = controlGroups.flatMap(({ calls }) => calls.map(({ call }) => call));
    expect(listed.toSorted()).toEqual((await registeredCalls()).toSorted());
  });

  it("is data for programs", async () => {
    const { stdout } = await runRecado(["help", "simulator", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      commands: expect.arrayContaining([{ command: "recado simulator clock", meaning: expect.any(String) }]),
      numbers: expect.arrayContaining([expect.objectContaining({ outcome: "undeliverable" })]),
      control: expect.arrayContaining([{ call: "POST reset", meaning: expect.any(String) }]),
    });
  });
});

describe("recado help fidelity", () => {
  it("shows each call with what it rests on, and each weaker point, in both languages", async () => {
    for (const lang of ["en", "es"] as const) {
      const { code, stdout } = await runRecado(["help", "fidelity", "--lang", lang]);
      expect(code).toBe(0);
      for (const { route, title, weaker = [] } of fidelity) {
        expect(stdout).toContain(`\n${title?.[lang] ?? route} · `);
        for (const { what } of weaker) expect(stdout).toContain(`  - ${what[lang]} (`);
      }
    }
  });

  it("is data and rows for programs", async () => {
    const { stdout } = await runRecado(["help", "fidelity", "--json", "--lang", "es"]);
    const data = JSON.parse(stdout);
    expect(data.fidelity).toHaveLength(fidelity.length);
    expect(data.fidelity).toContainEqual({ route: "GET /{media_id}", basis: "meta", weaker: [] });
    const points = fidelity.reduce((sum, { weaker = [] }) => sum + weaker.length, 0);
    const rows = await runRecado(["help", "fidelity", "--output", "ndjson"]);
    expect(rows.stdout.trim().split("\n")).toHaveLength(fidelity.length + points);
  });

  it("says nothing twice, and everything in two languages", () => {
    for (const { route, weaker = [] } of fidelity) {
      for (const lang of ["en", "es"] as const) {
        const points = weaker.map(({ what }) => what[lang]);
        expect([route, new Set(points).size]).toEqual([route, points.length]);
        expect(points.filter((point) => point.trim() === "")).toEqual([]);
      }
    }
    for (const { route, title } of fidelity) expect([route, title === undefined]).toEqual([route, route.includes("/")]);
    const routes = fidelity.map(({ route }) => route);
    expect(new Set(routes).size).toBe(routes.length);
  });
});

describe("recado help reference", () => {
  it("is the whole tree as Markdown, with every option", async () => {
    const { stdout } = await runRecado(["help", "reference", "--lang", "es"]);
    for (const [path] of everyCommand(commands)) expect(stdout).toContain(`### recado ${path}\n`);
    expect(stdout).toContain("recado templates show <name> [options]");
    expect(stdout).toContain("| `-p, --param <name=value>` |");
    expect(stdout).toContain("`--wait <sent\\|delivered\\|read>`");
    // One row is one line with two cells, whatever the texts hold.
    for (const row of stdout.split("\n").filter((text) => text.startsWith("|"))) {
      expect(row.replaceAll("\\|", "").split("|")).toHaveLength(4);
    }
  });

  it("is not offered to people", async () => {
    expect((await runRecado(["help", "referenc"])).stderr).not.toContain("reference");
    expect((await runRecado(["--help"])).stdout).not.toContain("reference");
  });
});
