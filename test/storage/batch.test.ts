import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database, SqlValue } from "../../src/storage/database.ts";
import { describeEachDatabase } from "../helpers/databases.ts";

const id = fc.integer({ min: 1, max: 60 });
const note = fc.constantFrom("", "a", "it's ?", null);
const size = fc.constantFrom(0, 7, Number.MAX_SAFE_INTEGER, null);

/** Statements that are put together, with rows that may meet one another. */
const work = fc.oneof(
  ...[
    "INSERT INTO things (id, size, note) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
    "INSERT INTO things (id, size, note) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET note = COALESCE(excluded.note, things.note)",
    "INSERT INTO things (id, size, note, batch) VALUES (?, ?, ?, 3) ON CONFLICT (id) DO UPDATE SET size = excluded.size, batch = things.batch + 1",
  ].map((sql) =>
    fc.record({ sql: fc.constant(sql), rows: fc.array(fc.tuple(id, size, note), { minLength: 1, maxLength: 150 }) }),
  ),
  ...[
    "UPDATE things SET size = ?, note = ? WHERE id = ?",
    "UPDATE things SET size = ?, note = ?, batch = id WHERE id = ?",
    "UPDATE things SET size = ?, note = ? WHERE batch = ?",
    "UPDATE things SET size = ?, batch = ? WHERE id = ?",
  ].map((sql) =>
    fc.record({
      sql: fc.constant(sql),
      rows: fc.array(fc.tuple(size, sql.includes("note") ? note : size, id), { minLength: 1, maxLength: 60 }),
    }),
  ),
  fc.record({
    sql: fc.constant("UPDATE things SET note = ?, size = ? WHERE id = ? AND note = ?"),
    rows: fc.array(fc.tuple(note, size, id, note), { minLength: 1, maxLength: 60 }),
  }),
);

describeEachDatabase("a batch", (open) => {
  it("comes to the same as its rows one after another, and counts what they touched", async () => {
    const db = await open();
    for (const table of ["things", "others"]) {
      await db.exec(`CREATE TABLE ${table} (id INTEGER PRIMARY KEY, size BIGINT, note TEXT, batch BIGINT)`);
    }
    const rowsOf = async (table: string): Promise<unknown[]> => db.query(`SELECT * FROM ${table} ORDER BY id`);
    await fc.assert(
      fc.asyncProperty(fc.array(work, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const table of ["things", "others"]) await db.exec(`DELETE FROM ${table}`);
        for (const { sql, rows } of steps) {
          const { changes } = await db.batch(sql, rows);
          expect(changes).toBe(await oneByOne(db, sql.replaceAll("things", "others"), rows));
          expect(await rowsOf("things")).toEqual(await rowsOf("others"));
        }
      }),
      { numRuns: 30 },
    );
  });
});

async function oneByOne(db: Database, sql: string, rows: readonly (readonly SqlValue[])[]): Promise<number> {
  return db.transaction(async (tx) => {
    let changes = 0;
    for (const row of rows) changes += (await tx.exec(sql, row)).changes;
    return changes;
  });
}
