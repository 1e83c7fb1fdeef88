import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { readCsv } from "../../../src/domain/import/csv.ts";

function refusal(text: string): InputError {
  try {
    readCsv(text, "list.csv");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("it was read");
}

it.each([
  [",", "name,phone,note\nAna,1,x\n"],
  [";", 'name;phone;note\n"Ejemplo, Ana";1;"1,5, y 2,5"\nEva, Bea;2;x\n'],
  ["\t", "name\tphone\tnote\nAna, Eva; Bea\t1\tx\n"],
  ["|", "name|phone|note\nAna;Eva|1|x\n"],
  [";", '"na;me";"phone, or so";"note"\n"a;b";"1";"c,d"\n'],
  [";", "sep=;\nname;phone,number\nAna;1\n"],
  [",", "phone\n+34600000012\n"],
])("finds the separator %j", (delimiter, text) => {
  expect(readCsv(text, "list.csv").delimiter).toBe(delimiter);
});

describe("rows are numbered as records, the header being 1", () => {
  it("whatever line breaks the cells hold, and with blank lines counted and left out", () => {
    const table = readCsv('name;phone\n"Ana\nMaría";1\n\n;;\nEva;2\n', "list.csv");
    expect(table.rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [2, "Ana\nMaría"],
      [5, "Eva"],
    ]);
  });

  it("with mixed line ends", () => {
    const table = readCsv("name;phone\r\nAna;1\rEva;2\nBea;3\r\n", "list.csv");
    expect(table.rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [2, "Ana", "1"],
      [3, "Eva", "2"],
      [4, "Bea", "3"],
    ]);
  });
});

describe("a list that cannot be read is refused", () => {
  it.each([
    ["only blank lines", "\n ; \n\n", "import.empty"],
    ["a header alone", "Nombre;Teléfono\n", "import.no_rows"],
    ["a quote left open in the header", '"Nombre;Teléfono\nAna;1\n', "import.open_quote"],
  ])("%s", (_, text, code) => {
    expect(refusal(text).code).toBe(code);
  });

  it("with the row where a quote is left open, at row 20,000", () => {
    const lines = Array.from({ length: 30_000 }, (_, place) => `Ana;${600_000_000 + place};Lima`);
    lines[19_998] = `"Ana;600000012;Lima`;
    const error = refusal(`Nombre;Teléfono;Ciudad\n${lines.join("\n")}\n`);
    expect(error.code).toBe("import.open_quote");
    expect(error.data).toEqual({ file: "list.csv", row: 20_000 });
    expect(error.text.es).toContain("fila 20000");
  });

  it("also when a later quote closes it and swallows the rows between", () => {
    const error = refusal('name;phone;note\nAna;1;x\n"Eva;2;x\nBea;3;x\n"Lea";4;x\nZoe;5;x\n');
    expect(error.code).toBe("import.open_quote");
    expect(error.data).toMatchObject({ row: 3 });
  });
});

it("refuses quotes that swallow the next row, where they begin", () => {
  const error = refusal('name;phone\nAna;1\n"Eva "Evita"";2\nBea;3\n');
  expect([error.code, error.data]).toEqual(["import.open_quote", { file: "list.csv", row: 3 }]);
});

it("marks a row with wrong quotes and goes on", () => {
  const table = readCsv('name;phone\n"Ana "Anita" Sol";1\nEva "la jefa";2\n', "list.csv");
  expect(table.rows.map(({ row, malformed }) => [row, malformed])).toEqual([
    [2, true],
    [3, false],
  ]);
});

it("reads back whatever a spreadsheet writes", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."aé1 ;,|\t\"\n'=") });
  const record = fc.tuple(fc.constant("x"), cell, cell).map(([first, ...rest]) => [`${first}${rest[0]}`, ...rest]);
  const separator = fc.constantFrom(",", ";", "\t", "|");
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), separator, (records, delimiter) => {
      const text = Papa.unparse([["name", "phone", "note"], ...records], { delimiter, quotes: true });
      const table = readCsv(`sep=${delimiter}\n${text}`, "list.csv");
      expect(table.rows.map((row) => row.cells)).toEqual(records);
    }),
  );
});
