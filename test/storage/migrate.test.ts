import { expect, it } from "vitest";
import { migrate } from "../../src/storage/migrate.ts";
import type { Migration } from "../../src/storage/migrate.ts";
import { migrations } from "../../src/storage/migrations/index.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { describeEachDatabase } from "../helpers/databases.ts";

const second: Migration = {
  id: "0002-second",
  sql: "CREATE TABLE later (\n  id TEXT PRIMARY KEY,\n  note TEXT DEFAULT 'a;b'\n);\nCREATE INDEX later_note ON later (note);\n",
};

describeEachDatabase("migrations", (open, { address, openAt }) => {
  it("does each step once", async () => {
    const db = await open();
    expect(await migrate(db, migrations)).toEqual([]);
    expect(await migrate(db, [...migrations, second])).toEqual(["0002-second"]);
    expect(await migrate(db, [...migrations, second])).toEqual([]);
    await db.exec("INSERT INTO later (id) VALUES ('x')");
    expect(await db.query("SELECT note FROM later")).toEqual([{ note: "a;b" }]);
  });

  it("leaves nothing of a step that fails half-way", async () => {
    const db = await open();
    const broken: Migration = {
      id: "0002-broken",
      sql: "CREATE TABLE half (id TEXT);\nCREATE TABLE half (id TEXT);\n",
    };
    await expect(migrate(db, [...migrations, broken])).rejects.toMatchObject({ code: "storage.failed" });
    await expect(db.query("SELECT * FROM half")).rejects.toMatchObject({ code: "storage.no_table" });
    expect(await migrate(db, [...migrations, second])).toEqual(["0002-second"]);
  });

  it("refuses a database that a newer recado made, and says what to do", async () => {
    const at = await address();
    const db = await openAt(at);
    await migrate(db, [...migrations, second]);
    await expect(openDatabase(at)).rejects.toMatchObject({
      code: "storage.newer_schema",
      exit: 3,
      hint: { en: expect.stringContaining("npm install"), es: expect.stringContaining("Actualice recado") },
      data: { migration: "0002-second" },
    });
  });

  it("refuses a step that is recorded with other contents", async () => {
    const db = await open();
    await migrate(db, [...migrations, second]);
    const edited = { ...second, sql: `${second.sql}CREATE TABLE extra (id TEXT);\n` };
    await expect(migrate(db, [...migrations, edited])).rejects.toMatchObject({ code: "storage.changed_migration" });
    await expect(db.query("SELECT * FROM extra")).rejects.toMatchObject({ code: "storage.no_table" });
  });

  it("lets several programs set up one new database at once", async () => {
    const at = await address();
    const opened = await Promise.all([openAt(at), openAt(at), openAt(at), openAt(at)]);
    for (const db of opened) {
      expect(await db.query("SELECT id FROM recado_migrations")).toEqual(migrations.map(({ id }) => ({ id })));
    }
  });
});
