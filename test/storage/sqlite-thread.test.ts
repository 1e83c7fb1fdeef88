import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/storage/open.ts";
import { listContacts } from "../../src/storage/repos/contact-lists.ts";
import { addContacts } from "../../src/storage/repos/contacts.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { openSqliteThread } from "../../src/storage/sqlite-thread.ts";
import { temporaryFolder } from "../helpers/databases.ts";
import { contactRow } from "../helpers/rows.ts";
import { storageScript, threadScript } from "../helpers/thread-script.ts";

describe("SQLite in a thread of its own", () => {
  const folder = temporaryFolder();
  let files = 0;
  const freshFile = (): string => join(folder, `file-${++files}.db`);
  const open = async (file: string) => openDatabase(file, { thread: await threadScript() });
  const table = "CREATE TABLE things (id TEXT PRIMARY KEY, size BIGINT)";

  it("leaves this thread free while it writes", async () => {
    const db = await open(freshFile());
    const rows = Array.from({ length: 20_000 }, (_, place) => contactRow(place));
    let turns = 0;
    const count = (): void => {
      turns += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    const written = addContacts(db, rows);
    await written;
    clearImmediate(counting);
    // In one thread, the batch would end in the turn in which it began.
    expect(turns).toBeGreaterThan(100);
    await db.close();
  });

  it("writes to the disk at every commit", async () => {
    const db = await open(freshFile());
    expect(await db.query("PRAGMA journal_mode")).toEqual([{ journal_mode: "wal" }]);
    expect(await db.query("PRAGMA synchronous")).toEqual([{ synchronous: 2 }]);
    await db.close();
  });

  it("closes the file as a whole, for its owner only", async () => {
    const file = join(folder, "new", "recado.db");
    const db = await open(file);
    await addContacts(db, [contactRow(1)]);
    await db.close();
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect((statSync(dirname(file)).mode & 0o777).toString(8)).toBe("700");
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    const again = await openDatabase(file);
    expect(await listContacts(again, { limit: 10 })).toEqual([contactRow(1)]);
    await again.close();
  });

  it("says that a file is no database, and leaves it as it is", async () => {
    const file = freshFile();
    const text = "name;phone\nAna;+1 202 555 0101\n".repeat(100);
    writeFileSync(file, text);
    await expect(open(file)).rejects.toMatchObject({
      name: "ConfigError",
      code: "storage.not_a_database",
      exit: 3,
      data: { database: file },
      text: { en: expect.stringContaining(file), es: expect.stringContaining("no es una base de datos") },
    });
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("says that a path cannot hold a file", async () => {
    const asFolder = freshFile();
    mkdirSync(asFolder);
    await expect(open(asFolder)).rejects.toMatchObject({ code: "storage.cannot_open", exit: 3 });
  });

  it("raises what the driver raises: class, exit code, texts, hint and facts", async () => {
    const [file, twin] = [freshFile(), freshFile()];
    const db = await open(file);
    const direct = await openDatabase(twin);
    const known = (error: unknown): unknown =>
      JSON.parse(
        JSON.stringify({ ...(error as object), cause: undefined })
          .replaceAll(file, "it")
          .replaceAll(twin, "it"),
      );
    for (const sql of ["SELECT * FROM nothing", "SELEKT 1", "INSERT INTO contacts (id) VALUES (NULL)", "SELECT ?"]) {
      const parameters = sql === "SELECT ?" ? [0.5] : [];
      const there: unknown = await db.query(sql, parameters).catch((error: unknown) => error);
      const here: unknown = await direct.query(sql, parameters).catch((error: unknown) => error);
      expect(there).toBeInstanceOf(Error);
      expect((there as object).constructor).toBe((here as object).constructor);
      expect(known(there)).toEqual(known(here));
      expect(String(there).replaceAll(file, "")).toBe(String(here).replaceAll(twin, ""));
    }
    await Promise.all([db.close(), direct.close()]);
  });

  it("undoes the whole change on a full disk, and goes on when there is room again", async () => {
    const db = await open(freshFile());
    await addContacts(db, [contactRow(1)]);
    const [size] = await db.query<{ page_count: number }>("PRAGMA page_count");
    await db.query(`PRAGMA max_page_count = ${(size?.page_count ?? 0) + 4}`);
    const rows = Array.from({ length: 2_000 }, (_, place) => contactRow(place + 2));
    const change = db.transaction(async (tx) => addContacts(tx, rows));
    await expect(change).rejects.toMatchObject({ name: "StorageError", code: "storage.disk_full", exit: 5 });
    expect(await listContacts(db, { limit: 10 })).toEqual([contactRow(1)]);
    await db.query("PRAGMA max_page_count = 1000000");
    await addContacts(db, rows);
    expect(await listContacts(db, { limit: 5_000 })).toHaveLength(2_001);
    await db.close();
  });

  it("waits for another program, and gives up with a temporary error", async () => {
    const file = freshFile();
    const one = await openDatabase(file);
    const two = await openSqliteThread(await threadScript(), file, { lockWaitMs: 50 });
    await one.transaction(async (tx) => {
      await addContacts(tx, [contactRow(1)]);
      await expect(two.exec("DELETE FROM contacts")).rejects.toMatchObject({ code: "storage.locked", exit: 5 });
      await expect(two.transaction(async () => 1)).rejects.toMatchObject({ code: "storage.locked" });
      expect(await two.query("SELECT id FROM contacts")).toEqual([]);
    });
    expect(await two.exec("DELETE FROM contacts")).toEqual({ changes: 1 });
    await Promise.all([one.close(), two.close()]);
  });

  it("refuses a value that no database holds, and undoes the transaction it was for", async () => {
    const db = await open(freshFile());
    await db.exec(table);
    const wrong = [(() => 1) as unknown as string];
    const change = db.transaction(async (tx) => {
      await tx.exec("INSERT INTO things (id) VALUES ('a')");
      // Even if nobody looks.
      await tx.exec("INSERT INTO things (id) VALUES (?)", wrong).catch(() => {});
    });
    await expect(change).rejects.toMatchObject({ code: "storage.failed" });
    expect(await db.query("SELECT id FROM things")).toEqual([]);
    await db.close();
  });

  it("notices the misuse of the database in a transaction behind other work, and lets others use it", async () => {
    const db = await open(freshFile());
    await db.exec(table);
    const used = db.transaction(async (tx) => {
      await tx.exec("INSERT INTO things (id) VALUES ('a')");
      await Promise.all([1, 2].map(async () => await db.query("SELECT 1 AS one")));
    });
    const meanwhile = db.query("SELECT COUNT(*) AS count FROM things");
    await expect(used).rejects.toMatchObject({ code: "storage.nested" });
    expect(await meanwhile).toEqual([{ count: 0 }]);
    await db.close();
  });

  it("tells all who wait, and all who come later, that the thread is gone; what was confirmed is kept", async () => {
    const file = freshFile();
    // A script that does the driver's work, and dies when it is told to.
    const script = new URL(`${(await threadScript()).href.replace(/\.mjs$/, "")}-mortal.mjs`);
    writeFileSync(
      script,
      `import { parentPort } from "node:worker_threads";
       parentPort.on("message", ({ request }) => { if (request.sql === "SELECT 'die'") process.exit(1); });
       await import(${JSON.stringify((await threadScript()).href)});`,
    );
    const db = await openSqliteThread(script, file);
    await db.exec(table);
    await db.exec("INSERT INTO things (id) VALUES ('kept')");
    const change = db.transaction(async (tx) => {
      await tx.exec("INSERT INTO things (id) VALUES ('lost')");
      await tx.query("SELECT 'die'");
    });
    const waiting = db.query("SELECT id FROM things");
    const gone = { name: "StorageError", code: "storage.thread_ended", exit: 5, data: { database: file } };
    await expect(change).rejects.toMatchObject(gone);
    await expect(waiting).rejects.toMatchObject(gone);
    await expect(db.query("SELECT 1 AS one")).rejects.toMatchObject(gone);
    await db.close();
    const again = await openSqlite(file);
    expect(await again.query("SELECT id FROM things")).toEqual([{ id: "kept" }]);
    await again.close();
  });

  it("refuses everything once it is closed", async () => {
    const db = await open(freshFile());
    const last = db.query("SELECT 1 AS one");
    await db.close();
    expect(await last).toEqual([{ one: 1 }]);
    await expect(db.query("SELECT 1 AS one")).rejects.toMatchObject({ code: "storage.failed" });
  });

  /** A program of its own that opens `file` in a thread and runs `body`, with `db` and `tell`. */
  const program = async (file: string, body: string) => {
    const [driver, script] = [await storageScript("sqlite-thread"), await threadScript()];
    const code = `const { openSqliteThread } = await import(${JSON.stringify(driver.href)});
      const db = await openSqliteThread(new URL(${JSON.stringify(script.href)}), ${JSON.stringify(file)});
      const tell = (word) => process.stdout.write(word + "\\n");
      ${body}`;
    const path = `${file}.mjs`;
    writeFileSync(path, code);
    return spawn(process.execPath, [path], { stdio: ["ignore", "pipe", "inherit"] });
  };

  it("does not keep a program alive that has nothing more to do", async () => {
    const file = freshFile();
    const child = await program(
      file,
      `await db.exec("${table}");
       await db.exec("INSERT INTO things (id) VALUES ('a')");`,
    );
    expect(await once(child, "exit")).toEqual([0, null]);
    const db = await openSqlite(file);
    expect(await db.query("SELECT id FROM things")).toEqual([{ id: "a" }]);
    await db.close();
  });

  it("keeps what was confirmed, and nothing by halves, when its program is killed", async () => {
    const file = freshFile();
    const child = await program(
      file,
      `await db.exec("${table}");
       for (let n = 0; ; n++) {
         await db.transaction(async (tx) => {
           await tx.exec("INSERT INTO things (id, size) VALUES (?, ?)", ["one" + n, n]);
           await tx.exec("INSERT INTO things (id, size) VALUES (?, ?)", ["other" + n, n]);
         });
         tell(n);
       }`,
    );
    let told = "";
    child.stdout.on("data", (piece) => {
      told += String(piece);
      if (told.split("\n").length > 200) child.kill("SIGKILL");
    });
    await once(child, "close");
    const confirmed = told.split("\n").slice(0, -1).map(Number);
    const db = await openSqlite(file);
    expect(await db.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    const kept = await db.query<{ size: number; count: number }>(
      "SELECT size, COUNT(*) AS count FROM things GROUP BY size ORDER BY size",
    );
    expect(confirmed.length).toBeGreaterThanOrEqual(200);
    expect(kept.map(({ size }) => size)).toEqual(expect.arrayContaining(confirmed));
    expect(kept.every(({ count }) => count === 2)).toBe(true);
    await db.close();
  });
});
