import fc from "fast-check";
import Papa from "papaparse";
import { expect, it } from "vitest";
import { InputError } from "../../../../src/core/errors.ts";
import { readCsv, utf16 } from "./csv-files.ts";

const encodings = {
  "utf-8": (text: string) => Buffer.from(text),
  "utf-8 with a mark": (text: string) => Buffer.from(`\ufeff${text}`),
  "utf-16le": (text: string) => utf16(`\ufeff${text}`, false),
  "utf-16be": (text: string) => utf16(`\ufeff${text}`, true),
  "windows-1252": (text: string) => Buffer.from(text, "latin1"),
} as const;
type Name = keyof typeof encodings;
const names = Object.keys(encodings) as Name[];

/** Accents that Latin-1 has, so that every encoding can write them. */
const latin = "aéñß1 ;,|\t\"\n'=[{";
/** And what it has not: two, three and four bytes in UTF-8, pairs in UTF-16. */
const wide = `${latin}ł€日😀\u200f`;

it.each(names)("reads back whatever a spreadsheet writes in %s, however it is split", async (name) => {
  const cell = fc.string({ unit: fc.constantFrom(...(name === "windows-1252" ? latin : wide)), maxLength: 12 });
  // The first cell has something in it, so that no row is blank; ÿ keeps Windows-1252 from being UTF-8 as well.
  const record = fc.tuple(cell, cell, cell).map(([first, ...rest]) => [`xÿ${first}`, ...rest]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(",", ";", "\t", "|"),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.boolean(),
      fc.integer({ min: 1, max: 64 }),
      async (records, delimiter, newline, quotes, chunkBytes) => {
        const table = [["name", "phone", "note"], ...records];
        const text = `sep=${delimiter}${newline}${Papa.unparse(table, { delimiter, newline, quotes })}`;
        const list = await readCsv(encodings[name](text), chunkBytes);
        expect(list.all.map(({ cells }) => cells)).toEqual(records);
        expect(list.all.map(({ row }) => row)).toEqual(records.map((_, place) => place + 2));
        expect(name.startsWith(list.encoding ?? "none")).toBe(true);
      },
    ),
  );
});

/** What a reading ends with: the rows, or the refusal and its place. */
async function outcome(text: string, chunkBytes?: number): Promise<unknown> {
  try {
    const { header, delimiter, encoding, rowCount, hash, all } = await readCsv(text, chunkBytes);
    return { header, delimiter, encoding, rowCount, hash, all };
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.data];
    throw error;
  }
}

it("reads a list, or refuses it, the same however it is split: also with wrong quotes and zero bytes", async () => {
  const unit = fc.constantFrom("a", "é", "😀", ";", ";", '"', '"', '"', "\n", "\n", "\r", " ", "\u0000");
  const text = fc.string({ unit, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 16 }), async (value, chunkBytes) => {
      const list = `Nombre;Nota\n${value}`;
      expect(await outcome(list, chunkBytes)).toEqual(await outcome(list));
    }),
    { numRuns: 300 },
  );
});

it("reads a list with something above its header the same however it is split", async () => {
  const unit = fc.constantFrom("a", "é", ";", ";", ",", '"', "\n", "\n", "\n", " ", "600000012");
  await fc.assert(
    fc.asyncProperty(fc.string({ unit, maxLength: 60 }), fc.integer({ min: 1, max: 16 }), async (value, chunkBytes) => {
      const list = `Clientes\n\n${value}\nNombre;Nota\nAna;1\n`;
      expect(await outcome(list, chunkBytes)).toEqual(await outcome(list));
    }),
    { numRuns: 300 },
  );
});

it("takes every split of one list with all that is difficult", async () => {
  const list = 'sep=;\r\nNombre;Nota\r\n"Ana ""la jefa"" ñ";"a\r\nb"\r\n\r\nEva 😀;"x" \rBea;"y" z"\n"";€\r\n"Lea";';
  const whole = await outcome(list);
  expect(whole).toMatchObject({ rowCount: 5, header: ["Nombre", "Nota"] });
  for (let chunkBytes = 1; chunkBytes <= 64; chunkBytes++) expect(await outcome(list, chunkBytes)).toEqual(whole);
});
