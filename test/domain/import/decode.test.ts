import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { decodeText } from "../../../src/domain/import/decode.ts";
import { readSource } from "../../../src/domain/import/import-contacts.ts";
import { utf8 } from "./helpers.ts";

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url));

function utf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

function refusal(bytes: Uint8Array): InputError {
  try {
    decodeText(bytes, "list.csv");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("it was decoded");
}

it.each([
  ["utf8.csv", "utf-8"],
  ["utf8-bom.csv", "utf-8"],
  ["utf16le-bom.csv", "utf-16le"],
  ["utf16be-bom.csv", "utf-16be"],
  ["utf16le.csv", "utf-16le"],
  ["windows-1252.csv", "windows-1252"],
])("%s is the same list", (name, encoding) => {
  const source = readSource(fixture(name), name);
  expect(source.encoding).toBe(encoding);
  expect(source.table.header).toEqual(["Nombre", "Teléfono", "Nota"]);
  expect(source.table.rows.map((row) => row.cells)).toEqual([
    ["Begoña Ñandú", "+34600000012", "debe 12,50 €"],
    ["José «Pepe» Ejemplo", "+34600000013", "“ok”"],
  ]);
});

it.each([
  ["a workbook", [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00], "import.format", "Excel"],
  ["an old workbook", [0xd0, 0xcf, 0x11, 0xe0, 0xa1], "import.format", ".xls"],
  ["a PDF", [...Buffer.from("%PDF-1.7")], "import.format", "PDF"],
  ["nothing", [], "import.empty", "empty"],
  ["zero bytes amid text", [...Buffer.from("Nombre;Tel\u0000;Ciudad\nAna;600;Lima\n")], "import.binary", "zero bytes"],
  ["cut UTF-16", [0xff, 0xfe, 0x41, 0x00, 0x42], "import.encoding", "damaged"],
  ["marked UTF-8 that is not", [0xef, 0xbb, 0xbf, 0xf1, 0x3b], "import.encoding", "damaged"],
])("%s is refused by name, with what to do", (_, bytes, code, word) => {
  const error = refusal(Uint8Array.from(bytes));
  expect(error.code).toBe(code);
  expect(error.exit).toBe(2);
  expect(error.text.en).toContain(word);
  expect(error.hint?.es).toBeTruthy();
});

it("reads any text back from UTF-8 and from marked UTF-16", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((value) => !value.includes("\u0000"));
  fc.assert(
    fc.property(text, fc.boolean(), (value, bigEndian) => {
      const list = `Nombre;Teléfono\n${value}`;
      expect(decodeText(utf8(list), "list.csv").text).toBe(list);
      expect(decodeText(utf16(`\ufeff${list}`, bigEndian), "list.csv").text).toBe(list);
    }),
  );
});
