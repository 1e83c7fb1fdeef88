import { randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openWorkbook } from "../../../../src/domain/import/formats/workbook.ts";
import { fileOf, refusalOf } from "./csv-files.ts";
import { openZip, seenRows, sheetXml, workbookParts, zip } from "./workbook-zip.ts";
import type { ZipPart, ZipParts } from "./workbook-zip.ts";

const megabyte = 1024 * 1024;
const header = '<row r="1"><c r="A1" t="str"><v>Nombre</v></c></row>';
const person = '<row r="2"><c r="A2" t="str"><v>Ana</v></c></row>';
const sheetPart = "xl/worksheets/sheet1.xml";
const stringsPart = "xl/sharedStrings.xml";

/** A workbook in which one part is another. */
const withPart = (name: string, part: string | ZipPart): ZipParts => ({
  ...workbookParts({ rows: header + person }),
  [name]: part,
});

/** Opening it, and how far memory went up meanwhile, in bytes. */
async function measured(parts: ZipParts): Promise<{ code: string; data: unknown; grown: number }> {
  const input = fileOf(zip(parts), "clientes.xlsx");
  const before = process.memoryUsage.rss();
  let highest = before;
  const timer = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 5);
  const { code, data } = await refusalOf(openWorkbook(input, {}));
  clearInterval(timer);
  return { code, data, grown: Math.max(highest, process.memoryUsage.rss()) - before };
}

describe("a bomb is refused, and memory does not fill with it", () => {
  const content = Buffer.alloc(200 * megabyte, " ");
  const blanks = { content, packed: deflateRawSync(content, { level: 1 }) };

  it.each([
    ["the sheet, honestly", sheetPart, blanks],
    ["the sheet, said to be small", sheetPart, { ...blanks, claimedSize: 5_000 }],
    ["the texts, honestly", stringsPart, blanks],
    ["the texts, said to be small", stringsPart, { ...blanks, claimedSize: 5_000 }],
    ["the list of sheets", "xl/workbook.xml", blanks],
    ["the styles", "xl/styles.xml", { ...blanks, claimedSize: 5_000 }],
    ["a claim alone", sheetPart, { content: "<x/>", claimedSize: 4_000_000_000 }],
  ])("%s", async (_, name, part) => {
    const { code, data, grown } = await measured(withPart(name, part));
    expect(code).toBe("import.too_large");
    expect(data).toMatchObject(
      name === sheetPart ? { file: "clientes.xlsx", sheet: "Hoja1" } : { file: "clientes.xlsx" },
    );
    expect(grown).toBeLessThan(100 * megabyte);
  });

  it("one text of a million letters in every cell of a column", async () => {
    const strings = `<si><t>${"a".repeat(megabyte)}</t></si>`;
    const rows = Array.from({ length: 3_000 }, (_, place) => `<row r="${place + 1}"><c t="s"><v>0</v></c></row>`).join(
      "",
    );
    const { code, grown } = await measured(workbookParts({ rows, strings }));
    expect(code).toBe("import.too_large");
    expect(grown).toBeLessThan(250 * megabyte);
  });

  it("entities that make more of themselves", async () => {
    const lol = '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>';
    for (const name of [sheetPart, stringsPart, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"]) {
      const error = await refusalOf(openZip(withPart(name, `<?xml version="1.0"?>${lol}<sst>&b;</sst>`)));
      expect([name, error.code]).toEqual([name, "import.damaged"]);
    }
  });

  it("a cell, a tag and a remark that never end", async () => {
    const long = randomBytes(2 * megabyte).toString("hex");
    for (const start of ['<c t="str"><v>', '<c r="', "<!-- ", "<![CDATA["]) {
      const { code } = await measured(withPart(sheetPart, sheetXml(`<row>${start}${long}`)));
      expect([start, code]).toEqual([start, "import.too_large"]);
    }
  });

  it("a cell in a million parts", async () => {
    for (const [open, close] of [
      ["<v>", "</v>"],
      ["<f>", "</f>"],
      ["<is><t>", "</t></is>"],
    ]) {
      const parts = `a<b/>${randomBytes(40_000).toString("hex")}`.repeat(20);
      const { code } = await measured(withPart(sheetPart, sheetXml(`<row><c>${open}${parts}${close}</c></row>`)));
      expect([open, code]).toEqual([open, "import.too_large"]);
    }
  });

  it("a hundred thousand sheets", async () => {
    const sheets = '<sheet name="x" r:id="rId1"/>'.repeat(100_000);
    expect((await measured(withPart("xl/workbook.xml", `<workbook>${sheets}</workbook>`))).code).toBe(
      "import.too_large",
    );
  });
});

describe("too much in a row is told with its place", () => {
  it("10,000 columns", async () => {
    const cells = Array.from({ length: 10_000 }, (_, place) => `<c t="str"><v>${place}</v></c>`).join("");
    const error = await refusalOf(openZip(workbookParts({ rows: `<row r="1">${cells}</row>` })));
    expect([error.code, error.data]).toEqual([
      "import.too_many_columns",
      { file: "clientes.xlsx", sheet: "Hoja1", row: 1, column: 1001 },
    ]);
    expect(error.text.es).toContain('clientes.xlsx, hoja "Hoja1", fila 1, columna ALM:');
  });

  it("a note in the last column that there is", async () => {
    const note = '<row r="2"><c r="XFD2" t="str"><v>nota</v></c></row>';
    expect((await refusalOf(openZip(workbookParts({ rows: header + note })))).data).toMatchObject({
      row: 2,
      column: 16_384,
    });
  });

  it("but cells without anything in them do not count, nor does what the sheet says of its size", async () => {
    const file = await openZip(
      workbookParts({ rows: `${header}<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>` }),
    );
    expect([file.header, await seenRows(file)]).toEqual([["Nombre"], [[2, "1"]]]);
  });

  it("5 MB of text", async () => {
    const cells = `<c t="str"><v>${"a".repeat(megabyte)}</v></c>`.repeat(5).replaceAll("aaaaaaaaaa", "aaaaaaaaa");
    const error = await refusalOf(openZip(workbookParts({ rows: `${header}<row r="7">${cells}</row>` })));
    expect([error.code, error.data]).toMatchObject(["import.record_too_long", { row: 7, column: 5 }]);
  });
});

describe("what is damaged is told as such", () => {
  const whole = zip(workbookParts({ rows: header + person }));
  const open = (bytes: Uint8Array) => openWorkbook(fileOf(bytes, "clientes.xlsx"), {});

  it("cut off at any place", async () => {
    for (let length = 4; length < whole.length; length += 13) {
      const error = await refusalOf(open(whole.subarray(0, length)));
      expect([length, error.code, error.data]).toMatchObject([length, "import.damaged", { file: "clientes.xlsx" }]);
    }
  });

  it("with any byte changed it is read, or refused in words", async () => {
    for (let place = 0; place < whole.length; place += 7) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 0x55;
      const outcome = await open(changed).then(
        ({ rowCount }) => rowCount,
        (error: unknown) => (error as { code: string }).code,
      );
      expect([1, "import.damaged", "import.format", "import.encrypted", "import.too_large"]).toContain(outcome);
    }
  });

  it.each([
    ["a sheet that is not there", "xl/_rels/workbook.xml.rels", "<Relationships/>"],
    ["a sheet that stops in the middle", sheetPart, "<worksheet><sheetData><row>"],
    ["a sheet that is no XML", sheetPart, "hello"],
    ["an empty sheet file", sheetPart, ""],
    ["more ends than beginnings", sheetPart, "</a></b>"],
    ["bytes that are no text", sheetPart, { content: Buffer.from([0x3c, 0xff, 0xfe, 0x3e]) }],
    ["zero bytes", sheetPart, sheetXml(`${header}<row><c t="str"><v>a\0b</v></c></row>`)],
    ["a wrong checksum", sheetPart, { content: sheetXml(header + person), claimedCrc: 1 }],
    ["a wrong size", sheetPart, { content: sheetXml(header + person), claimedSize: 7 }],
    ["a text that the workbook does not have", sheetPart, sheetXml(`${header}<row><c t="s"><v>99</v></c></row>`)],
    [
      "a place on disk instead of a sheet",
      "xl/_rels/workbook.xml.rels",
      '<Relationships><Relationship Id="rId1" Type="/worksheet" Target="../../../../etc/passwd"/></Relationships>',
    ],
  ])("%s", async (_, name, part) => {
    expect((await refusalOf(openZip(withPart(name, part)))).code).toBe("import.damaged");
  });

  it("a password inside the zip", async () => {
    const error = await refusalOf(openZip(withPart(sheetPart, { content: sheetXml(header), encrypted: true })));
    expect([error.code, error.hint?.es]).toMatchObject([
      "import.encrypted",
      expect.stringContaining("quite la contraseña"),
    ]);
  });
});

describe("another kind of zip is called by its name", () => {
  it.each([
    [
      "a Word document",
      {
        "_rels/.rels":
          '<Relationships><Relationship Id="a" Type="/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": "<document/>",
      },
    ],
    ["a PowerPoint presentation", { "ppt/presentation.xml": "<presentation/>" }],
    [
      "an OpenDocument file (.ods)",
      { mimetype: { content: "application/vnd.oasis.opendocument.spreadsheet", stored: true }, "content.xml": "<x/>" },
    ],
    ["an Apple Numbers file", { "Index/Document.iwa": "x" }],
    [
      "a binary Excel workbook (.xlsb)",
      {
        "_rels/.rels":
          '<Relationships><Relationship Id="a" Type="/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": "x",
      },
    ],
    ["a compressed folder (zip)", { "leeme.txt": "hola" }],
    ["a compressed folder (zip)", {}],
  ])("%s", async (name, parts: ZipParts) => {
    const error = await refusalOf(openZip(parts));
    expect([error.code, error.text.en]).toEqual(["import.format", `clientes.xlsx is ${name}, not an Excel workbook.`]);
  });

  it("with the lists that are in it", async () => {
    const error = await refusalOf(openZip({ "Takeout/Contactos/Todos.vcf": "x", "Takeout/\u001b[31mrojo.csv": "y" }));
    expect(error.hint?.es).toBe(
      "descomprímala e importe lo que contiene: Takeout/Contactos/Todos.vcf, Takeout/rojo.csv",
    );
  });
});
