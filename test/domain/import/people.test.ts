import { expect, it } from "vitest";
import { mergeContacts } from "../../../src/domain/contacts/merge.ts";
import { verifyLedger } from "../../../src/domain/consent/verify.ts";
import { blockPerson } from "../../../src/domain/rights/do-not-contact.ts";
import { lineOf } from "../../../src/core/phone.ts";
import type { Database } from "../../../src/storage/database.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { codesOf, contact, contacts, importText, now, say, store } from "./helpers.ts";

const byUserId = { phone: null, match_key: null, given_phone: null, country: null } as const;
const shown = async (db: Database): Promise<unknown[]> =>
  (await contacts(db)).map(({ name, phone, userId }) => [name, phone, userId]);

/** The ways to cut a list, from row by row to all at once. */
const cuts = [1, 2, 100] as const;

describeEachDatabase("who a row is about", (open) => {
  it.each(cuts)("a contact known by a user id gets the number that stands beside it (%s)", async (chunk) => {
    const db = await open();
    await store(db, "+12025550101", { ...byUserId, user_id: "US.1", name: "Ana" });
    const list = "Phone,WhatsApp user id,City\n+12025550102,US.1,Lima\n+1 202 555 0102,,Cusco\n,US.1,\n";
    const report = await importText(db, list, { pieces: { chunk, commit: chunk } });
    expect(report).toMatchObject({
      created: 0,
      updated: 1,
      merged: 2,
      merges: [
        { row: 3, into: 2 },
        { row: 4, into: 2 },
      ],
    });
    expect(await shown(db)).toEqual([["Ana", "+12025550102", "US.1"]]);
    expect(await contact(db, "+12025550102")).toMatchObject({ fields: { City: "Lima" } });
  });

  it.each(cuts)(
    "two rows, one by number and one by user id, are one person where a third says so (%s)",
    async (chunk) => {
      const db = await open();
      const list = "Name,Phone,WhatsApp user id\nAna,,US.1\n,+12025550101,US.1\nEva,+12025550101,\n";
      expect(await importText(db, list, { pieces: { chunk, commit: chunk } })).toMatchObject({ created: 1, merged: 2 });
      expect(await shown(db)).toEqual([["Ana", "+12025550101", "US.1"]]);
    },
  );

  it.each(cuts)("the first row of a line makes the contact, also when it has a user id (%s)", async (chunk) => {
    const db = await open();
    const list = "Name,Phone,WhatsApp user id\nAna,+12025550101,US.1\nEva,+12025550101,\nLuz,,US.1\n";
    const report = await importText(db, list, { pieces: { chunk, commit: chunk } });
    expect(report.merges).toEqual([
      { row: 3, into: 2 },
      { row: 4, into: 2 },
    ]);
    expect(await shown(db)).toEqual([["Ana", "+12025550101", "US.1"]]);
  });

  it.each(cuts)(
    "whose number and user id are two contacts is refused: one of them may have opted out (%s)",
    async (chunk) => {
      const db = await open();
      const ana = await store(db, "+12025550101", { user_id: "US.1", name: "Ana" });
      await say(db, ana, "withdrawn", ["marketing"]);
      await store(db, "+12025550102", { name: "Eva" });
      const list =
        "Name,Phone,WhatsApp user id,Marketing\nEva,+12025550102,US.1,yes\nLuz,+12025550103,US.1,yes\nAna,,US.1,\n";
      const report = await importText(db, list, { pieces: { chunk, commit: chunk } });
      expect(report).toMatchObject({ created: 0, unchanged: 1, rejected: 2 });
      expect(codesOf(report)).toEqual(["2 contact.two_people", "3 contact.two_people"]);
      expect(await shown(db)).toEqual([
        ["Ana", "+12025550101", "US.1"],
        ["Eva", "+12025550102", null],
      ]);
      expect((await contacts(db)).map(({ consent }) => consent.marketing)).toEqual(["withdrawn", "unknown"]);
    },
  );

  it("a merged contact's number and user id find the one that it went into", async () => {
    const db = await open();
    const keep = await store(db, "+12025550101", { user_id: "US.1", name: "Ana" });
    const other = await store(db, "+12025550102", { user_id: "US.2" });
    await mergeContacts(db, { keep, other }, now - 1);
    const list = "Phone,WhatsApp user id,City\n+12025550102,,Lima\n,US.2,\n";
    expect(await importText(db, list)).toMatchObject({ created: 0, updated: 1, merged: 1 });
    expect(await shown(db)).toEqual([["Ana", "+12025550101", "US.1"]]);
    expect(await contact(db, "+12025550102")).toMatchObject({ phone: "+12025550101", fields: { City: "Lima" } });
  });

  it("who was taken off the lists is on them again", async () => {
    const db = await open();
    await store(db, "+12025550101", { removed_at: now - 500 });
    expect(await importText(db, "Phone\n+12025550101\n")).toMatchObject({ updated: 1 });
    expect(await contacts(db)).toHaveLength(1);
  });

  it("who was erased does not come back, by number or by user id", async () => {
    const db = await open();
    const person = { lines: [lineOf("+5511980000014")], userIds: ["BR.1"] };
    await blockPerson(db, person, { reason: "erased", at: now - 5 });
    const list = "Phone,WhatsApp user id\n+551180000014,\n+12025550101,BR.1\n+12025550102,\n";
    const report = await importText(db, list);
    expect(codesOf(report)).toEqual(["2 contact.erased", "3 contact.erased"]);
    expect(await shown(db)).toEqual([[null, "+12025550102", null]]);
  });

  it.each(cuts)("Brazil, Mexico and Argentina: two spellings are one contact (%s)", async (chunk) => {
    const db = await open();
    const list =
      "Name,Phone\nAna,+5511980000014\nEva,+52 1 55 5000 0015\nLuz,+54 9 11 5000 0016\n,+551180000014\n,+525550000015\n,+541150000016\n";
    const report = await importText(db, list, { pieces: { chunk, commit: chunk } });
    expect(report).toMatchObject({ created: 3, merged: 3 });
    expect((await contacts(db)).map(({ name }) => name)).toEqual(["Ana", "Eva", "Luz"]);
  });
});

describeEachDatabase("what a row says of a person", (open) => {
  it("labels are joined without regard to case, languages and time zones are read", async () => {
    const db = await open();
    await store(db, "+12025550101", { labels: '["VIP"]' });
    const list =
      "Phone,Labels,Language,time_zone,WhatsApp username\n+12025550101,vip;new,Español,America/Lima,@Ana.Maria\n+12025550101,New;third,,,\n";
    await importText(db, list);
    expect(await contact(db, "+12025550101")).toMatchObject({
      labels: ["VIP", "new", "third"],
      language: "es",
      timeZone: "America/Lima",
      username: "ana.maria",
    });
  });

  it("what cannot be read as a language or a time zone is kept as it is", async () => {
    const db = await open();
    await importText(db, "Phone,Language,time_zone\n+12025550101,klingon,Moon\n");
    expect(await contact(db, "+12025550101")).toMatchObject({
      language: null,
      timeZone: null,
      fields: { Language: "klingon", time_zone: "Moon" },
    });
  });

  it.each(cuts)("the first row that says something is believed, however often the list comes (%s)", async (chunk) => {
    const db = await open();
    await store(db, "+12025550101", { name: "Old", fields: '{"City":"Cusco"}' });
    const list = "Name,Phone,City\n,+12025550101,Lima\nAna,+12025550101,Lugo\nEva,+12025550101,Vigo\n";
    for (const times of [0, 1, 2]) {
      const report = await importText(db, list, { pieces: { chunk, commit: chunk }, now: now + times });
      expect(report).toMatchObject(times === 0 ? { updated: 1, merged: 2 } : { updated: 0, unchanged: 1, merged: 2 });
      expect(await contact(db, "+12025550101")).toMatchObject({ name: "Ana", fields: { City: "Lima" } });
    }
  });

  it.each(cuts)("with replace the first row clears, the others fill in (%s)", async (chunk) => {
    const db = await open();
    await store(db, "+12025550101", { name: "Old", fields: '{"Note":"x"}', labels: '["vip"]' });
    const list = "Name,Phone,City,Street\nAna,+12025550101,Lima,\nEva,+12025550101,,Sol\n";
    for (const times of [0, 1]) {
      const pieces = { chunk, commit: chunk };
      const report = await importText(db, list, { pieces, onDuplicate: "replace", now: now + times });
      expect(report).toMatchObject(times === 0 ? { updated: 1 } : { unchanged: 1 });
      expect(await contact(db, "+12025550101")).toMatchObject({ name: "Ana", labels: [] });
      expect((await contact(db, "+12025550101")).fields).toEqual({ City: "Lima", Street: "Sol" });
    }
  });

  it("a contact that a later row changes is counted as updated", async () => {
    const db = await open();
    await store(db, "+12025550101");
    const report = await importText(db, "Name,Phone,City\nStored,+12025550101,\n,+12025550101,Lima\n");
    expect(report).toMatchObject({ updated: 1, unchanged: 0, merged: 1 });
    expect((await verifyLedger(db)).ok).toBe(true);
  });
});
