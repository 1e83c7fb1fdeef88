import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readInput } from "../src/cli/input.ts";
import { parseCommandLine } from "../src/cli/program.ts";
import { readmeSections } from "../src/commands/help/reference.ts";
import { commands } from "../src/commands/index.ts";
import { blocksOf, commandLines, readme } from "./examples/readme.ts";

const here = dirname(fileURLToPath(import.meta.url));

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, "")
    .trim()
    .replaceAll(" ", "-");

describe("the README", () => {
  it("shows a test of ten lines", () => {
    const test = blocksOf(readme).find(({ text }) => text.includes("startSimulator"))?.text ?? "";
    expect(test.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(10);
    expect(test).toContain("await sim.wait(");
  });

  it.each(Object.entries(readmeSections(commands)))(
    "has the %s that the program gives (npm run readme)",
    (name, markdown) => {
      expect(readme).toContain(`<!-- ${name} -->\n\n${markdown}\n\n<!-- /${name} -->`);
    },
  );

  it("shows only commands that exist, with options that exist", () => {
    const lines = blocksOf(readme).flatMap(({ text }) => commandLines(text));
    expect(lines.length).toBeGreaterThan(60);
    for (const words of lines) {
      const request = parseCommandLine(commands, words, "en");
      if (request.kind !== "run") continue;
      for (const [key, item] of Object.entries(request.command.input)) readInput(key, item, request.raw[key]);
    }
  });

  it("links to headings and files that are there", () => {
    const outside = readme.replaceAll(/^ *```[^]*?^ *```$/gm, "");
    const headings = [...outside.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => slug(heading));
    const targets = [...outside.matchAll(/\]\(([^)]+)\)/g)].map(([, target = ""]) => target);
    const isThere = (target: string): boolean =>
      target.startsWith("#") ? headings.includes(target.slice(1)) : existsSync(resolve(here, "..", target));
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((target) => !target.startsWith("https://") && !isThere(target))).toEqual([]);
  });

  it("names no phone number that may be somebody's", () => {
    const numbers = readme.match(/(?<![\w:])\+\d[\d ()-]{6,}\d/g) ?? [];
    expect(numbers.length).toBeGreaterThan(5);
    for (const number of numbers) expect(number.replaceAll(/\D/g, "")).toMatch(/^120255501\d\d$/);
  });

  const examples = ["simulator.test.ts", "client.ts", "content.test.ts", "webhook.ts", "scenarios.test.ts"];
  it.each(examples)("shows %s as it is run here", (name) => {
    const [, ...lines] = readFileSync(join(here, "examples", name), "utf8").split("\n");
    const shown = lines
      .join("\n")
      .replaceAll("../../src/index.ts", "recado")
      .replaceAll("../../src/testing.ts", "recado/testing");
    expect(blocksOf(readme).map(({ text }) => text)).toContain(shown);
  });
});
