import { afterEach, beforeEach, expect, it } from "vitest";
import { importContacts, readSource } from "../../../src/domain/import/import-contacts.ts";
import { writeRejects } from "../../../src/domain/import/write-rejects.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { codesOf, importText, now, utf8 } from "./helpers.ts";

let db: Database;
beforeEach(async () => {
  db = await openDatabase(":memory:");
});
afterEach(async () => {
  await db.close();
});

it("holds the rows that were left out, as they were, with row and reason, and no formula that runs", async () => {
  const list = 'Nombre;Teléfono;Nota\nAna;+34600000012;\n"=1+1";600000013;"dijo ""sí"""\nEva;1;x;sobra\n';
  const source = readSource(utf8(list), "list.csv");
  const report = await importContacts(db, source, { now, actor: "tester" });
  const lines = writeRejects(source.table, report.rejects, "es").split("\r\n");
  expect(lines).toEqual([
    "\ufeffNombre;Teléfono;Nota;row;reason",
    expect.stringMatching(/^'=1\+1;600000013;"dijo ""sí""";3;Teléfono: falta el país: [^;]+$/),
    expect.stringMatching(/^Eva;1;x;4;esta fila tiene más celdas que columnas: .*;sobra$/),
    "",
  ]);
});

it("can be mended and imported again", async () => {
  const source = readSource(utf8("Nombre;Teléfono\nAna;600000012\n"), "list.csv");
  const report = await importContacts(db, source, { now, actor: "tester" });
  expect(codesOf(report)).toEqual(["2 phone.no_country"]);
  const mended = writeRejects(source.table, report.rejects, "en").replace("600000012", "+34600000012");
  const again = await importText(db, mended, {}, "rejects.csv");
  expect(again).toMatchObject({ created: 1, rejected: 0, mapping: { row: "ignore", reason: "ignore" } });
});
