import { expect, it } from "vitest";
import { lineOf } from "../../../src/core/phone.ts";
import { verifyLedger } from "../../../src/domain/consent/verify.ts";
import type { ImportOptions } from "../../../src/domain/import/import-list.ts";
import { undoImport } from "../../../src/domain/import/undo.ts";
import { erasePerson } from "../../../src/domain/rights/erase.ts";
import type { Database } from "../../../src/storage/database.ts";
import { listImports } from "../../../src/storage/repos/imports.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { contacts, everything, importText, now, people, runner, say, store, survivor, undo } from "./helpers.ts";

const rows = Array.from({ length: 20 }, (_, place) => {
  // Every fifth row cannot be read, and every third repeats somebody.
  const phone = place % 5 === 4 ? "12" : `+1 202 555 01${String(place % 3 === 0 ? 0 : place).padStart(2, "0")}`;
  return `Name ${place},${phone},${place % 2 === 0 ? "yes" : ""},city ${place}`;
});
const list = `Name,Phone,Opt-in,City\n${rows.join("\n")}\n`;
const pieces = { chunk: 2, commit: 4 };
/** Of one of the last rows, and of no other. */
const lastPhone = "+12025550117";

/** Stops once so many rows are done. */
function stopAfter(count: number): Partial<ImportOptions> {
  const stop = new AbortController();
  return { signal: stop.signal, onProgress: (done) => void (done >= count && stop.abort()) };
}

async function world(db: Database): Promise<Database> {
  await say(db, await store(db, "+12025550101", { labels: '["vip"]' }), "granted", ["marketing"]);
  await say(db, await store(db, "+12025550102"), "withdrawn", ["utility"]);
  return db;
}

/** A database whose transactions go another way. */
function passing(db: Database, transaction: Database["transaction"]): Database {
  const { capabilities, location } = db;
  const { query, exec, batch, compact } = {
    query: db.query.bind(db),
    exec: db.exec.bind(db),
    batch: db.batch.bind(db),
    compact: db.compact.bind(db),
  };
  return { capabilities, location, query, exec, batch, compact, transaction, close: async () => {} };
}

describeEachDatabase("an interrupted import", (open) => {
  it.each([1, 4, 7, 12, 19])("after %s rows says how far it came, and goes on to the same end", async (count) => {
    const whole = await world(await open());
    const expected = await importText(whole, list, { pieces });

    const db = await world(await open());
    const error: unknown = await importText(db, list, { pieces, ...stopAfter(count) }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: "import.interrupted", exit: 130, data: { import: "imp_1" } });
    const { data } = error as { data: { rows: number } };
    expect(data.rows).toBeGreaterThanOrEqual(count);
    expect(data.rows).toBeLessThan(count + pieces.chunk);
    expect((await verifyLedger(db)).problems).toEqual([]);
    expect(await listImports(db, 9)).toMatchObject([{ state: "running" }]);

    const refused: number[] = [];
    const report = await importText(db, list, { pieces, onReject: ({ reject }) => refused.push(reject.row) });
    const { created, updated, unchanged, merged, rejected, withoutConsent, rejects } = expected;
    expect(report).toMatchObject({ created, updated, unchanged, merged, rejected, withoutConsent, rejects });
    expect(report).toMatchObject({ rows: 20, resumedAt: data.rows, batch: "imp_1", repeats: null });
    expect(refused).toEqual(rejects.map(({ row }) => row));
    expect(await people(db)).toEqual(await people(whole));
    expect(await listImports(db, 9)).toMatchObject([{ state: "done", owner: null }]);
    expect((await verifyLedger(db)).problems).toEqual([]);
  });

  it("can be interrupted again and again", async () => {
    const whole = await world(await open());
    await importText(whole, list, { pieces });
    const db = await world(await open());
    const reached: unknown[] = [];
    for (const count of [3, 5, 11]) {
      const error: unknown = await importText(db, list, { pieces, ...stopAfter(count) }).catch(
        (reason: unknown) => reason,
      );
      reached.push((error as { data: { rows: number } }).data.rows);
    }
    expect(reached).toEqual([4, 6, 12]);
    await importText(db, list, { pieces });
    expect(await people(db)).toEqual(await people(whole));
  });

  it("is undone like any other", async () => {
    const db = await world(await open());
    const before = await everything(db);
    await importText(db, list, { pieces, ...stopAfter(9) }).catch(() => {});
    await undo(db, 1);
    const after = await everything(db);
    for (const table of ["consent_events", "consent_proofs", "import_changes"])
      expect(after[table]).toEqual(before[table]);
    expect(await contacts(db)).toHaveLength(2);
    expect((await verifyLedger(db)).problems).toEqual([]);
    expect(await importText(db, list, { pieces })).toMatchObject({ batch: "imp_2", resumedAt: 0 });
  });

  it("by a process that is gone is taken over; one that lives is left alone", async () => {
    const db = await open();
    await importText(db, list, { pieces, ...stopAfter(4) }).catch(() => {});
    // It was stopped in good order, and is nobody's; now it looks as if it had been killed.
    await db.exec("UPDATE imports SET owner = 'test:1'");
    const other = { name: "test:2", isGone: () => false };
    await expect(importText(db, list, { runner: other })).rejects.toMatchObject({ code: "import.running", exit: 5 });
    expect(await importText(db, list, { runner: survivor })).toMatchObject({ batch: "imp_1", resumedAt: 4 });
  });

  it("in good order can be taken back at once, from another machine too", async () => {
    const db = await open();
    await importText(db, list, { pieces, ...stopAfter(4) }).catch(() => {});
    const elsewhere = { name: "other-host:2", isGone: () => false };
    await undoImport(db, 1, { now, runner: elsewhere });
    expect(await contacts(db)).toEqual([]);
  });

  it("does not bring back who is erased between two of its commits, and hears who opts out then", async () => {
    const db = await open();
    const all = await importText(await open(), list);
    let commits = 0;
    const busy = passing(db, async (body) => {
      commits++;
      // The first commits begin the batch and take in the first rows.
      if (commits === 3) await erasePerson(db, { line: lineOf(lastPhone) }, { reason: "asked", now });
      return db.transaction(body);
    });
    const report = await importText(busy, list, { pieces });
    expect(report).toMatchObject({ created: all.created - 1, rejected: all.rejected + 1 });
    expect(report.rejects.map(({ code }) => code)).toContain("contact.erased");
    expect((await contacts(db)).map(({ phone }) => phone)).not.toContain(lastPhone);
  });

  it("with other options is another batch", async () => {
    const db = await open();
    await importText(db, list, { pieces, ...stopAfter(4) }).catch(() => {});
    const report = await importText(db, list, { onDuplicate: "replace" });
    expect(report).toMatchObject({ batch: "imp_2", resumedAt: 0 });
    expect(await listImports(db, 9)).toMatchObject([
      { id: 2, state: "done" },
      { id: 1, state: "running" },
    ]);
  });

  it("that somebody undoes meanwhile stops, and leaves nothing", async () => {
    const db = await open();
    let commits = 0;
    const busy = passing(db, async (body) => {
      commits++;
      if (commits === 4) await undo(db, 1);
      return db.transaction(body);
    });
    const running = importText(busy, list, { pieces: { chunk: 2, commit: 2 } });
    await expect(running).rejects.toMatchObject({ code: "import.taken_over" });
    expect(await contacts(db)).toEqual([]);
    expect((await verifyLedger(db)).problems).toEqual([]);
  });

  it("by a fault of the database keeps whole commits only, and goes on", async () => {
    const db = await open();
    const failing = passing(db, async (body) =>
      db.transaction(async (tx) =>
        body({
          capabilities: tx.capabilities,
          query: tx.query.bind(tx),
          exec: tx.exec.bind(tx),
          batch: async (sql, values) => {
            if (values.some((row) => row.includes("Name 10"))) throw new Error("the disk is full");
            return tx.batch(sql, values);
          },
        }),
      ),
    );
    await expect(importText(failing, list, { pieces })).rejects.toThrow("the disk is full");
    expect((await listImports(db, 9))[0]).toMatchObject({
      state: "running",
      progress: expect.stringContaining('"rows":8,'),
    });
    expect((await contacts(db)).map(({ name }) => name)).toEqual(["Name 0", "Name 1", "Name 2", "Name 5", "Name 7"]);
    expect((await verifyLedger(db)).problems).toEqual([]);
    expect(await importText(db, list, { pieces, runner })).toMatchObject({ rows: 20, resumedAt: 8, rejected: 4 });
    const whole = await open();
    await importText(whole, list, { pieces });
    expect(await people(db)).toEqual(await people(whole));
  });

  it("that is only tried leaves nothing", async () => {
    const db = await open();
    const before = await everything(db);
    await expect(importText(db, list, { pieces, dryRun: true, ...stopAfter(4) })).rejects.toMatchObject({
      code: "interrupted",
      exit: 130,
    });
    expect(await everything(db)).toEqual(before);
  });

  it("the same list again, whole, is recognised and leaves no batch, also when it was interrupted", async () => {
    const db = await open();
    await importText(db, list, { pieces });
    const before = await everything(db);
    await importText(db, list, { pieces, now: now + 5, ...stopAfter(6) }).catch(() => {});
    expect(await importText(db, list, { pieces, now: now + 9 })).toMatchObject({
      repeats: "imp_1",
      batch: "imp_1",
      updated: 0,
    });
    const after = await everything(db);
    for (const table of ["imports", "contacts", "consent_events", "consent_proofs", "import_changes"]) {
      expect(after[table]).toEqual(before[table]);
    }
  });
});
