import { afterEach, beforeEach, expect, it } from "vitest";
import { rejectsHeader, rejectsLine } from "../../../src/domain/import/write-rejects.ts";
import type { Language } from "../../../src/core/text.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { codesOf, contact, contacts, importText } from "./helpers.ts";

let db: Database;
beforeEach(async () => {
  db = await openDatabase(":memory:");
});
afterEach(async () => {
  await db.close();
});

/** Imports a list and answers the file of what was left out. */
async function rejectsOf(list: string, language: Language): Promise<{ text: string; codes: string[] }> {
  let text = "";
  const report = await importText(db, list, {
    onReject: (row, info) => {
      if (text === "") text = rejectsHeader(info);
      text += rejectsLine(row, info, language);
    },
  });
  return { text, codes: codesOf(report) };
}

it("holds the rows that were left out, as they were, with row and reason, and no formula that runs", async () => {
  const list = 'Nombre;Teléfono;Nota\nAna;+34600000012;\n"=1+1";600000013;"dijo ""sí"""\nEva;1;x;sobra\n';
  const { text } = await rejectsOf(list, "es");
  expect(text.split("\r\n")).toEqual([
    "\ufeffNombre;Teléfono;Nota;row;reason",
    expect.stringMatching(/^'=1\+1;600000013;"dijo ""sí""";3;Teléfono: falta el país: [^;]+$/),
    expect.stringMatching(/^Eva;1;x;4;esta fila tiene más celdas que columnas: .*;sobra$/),
    "",
  ]);
});

it("can be mended and imported again", async () => {
  const { text, codes } = await rejectsOf("Nombre;Teléfono;Nota\nAna;600000012;=1+1\n", "en");
  expect(codes).toEqual(["2 phone.no_country"]);
  const mended = text.replace("600000012", "+34600000012");
  const again = await importText(db, mended, {}, { fileName: "rejects.csv" });
  expect(again).toMatchObject({ created: 1, rejected: 0, info: { mapping: { row: "ignore", reason: "ignore" } } });
  expect((await contacts(db)).map(({ name, phone }) => [name, phone])).toEqual([["Ana", "+34600000012"]]);
});

it("what is refused again gets its new row and reason in the place of the old ones", async () => {
  const first = await rejectsOf("Nombre;Teléfono\nAna;+34600000012\nEva;1\n", "en");
  const second = await rejectsOf(first.text.replace("Eva;1", "Eva;2"), "en");
  expect(second.text.split("\r\n")).toEqual([
    "\ufeffNombre;Teléfono;row;reason",
    expect.stringMatching(/^Eva;2;2;Teléfono: [^;]+$/),
    "",
  ]);
});

it("a mended number is kept without the apostrophe that keeps it from being a formula", async () => {
  const { text } = await rejectsOf("Nombre;Teléfono\nEva;+3460000001\n", "en");
  const mended = text.replace("+3460000001", "'+34600000012");
  await importText(db, mended, {}, { fileName: "rejects.csv" });
  expect((await contact(db, "+34600000012")).givenPhone).toBe("+34600000012");
});
