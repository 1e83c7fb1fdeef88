import { describe, expect, it } from "vitest";
import { readCsv, refusalOf } from "./csv-files.ts";
import { openZip, seenRows, sheetXml, workbookParts } from "./workbook-zip.ts";

type Rows = readonly (readonly string[])[];
interface Seen {
  readonly header: readonly string[];
  readonly rows: readonly (readonly [number, ...string[]])[];
}

const textCell = (text: string, place: number, row: number): string =>
  `<c r="${"ABCDEFGH"[place]}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** As Excel stores them: rows and cells without anything in them are not there. */
const sheetRows = (rows: Rows): string =>
  rows
    .map((cells, place) => {
      const stored = cells.map((text, column) => (text === "" ? "" : textCell(text, column, place + 1))).join("");
      return stored === "" ? "" : `<row r="${place + 1}">${stored}</row>`;
    })
    .join("");

/** Rows are wide as they are given in a workbook, and in a CSV what is shorter has fewer separators. */
async function seen(reader: "csv" | "padded csv" | "xlsx", rows: Rows): Promise<Seen> {
  if (reader === "xlsx") {
    const list = await openZip(workbookParts({ rows: sheetRows(rows) }));
    return { header: list.header, rows: await seenRows(list) };
  }
  const width = reader === "csv" ? 0 : Math.max(...rows.map(({ length }) => length));
  const lines = rows.map((cells) => [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill("")].join(";"));
  const list = await readCsv(`${lines.join("\r\n")}\r\n`, 3);
  return { header: list.header, rows: list.all.map(({ row, cells }) => [row, ...cells] as const) };
}

const columns = ["Nombre", "Teléfono"];
const ana = ["Ana", "600000012"];
const eva = ["Eva", "600000013"];
const title = ["Listado de clientes 2026"];

describe.each(["csv", "padded csv", "xlsx"] as const)("above the header of a list in %s", (reader) => {
  it.each<[string, Rows, number]>([
    ["nothing", [columns, ana, eva], 1],
    ["blank rows", [[], [], columns, ana, eva], 3],
    ["a title", [title, columns, ana, eva], 2],
    ["a title and a blank row", [title, [], columns, ana, eva], 3],
    ["a title in another column", [["", "Clientes"], columns, ana, eva], 2],
    ["the day", [title, ["20/11/2026"], columns, ana, eva], 3],
    ["the day as a workbook stores it", [title, ["2026-11-20 18:30:00"], columns, ana, eva], 3],
    ["from when to when", [title, ["2025-2026"], ["01/11/2025 - 20/11/2026"], columns, ana, eva], 4],
    ["as much as may be", [title, ["a"], ["b"], [], [], [], [], [], ["c"], columns, ana, eva], 10],
    ["blank rows before the title", [[], [], title, [], columns, ana, eva], 5],
  ])("there may be %s, and rows keep their numbers", async (_, rows, header) => {
    const found = await seen(reader, rows);
    expect(found.header).toEqual(columns);
    expect(found.rows).toEqual([
      [header + 1, ...ana],
      [header + 2, ...eva],
    ]);
  });

  it.each<[string, Rows]>([
    ["a list of one column", [["Teléfono"], ["600000012"], ["600000013"]]],
    ["a list of one column, without any number", [["Nombre"], ["Ana"], ["Eva"]]],
    ["a note beside a row", [["Teléfono"], ["600000012"], ["600000013", "llamar"]]],
    ["a column without a name", [["Teléfono", ""], ["600000012", "Ana"], ["600000013"]]],
    ["the same with the phone in it", [["Nombre", ""], ["Ana"], ["Eva", "+34 600 000 013"]]],
    ["a number that Excel has spoilt", [["Nombre", ""], ["Ana"], ["Eva", "5,215E+11"]]],
    ["too far below", [title, ["a"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"], ["h"], ["i"], columns, ana]],
    ["two cells", [["Clientes", "2026"], columns, ana]],
  ])("nothing is lost: %s is no title", async (_, rows) => {
    const found = await seen(reader, rows);
    expect(found.header[0]).toBe(rows[0]?.[0]);
    expect(found.rows.map(([row]) => row)).toEqual(rows.slice(1).map((__, place) => place + 2));
    // Without a separator in the first row, a CSV has one column, and a cell is the whole of its row.
    expect(found.rows.map(([, cell]) => cell?.split(";")[0])).toEqual(rows.slice(1).map(([first]) => first));
  });
});

describe("the separator of a list with a title", () => {
  it.each([
    [";", "Listado de clientes 2026\n\nNombre;Teléfono\nAna;1\n"],
    [",", "Listado de clientes 2026\n\nNombre,Teléfono\nAna,1\n"],
    ["\t", "Listado de clientes 2026\n\nNombre\tTeléfono\nAna\t1\n"],
    ["|", "Listado de clientes 2026\n\nNombre|Teléfono\nAna|1\n"],
    [";", "Clientes de Lima, Cusco y Tacna\n\nNombre;Teléfono\nAna;1\nEva;2\n"],
    [";", "Listado\nNombre;Teléfono\nEjemplo, Ana;1\nEjemplo, Eva;2\n"],
    [",", '"Clientes, 2026",,\n,,\nNombre,Teléfono,Nota\nAna,1,x\n'],
    [";", "sep=;\nClientes\nNombre;Teléfono\nAna;1\n"],
  ])("%j is found", async (delimiter, text) => {
    const list = await readCsv(text);
    expect([list.delimiter, list.header.slice(0, 2)]).toEqual([delimiter, ["Nombre", "Teléfono"]]);
  });

  it.each([
    [";", "Nombre;Teléfono\nEjemplo, Ana;1\nEjemplo, Eva;2\n"],
    [",", "Nombre,Teléfono,Etiquetas\nAna,1,a;b;c;d\nEva,2,a;b;c;d\n"],
    [",", "Teléfono\n600000012;600000013\n600000014;600000015\n"],
  ])("%j is found as before where the header is no title", async (delimiter, text) => {
    const list = await readCsv(text);
    expect([list.delimiter, list.header[0], list.rowCount]).toEqual([delimiter, text.split(/[,;\n]/)[0], 2]);
  });

  it("in a title makes it two cells, so that it is the header", async () => {
    const list = await readCsv("Clientes; 2026\nNombre;Teléfono\nAna;1\n");
    expect([list.header, list.all[0]?.row]).toEqual([["Clientes", "2026"], 2]);
  });
});

describe("what is refused below a title has the number that a spreadsheet shows", () => {
  const top = "Listado de clientes 2026\n\nNombre;Teléfono\nAna;1\n";

  it.each([
    ["a quote left open", `${top}"Eva;2\nBea;3\n`, "import.open_quote", { row: 5 }],
    ["a quote left open in the header", 'Listado\n\n"Nombre;Teléfono\nAna;1\n', "import.open_quote", { row: 3 }],
    ["zero bytes", `${top}Eva;2\u0000\n`, "import.binary", { row: 5, column: 2 }],
    ["zero bytes in the header", "Listado\n\nNombre;Tel\u0000\n", "import.binary", { row: 3, column: 2 }],
    ["a title and a header alone", "Listado\n\nNombre;Teléfono\n", "import.no_rows", {}],
    ["a title alone", "Listado\n\n", "import.no_rows", {}],
  ])("%s", async (_, text, code, place) => {
    for (const chunkBytes of [1, 3, 64 * 1024]) {
      const error = await refusalOf(readCsv(text, chunkBytes));
      expect([error.code, error.data]).toEqual([code, { file: "list.csv", ...place }]);
    }
  });

  it("10,000 columns", async () => {
    const header = Array.from({ length: 10_000 }, (_, place) => `c${place}`).join(";");
    const error = await refusalOf(readCsv(`Listado\n${header}\n1;2\n`));
    expect([error.code, error.data?.["row"]]).toEqual(["import.too_many_columns", 2]);
    expect(error.text.es).toContain("fila 2");
  });

  it("a row with wrong quotes is marked, and the others go on", async () => {
    const list = await readCsv(`${top}"Eva "x" Sol";2\nBea;3\n`);
    expect(list.all.map(({ row, malformed }) => [row, malformed])).toEqual([
      [4, false],
      [5, true],
      [6, false],
    ]);
  });

  it("a sheet with a title and a header alone has no rows, and the next one is read", async () => {
    const sheets = { Vacía: sheetXml(sheetRows([title, columns])), Llena: sheetXml(sheetRows([title, columns, ana])) };
    const list = await openZip(workbookParts({ sheets }));
    expect([list.sheet, list.header, list.rowCount]).toEqual(["Llena", columns, 1]);
  });

  it("the survey of a workbook sees the header and what is below it", async () => {
    const shown: unknown[] = [];
    const survey = (header: readonly string[]) => {
      shown.push(header);
      return (rows: readonly { row: number }[]) => shown.push(...rows.map(({ row }) => row));
    };
    await openZip(workbookParts({ rows: sheetRows([title, [], columns, ana, eva]) }), { survey });
    expect(shown).toEqual([columns, 4, 5]);
  });
});
