import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

function filesIn(...folders: readonly string[]): { name: string; text: string }[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    )
    .filter((name) => /\.(?:ts|mjs|cjs|js|yml|csv)$/.test(name) && statSync(join(root, name)).isFile())
    .map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));
}

describe("the sources", () => {
  const program = filesIn("src", "bin", ".build");
  const all = [...program, ...filesIn("test", ".github")].filter(
    ({ name }) => name !== join("test", "guards", "sources.test.ts"),
  );

  it("are found", () => {
    expect(program.map(({ name }) => name)).toContain(join("src", "main.ts"));
  });

  it("are small files, one idea each", () => {
    const long = program
      .filter(({ name }) => name.endsWith(".ts"))
      .map(({ name, text }) => ({ name, lines: text.split("\n").length - 1 }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it("leave nothing for later, and name no folder of the machine they were written on", () => {
    const marks = /\b(?:TODO|FIXME|HACK)\b|(?<![\w.])\/(?:home|root|Users|work)\/\w/;
    const marked = all.flatMap(({ name, text }) =>
      text.split("\n").flatMap((line, at) => (marks.test(line) ? [`${name}:${at + 1}: ${line.trim()}`] : [])),
    );
    expect(marked).toEqual([]);
  });

  it("take named exports of a dynamically imported package only where the package is not bundled", () => {
    // The bundler gives a CommonJS package that is imported so nothing but `default`; from source it would still work.
    const named = /\{(?!\s*default\b)[^{}]*\} = await import\("([^.][^"]*)"\)/g;
    const taken = program.flatMap(({ text }) => [...text.matchAll(named)].map(([, name = ""]) => name));
    expect(taken.filter((name) => !name.startsWith("node:"))).toEqual(["@napi-rs/keyring"]);
  });
});
