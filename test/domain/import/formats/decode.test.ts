import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openText } from "../../../../src/domain/import/formats/decode-file.ts";
import { fileOf, readCsv, refusalOf, utf16 } from "./csv-files.ts";

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/import/${name}`, import.meta.url));

async function textOf(bytes: Uint8Array, chunkBytes?: number): Promise<{ text: string; encoding: string }> {
  const file = await openText(fileOf(bytes), chunkBytes);
  let text = "";
  for await (const piece of file.texts()) text += piece;
  return { text, encoding: file.encoding };
}

it.each([
  ["utf8.csv", "utf-8"],
  ["utf8-bom.csv", "utf-8"],
  ["utf16le-bom.csv", "utf-16le"],
  ["utf16be-bom.csv", "utf-16be"],
  ["utf16le.csv", "utf-16le"],
  ["windows-1252.csv", "windows-1252"],
])("%s is the same list, however it is split", async (name, encoding) => {
  for (const chunkBytes of [1, 2, 3, 7, 64, 64 * 1024]) {
    const list = await readCsv(fixture(name), chunkBytes);
    expect(list.encoding).toBe(encoding);
    expect(list.header).toEqual(["Nombre", "Teléfono", "Nota"]);
    expect(list.all.map((row) => row.cells)).toEqual([
      ["Begoña Ñandú", "+34600000012", "debe 12,50 €"],
      ["José «Pepe» Ejemplo", "+34600000013", "“ok”"],
    ]);
  }
});

it("reads UTF-16 of the other order without a mark", async () => {
  const list = await readCsv(utf16("Nombre;Teléfono\nBegoña;1\n", true), 5);
  expect([list.encoding, list.header, list.all[0]?.cells]).toEqual([
    "utf-16be",
    ["Nombre", "Teléfono"],
    ["Begoña", "1"],
  ]);
});

it("reads a whole file as Windows-1252 when its last byte shows that it is not UTF-8", async () => {
  const lines = "Ana;+34600000012\n".repeat(20_000);
  const list = await readCsv(Buffer.concat([Buffer.from(`name;phone\n${lines}`), Buffer.from("Bego\xf1", "latin1")]));
  expect([list.encoding, list.all.at(-1)?.cells[0]]).toEqual(["windows-1252", "Begoñ"]);
});

it("reads Latin-1, where nothing tells it from Windows-1252", async () => {
  const list = await readCsv(Buffer.from("Nombre;Teléfono\nBegoña Ãlvarez ¿?;1\n", "latin1"));
  expect([list.encoding, list.all[0]?.cells[0]]).toEqual(["windows-1252", "Begoña Ãlvarez ¿?"]);
});

it.each([
  ["UTF-16 that ends in the middle of a character", [0xff, 0xfe, 0x41, 0x00, 0x42]],
  ["UTF-16 with half of a pair", [0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8, 0x42, 0x00]],
  ["marked UTF-8 that is not", [0xef, 0xbb, 0xbf, 0xf1, 0x3b]],
  ["marked UTF-8 that is cut off", [0xef, 0xbb, 0xbf, 0x41, 0xc3]],
])("%s is damaged", async (_, bytes) => {
  for (const chunkBytes of [1, 2, 64]) {
    const error = await refusalOf(readCsv(Uint8Array.from(bytes), chunkBytes));
    expect([error.code, error.exit]).toEqual(["import.encoding", 2]);
    expect(error.text.en).toContain("damaged");
  }
});

it("reads any text back from UTF-8 and from marked UTF-16, however it is split", async () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), fc.integer({ min: 1, max: 16 }), async (value, bigEndian, chunkBytes) => {
      const list = `Nombre;Teléfono\n${value}`;
      expect((await textOf(Buffer.from(list), chunkBytes)).text).toBe(list);
      expect((await textOf(utf16(`\ufeff${list}`, bigEndian), chunkBytes)).text).toBe(list);
    }),
  );
});

it("tells when a file grew between two readings", async () => {
  const input = fileOf("phone\n+34600000012\n");
  const file = await openText(input);
  appendFileSync(input.path, "+34600000013\n");
  const error = await refusalOf(file.texts().next());
  expect([error.code, error.data]).toEqual(["import.changed", { file: "list.csv" }]);
});

it.each([
  ["is not there", "none.csv", "does not exist"],
  ["is a folder", "a-folder", "is a folder"],
])("tells when a file %s", async (_, name, words) => {
  const { path } = fileOf("");
  mkdirSync(`${path}-a-folder`);
  const error = await refusalOf(openText({ path: `${path}-${name}`, name }));
  expect([error.code, error.data]).toEqual(["input.unreadable", { file: name }]);
  expect(error.text.en).toContain(words);
});

it.runIf(process.platform === "linux")("takes nothing that cannot be read twice", async () => {
  const error = await refusalOf(openText({ path: "/dev/null", name: "/dev/null" }));
  expect([error.code, error.hint?.en]).toEqual(["input.unreadable", "give it on standard input, as -"]);
});
