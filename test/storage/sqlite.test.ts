import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import type { Clock } from "../../src/core/clock.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { listContacts } from "../../src/storage/repos/contact-lists.ts";
import { addContacts } from "../../src/storage/repos/contacts.ts";
import { claimForSending, insertMessages } from "../../src/storage/repos/messages.ts";
import { openSqlite } from "../../src/storage/sqlite.ts";
import { temporaryFolder } from "../helpers/databases.ts";
import { contactRow, messageRow, noon } from "../helpers/rows.ts";

/** Moves on only when somebody sleeps. */
function fakeClock(): Clock {
  let now = noon;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      await Promise.resolve();
    },
  };
}

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

describe("SQLite", () => {
  const folder = temporaryFolder();
  let files = 0;
  const freshFile = (): string => join(folder, `file-${++files}.db`);

  it("makes the file and its folder for their owner only", async () => {
    const file = join(folder, "new", "deep", "recado.db");
    const db = await openDatabase(file);
    try {
      await addContacts(db, [contactRow(1)]);
      expect([mode(dirname(file)), mode(file), mode(`${file}-wal`), mode(`${file}-shm`)]).toEqual([
        "700",
        "600",
        "600",
        "600",
      ]);
    } finally {
      await db.close();
    }
    // A copy of the one file is a whole backup.
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });

  it("takes a file that others could read back from them", async () => {
    const file = freshFile();
    writeFileSync(file, "", { mode: 0o644 });
    await (await openDatabase(`sqlite:${file}`)).close();
    expect(mode(file)).toBe("600");
  });

  it("writes to the disk at every commit", async () => {
    const db = await openSqlite(freshFile());
    expect(await db.query("PRAGMA journal_mode")).toEqual([{ journal_mode: "wal" }]);
    expect(await db.query("PRAGMA synchronous")).toEqual([{ synchronous: 2 }]);
    expect(await db.query("PRAGMA foreign_keys")).toEqual([{ foreign_keys: 1 }]);
    await db.close();
  });

  it("keeps what was written for the next one who opens it", async () => {
    const file = freshFile();
    const first = await openDatabase(file);
    await addContacts(first, [contactRow(1)]);
    await first.close();
    const second = await openDatabase(file);
    expect(await listContacts(second, { limit: 10 })).toEqual([contactRow(1)]);
    await second.close();
  });

  it("says that a file is no database, and leaves it as it is", async () => {
    const file = freshFile();
    const text = "name;phone\nAna;+1 202 555 0101\n".repeat(100);
    writeFileSync(file, text, { mode: 0o644 });
    await expect(openDatabase(file)).rejects.toMatchObject({
      code: "storage.not_a_database",
      exit: 3,
      data: { database: file },
      text: { en: expect.stringContaining(file), es: expect.stringContaining("no es una base de datos") },
    });
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(mode(file)).toBe("644");
  });

  it("says that a database is damaged", async () => {
    const file = freshFile();
    const db = await openDatabase(file);
    await addContacts(
      db,
      Array.from({ length: 500 }, (_, place) => contactRow(place)),
    );
    await db.close();
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096);
    writeFileSync(file, bytes);
    const damaged = async (): Promise<void> => {
      const again = await openDatabase(file);
      try {
        await listContacts(again, { limit: 1000 });
      } finally {
        await again.close();
      }
    };
    await expect(damaged()).rejects.toMatchObject({ code: "storage.not_a_database" });
  });

  it("says that a path cannot hold a file", async () => {
    const asFolder = freshFile();
    mkdirSync(asFolder);
    await expect(openDatabase(asFolder)).rejects.toMatchObject({ code: "storage.cannot_open", exit: 3 });
    const file = freshFile();
    writeFileSync(file, "");
    await expect(openDatabase(join(file, "below.db"))).rejects.toMatchObject({ code: "storage.cannot_open" });
  });

  it("undoes the whole change on a full disk, and goes on when there is room again", async () => {
    const db = await openDatabase(freshFile());
    await addContacts(db, [contactRow(1)]);
    const [size] = await db.query<{ page_count: number }>("PRAGMA page_count");
    await db.query(`PRAGMA max_page_count = ${(size?.page_count ?? 0) + 4}`);
    const rows = Array.from({ length: 2_000 }, (_, place) => contactRow(place + 2));
    await expect(addContacts(db, rows)).rejects.toMatchObject({
      code: "storage.disk_full",
      exit: 5,
      hint: { es: expect.stringContaining("Libere espacio") },
    });
    await expect(db.transaction(async (tx) => addContacts(tx, rows))).rejects.toMatchObject({
      code: "storage.disk_full",
    });
    expect(await listContacts(db, { limit: 10 })).toEqual([contactRow(1)]);
    await db.query("PRAGMA max_page_count = 1000000");
    await addContacts(db, rows);
    expect(await listContacts(db, { limit: 5_000 })).toHaveLength(2_001);
    await db.close();
  });

  it("says that it may not write", async () => {
    const db = await openDatabase(freshFile());
    await db.query("PRAGMA query_only = 1");
    await expect(addContacts(db, [contactRow(1)])).rejects.toMatchObject({ code: "storage.read_only", exit: 3 });
    await db.close();
  });

  it("waits for another program, and gives up with a temporary error", async () => {
    const file = freshFile();
    const one = await openDatabase(file);
    const two = await openSqlite(file, { clock: fakeClock(), lockWaitMs: 50 });
    await one.transaction(async (tx) => {
      await addContacts(tx, [contactRow(1)]);
      await expect(two.exec("DELETE FROM contacts")).rejects.toMatchObject({ code: "storage.locked", exit: 5 });
      await expect(two.transaction(async () => 1)).rejects.toMatchObject({ code: "storage.locked" });
      // Reading needs nobody's leave, and shows the state before.
      expect(await two.query("SELECT id FROM contacts")).toEqual([]);
    });
    expect(await two.exec("DELETE FROM contacts")).toEqual({ changes: 1 });
    await Promise.all([one.close(), two.close()]);
  });

  it("lets the other one finish instead of giving up when it is quick", async () => {
    const file = freshFile();
    const [one, two] = [await openDatabase(file), await openDatabase(file)];
    let waiting: Promise<unknown> | undefined;
    await one.transaction(async (tx) => {
      await addContacts(tx, [contactRow(1)]);
      waiting = addContacts(two, [contactRow(2)]);
      await new Promise((resolve) => setTimeout(resolve, 60));
    });
    await waiting;
    expect(await listContacts(one, { limit: 10 })).toHaveLength(2);
    await Promise.all([one.close(), two.close()]);
  });

  it("shares one file between two threads, each with a connection of its own", async () => {
    const file = freshFile();
    const db = await openDatabase(file);
    const rows = Array.from({ length: 200 }, (_, place) => messageRow(place));
    await insertMessages(db, rows);
    // Plain JavaScript on the engine itself: it stands for another program at work on the same rows.
    const other = new Worker(
      `const { parentPort, workerData } = require("node:worker_threads");
       const builtin = Number.parseInt(process.versions.node, 10) >= 24;
       const { DatabaseSync } = builtin ? require("node:sqlite") : require("@photostructure/sqlite");
       const db = new DatabaseSync(workerData);
       db.exec("PRAGMA busy_timeout = 10000");
       const claim = db.prepare("UPDATE messages SET state = 'sending', lease_owner = 'other' WHERE id = (SELECT id FROM messages WHERE state = 'queued' LIMIT 1)");
       let taken = 0;
       parentPort.postMessage("ready");
       while (claim.run().changes === 1) taken += 1;
       db.close();
       parentPort.postMessage(taken);`,
      { eval: true, workerData: file },
    );
    const messages: unknown[] = [];
    const ready = new Promise((resolve) => other.once("message", resolve));
    other.on("message", (message) => messages.push(message));
    const ended = new Promise((resolve) => other.once("exit", resolve));
    await ready;
    let mine = 0;
    for (const { id } of rows.toReversed()) {
      mine += (await claimForSending(db, { ids: [id], owner: "me", leaseUntil: noon, now: noon })).length;
    }
    await ended;
    expect(messages).toEqual(["ready", 200 - mine]);
    expect(await db.query("SELECT COUNT(*) AS mine FROM messages WHERE lease_owner = 'me'")).toEqual([{ mine }]);
    await db.close();
  });

  it("knows more statements than it keeps prepared", async () => {
    const db = await openDatabase(":memory:");
    for (let round = 0; round < 2; round++) {
      for (let value = 0; value < 300; value++) {
        expect(await db.query(`SELECT ${value} AS value`)).toEqual([{ value }]);
      }
    }
    await db.close();
  });
});
