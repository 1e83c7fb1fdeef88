import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { packedRecado } from "../helpers/packed.ts";
import { freshHome, recado } from "../helpers/processes.ts";

interface Loaded {
  readonly stdout: string;
  /** The package's own files that were run. */
  readonly files: readonly string[];
  /** What was bundled into them, as paths of the working tree. */
  readonly sources: readonly string[];
  /** Files of other packages. */
  readonly foreign: readonly string[];
}

/** What a run loads: Node lists every script that it ran when it is asked for coverage. */
async function load(args: readonly string[]): Promise<Loaded> {
  const home = freshHome();
  const packed = await packedRecado();
  const coverage = join(home, "coverage");
  const ended = await recado(args, { home, env: { NODE_V8_COVERAGE: coverage, NODE_COMPILE_CACHE: undefined } });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const urls = readdirSync(coverage).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(coverage, name), "utf8")) as { result: { url: string }[] };
    return result.map(({ url }) => url);
  });
  const paths = urls.filter((url) => url.startsWith("file:")).map((url) => fileURLToPath(url));
  const files = paths
    .filter((path) => path.startsWith(packed.package))
    .map((path) => path.slice(packed.package.length + 1));
  const meta = JSON.parse(readFileSync(packed.metafile, "utf8")) as {
    outputs: Record<string, { inputs: Record<string, unknown> }>;
  };
  return {
    stdout: ended.stdout,
    files,
    sources: files.flatMap((file) => Object.keys(meta.outputs[file.replaceAll("\\", "/")]?.inputs ?? {})),
    foreign: paths.filter((path) => !path.startsWith(packed.package)),
  };
}

/** Packages that cost tens of milliseconds each: they are loaded where they are used. */
const costly =
  /node_modules\/(undici|inquirer|@inquirer|conf|ajv|hono|@hono|libphonenumber-js|papaparse|valibot|yaml|pg|@photostructure|@napi-rs)\//;

describe("what is loaded to answer", () => {
  test("--version: the entry and nothing else", async () => {
    const { stdout, files, sources, foreign } = await load(["--version"]);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(files.length).toBeLessThanOrEqual(7);
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => source.includes("node_modules/"))).toEqual([]);
    expect(sources.length).toBeLessThanOrEqual(8);
    expect(foreign).toEqual([]);
  });

  test.each([[["--help"]], [["send", "--help"]], [["templates"]]])(
    "%j: the specs of the commands, and none of their bodies",
    async (args) => {
      const { stdout, files, sources, foreign } = await load(args);
      expect(stdout).toContain("recado");
      expect(sources.filter((source) => costly.test(source))).toEqual([]);
      expect(sources.filter((source) => /^src\/(graph|storage|domain|simulator)\//.test(source))).toEqual([]);
      expect(sources).toContain("src/commands/send/index.ts");
      expect(sources).not.toContain("src/commands/send/send.ts");
      expect(foreign).toEqual([]);
      // A bundle has few files and few modules: more of either is start-up time, so look before raising a limit.
      expect(files.length).toBeLessThanOrEqual(20);
      expect(sources.length).toBeLessThanOrEqual(72);
    },
  );
});
