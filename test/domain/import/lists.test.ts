import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseMap } from "../../../src/domain/import/mapping/map-entries.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { contact, contacts, importText, store } from "./helpers.ts";

let db: Database;
beforeEach(async () => {
  db = await openDatabase(":memory:");
});
afterEach(async () => {
  await db.close();
});

describe("a list", () => {
  it("becomes contacts in its order, with what recado has no column for", async () => {
    const report = await importText(
      db,
      "Nombre;Apellidos;Teléfono;País;Idioma;Ciudad\n Ana ;Ejemplo;600000012;España;es;Lugo\nJoão;;11980000013;Brasil;;\n",
    );
    expect(report).toMatchObject({ rows: 2, created: 2, updated: 0, unchanged: 0, rejected: 0, withoutConsent: 2 });
    expect(
      (await contacts(db)).map(({ name, phone, country, language, fields }) => [
        name,
        phone,
        country,
        language,
        fields,
      ]),
    ).toEqual([
      ["Ana Ejemplo", "+34600000012", "ES", "es", { Ciudad: "Lugo" }],
      ["João", "+5511980000013", "BR", null, {}],
    ]);
    expect((await contact(db, "+34600000012")).givenPhone).toBe("600000012");
  });

  it("names of foreign origin cannot carry control sequences, and cannot touch the object they are kept in", async () => {
    await importText(db, "Nombre;Teléfono;__proto__\n\u001b[31mAna\u202e 🙂;+34600000012;x\n");
    const { name, fields } = await contact(db, "+34600000012");
    expect(name).toBe("Ana 🙂");
    expect(Object.entries(fields)).toEqual([["__proto__", "x"]]);
  });

  it("is refused row by row, with row, column, code and value", async () => {
    const report = await importText(
      db,
      [
        "Nombre;Teléfono;País",
        "Ana;5,215E+11;México",
        "Eva;;España",
        "Bea;600000012;",
        "Lea;600000012;Narnia",
        "Zoe;600000013;España;sobra",
        "Mar;600000014;España;;",
        "Sol;+34600000015;Narnia",
        '"Luz" x";600000016;España',
      ].join("\n"),
    );
    expect(report.rejects.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
      [2, "Teléfono", "phone.scientific", "5,215E+11"],
      [3, "Teléfono", "phone.empty", ""],
      [4, "Teléfono", "phone.no_country", "600000012"],
      [5, "País", "country.unknown", "Narnia"],
      [6, null, "row.extra_cells", ""],
      [9, null, "row.bad_quotes", ""],
    ]);
    expect(report).toMatchObject({ rows: 8, created: 2, rejected: 6 });
    expect(report.rejects.every(({ text }) => text.en !== "" && text.es !== text.en)).toBe(true);
  });

  it("may be from one country, which a row can contradict", async () => {
    const report = await importText(db, "Teléfono,País\n600000012,\n5550000013,México\n+51987000014,\n", {
      country: "ES",
    });
    expect(report.rejected).toBe(0);
    expect((await contacts(db)).map(({ phone }) => phone)).toEqual(["+34600000012", "+525550000013", "+51987000014"]);
  });

  it("takes a mapping by hand", async () => {
    const report = await importText(db, "Quién,Línea\nAna,+34600000012\n", {
      map: parseMap(["phone=Línea", "name=Quién"]),
    });
    expect(report.info.mapping).toEqual({ Quién: "name", Línea: "phone" });
    expect((await contact(db, "+34600000012")).name).toBe("Ana");
  });

  it("is not written when it is only tried, and says the same", async () => {
    const list = "Nombre;Teléfono;Acepta\nAna;+34600000012;sí\nEva;1;no\n";
    const tried = await importText(db, list, { dryRun: true });
    expect(await contacts(db)).toEqual([]);
    expect(tried).toMatchObject({ batch: null, dryRun: true, created: 1, rejected: 1 });
    const done = await importText(db, list);
    expect({ ...done, batch: null, dryRun: true }).toEqual(tried);
  });

  it("of more than one chunk is told whole", async () => {
    const lines = Array.from({ length: 2500 }, (_, place) => `+3460000${String(place).padStart(4, "0")};sí`);
    const list = `Teléfono;Acepta\n${lines.join("\n")}\n`;
    expect(await importText(db, list)).toMatchObject({ rows: 2500, created: 2500, withoutConsent: 0 });
    expect(await importText(db, list)).toMatchObject({ rows: 2500, created: 0, unchanged: 2500, withoutConsent: 0 });
  });
});

describe("one line, several spellings", () => {
  it("inside the file: later rows fill the first, and are counted as merged", async () => {
    const report = await importText(
      db,
      "Nombre,Teléfono,Ciudad,Acepta ofertas\n,+55 11 8000-0012,Santos,\nJoão,+55 11 98000-0012,Lima,sim\nAna,+1 202 555 0123,,\n",
    );
    expect(report).toMatchObject({ rows: 3, created: 2, merged: 1, rejected: 0, merges: [{ row: 3, into: 2 }] });
    expect(await contact(db, "+5511980000012")).toMatchObject({
      phone: "+551180000012",
      name: "João",
      fields: { Ciudad: "Santos" },
      consent: { marketing: "granted" },
    });
  });

  it("a no in any row of a person is a no", async () => {
    await importText(db, "Teléfono,Acepta\n+34600000012,sí\n+34 600 000 012,no\n");
    expect((await contact(db, "+34600000012")).consent.marketing).not.toBe("granted");
  });

  it.each([
    ["+5511980000012", "+551180000012"],
    ["+525550000012", "+52 1 55 5000 0012"],
    ["+541150000012", "+54 9 11 5000 0012"],
  ])("against the store: %s is found as %s, and keeps its number", async (stored, written) => {
    await store(db, stored);
    const report = await importText(db, `Nombre,Teléfono\nAna,${written}\n`);
    expect(report).toMatchObject({ created: 0, updated: 1 });
    expect((await contacts(db)).map(({ name, phone }) => [name, phone])).toEqual([["Ana", stored]]);
  });

  it("a blank cell does not erase what is known", async () => {
    await importText(db, "Nombre,Teléfono,Ciudad\nAna,+34600000012,Lugo\n");
    const report = await importText(db, "Nombre,Teléfono,Ciudad,Nota\n,+34600000012,,vip\n");
    expect(report.updated).toBe(1);
    expect(await contact(db, "+34600000012")).toMatchObject({ name: "Ana", fields: { Ciudad: "Lugo", Nota: "vip" } });
  });
});
