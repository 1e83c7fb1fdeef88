import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readInput } from "../src/cli/input.ts";
import { parseCommandLine } from "../src/cli/program.ts";
import { readmeSections } from "../src/commands/help/reference.ts";
import { commands } from "../src/commands/index.ts";
import { startSimulator } from "../src/testing.ts";
import { sendNotice } from "./examples/client.ts";
import { runRecado, temporaryFolder, type RunResult } from "./helpers/run.ts";

const here = dirname(fileURLToPath(import.meta.url));
const readme = readFileSync(join(here, "..", "README.md"), "utf8");

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^( *)```(\w*)\n([^]*?)^ *```$/gm)].map(([, indent = "", language = "", body = ""]) => ({
    language,
    text: body.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

/** The words of a shell line that uses quotes and redirections, and nothing else of the shell. */
function wordsOf(line: string): string[] {
  const command = line.replace(/ [<>] \S+/g, "").replace(/ \|.*| &&.*/, "");
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

/** Every `recado …` of a block, without the word recado. The reference's own usage lines are not meant to be typed. */
function commandLines(text: string): string[][] {
  return text
    .split("\n")
    .flatMap((line) => /^\s*(?:- )?(?:run: )?(recado .*)$/.exec(line)?.[1] ?? [])
    .filter((line) => !line.endsWith("[options]"))
    .map((line) => wordsOf(line).slice(1));
}

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, "")
    .trim()
    .replaceAll(" ", "-");

describe("the README", () => {
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

  it.each(["client.ts", "simulator.test.ts"])("shows %s as it is run here", (name) => {
    const [, ...lines] = readFileSync(join(here, "examples", name), "utf8").split("\n");
    const shown = lines
      .join("\n")
      .replaceAll("../../src/index.ts", "recado")
      .replaceAll("../../src/testing.ts", "recado/testing");
    expect(blocksOf(readme).map(({ text }) => text)).toContain(shown);
  });

  it("has a client example that sends", async () => {
    await using simulator = await startSimulator();
    vi.stubEnv("RECADO_GRAPH_URL", simulator.graphUrl);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const to = "+12025550101";
    expect(await sendNotice(simulator.accessToken, simulator.phoneNumberId, to)).toBe("sent");
    expect(await sendNotice("wrong", simulator.phoneNumberId, to)).toBe("refused");
    simulator.fault({ on: "messages", kind: "reset-after-accept" });
    expect(await sendNotice(simulator.accessToken, simulator.phoneNumberId, to)).toBe("unknown");
    expect(simulator.messages({ to })).toHaveLength(2);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => void server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answers(url: string): Promise<void> {
  await expect
    .poll(
      async () =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
}

describe("the tour", () => {
  it.each([
    ["in English", "## A tour in five commands", "delivered"],
    ["in Spanish", "El recorrido en cinco comandos", "entregado"],
  ])("%s works as printed", async (_language, heading, delivered) => {
    const from = readme.indexOf(heading);
    const lines = commandLines(readme.slice(from, readme.indexOf("\n## ", from + 1)));
    expect(lines.map(([word]) => word)).toEqual(["simulator", "init", "webhooks", "send", "costs"]);
    const [start = [], init = [], listen = [], send = [], report = []] = lines;

    // The same commands on ports that nobody else has.
    const simulatorPort = await freePort();
    const listenerPort = await freePort();
    const onOwnPort = (words: readonly string[]): string[] =>
      words.map((word) => word.replace("4020", `${listenerPort}`));
    const home = temporaryFolder();
    const ctrlC = new AbortController();
    const run = async (words: readonly string[]): Promise<RunResult> =>
      runRecado(words, { home, env: { RECADO_LANG: undefined }, signal: ctrlC.signal });

    const running = [run([...onOwnPort(start), "--port", `${simulatorPort}`])];
    await answers(`http://127.0.0.1:${simulatorPort}/_simulator/clock`);
    const address = `http://127.0.0.1:${simulatorPort}`;
    expect(await run(init.flatMap((word) => (word === "--simulator" ? [word, address] : [word])))).toMatchObject({
      code: 0,
    });
    running.push(run([...listen, "--port", `${listenerPort}`]));
    await answers(`http://127.0.0.1:${listenerPort}/webhook`);

    const sent = await run(send);
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    expect(sent.stdout).toMatch(new RegExp(`\\+12025550101 +(${delivered}|read|leído)`));
    const costs = await run(report);
    expect(costs).toMatchObject({ code: 0 });
    expect(costs.stdout).toMatch(/Total +1 +1 +0 +0\.\d+ USD/);

    ctrlC.abort();
    expect((await Promise.all(running)).map(({ code }) => code)).toEqual([0, 0]);
  });
});
