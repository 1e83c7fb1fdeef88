import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SourceRow } from "../../../../src/domain/import/list.ts";
import { openCsv } from "../../../../src/domain/import/formats/csv.ts";
import { fileOf, readCsv, refusalOf } from "./csv-files.ts";

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/import/${name}`, import.meta.url));

const refusal = (content: string, chunkBytes?: number): ReturnType<typeof refusalOf> =>
  refusalOf(readCsv(content, chunkBytes));

const cellsOf = (rows: readonly SourceRow[]): (string | number)[][] => rows.map(({ row, cells }) => [row, ...cells]);

it.each([
  [",", "name,phone,note\nAna,1,x\n"],
  [";", 'name;phone;note\n"Ejemplo, Ana";1;"1,5, y 2,5"\nEva, Bea;2;x\n'],
  ["\t", "name\tphone\tnote\nAna, Eva; Bea\t1\tx\n"],
  ["|", "name|phone|note\nAna;Eva|1|x\n"],
  [";", '"na;me";"phone, or so";"note"\n"a;b";"1";"c,d"\n'],
  [";", "sep=;\nname;phone,number\nAna;1\n"],
  [";", "sep=;\r\nname;phone,number\r\nAna;1\r\n"],
  ["\t", "\ufeffSEP=\t\nname\tphone,number\nAna\t1\n"],
  [";", '"sep=;"\nname;phone,number\nAna;1\n'],
  [",", "phone\n+34600000012\n"],
])("finds the separator %j", async (delimiter, text) => {
  const list = await readCsv(text);
  expect(list.delimiter).toBe(delimiter);
  expect(list.all).toHaveLength(list.rowCount);
  expect(list.all.every(({ cells }) => cells.length === list.header.length)).toBe(true);
});

describe("rows are numbered as records, as a spreadsheet shows them", () => {
  it("whatever line breaks the cells hold, and with blank lines counted and left out, also above the header", async () => {
    const list = await readCsv('\n\nname;phone\n"Ana\nMaría";1\n\n;;\nEva;2\n');
    expect(list.header).toEqual(["name", "phone"]);
    expect(cellsOf(list.all)).toEqual([
      [4, "Ana\nMaría", "1"],
      [7, "Eva", "2"],
    ]);
    expect(list.rowCount).toBe(2);
  });

  it.each([1, 2, 3, 5, 64])("with mixed line ends, read %i bytes at a time", async (chunkBytes) => {
    const list = await readCsv('name;phone\r\nAna;1\rEva;2\nBea;3\r\n"Lea\r\nSol\rMar";4\r\r\nZoe;5\r', chunkBytes);
    expect(cellsOf(list.all)).toEqual([
      [2, "Ana", "1"],
      [3, "Eva", "2"],
      [4, "Bea", "3"],
      [5, "Lea\nSol\nMar", "4"],
      [7, "Zoe", "5"],
    ]);
  });
});

it("keeps duplicate headers, empty ones, and rows that are shorter or longer than the header", async () => {
  const list = await readCsv(fixture("csv-ragged.csv"));
  expect(list.header).toEqual(["Nombre", "Teléfono", "Teléfono", "", "Nota"]);
  expect(list.all.map(({ cells }) => cells.length)).toEqual([5, 2, 7, 5]);
  expect(list.all[3]?.cells).toEqual(["", "+34600000015", "", "", "solo teléfono"]);
});

it("tells what the file is: its hash, its size, its encoding", async () => {
  const { format, fileName, hash, bytes, encoding, sheet, sheets } = await readCsv("phone\n+34600000012\n");
  expect({ format, fileName, hash, bytes, encoding, sheet, sheets }).toEqual({
    format: "csv",
    fileName: "list.csv",
    hash: "b2d95be3d7f18f0ebfe84ceac702875173061638776e5289c4642843a74e1250",
    bytes: 19,
    encoding: "utf-8",
    sheet: null,
    sheets: [],
  });
});

it("shows the survey the header and every row, and hands the same rows over as often as asked", async () => {
  const seen: SourceRow[] = [];
  let header: readonly string[] = [];
  const list = await readCsv("name;phone\nAna;1\n;\nEva;2\n", 7, {
    survey: (columns) => {
      header = columns;
      return (rows) => seen.push(...rows);
    },
  });
  expect(header).toEqual(list.header);
  expect(seen).toEqual(list.all);
  const again: SourceRow[] = [];
  for await (const rows of list.rows()) again.push(...rows);
  expect(again).toEqual(list.all);
});

it("hands rows over in pieces of about a thousand, and stops reading when nobody asks", async () => {
  const lines = Array.from({ length: 10_500 }, (_, place) => `Ana ${place};+34600${place};${"x".repeat(place % 50)}`);
  const list = await readCsv(`name;phone;note\n${lines.join("\n")}`);
  const sizes: number[] = [];
  for await (const rows of list.rows()) sizes.push(rows.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10_500);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  expect(sizes.length).toBeLessThan(25);
  for await (const rows of list.rows()) {
    expect(rows[0]?.row).toBe(2);
    break;
  }
});

it.runIf(process.platform === "linux")("leaves no file open, however reading ends", async () => {
  const isOpen = (path: string): boolean =>
    readdirSync("/proc/self/fd").some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path;
      } catch {
        return false;
      }
    });
  const good = fileOf("name;phone\nAna;1\nEva;2\n");
  const list = await openCsv(good, {}, 4);
  const reading = list.rows()[Symbol.asyncIterator]();
  await reading.next();
  await reading.return?.();
  expect(isOpen(good.path)).toBe(false);
  const bad = fileOf(`"name;phone\nAna;1\n${"x;1\n".repeat(200_000)}`);
  await refusalOf(openCsv(bad, {}));
  const zero = fileOf(`name;\u0000\n${"x;1\n".repeat(200_000)}`);
  await refusalOf(openCsv(zero, {}));
  expect([isOpen(bad.path), isOpen(zero.path)]).toEqual([false, false]);
});

it("keeps pieces small where rows are long", async () => {
  const lines = Array.from({ length: 40 }, (_, place) => `${place};${"x".repeat(200_000)}`);
  const list = await readCsv(`phone;note\n${lines.join("\n")}`);
  let rows = 0;
  for await (const piece of list.rows()) {
    expect(piece.length).toBeLessThan(10);
    rows += piece.length;
  }
  expect(rows).toBe(40);
});

describe("quotes", () => {
  it("that are wrong mark their row, and the others go on", async () => {
    const list = await readCsv('name;phone\n"Ana "Anita" Sol";1\nEva "la jefa";2\n');
    expect(list.all.map(({ row, malformed }) => [row, malformed])).toEqual([
      [2, true],
      [3, false],
    ]);
  });

  it.each([
    ["left open in the header", '"Nombre;Teléfono\nAna;1\n', 1],
    ["left open in the last row", 'name;phone\nAna;1\nEva;"2', 3],
    [
      "closed by a later one, with rows between",
      'name;phone;note\nAna;1;x\n"Eva;2;x\nBea;3;x\n"Lea";4;x\nZoe;5;x\n',
      3,
    ],
    ["that swallow the next row", 'name;phone\nAna;1\n"Eva "Evita"";2\nBea;3\n', 3],
  ])("%s refuse the file, and the row is named", async (_, text, row) => {
    for (const chunkBytes of [1, 4, 64 * 1024]) {
      const error = await refusal(text, chunkBytes);
      expect([error.code, error.data]).toEqual(["import.open_quote", { file: "list.csv", row }]);
    }
  });

  it.each([30_000, 300_000])("left open at row 20,000 of %i", async (rows) => {
    const lines = Array.from({ length: rows }, (_, place) => `Ana;${600_000_000 + place};Lima`);
    lines[19_998] = `"Ana;600000012;Lima`;
    const error = await refusal(`Nombre;Teléfono;Ciudad\n${lines.join("\n")}\n`);
    expect([error.code, error.data]).toEqual(["import.open_quote", { file: "list.csv", row: 20_000 }]);
    expect(error.text.es).toContain("fila 20000");
  });
});

describe("what is refused, with the place", () => {
  it.each([
    ["nothing", "", "import.empty", {}],
    ["only blank lines", "\n ; \n\n", "import.empty", {}],
    ["a separator line alone", "sep=;\n", "import.empty", {}],
    ["a header alone", "Nombre;Teléfono\n", "import.no_rows", {}],
    ["a header and blank lines", "Nombre;Teléfono\n;\n\n", "import.no_rows", {}],
    ["zero bytes in a row", "name;phone\nAna;1\nEva;2\u00003\nBea;4\n", "import.binary", { row: 3, column: 2 }],
    ["zero bytes in the header", "\nname;pho\u0000ne\nAna;1\n", "import.binary", { row: 2, column: 2 }],
    ["zero bytes at the end", "name;phone\nAna;1\n\u0000\u0000\u0000\u0000", "import.binary", { row: 3, column: 1 }],
  ])("%s", async (_, text, code, place) => {
    for (const chunkBytes of [1, 3, 64 * 1024]) {
      const error = await refusal(text, chunkBytes);
      expect([error.code, error.data]).toEqual([code, { file: "list.csv", ...place }]);
      expect(error.exit).toBe(2);
      expect(error.hint?.es).toBeTruthy();
    }
  });

  it("10,000 columns, and not 1,000", async () => {
    const header = (columns: number): string => Array.from({ length: columns }, (_, place) => `c${place}`).join(",");
    const error = await refusal(`${header(10_000)}\n1,2\n`);
    expect([error.code, error.data]).toEqual([
      "import.too_many_columns",
      { file: "list.csv", row: 1, column: 1_001, columns: 10_000 },
    ]);
    expect((await readCsv(`${header(1_000)}\n1,2\n`)).header).toHaveLength(1_000);
  });

  it.each([
    ["in quotes", `"${"x".repeat(50_000_000)}"`],
    ["without quotes", "x".repeat(50_000_000)],
  ])("a cell of 50 MB %s, without holding it", async (_, cell) => {
    const content = Buffer.from(`name;phone;note\nAna;1;x\nEva;2;${cell}\nBea;3;x\n`);
    const error = await refusalOf(readCsv(content));
    expect([error.code, error.data]).toEqual(["import.record_too_long", { file: "list.csv", row: 3, column: 3 }]);
    expect(error.text.en).toContain("row 3, column 3");
  });

  it("one character more than a row may have, wherever the file is split", async () => {
    const limit = 4 * 1024 * 1024;
    const content = (length: number): string => `phone;note\n1;${"x".repeat(length - 2)}\n2;y\n`;
    for (const chunkBytes of [40_000, 1_000_003, 8 * limit]) {
      expect((await readCsv(content(limit), chunkBytes)).rowCount).toBe(2);
      expect((await refusal(content(limit + 1), chunkBytes)).data).toEqual({ file: "list.csv", row: 2, column: 2 });
    }
  });
});
