import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { openWorkbook } from "../../../../src/domain/import/formats/workbook.ts";
import { readSheet } from "../../../../src/domain/import/formats/xlsx-sheet.ts";
import { fileOf } from "./csv-files.ts";
import { openZip, seenRows, sheetXml, workbookParts, zip } from "./workbook-zip.ts";
import type { ZipParts } from "./workbook-zip.ts";

const rows =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Celular</t></is></c></row>' +
  '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>12025550101</v></c></row>';
const parts = workbookParts({ rows, strings: "<si><t>Nombre</t></si><si><t>Íñigo</t></si>" });

const changed = (change: (name: string, text: string) => readonly [string, ZipParts[string]]): ZipParts =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => change(name, typeof part === "string" ? part : "")));

describe("the same list, as different programs write it", () => {
  it.each<[string, Buffer]>([
    ["Excel", zip(parts)],
    ["with 64-bit sizes", zip(parts, true)],
    ["not compressed", zip(changed((name, text) => [name, { content: text, stored: true }]))],
    [
      "with a prefix before every element",
      zip(changed((name, text) => [name, text.replace(/<(\/?)(?=[a-z])/gi, "<$1x:")])),
    ],
    ["in UTF-16", zip(changed((name, text) => [name, { content: Buffer.from(`\ufeff${text}`, "utf16le") }]))],
    ["with a byte-order mark", zip(changed((name, text) => [name, `\ufeff${text}`]))],
    ["with the separator of Windows", zip(changed((name, text) => [name.replaceAll("/", "\\"), text]))],
    ["with other capitals", zip(changed((name, text) => [name.toUpperCase(), text]))],
    [
      "with single quotes and spaces",
      zip(
        changed((name, text) => [
          name,
          text
            .replaceAll('"', "'")
            .replaceAll("='", " = '")
            .replace(/(?<!\/|\?)>/g, " >"),
        ]),
      ),
    ],
    [
      "under other names",
      zip(
        changed((name, text) => [
          name.replace("xl/", "libro/").replace("sheet1", "hoja"),
          text.replaceAll("xl/", "libro/").replace("sheet1", "hoja"),
        ]),
      ),
    ],
    ["with a remark and a long header", zip({ "leeme.txt": "x".repeat(100_000), ...parts })],
  ])("%s", async (_, bytes) => {
    const file = await openWorkbook(fileOf(bytes, "clientes.xlsx"), {});
    expect([file.format, file.sheets, file.header]).toEqual(["xlsx", ["Hoja1"], ["Nombre", "Celular"]]);
    expect(await seenRows(file)).toEqual([[2, "Íñigo", "12025550101"]]);
  });

  it("without shared texts and styles, and with a chart on its own sheet", async () => {
    const plain = workbookParts({ sheets: { Gráfico: "<chartsheet/>", Lista: sheetXml(rows.replace(/ t="s"/g, "")) } });
    const given = plain["xl/_rels/workbook.xml.rels"];
    const all = typeof given === "string" ? given : "";
    const relations = all.replace("relationships/worksheet", "relationships/chartsheet");
    const file = await openZip({
      ...plain,
      "xl/_rels/workbook.xml.rels": relations.replace(/<[^>]*(?:styles|sharedStrings)[^>]*>/g, ""),
    });
    expect([file.sheets, await seenRows(file)]).toEqual([["Lista"], [[2, "1", "12025550101"]]]);
  });
});

it("tells the file by its hash and size", async () => {
  const bytes = zip(parts);
  const file = await openWorkbook(fileOf(bytes), {});
  expect([file.hash, file.bytes]).toEqual([createHash("sha256").update(bytes).digest("hex"), bytes.length]);
});

it("can be read twice, and is read in pieces of a thousand rows", async () => {
  const many = Array.from({ length: 2_500 }, (_, place) => `<row><c><v>${place}</v></c></row>`).join("");
  const file = await openZip(workbookParts({ rows: many }));
  const sizes: number[] = [];
  for await (const piece of file.rows()) sizes.push(piece.length);
  expect([file.rowCount, sizes]).toEqual([2_499, [999, 1_000, 500]]);
  expect(await seenRows(file)).toHaveLength(2_499);
});

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aé1 ;,<>&\"'\n=+_x0041شר😀", "\u200f") }),
  fc.constantFrom("=1+1", "007", "+34 600 000 012", "5.215E+11", "]]>", "<!--", "&amp;", "_x000D_"),
);
// A row that is wholly blank is no row, and blanks at the end of one need not be written.
const record = fc.tuple(fc.constant("x"), cell, cell, fc.constant("y"));

it("gives back what was written into it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), async (records) => {
      // As Excel escapes it; this writer does not.
      const written = (value: string): string => value.replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_");
      const data = [["a", "b", "c", "d"], ...records].map((cells) =>
        cells.map((value) => ({ value: written(value), type: String })),
      );
      const bytes = await writeExcelFile(data, { sheet: "Clientes & más" }).toBuffer();
      const file = await openWorkbook(fileOf(bytes), {});
      expect([file.sheet, file.header]).toEqual(["Clientes & más", ["a", "b", "c", "d"]]);
      expect(await seenRows(file)).toEqual(records.map((cells, place) => [place + 2, ...cells]));
    }),
    { numRuns: 40 },
  );
});

it("gives back whole numbers, dates and truths", async () => {
  const day = fc.date({
    min: new Date("1900-03-01T00:00:00Z"),
    max: new Date("9999-12-30T00:00:00Z"),
    noInvalidDate: true,
  });
  const seconds = day.map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
  const row = fc.tuple(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), seconds, fc.boolean());
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (records) => {
      const data = [
        ["n", "fecha", "b"].map((value) => ({ value, type: String })),
        ...records.map(([number, date, truth]) => [
          { value: number, type: Number },
          { value: date, type: Date, format: "dd/mm/yyyy hh:mm:ss" },
          { value: truth, type: Boolean },
        ]),
      ];
      const file = await openWorkbook(fileOf(await writeExcelFile(data).toBuffer()), {});
      const shown = records.map(([number, date, truth], place) => [
        place + 2,
        String(number),
        date.toISOString().slice(0, 19).replace("T00:00:00", ""),
        truth ? "TRUE" : "FALSE",
      ]);
      expect(await seenRows(file)).toEqual(shown);
    }),
    { numRuns: 40 },
  );
});

it("reads a sheet the same wherever its bytes are cut", async () => {
  const xml =
    '<?xml version="1.0"?><!-- > --><worksheet a="x>y"><sheetData><row r="1"><c r="A1" t="str"><v><![CDATA[a>]]></v></c></row>' +
    '<row r="3" x=\'&gt;">\'><c r="A3" t="inlineStr"><is><t>😀&amp;é</t></is></c><c/></row><?p x>y?></sheetData></worksheet>';
  async function* cut(sizes: readonly number[]): AsyncGenerator<string> {
    let at = 0;
    for (let turn = 0; at < xml.length; turn++) {
      const size = sizes[turn % sizes.length] ?? 1;
      yield xml.slice(at, at + size);
      at += size;
    }
  }
  const context = { strings: { get: () => undefined }, styles: [], dateSystem: 1900 as const };
  const read = async (sizes: readonly number[]) => {
    const all = [];
    for await (const piece of readSheet(cut(sizes), context, { file: "x", sheet: "y" })) all.push(...piece);
    return all.map(({ row, cells }) => [row, ...cells]);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 9 }), async (sizes) => {
      expect(await read(sizes)).toEqual([
        [1, "a>"],
        [3, "😀&é"],
      ]);
    }),
  );
});
