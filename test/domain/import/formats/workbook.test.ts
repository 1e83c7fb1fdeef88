import { describe, expect, it } from "vitest";
import { refusalOf } from "./csv-files.ts";
import { cellOf, openZip, seenRows, sheetXml, workbookParts } from "./workbook-zip.ts";

const textCell = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (number: number, ...cells: string[]): string =>
  `<row r="${number}">${cells.map((text, place) => textCell(`${"ABCDEFGH"[place]}${number}`, text)).join("")}</row>`;
const list = (...names: string[]): string =>
  sheetXml(row(1, "Nombre", "Celular") + names.map((name, place) => row(place + 2, name, "1")).join(""));

describe("a number is written in plain digits", () => {
  it.each([
    ["a phone", "5215512345678", "5215512345678"],
    ["as Java writes it", "3.4600000012E10", "34600000012"],
    ["with an empty fraction", "34600000012.0", "34600000012"],
    ["fifteen digits", "999999999999999", "999999999999999"],
    ["sixteen digits, of which a spreadsheet keeps fifteen", "1234567890123450", "1234567890123450"],
    ["beyond them, with an exponent", "1.2345678901234501E+19", "1.2345678901234501E+19"],
    ["what is left of 0.1 + 0.2", "0.30000000000000004", "0.3"],
    ["small", "1.5E-7", "0.00000015"],
    ["negative", "-12.50", "-12.5"],
    ["zero", "-0", "0"],
    ["nonsense", "12x", "12x"],
    ["nothing", "", ""],
  ])("%s: %s", async (_, stored, shown) => {
    expect(await cellOf(`<c r="B2"><v>${stored}</v></c>`)).toBe(shown === "" ? undefined : shown);
  });

  it("but one that a text already shows with an exponent has lost its digits, and stays as it is", async () => {
    expect(await cellOf(textCell("B2", "5.215E+11"))).toBe("5.215E+11");
  });
});

describe("a number is a date where its cell shows one", () => {
  it.each([
    [14, "45741", "2025-03-25"],
    [22, "45741.5", "2025-03-25T12:00:00"],
    ["dd/mm/yyyy;@", "45741", "2025-03-25"],
    ["[$-C0A]d\\ &quot;de&quot;\\ mmmm\\ &quot;de&quot;\\ yyyy", "45741", "2025-03-25"],
    ["DD/MM/AAAA", "45741", "2025-03-25"],
    ["mmm-yy", "45741", "2025-03-25"],
    ["yyyy-mm-dd hh:mm:ss.000", "45741.416666666664", "2025-03-25T10:00:00"],
    ["m/d/yy h:mm AM/PM", "45741.99999", "2025-03-25T23:59:59"],
    [20, "0.5", "12:00:00"],
    ["hh:mm", "45741.25", "2025-03-25T06:00:00"],
    // 1900 counts a day that there was not; before it, nothing can be told.
    [14, "61", "1900-03-01"],
    [14, "60", "60"],
    [14, "-1", "-1"],
    [14, "2958465", "9999-12-31"],
    [14, "2958466", "2958466"],
    // These are no dates, whatever letters they have.
    ["0.00E+00", "45741", "45741"],
    ["#,##0.00\\ [$USD]", "45741", "45741"],
    ["&quot;día &quot;0", "45741", "45741"],
    ["[Red]0", "45741", "45741"],
    ["[h]:mm", "1.5", "1.5"],
    ["General", "45741", "45741"],
    ["Standard", "45741", "45741"],
    [49, "45741", "45741"],
    [10, "0.25", "0.25"],
  ])("%s: %s", async (format, stored, shown) => {
    expect(await cellOf(`<c r="B2" s="1"><v>${stored}</v></c>`, { formats: [format] })).toBe(shown);
  });

  it("counted from 1904 in the workbooks that do", async () => {
    expect(await cellOf('<c r="B2" s="1"><v>44279</v></c>', { formats: [14], since1904: true })).toBe("2025-03-25");
  });

  it.each([
    ["2025-03-25T00:00:00", "2025-03-25"],
    ["2025-03-25T10:30:15.250Z", "2025-03-25T10:30:15"],
    ["2025-03-25", "2025-03-25"],
  ])("and is one where it is written as %s", async (stored, shown) => {
    expect(await cellOf(`<c r="B2" t="d"><v>${stored}</v></c>`)).toBe(shown);
  });
});

describe("a text is read as it is seen", () => {
  const strings =
    '<si><t>Ana &amp; Eva</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Ana </t></r><r><t>Sol</t></r></si>' +
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/><si><t><![CDATA[<b> & co]]></t></si>';

  it.each([
    ["shared", '<c r="B2" t="s"><v>0</v></c>', "Ana & Eva"],
    ["in runs of different looks", '<c r="B2" t="s"><v>1</v></c>', "Ana Sol"],
    ["without the reading aid", '<c r="B2" t="s"><v>2</v></c>', "東京"],
    ["nothing", '<c r="B2" t="s"><v>3</v></c>', undefined],
    ["between marks", '<c r="B2" t="s"><v>4</v></c>', "<b> & co"],
    ["in the cell", textCell("B2", "  =1+1 "), "  =1+1 "],
    ["emoji by number", textCell("B2", "Ana &#128512;&#x1F600;"), "Ana 😀😀"],
    ["an entity that nobody defined", textCell("B2", "&lol;"), "&lol;"],
    ["line ends", textCell("B2", "a\r\nb_x000D_\nc&#10;d"), "a\nb\nc\nd"],
    ["what XML cannot hold", textCell("B2", "a_x0041__x005F_x0041_"), "aA_x0041_"],
    ["right to left", textCell("B2", "شركة"), "شركة"],
    ["true", '<c r="B2" t="b"><v>1</v></c>', "TRUE"],
    ["false", '<c r="B2" t="b"><v>0</v></c>', "FALSE"],
    ["an error", '<c r="B2" t="e"><v>#N/A</v></c>', "#N/A"],
    ["the last result of a formula", '<c r="B2" t="str"><f>"+"&amp;A2</f><v>+12025550101</v></c>', "+12025550101"],
    ["a formula with an empty result", '<c r="B2" t="str"><f>A9</f><v></v></c>', undefined],
    ["a formula that was never worked out", '<c r="B2"><f>A2&amp;"1"</f></c>', '=A2&"1"'],
  ])("%s", async (_, cell, shown) => {
    expect(await cellOf(cell, { strings })).toBe(shown);
  });
});

describe("rows and columns keep their places", () => {
  it("the header is the first row that is not blank, and rows have the numbers that a person sees", async () => {
    const rows = `<row r="2"><c r="A2" s="1"/></row>${row(3, " Nombre ", "Celular")}${row(5, "Ana", "1")}<row r="6" hidden="1">${textCell("A6", "Eva")}</row>${row(9, " ", "")}`;
    const file = await openZip(workbookParts({ rows }));
    expect([file.header, file.rowCount]).toEqual([["Nombre", "Celular"], 2]);
    expect(await seenRows(file)).toEqual([
      [5, "Ana", "1"],
      [6, "Eva"],
    ]);
  });

  it("with gaps, cells out of order, and neither rows nor cells saying where they are", async () => {
    const rows =
      '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>' +
      '<row><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row><row><c><v>4</v></c><c><v>5</v></c></row>';
    const file = await openZip(workbookParts({ rows }));
    expect(file.header).toEqual(["a", "b", ""]);
    expect(await seenRows(file)).toEqual([
      [2, "1", "", "3"],
      [3, "4", "5"],
    ]);
  });

  it("merged cells have their text in the first", async () => {
    const rows = row(1, "Nombre", "Ciudad") + row(2, "Ana", "Lima") + row(3, "Eva", "");
    const xml = sheetXml(rows).replace("</worksheet>", '<mergeCells><mergeCell ref="B2:B3"/></mergeCells></worksheet>');
    expect(await seenRows(await openZip(workbookParts({ sheets: { Hoja1: xml } })))).toEqual([
      [2, "Ana", "Lima"],
      [3, "Eva"],
    ]);
  });

  it("the first row and the last one that a spreadsheet has", async () => {
    const rows = `${row(1, "Nombre")}<row r="1048576">${textCell("A1048576", "Ana")}</row>`;
    expect(await seenRows(await openZip(workbookParts({ rows })))).toEqual([[1_048_576, "Ana"]]);
  });
});

describe("the sheet", () => {
  const sheets = { Portada: sheetXml(""), Notas: list("oculta"), Clientes: list("Ana"), "Año 2025": list("Eva") };
  const parts = workbookParts({ sheets, states: { Notas: ' state="hidden"' } });

  it.each([
    [undefined, "Clientes", "Ana"],
    ["clientes", "Clientes", "Ana"],
    ["AÑO 2025", "Año 2025", "Eva"],
    ["An\u0303o 2025", "Año 2025", "Eva"],
    ["4", "Año 2025", "Eva"],
    ["Notas", "Notas", "oculta"],
  ])("asked for as %s is %s", async (sheet, name, first) => {
    const file = await openZip(parts, { sheet });
    expect([file.sheet, file.sheets]).toEqual([name, ["Portada", "Notas", "Clientes", "Año 2025"]]);
    expect(await seenRows(file)).toEqual([[2, first, "1"]]);
  });

  it.each(["Proveedores", "5", "0"])("that is not there is told with those that are: %s", async (sheet) => {
    const error = await refusalOf(openZip(parts, { sheet }));
    expect([error.code, error.text.es]).toEqual(["import.no_such_sheet", `clientes.xlsx no tiene la hoja "${sheet}".`]);
    expect(error.hint?.es).toBe('sus hojas son "Portada", "Notas", "Clientes", "Año 2025"');
  });

  it("a name goes before a number", async () => {
    const file = await openZip(workbookParts({ sheets: { Hoja1: list("Ana"), "1": list("Eva") } }), { sheet: "1" });
    expect(file.sheet).toBe("1");
  });

  it.each([
    ["import.empty", { Hoja1: sheetXml("") }, undefined],
    ["import.no_rows", { Hoja1: sheetXml(""), Hoja2: list() }, undefined],
    ["import.empty", { Hoja1: sheetXml(""), Hoja2: list("Ana") }, "Hoja1"],
  ])("without rows is refused: %s", async (code, sheets, sheet) => {
    const error = await refusalOf(openZip(workbookParts({ sheets }), { sheet }));
    expect(error.code).toBe(code);
    expect(error.data).toMatchObject({ file: "clientes.xlsx", sheet: code === "import.no_rows" ? "Hoja2" : "Hoja1" });
  });

  it("shows its header and its rows to whoever asks to see the whole file", async () => {
    const seen: unknown[] = [];
    const survey = (header: readonly string[]) => {
      seen.push(header);
      return (rows: readonly { row: number }[]) => seen.push(...rows.map((each) => each.row));
    };
    await openZip(workbookParts({ sheets: { Hoja1: list(), Hoja2: list("Ana", "Eva") } }), { survey });
    expect(seen).toEqual([["Nombre", "Celular"], 2, 3]);
  });
});
