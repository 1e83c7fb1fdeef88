import { expect, it } from "vitest";
import { mergeContacts } from "../../../src/domain/contacts/merge.ts";
import { verifyLedger } from "../../../src/domain/consent/verify.ts";
import { undoImport } from "../../../src/domain/import/undo.ts";
import type { Database } from "../../../src/storage/database.ts";
import { updateContact } from "../../../src/storage/repos/contacts.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow } from "../../helpers/rows.ts";
import { batchOf, contact, contacts, everything, importText, now, runner, say, store, undo } from "./helpers.ts";

const list = "Nombre,Teléfono,Acepta,Ciudad\nAna,+34600000012,sí,Lugo\nEva,+34600000013,sí,Lima\nLuz,+34600000014,,\n";

const idOf = async (db: Database, phone: string): Promise<number> => Number((await contact(db, phone)).id.slice(4));

describeEachDatabase("undoing an import", (open) => {
  it("removes who was added and sets back who was changed; the ledger still verifies", async () => {
    const db = await open();
    const ana = await store(db, "+34600000012", { labels: '["vip"]', fields: '{"Nota":"x"}', removed_at: now - 500 });
    await say(db, ana, "declined", ["utility"]);
    const before = await everything(db);
    const report = await importText(db, list);
    expect(report).toMatchObject({ created: 2, updated: 1 });
    expect(await undo(db, batchOf(report))).toEqual({ removed: 2, restored: 1, kept: 0, keptContacts: [] });
    const after = await everything(db);
    for (const table of ["consent_events", "consent_proofs", "import_changes", "evidence_files"]) {
      expect(after[table]).toEqual(before[table]);
    }
    expect(after["contacts"]).toEqual(before["contacts"]);
    expect(after["consent_tombstones"]).toMatchObject([{ reason: "undone" }, { reason: "undone" }]);
    expect(after["imports"]).toMatchObject([{ state: "undone", undone_at: now + 1_000_000, owner: null }]);
    expect(await verifyLedger(db)).toMatchObject({ ok: true, removed: 2 });
    // What is said afterwards follows what was left.
    await say(db, ana, "granted", ["utility"], now + 2_000_000);
    expect(await verifyLedger(db)).toMatchObject({ ok: true });
  });

  it.each<[string, string, (db: Database) => Promise<unknown>]>([
    [
      "who was written to",
      "written",
      async (db) =>
        insertMessages(db, [messageRow(1, { contact_id: await idOf(db, "+34600000012"), created_at: now + 5 })]),
    ],
    [
      "who opted out",
      "consented",
      async (db) => say(db, await idOf(db, "+34600000012"), "withdrawn", ["utility"], now + 5),
    ],
    [
      "who agreed, of whom the list said nothing,",
      "consented",
      async (db) => say(db, await idOf(db, "+34600000014"), "granted", ["utility"], now + 5),
    ],
    [
      "who was edited",
      "changed",
      async (db) => updateContact(db, await idOf(db, "+34600000012"), { name: "Ana María", updated_at: now + 5 }),
    ],
    [
      "who came with a later list",
      "listed",
      async (db) => importText(db, "Nombre,Teléfono\nAna,+34600000012\n", { now: now + 5 }),
    ],
    [
      "who was merged",
      "merged",
      async (db) => {
        const other = await store(db, "+34600000099", { created_at: now - 9, updated_at: now - 9 });
        return mergeContacts(db, { keep: await idOf(db, "+34600000012"), other }, now + 5);
      },
    ],
  ])("keeps %s since, and says why", async (what, reason, touch) => {
    for (const stored of [false, true]) {
      const db = await open();
      if (stored) await store(db, what.includes("said nothing") ? "+34600000014" : "+34600000012");
      const report = await importText(db, list);
      await touch(db);
      const phone = what.includes("said nothing") ? "+34600000014" : "+34600000012";
      const touched = await contact(db, phone);
      const result = await undo(db, batchOf(report));
      expect(result).toEqual({
        removed: 2,
        restored: 0,
        kept: 1,
        keptContacts: [{ id: touched.id, reason }],
      });
      expect(await contact(db, phone)).toEqual(touched);
      expect((await contacts(db)).map(({ name }) => name)).not.toContain("Eva");
      expect((await verifyLedger(db)).problems).toEqual([]);
    }
  });

  it("an edit while the list was interrupted is kept too", async () => {
    const db = await open();
    const stop = new AbortController();
    const pieces = { chunk: 1, commit: 1 };
    const first = importText(db, list, { pieces, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(first).rejects.toMatchObject({ code: "import.interrupted" });
    await updateContact(db, await idOf(db, "+34600000012"), { name: "Ana María", updated_at: now + 5 });
    const report = await importText(db, list, { pieces, now: now + 10 });
    expect(await undo(db, batchOf(report))).toMatchObject({
      removed: 2,
      kept: 1,
      keptContacts: [{ reason: "changed" }],
    });
    expect((await contact(db, "+34600000012")).name).toBe("Ana María");
  });

  it("only tried, says the same and changes nothing", async () => {
    const db = await open();
    await store(db, "+34600000012");
    const report = await importText(db, list);
    const before = await everything(db);
    const tried = await undoImport(db, batchOf(report), { now: now + 5, runner, dryRun: true });
    expect(await everything(db)).toEqual(before);
    expect(await undo(db, batchOf(report))).toEqual(tried);
  });

  it("of two lists goes from the last to the first", async () => {
    const db = await open();
    const before = await everything(db);
    const one = await importText(db, list);
    const two = await importText(db, "Nombre,Teléfono,Acepta\nAna B,+34600000012,no\nPía,+34600000015,sí\n", {
      now: now + 1,
    });
    expect(await undo(db, batchOf(two))).toMatchObject({ removed: 1, restored: 1, kept: 0 });
    expect(await contact(db, "+34600000012")).toMatchObject({ name: "Ana", consent: { utility: "granted" } });
    expect(await undo(db, batchOf(one))).toMatchObject({ removed: 3, kept: 0 });
    expect((await everything(db))["contacts"]).toEqual(before["contacts"]);
    expect((await verifyLedger(db)).problems).toEqual([]);
  });

  it("is refused twice, for a batch that is not there, and for one that runs", async () => {
    const db = await open();
    const report = await importText(db, list);
    await undo(db, batchOf(report));
    await expect(undo(db, batchOf(report))).rejects.toMatchObject({ code: "import.undone", exit: 2 });
    await expect(undo(db, 99)).rejects.toMatchObject({ code: "import.unknown", exit: 2 });
    await expect(undo(db, 999_999_999_999)).rejects.toMatchObject({ code: "import.unknown" });
    await db.exec("UPDATE imports SET state = 'running', owner = 'other:7'");
    await expect(undo(db, 1, now + 1_000)).rejects.toMatchObject({ code: "import.running", exit: 5 });
    await undoImport(db, 1, { now, runner: { name: "test:2", isGone: () => true } });
  });
});
