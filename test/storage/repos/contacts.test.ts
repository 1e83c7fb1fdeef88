import { expect, it } from "vitest";
import { appendConsentEvents, consentEventsOf, latestConsent } from "../../../src/storage/repos/consent.ts";
import {
  countContacts,
  findContactByPhone,
  findContactsByMatchKeys,
  getContactById,
  getContactsByIds,
  insertContacts,
  listContacts,
  updateContact,
} from "../../../src/storage/repos/contacts.ts";
import { findImportByHash, insertImport, listImports } from "../../../src/storage/repos/imports.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow, contactRow, noon } from "../../helpers/rows.ts";

describeEachDatabase("contacts", (open) => {
  it("are found by id, number and match key, however many are asked for", async () => {
    const db = await open();
    const rows = Array.from({ length: 1_500 }, (_, place) => contactRow(place));
    await insertContacts(db, rows);
    expect(await getContactById(db, contactRow(7).id)).toEqual(contactRow(7));
    expect(await findContactByPhone(db, "+12025550007")).toEqual(contactRow(7));
    expect(await findContactByPhone(db, "+12025559999")).toBeUndefined();
    const keys = rows.map((row) => row.match_key);
    expect(await findContactsByMatchKeys(db, [...keys, ...keys, "nobody"])).toHaveLength(1_500);
    expect(await findContactsByMatchKeys(db, [])).toEqual([]);
    expect(
      await getContactsByIds(
        db,
        rows.slice(0, 3).map((row) => row.id),
      ),
    ).toHaveLength(3);
    expect(await countContacts(db)).toBe(1_500);
  });

  it("are inserted all or none, and a number only once", async () => {
    const db = await open();
    const twin = contactRow(2, { phone: contactRow(1).phone });
    await expect(insertContacts(db, [contactRow(1), twin])).rejects.toMatchObject({ code: "storage.constraint" });
    expect(await countContacts(db)).toBe(0);
    // People who are known by a user id only have no number.
    await insertContacts(db, [contactRow(1, { phone: null }), contactRow(2, { phone: null })]);
    expect(await countContacts(db)).toBe(2);
  });

  it("change only what is given", async () => {
    const db = await open();
    await insertContacts(db, [contactRow(1)]);
    expect(await updateContact(db, contactRow(1).id, { name: "José", language: null, updated_at: noon + 99 })).toBe(
      true,
    );
    expect(await getContactById(db, contactRow(1).id)).toEqual(
      contactRow(1, { name: "José", language: null, updated_at: noon + 99 }),
    );
    expect(await updateContact(db, "con_of_nobody", { updated_at: noon })).toBe(false);
  });

  it("are searched by part of the name or number, wildcards taken literally", async () => {
    const db = await open();
    await insertContacts(db, [
      contactRow(1, { name: "JOSÉ Ñúñez" }),
      contactRow(2, { name: "Tienda 100% Natural" }),
      contactRow(3, { name: null }),
    ]);
    const found = async (search: string): Promise<string[]> =>
      (await listContacts(db, { limit: 10, search })).map((row) => row.id);
    expect(await found("josé")).toEqual([contactRow(1).id]);
    expect(await found("NÚÑ")).toEqual([]);
    expect(await found("ñúñ")).toEqual([contactRow(1).id]);
    expect(await found("100%")).toEqual([contactRow(2).id]);
    expect(await found("_")).toEqual([]);
    expect(await found("202 555-0003")).toEqual([contactRow(3).id]);
    expect(await countContacts(db, { search: "+1 202 555" })).toBe(3);
  });

  it("are listed page by page", async () => {
    const db = await open();
    await insertContacts(
      db,
      [3, 1, 2].map((place) => contactRow(place)),
    );
    const first = await listContacts(db, { limit: 2 });
    expect(first.map((row) => row.id)).toEqual([contactRow(1).id, contactRow(2).id]);
    const second = await listContacts(db, { limit: 2, after: first.at(-1)?.id });
    expect(second.map((row) => row.id)).toEqual([contactRow(3).id]);
  });
});

describeEachDatabase("consent", (open) => {
  it("is decided by the latest event of the ledger, for each purpose", async () => {
    const db = await open();
    await insertContacts(db, [contactRow(1), contactRow(2)]);
    await appendConsentEvents(db, [
      // Learned of first, though it happened last: the order of the ledger decides.
      consentRow(1, { action: "withdrawn", occurred_at: noon + 9_999 }),
      consentRow(2, { action: "granted" }),
      consentRow(3, { purpose: "marketing", action: "granted" }),
      consentRow(4, { purpose: "marketing", action: "withdrawn" }),
      consentRow(5, { contact_id: contactRow(2).id, action: "granted" }),
    ]);
    const latest = await latestConsent(db, [contactRow(1).id, contactRow(2).id, "con_of_nobody"]);
    expect(latest.map(({ contact_id, purpose, action }) => [contact_id, purpose, action])).toEqual([
      [contactRow(1).id, "marketing", "withdrawn"],
      [contactRow(1).id, "utility", "granted"],
      [contactRow(2).id, "utility", "granted"],
    ]);
    expect(latest[1]).toEqual(consentRow(2));
    expect(await consentEventsOf(db, contactRow(1).id)).toHaveLength(4);
  });

  it("counts a withdrawal last among events of one millisecond", async () => {
    const db = await open();
    await insertContacts(db, [contactRow(1)]);
    await appendConsentEvents(db, [
      consentRow(1, { id: "a", action: "withdrawn", recorded_at: noon }),
      consentRow(2, { id: "b", action: "granted", recorded_at: noon }),
    ]);
    expect((await latestConsent(db, [contactRow(1).id])).map((event) => event.action)).toEqual(["withdrawn"]);
    expect((await consentEventsOf(db, contactRow(1).id)).at(-1)?.action).toBe("withdrawn");
  });

  it("belongs to a contact that exists", async () => {
    const db = await open();
    await expect(appendConsentEvents(db, [consentRow(1)])).rejects.toMatchObject({ code: "storage.constraint" });
  });
});

describeEachDatabase("imports", (open) => {
  it("are remembered by the bytes of their file", async () => {
    const db = await open();
    const row = {
      id: "imp_1",
      file_name: "clients.csv",
      file_hash: "f0",
      mapping: "{}",
      counts: "{}",
      created_at: noon,
    };
    await insertImport(db, row);
    await insertImport(db, { ...row, id: "imp_2", created_at: noon + 1 });
    expect((await findImportByHash(db, "f0"))?.id).toBe("imp_2");
    expect(await findImportByHash(db, "f1")).toBeUndefined();
    expect((await listImports(db, 10)).map(({ id }) => id)).toEqual(["imp_2", "imp_1"]);
  });
});
