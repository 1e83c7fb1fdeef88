import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openNdjson } from "../../../../src/domain/import/formats/ndjson.ts";
import { fileOf, refusalOf, rowsOf } from "./csv-files.ts";

const open = (content: string | Uint8Array, chunkBytes?: number) =>
  openNdjson(fileOf(content, "lista.ndjson"), {}, chunkBytes);

it("reads an object per line, and marks the lines that are none", async () => {
  const file = await open(readFileSync(new URL("../../../fixtures/import/json-own-export.ndjson", import.meta.url)));
  expect([file.format, file.rowCount, file.header]).toEqual([
    "ndjson",
    5,
    ["id", "name", "phone", "waId", "labels", "fields.city", "consent.marketing", "fields.age"],
  ]);
  expect((await rowsOf(file)).map(({ row, cells, malformed }) => [row, malformed, ...cells])).toEqual([
    [1, false, "con_01", "Ana Ejemplo", "+12025550101", "12025550101", "vip ::: lima", "Lima", "granted", ""],
    [3, false, "con_02", "Eva", "+447700900123", "447700900123", "", "", "withdrawn", "41"],
    [4, true, '{"id":"con_03","name":"Bea","phone":'],
    [5, true, '["con_04"]'],
    [6, false, "", "Lea", "+12025550104", "", "", "", "", ""],
  ]);
});

it.each([
  ["", "import.empty"],
  ["\n \r\n", "import.empty"],
  ["hello\nworld\n", "import.json_shape"],
  ['[{"a":1},{"a":2}]', "import.json_shape"],
  ["{}\n{}\n", "import.json_shape"],
])("refuses a file without an object: %j", async (content, code) => {
  expect((await refusalOf(open(content))).code).toBe(code);
});

it("refuses a line of 5 MB with its number, and does not wait for its end", async () => {
  const error = await refusalOf(open(`{"a":1}\n\n{"a":"${"x".repeat(5 * 1024 * 1024)}`));
  expect([error.code, error.data]).toMatchObject(["import.record_too_long", { row: 3 }]);
});

it("takes what is not UTF-8 for Windows-1252, as it is", async () => {
  const file = await open(Buffer.from('{"name":"I\xf1igo"}\n', "latin1"));
  expect([file.encoding, (await rowsOf(file))[0]?.cells]).toEqual(["windows-1252", ["Iñigo"]]);
});

it("gives back what was written into it, whatever ends its lines and wherever it is cut", async () => {
  const text = fc.string({ unit: fc.constantFrom(...'aé1 ,{}\\"\n\r=שר😀\u2028') });
  const layout = fc.record({
    names: fc.array(text, { minLength: 1, maxLength: 8 }),
    end: fc.constantFrom("\n", "\r\n", "\n\n"),
    isEnded: fc.boolean(),
    chunkBytes: fc.integer({ min: 1, max: 64 }),
  });
  await fc.assert(
    fc.asyncProperty(layout, async ({ names, end, isEnded, chunkBytes }) => {
      const lines = names.map((name, place) => JSON.stringify({ place, name }));
      const file = await open(lines.join(end) + (isEnded ? end : ""), chunkBytes);
      const step = end === "\n\n" ? 2 : 1;
      expect((await rowsOf(file)).map(({ row, cells }) => [row, ...cells])).toEqual(
        names.map((name, place) => [place * step + 1, String(place), name]),
      );
    }),
    { numRuns: 60 },
  );
});
