import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openJson } from "../../../../src/domain/import/formats/json.ts";
import type { ListFile, OpenListOptions } from "../../../../src/domain/import/list.ts";
import { fileOf, refusalOf, rowsOf, utf16 } from "./csv-files.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/import/${name}`, import.meta.url));

async function read(content: string | Uint8Array, chunkBytes?: number, options: OpenListOptions = {}) {
  const file: ListFile = await openJson(fileOf(content, "lista.json"), options, chunkBytes);
  const rows = await rowsOf(file);
  return { file, header: file.header, rows: rows.map(({ row, cells }) => [row, ...cells]) };
}

/** The only cell of the only object. */
const cellOf = async (value: string): Promise<unknown> => {
  const { rows } = await read(`[{"x":"x","y":${value}}]`);
  return rows[0]?.[2];
};

it("reads back what recado exports", async () => {
  const { file, header, rows } = await read(fixture("json-own-export.json"));
  expect(header).toEqual([
    "id",
    "name",
    "phone",
    "waId",
    "labels",
    "language",
    "fields.city",
    "fields.since",
    "consent.marketing",
    "consent.utility",
    "consent.service",
  ]);
  expect(rows).toEqual([
    [
      1,
      "con_01",
      "Ana Ejemplo",
      "+12025550101",
      "12025550101",
      "vip ::: lima",
      "es",
      "Lima",
      "2024",
      "granted",
      "unknown",
      "",
    ],
    [2, "con_02", 'Eva "Evita" 😀', "+447700900123", "", "", "", "", "", "withdrawn", "granted", "granted"],
  ]);
  expect([file.format, file.rowCount, file.encoding, file.sheet]).toEqual(["json", 2, "utf-8", null]);
});

describe("a value becomes a cell", () => {
  it.each([
    ['"a\\u00e9\\n\\"\\\\\\/"', 'aé\n"\\/'],
    ['"=1+1"', "=1+1"],
    ['"007"', "007"],
    ["5215512345678", "5215512345678"],
    ["34600000012.0", "34600000012"],
    ["3.4600000012e10", "34600000012"],
    // JSON.parse makes 12345678901234567000 and 9007199254740992 of these.
    ["12345678901234567890", "12345678901234567890"],
    ["9007199254740993", "9007199254740993"],
    ["-0.5", "-0.5"],
    ["0", "0"],
    ["1e-7", "0.0000001"],
    ["true", "TRUE"],
    ["false", "FALSE"],
    ["null", ""],
    ["[]", ""],
    ['["vip", 7, null, true]', "vip ::: 7 ::: TRUE"],
    ['"\\u0000"', "\ufffd"],
  ])("%s", async (value, cell) => {
    expect(await cellOf(value)).toBe(cell);
  });

  it("objects become columns, those in lists by their place", async () => {
    const { header, rows } = await read(
      '[{"a":{"b":{"c":1},"d":[]},"p":[{"n":"1"},{"n":"2","t":"m"}],"m":["x",{"y":1},[2,3]]}]',
    );
    expect(header).toEqual(["a.b.c", "a.d", "p.1.n", "p.2.n", "p.2.t", "m.2.y", "m.3", "m"]);
    expect(rows).toEqual([[1, "1", "", "1", "2", "m", "1", "2 ::: 3", "x"]]);
  });
});

it("columns are all keys, in the order in which they first come; the last of two that are equal counts", async () => {
  const { header, rows } = await read('[{"b":1,"a":2},{},{"c":3,"a":4,"a":5,"__proto__":6,"2":7}]');
  expect(header).toEqual(["b", "a", "c", "__proto__", "2"]);
  expect(rows).toEqual([
    [1, "1", "2", "", "", ""],
    [3, "", "5", "3", "6", "7"],
  ]);
});

describe("the list is found", () => {
  it.each([
    ["alone", '[{"a":1}]'],
    ["with space around everything", '\n\t [ \r\n { "a" : 1 } \n ] \n'],
    ["in an object", '{"data":[{"a":1}]}'],
    ["beside other things", '{"next":null,"ids":[1,2,"]"],"meta":{"x":[{"no":1}]},"results":[{"a":1}],"total":1}'],
    ["beside empty lists", '{"errors":[],"contacts":[{"a":1}]}'],
    ["with a byte-order mark", '\ufeff[{"a":1}]'],
    ["in UTF-16", utf16('\ufeff[{"a":1}]', false)],
    ["one object per line", '{"a":1}\n'.repeat(2)],
  ])("%s", async (_, content) => {
    const { header, rows } = await read(content);
    expect([header, rows[0]]).toEqual([["a"], [1, "1"]]);
  });
});

describe("what is no list of contacts is refused", () => {
  it.each([
    ["", "import.empty"],
    [" \n ", "import.empty"],
    ["[]", "import.json_shape"],
    ["{}", "import.json_shape"],
    ["[{}]", "import.json_shape"],
    ['{"name":"Ana","phone":"+12025550101"}', "import.json_shape"],
    ['{"contacts":[]}', "import.json_shape"],
    ['{"a":[{"x":1}],"b":[{"y":1}]}', "import.json_shape"],
    ['["+12025550101"]', "import.json_shape"],
    ['[["a","b"]]', "import.json_shape"],
    ['[{"a":1},null]', "import.json_shape"],
    ["null", "import.json_syntax"],
  ])("%s", async (content, code) => {
    const error = await refusalOf(read(content));
    expect([error.code, error.data]).toMatchObject([code, { file: "lista.json" }]);
  });

  it("naming the lists between which nothing chooses", async () => {
    const error = await refusalOf(read('{"clientes":[{"x":1}],"proveedores":[{"y":1}]}'));
    expect(error.text.es).toContain('"clientes", "proveedores"');
  });
});

describe("broken JSON is told with its line and column", () => {
  it.each([
    ["a missing comma", '[\n  {"a": 1}\n  {"a": 2}\n]', 3, 3],
    ["a comma too many", '[\n  {"a": 1},\n]', 3, 1],
    ["a comma too many in an object", '[{"a": 1,}]', 1, 10],
    ["a key without quotes", '[{"a":1},\n{a: 1}]', 2, 2],
    ["a missing colon", '[{"a" 1}]', 1, 7],
    ["single quotes", "[{'a': 1}]", 1, 3],
    ["a word", '[{"a": NaN}]', 1, 8],
    ["a number", '[{"a": 012}]', 1, 8],
    ["an escape", '[{"a": "x", "b": "\\x"}]', 1, 18],
    ["a line end in a text", '[{"a": "x\ny"}]', 1, 10],
    ["the end of the file", '[{"a": 1},\n {"a": "x', 2, 10],
    ["a bracket that is missing far before the end", `[{"a": {"b": 1},\n{"a": 2}${',\n{"a": 3}'.repeat(9)}]`, 2, 1],
    ["no end of the list", '[{"a": 1}', 1, 10],
    ["something after the end", '[{"a": 1}]\n]', 2, 1],
    ["something beside the list", '{"n": 1x,\n"l": [{"a": 1}]}', 1, 7],
    ["brackets that do not match", '[{"a": [1}]}]', 1, 10],
  ])("%s", async (_, content, line, column) => {
    for (const chunkBytes of [undefined, 3]) {
      const error = await refusalOf(read(content, chunkBytes));
      expect([error.code, error.data]).toMatchObject(["import.json_syntax", { line, column }]);
      expect(error.text.es).toContain(`lista.json, línea ${line}, columna ${column}`);
    }
  });
});

describe("too much is told", () => {
  it("1,001 different keys", async () => {
    const content = JSON.stringify(Array.from({ length: 1_001 }, (_, place) => ({ [`k${place}`]: 1 })));
    const error = await refusalOf(read(content));
    expect([error.code, error.data]).toEqual(["import.too_many_columns", { file: "lista.json", row: 1_001 }]);
  });

  it("an object of 5 MB, and a text that never ends", async () => {
    const long = "x".repeat(5 * 1024 * 1024);
    for (const content of [`[{"a":1},{"a":"${long}"}]`, `[{"a":1},{"a":"${long}`]) {
      const error = await refusalOf(read(content));
      expect([error.code, error.data]).toMatchObject(["import.record_too_long", { row: 2 }]);
    }
  });

  it("a hundred thousand brackets", async () => {
    for (const bracket of ["[", '{"a":']) {
      const error = await refusalOf(read(`[{"a":${bracket.repeat(100_000)}`));
      expect(error.code).toBe("import.json_syntax");
    }
    expect((await refusalOf(read(`[{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}]`))).code).toBe(
      "import.json_syntax",
    );
  });
});

it("shows every row under the whole header to whoever asks to see the file", async () => {
  const seen: unknown[] = [];
  await read('[{"a":1},{"b":2}]', undefined, {
    survey: (header) => {
      seen.push(header);
      return (rows) => seen.push(...rows.map(({ cells }) => cells));
    },
  });
  expect(seen).toEqual([
    ["a", "b"],
    ["1", ""],
    ["", "2"],
  ]);
});

const text = fc.string({ unit: fc.constantFrom(...'aé1 ,{}[]:\\"\n\t=שר😀/u') });
const key = fc.constantFrom("name", "phone", "note", "x.y");
const contact = fc.dictionary(key, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), { minKeys: 1 });

/** What a cell says of a value. */
const shown = (value: string | number | boolean | null | undefined): string =>
  typeof value === "boolean" ? String(value).toUpperCase() : (value?.toString() ?? "");

it("gives back what was written into it, however it is laid out and cut", async () => {
  const layout = fc.record({
    contacts: fc.array(contact, { minLength: 1, maxLength: 8 }),
    space: fc.constantFrom(0, 2, "\t"),
    isWrapped: fc.boolean(),
    chunkBytes: fc.integer({ min: 1, max: 64 }),
  });
  await fc.assert(
    fc.asyncProperty(layout, async ({ contacts, space, isWrapped, chunkBytes }) => {
      const list = [{ name: "Ana" }, ...contacts];
      const content = JSON.stringify(isWrapped ? { total: list.length, contacts: list } : list, null, space);
      const { header, rows } = await read(content, chunkBytes);
      const values = list.map((each) => header.map((name) => shown(new Map(Object.entries(each)).get(name))));
      const expected = values.map((cells, place) => [place + 1, ...cells]);
      expect(rows).toEqual(expected.filter(([, ...cells]) => cells.some((cell) => String(cell).trim() !== "")));
    }),
    { numRuns: 60 },
  );
});
