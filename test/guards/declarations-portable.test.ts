import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { content, createGraphClient } from "../../src/index.ts";
import { startSimulator } from "../../src/testing.ts";
import { packedRecado } from "../helpers/packed.ts";
import { freshHome, startProgram } from "../helpers/processes.ts";
import { consumerOf, declaredBy } from "./declarations-consumer.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** The names of a value's methods, its classes' included. */
function methodsOf(value: object): string[] {
  const names = new Set<string>();
  for (let one = value; one !== null && one !== Object.prototype; one = Object.getPrototypeOf(one) as object) {
    for (const name of Object.getOwnPropertyNames(one)) {
      if (name !== "constructor" && typeof Reflect.get(value, name) === "function") names.add(name);
    }
  }
  return [...names];
}

const pathsOf = (name: string, value: object): string[] => methodsOf(value).map((method) => `${name}.${method}`);

const compilerOptions = {
  target: "es2022",
  lib: ["es2023", "esnext.disposable"],
  module: "nodenext",
  strict: true,
  declaration: true,
  emitDeclarationOnly: true,
  types: ["node"],
  outDir: "out",
};

/** Who publishes something built with recado, or has a project of several parts, compiles with `declaration`. */
describe("what is built with recado", () => {
  let folder: string;
  let home: string;
  const entry = (name: string) => declaredBy(join(home, "dist", "types", "src", `${name}.d.ts`));

  beforeAll(async () => {
    folder = freshHome();
    ({ package: home } = await packedRecado());
    cpSync(dirname(home), join(folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
    mkdirSync(join(folder, "node_modules", "@types"), { recursive: true });
    for (const name of ["@types/node", "undici-types"]) {
      symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name), "junction");
    }
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  }, 180_000);

  it("can name every type that it shows", async () => {
    const graph = createGraphClient({ accessToken: "x" });
    const sim = await startSimulator();
    const client = [
      ...pathsOf("content", content),
      ...pathsOf("graph", graph),
      ...Object.entries(graph).flatMap(([name, api]) =>
        typeof api === "object" ? pathsOf(`graph.${name}`, api as object) : [],
      ),
    ];
    const simulator = pathsOf("sim", sim);
    await sim.close();
    expect(client).toEqual(expect.arrayContaining(["content.text", "graph.request", "graph.templates.library"]));
    expect(simulator).toEqual(expect.arrayContaining(["sim.wait", "sim.openWorld"]));
    writeFileSync(join(folder, "client.ts"), consumerOf("recado", entry("index"), { GraphClient: "graph" }, client));
    writeFileSync(
      join(folder, "simulator.ts"),
      consumerOf("recado/testing", entry("testing"), { Simulator: "sim" }, simulator),
    );
    const tsc = join(repository, "node_modules", "typescript", "bin", "tsc");
    const { stdout, code } = await startProgram(process.execPath, [tsc, "-p", "tsconfig.json"], { home: folder }).ended;
    expect(stdout.split("\n").filter((line) => line !== "")).toEqual([]);
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "out", "client.d.ts"), "utf8")).toContain("made_content_text");
  }, 120_000);

  it.each(["index", "testing"])("finds a word about every name of %s", (name) => {
    const names = entry(name);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter(({ documented }) => !documented).map((one) => one.name)).toEqual([]);
  });
});
