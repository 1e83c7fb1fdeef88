import { expect, it } from "vitest";
import { formatOfBytes, formatOfName, mayBe } from "../../../../src/domain/import/formats/detect.ts";
import { utf16 } from "./csv-files.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
  ["xlsx", "PK\u0003\u0004\u0014"],
  ["xlsx", "PK\u0005\u0006\u0000"],
  ["vcard", "BEGIN:VCARD\r\nVERSION:3.0\r\n"],
  ["vcard", "\ufeff\r\n begin:vcard\n"],
  ["json", '[{"name":"Ana"}]'],
  ["json", " \n[\n  {"],
  ["json", "[]"],
  ["json", '{\n  "contacts": [\n    {}\n  ]\n}\n'],
  ["json", '{"contacts":[{"name":"Ana"}]}\n'],
  ["ndjson", '{"name":"Ana"}\n{"name":"Eva"}\n'],
  ["ndjson", '{"name":"Ana"}\r\n\r\n{"name":"Eva"}'],
  ["ndjson", '{"name":"Ana",\n{"name":"Eva"}\n'],
  ["ndjson", '{"name":"Ana"}\nand a line that is none\n'],
  [undefined, "name;phone\n"],
  [undefined, "[name];[phone]\n"],
  [undefined, "{{name}},{{phone}}\n"],
  [undefined, "PKW;phone\n"],
  [undefined, "begin;vcard\n"],
])("bytes of %s: %j", (format, text) => {
  expect(formatOfBytes(utf8(text), "list.txt")).toBe(format);
});

it.each([
  ["vcard", "BEGIN:VCARD\n"],
  ["json", '[{"name":"Begoña"}]'],
  [undefined, "Nombre;Teléfono\n"],
])("bytes of %s in UTF-16, with a mark and without", (format, text) => {
  for (const bigEndian of [true, false]) {
    expect(formatOfBytes(utf16(text, bigEndian), "list.txt")).toBe(format);
    expect(formatOfBytes(utf16(`\ufeff${text}`, bigEndian), "list.txt")).toBe(format);
  }
});

it("one object alone is JSON, or lines of it when the name says so", () => {
  const one = utf8('{"name":"Ana"}\n');
  expect([formatOfBytes(one, "list.json"), formatOfBytes(one, "list.JSONL")]).toEqual(["json", "ndjson"]);
});

it.each([
  ["Contactos.VCF", "vcard"],
  ["list.json", "json"],
  ["list.ndjson", "ndjson"],
  ["list.jsonl", "ndjson"],
  ["list.tsv", "csv"],
  ["list.txt", "csv"],
  ["stdin", "csv"],
  ["list.xlsx", "csv"],
  ["list.xls", "csv"],
])("text called %s is %s", (name, format) => {
  expect(formatOfName(name)).toBe(format);
});

it.each([
  ["csv", "name;phone\n", true],
  ["json", "name;phone\n", false],
  ["vcard", "name;phone\n", false],
  ["xlsx", "name;phone\n", false],
  ["csv", "PK\u0003\u0004", false],
  ["csv", "BEGIN:VCARD\n", false],
  ["csv", '[{"a":1}]', false],
  ["ndjson", '{"a":1}\n', true],
  ["json", '{"a":1}\n{"a":2}\n', true],
  ["ndjson", '[{"a":1}]', false],
] as const)("somebody says %s of %j: %s", (format, text, fits) => {
  expect(mayBe(format, utf8(text), "list")).toBe(fits);
});
