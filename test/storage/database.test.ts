import { expect, it } from "vitest";
import { describeEachDatabase } from "../helpers/databases.ts";

describeEachDatabase("database", (open) => {
  const table = "CREATE TABLE things (id TEXT PRIMARY KEY, size BIGINT, note TEXT)";

  it("gives back what was put in, with its types", async () => {
    const db = await open();
    await db.exec(table);
    await db.exec("INSERT INTO things (id, size, note) VALUES (?, ?, ?)", ["a", Number.MAX_SAFE_INTEGER, null]);
    expect(await db.query("SELECT id, size, note FROM things")).toEqual([
      { id: "a", size: Number.MAX_SAFE_INTEGER, note: null },
    ]);
  });

  it("leaves question marks in texts alone", async () => {
    const db = await open();
    await db.exec(table);
    await db.exec("INSERT INTO things (id, size, note) VALUES ('what?', ?, 'it''s ? here') -- why?", [1]);
    expect(await db.query("SELECT id, note FROM things WHERE size = ? AND id = 'what?'", [1])).toEqual([
      { id: "what?", note: "it's ? here" },
    ]);
  });

  it("refuses a number that it cannot hold exactly, in both directions", async () => {
    const db = await open();
    await db.exec(table);
    for (const size of [2 ** 53, 0.5, Number.NaN]) {
      await expect(db.exec("INSERT INTO things (id, size) VALUES ('a', ?)", [size])).rejects.toMatchObject({
        code: "storage.integer_range",
      });
    }
    await db.exec("INSERT INTO things (id, size) VALUES ('big', 9007199254740993)");
    await expect(db.query("SELECT size FROM things")).rejects.toMatchObject({ code: "storage.integer_range" });
  });

  it("counts the rows that a statement touched", async () => {
    const db = await open();
    await db.exec(table);
    const rows = Array.from({ length: 25_000 }, (_, index) => [`id${index}`, index % 2, null]);
    const insert = "INSERT INTO things (id, size, note) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING";
    expect(await db.batch(insert, rows)).toEqual({ changes: 25_000 });
    expect(await db.batch(insert, rows.slice(0, 10))).toEqual({ changes: 0 });
    expect(await db.batch(insert, [])).toEqual({ changes: 0 });
    expect(await db.exec("UPDATE things SET note = 'odd' WHERE size = ?", [1])).toEqual({ changes: 12_500 });
    expect(
      await db.batch("UPDATE things SET note = ? WHERE id = ?", [
        ["x", "id1"],
        ["y", "none"],
      ]),
    ).toEqual({
      changes: 1,
    });
  });

  it("takes a batch as a whole or not at all", async () => {
    const db = await open();
    await db.exec(table);
    const rows = [["a"], ["b"], ["a"]];
    await expect(db.batch("INSERT INTO things (id) VALUES (?)", rows)).rejects.toMatchObject({
      code: "storage.constraint",
      exit: 1,
    });
    expect(await db.query("SELECT id FROM things")).toEqual([]);
  });

  it("undoes a transaction whose body throws, and passes the error on", async () => {
    const db = await open();
    await db.exec(table);
    const change = db.transaction(async (tx) => {
      await tx.exec("INSERT INTO things (id) VALUES ('a')");
      throw new Error("changed my mind");
    });
    await expect(change).rejects.toThrow("changed my mind");
    expect(await db.query("SELECT id FROM things")).toEqual([]);
  });

  it("undoes a transaction one of whose statements failed, even if the body goes on", async () => {
    const db = await open();
    await db.exec(table);
    const change = db.transaction(async (tx) => {
      await tx.exec("INSERT INTO things (id) VALUES ('a')");
      await tx.exec("INSERT INTO things (id) VALUES ('a')").catch(() => {});
      return "done";
    });
    await expect(change).rejects.toMatchObject({ code: "storage.constraint" });
    expect(await db.query("SELECT id FROM things")).toEqual([]);
  });

  it("shows nobody the inside of a transaction that is under way", async () => {
    const db = await open();
    await db.exec(table);
    const steps: string[] = [];
    const change = db.transaction(async (tx) => {
      await tx.exec("INSERT INTO things (id) VALUES ('a')");
      await new Promise((resolve) => setTimeout(resolve, 5));
      await tx.exec("DELETE FROM things");
      steps.push("committed");
    });
    const reads = Array.from({ length: 5 }, async () => db.query("SELECT id FROM things"));
    expect(await Promise.all(reads)).toEqual([[], [], [], [], []]);
    await change;
    expect(steps).toEqual(["committed"]);
  });

  it("runs transactions that are asked for at once, and loses none of their changes", async () => {
    const db = await open();
    await db.exec(table);
    await db.exec("INSERT INTO things (id, size) VALUES ('counter', 0)");
    const add = async (): Promise<void> =>
      db.transaction(async (tx) => {
        await tx.exec("UPDATE things SET size = size + 1 WHERE id = 'counter'");
        await new Promise((resolve) => setImmediate(resolve));
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await db.query("SELECT size FROM things")).toEqual([{ size: 20 }]);
  });

  it("says so at once when the database is used inside a transaction instead of its tx", async () => {
    const db = await open();
    const use = async (): Promise<unknown> => db.transaction(async () => db.query("SELECT 1 AS one"));
    await expect(use()).rejects.toMatchObject({ code: "storage.nested" });
    const nest = async (): Promise<unknown> => db.transaction(async () => db.transaction(async () => 1));
    await expect(nest()).rejects.toMatchObject({ code: "storage.nested" });
    expect(await db.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("refuses a tx whose transaction is over", async () => {
    const db = await open();
    const tx = await db.transaction(async (inner) => ({ inner }));
    await expect(tx.inner.query("SELECT 1 AS one")).rejects.toMatchObject({ code: "storage.ended" });
  });

  it("passes the engine's own words on where it knows no better", async () => {
    const db = await open();
    await expect(db.query("SELEKT 1")).rejects.toMatchObject({
      code: "storage.failed",
      message: expect.stringMatching(/syntax error/),
    });
  });

  it("can be closed twice", async () => {
    const db = await open();
    await db.close();
    await expect(db.close()).resolves.toBeUndefined();
  });
});
