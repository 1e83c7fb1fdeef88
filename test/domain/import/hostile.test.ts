import { afterEach, beforeEach, expect, it } from "vitest";
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

/** A list of so many columns, whose last one holds something. */
function wideList(columns: number): string {
  const header = ["Phone", ...Array.from({ length: columns - 1 }, (_, place) => `c${place + 1}`)].join(",");
  return `${header}\n+12025550101${",".repeat(columns - 1)}x\n+12025550102${",".repeat(columns - 1)}\n`;
}

it("a thousand columns are read, and kept where they hold something; ten thousand are refused", async () => {
  await expect(importText(db, wideList(10_000))).rejects.toMatchObject({
    code: "import.too_many_columns",
    exit: 2,
    data: { file: "list.csv" },
  });
  expect(await db.query("SELECT id FROM imports")).toEqual([]);
  expect(await importText(db, wideList(1_000))).toMatchObject({ created: 2, rejected: 0 });
  expect((await contact(db, "+12025550101")).fields).toEqual({ c999: "x" });
});

it.each(["\n", "\r\n"])("ragged rows and line ends %j, mixed with others", async (end) => {
  const list = ["Name,Phone,Note", "Ana,+12025550101", "Eva,+12025550102,x,", "Luz,+12025550103,x,y"].join(end);
  const report = await importText(db, `${list}\nPía,+12025550104,z\r\nSol,+12025550105,\n`);
  expect(report).toMatchObject({ rows: 5, created: 4, rejected: 1 });
  expect(codesOf(report)).toEqual(["4 row.extra_cells"]);
  expect(await contact(db, "+12025550104")).toMatchObject({ name: "Pía", fields: { Note: "z" } });
});

it("names are shown as they are, without what moves a terminal or turns text around", async () => {
  const names = [
    "\u001b[31mAna\u001b[0m",
    "\u202eEva",
    "👩‍👩‍👧‍👦 Luz",
    "🏳️‍🌈 Sol",
    "👍🏽 Pía",
    "1️⃣ Mar",
    "🇪🇸 Paz",
    "=1+1",
    "@SUM(A1)",
  ];
  const rows = names.map((name, place) => `"${name}",+1202555010${place}`);
  const report = await importText(db, `Name,Phone\n${rows.join("\n")}\n`);
  expect(report.rejected).toBe(0);
  expect((await contacts(db)).map(({ name }) => name)).toEqual([
    "Ana",
    "Eva",
    "👩‍👩‍👧‍👦 Luz",
    "🏳️‍🌈 Sol",
    "👍🏽 Pía",
    "1️⃣ Mar",
    "🇪🇸 Paz",
    "=1+1",
    "@SUM(A1)",
  ]);
});

it("a cell of a control character of our own does not shift what stands beside it", async () => {
  await importText(db, 'Name,Phone,City\n"A\u001fna",+12025550101,"Li\u001fma"\nEva,+12025550102,Lugo\n');
  expect((await contacts(db)).map(({ name, fields }) => [name, fields["City"]])).toEqual([
    ["Ana", "Lima"],
    ["Eva", "Lugo"],
  ]);
});

it("duplicate headers keep their columns apart", async () => {
  await importText(db, "Phone,Note,Note,\n+12025550101,a,b,c\n");
  expect(Object.values((await contact(db, "+12025550101")).fields)).toEqual(["a", "b", "c"]);
});

it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
  "a column %s is a column, twice",
  async (header) => {
    const list = `Phone,${header}\n+12025550101,x\n+1 202 555 0101,y\n`;
    await importText(db, list);
    await importText(db, list.replace("x", "z"));
    expect(Object.entries((await contact(db, "+12025550101")).fields)).toEqual([[header, "z"]]);
  },
);

it("a cell that holds a whole letter leaves its row out", async () => {
  const report = await importText(db, `Phone,Note\n+12025550101,${"x".repeat(10_001)}\n+12025550102,y\n`);
  expect(codesOf(report)).toEqual(["2 row.cell_too_long"]);
});
