import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/core/errors.ts";
import { same } from "../../src/core/text.ts";
import { line, pairs, table, view, type View } from "../../src/cli/view.ts";
import { errorOf, runTree, type RunOptions } from "../helpers/run.ts";
import { trying } from "./trees.ts";

const escape = "\u001b[31mred\u001b[0m";
const people: View = {
  data: { people: [{ name: "Ana", city: "Lima" }] },
  rows: [
    { name: "Ana", city: "Lima", orders: 2 },
    { name: 'Luis "Lucho"', city: "Cusco, Perú", orders: null },
  ],
  blocks: [
    table(
      [{ header: { en: "NAME", es: "NOMBRE" } }, { header: { en: "ORDERS", es: "PEDIDOS" }, align: "right" }],
      [
        ["Ana", 2],
        ["Luis", null],
      ],
    ),
  ],
};

async function answer(shown: View, args: readonly string[], options?: RunOptions): Promise<string> {
  const result = await runTree(
    trying(() => shown),
    ["try", ...args],
    options,
  );
  expect(result).toMatchObject({ code: 0, stderr: "" });
  return result.stdout;
}

describe("forms of an answer", () => {
  it("is a table for people, in their language", async () => {
    expect(await answer(people, [])).toBe("NAME  ORDERS\nAna        2\nLuis       –\n");
    expect(await answer(people, ["--lang", "es"])).toBe("NOMBRE  PEDIDOS\nAna           2\nLuis          –\n");
  });

  it("is one document with --json, keys the same in every language", async () => {
    const english = await answer(people, ["--json"]);
    expect(JSON.parse(english)).toEqual(people.data);
    expect(await answer(people, ["--json", "--lang", "es"])).toBe(english);
    expect(await answer(people, ["--output", "json"])).toBe(english);
  });

  it("is one document per row with --output ndjson", async () => {
    const lines = (await answer(people, ["--output", "ndjson"])).trimEnd().split("\n");
    expect(lines.map((row) => JSON.parse(row) as unknown)).toEqual(people.rows);
  });

  it("is CSV with a header, quoted where it must be", async () => {
    expect(await answer(people, ["--output", "csv"])).toBe(
      'name,city,orders\nAna,Lima,2\n"Luis ""Lucho""","Cusco, Perú",\n',
    );
  });

  it("follows RECADO_OUTPUT, and the option before it", async () => {
    const env = { RECADO_OUTPUT: "csv" };
    expect(await answer(people, [], { env })).toContain("name,city,orders");
    expect(await answer(people, ["--output", "table"], { env })).toContain("NAME");
    expect(await answer(people, ["--json"], { env })).toContain('"people"');
  });

  it("is one row where it is no list: what was done can no longer be refused for its form", async () => {
    const done = view({ data: { dryRun: false, media: { id: "42", tags: ["a"] } }, blocks: [] });
    expect(await answer(done, ["--output", "csv"])).toBe('dryRun,media.id,media.tags\nfalse,42,"[""a""]"\n');
    expect(await answer(done, ["--output", "ndjson"])).toBe('{"dryRun":false,"media.id":"42","media.tags":["a"]}\n');
    expect(await answer(view({ data: {}, blocks: [] }), ["--output", "csv"])).toBe("");
    expect(await answer(view({ data: undefined, blocks: [] }), ["--output", "ndjson"])).toBe("");
  });

  it("must be a known one, and the error names who said it", async () => {
    const option = await runTree(
      trying(() => people),
      ["try", "--output", "yaml"],
    );
    expect(option.code).toBe(2);
    expect(option.stderr).toContain('--output "yaml" is not one of table, json, ndjson, csv');
    const variable = await runTree(
      trying(() => people),
      ["try"],
      { env: { RECADO_OUTPUT: "yaml" } },
    );
    expect(variable.stderr).toContain('RECADO_OUTPUT "yaml"');
  });

  it("prints a big table whole", async () => {
    const rows = Array.from({ length: 200_000 }, (_, row) => [row]);
    const big = view({ data: {}, blocks: [table([{ header: same("N") }], rows)] });
    expect((await answer(big, [])).split("\n")).toHaveLength(200_002);
  });
});

describe("foreign text", () => {
  const hostile = (text: string): View =>
    view({
      data: { text },
      rows: [{ text }],
      blocks: [line(text), pairs([same("Name"), text]), table([{ header: same("T") }], [[text]])],
    });

  it("cannot colour a terminal or move its cursor", async () => {
    for (const form of ["table", "json", "ndjson", "csv"]) {
      const shown = await answer(hostile(`${escape}\u0007\u009b2J\u202eabc`), ["--output", form]);
      expect(shown).not.toMatch(/[\u001b\u0007\u0080-\u009f]/);
    }
  });

  it("keeps its control characters in JSON, escaped", async () => {
    const text = `a\u009b2J\u007fb`;
    const shown = await answer(hostile(text), ["--json"]);
    expect(shown).not.toContain("\u009b");
    expect(JSON.parse(shown)).toEqual({ text });
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["+cmd|calc", "'+cmd|calc"],
    ["-2+3", "'-2+3"],
    ["+12025550101", "+12025550101"],
    ["-5.20", "-5.20"],
    ["Ana = Luis", "Ana = Luis"],
  ])("%s becomes %s in CSV, so that no spreadsheet runs it", async (text, cell) => {
    const view_ = view({ data: {}, rows: [{ text }], blocks: [] });
    expect(await answer(view_, ["--output", "csv"])).toBe(`text\n${cell}\n`);
  });

  it("stays on its line in a table", async () => {
    const shown = await answer(view({ data: {}, blocks: [table([{ header: same("T") }], [["one\ntwo\tthree"]])] }), []);
    expect(shown).toBe("T\none ⏎ two three\n");
  });
});

describe("colour", () => {
  const coloured = view({ data: {}, blocks: [line("fine", "good")] });
  it.each([
    ["a pipe has none", { NO_COLOR: undefined }, false, false],
    ["a terminal has it", { NO_COLOR: undefined }, true, true],
    ["NO_COLOR takes it away", { NO_COLOR: "1" }, true, false],
    ["FORCE_COLOR gives it to a pipe", { NO_COLOR: undefined, FORCE_COLOR: "1" }, false, true],
  ])("%s", async (_case, env, terminal, expected) => {
    const shown = await answer(coloured, [], { env, ...(terminal ? { answers: [] } : {}) });
    expect(shown.includes("\u001b[32m")).toBe(expected);
  });
});

describe("an answer with a problem", () => {
  it("is shown, and the problem decides the exit code", async () => {
    const problem = new UsageError({ code: "test.problem", text: same("Some rows were refused.") });
    const tree = trying(() => view({ data: { done: 1 }, blocks: [line("done")], problem }));
    const table_ = await runTree(tree, ["try"]);
    expect(table_).toMatchObject({ code: 2, stdout: "done\n" });
    expect(table_.stderr).toContain("Some rows were refused.");
    const json = await runTree(tree, ["try", "--json"]);
    expect(JSON.parse(json.stdout)).toEqual({ done: 1 });
    expect(errorOf(json).code).toBe("test.problem");
  });
});
