import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { refOf } from "../../../src/core/ids.ts";
import { parsePhone } from "../../../src/core/phone.ts";
import { consentEvent } from "../../../src/domain/consent/events.ts";
import { findContact, findContactByLine } from "../../../src/domain/contacts/find.ts";
import { newContactRow } from "../../../src/domain/contacts/new-contact.ts";
import { contactList, contactWithHistory } from "../../../src/domain/contacts/view.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { appendConsentEvents } from "../../../src/storage/repos/consent.ts";
import { addContacts, getContactById } from "../../../src/storage/repos/contacts.ts";
import type { ContactRow } from "../../../src/storage/rows.ts";

let db: Database;
beforeEach(async () => {
  db = await openDatabase(":memory:");
});
afterEach(async () => {
  await db.close();
});

async function add(phone: string, now: number): Promise<ContactRow> {
  const parsed = parsePhone(phone);
  if (!parsed.ok) throw new Error(parsed.code);
  const contact = newContactRow({ phone: parsed, given: phone, name: `N${now}`, fields: [["city", "Lima"]], now });
  const [row] = await addContacts(db, [contact]);
  if (row === undefined) throw new Error("not added");
  return row;
}

describe("a contact is found", () => {
  it("by id, by its number in any spelling, and by Meta's id of it", async () => {
    const { id } = await add("+52 1 55 5000 0012", 1);
    for (const key of [refOf("con", id), "+525550000012", "00 52 1 55 5000 0012", "+52 55 5000-0012"]) {
      expect((await findContact(db, key))?.id).toBe(id);
    }
    expect((await findContact(db, "55 5000 0012", { country: "MX" }))?.id).toBe(id);
    expect((await findContactByLine(db, "5215550000012"))?.id).toBe(id);
    expect(await findContact(db, "+525550000013")).toBeUndefined();
    expect(await findContact(db, "con_nobody")).toBeUndefined();
  });

  it("never by a word, which is refused without repeating it", async () => {
    await expect(findContact(db, "600000012")).rejects.toThrow(InputError);
    await expect(findContact(db, "600000012")).rejects.not.toThrow(/600000012/);
  });
});

describe("a list of contacts", () => {
  it("is given page by page, each with what it agreed to", async () => {
    const first = await add("+34600000012", 1);
    await add("+34600000013", 2);
    await add("+34600000014", 3);
    const said = { contactId: first.id, at: 5, now: 5, method: "command", source: "shop", actor: "tester" };
    await appendConsentEvents(db, [
      consentEvent({ ...said, action: "granted", purposes: ["marketing"] }),
      consentEvent({ ...said, now: 6, action: "withdrawn", purposes: ["marketing"] }),
    ]);

    const page = await contactList(db, { limit: 2 });
    expect(page.contacts.map(({ name, fields }) => [name, fields.city])).toEqual([
      ["N1", "Lima"],
      ["N2", "Lima"],
    ]);
    expect(page.contacts.map(({ consent }) => consent.marketing)).toEqual(["withdrawn", "unknown"]);
    const rest = await contactList(db, { limit: 2, after: page.next });
    expect(rest.contacts.map(({ name }) => name)).toEqual(["N3"]);
    expect(rest.next).toBeUndefined();

    const withdrawn = await getContactById(db, first.id);
    if (withdrawn === undefined) throw new Error("not found");
    const shown = await contactWithHistory(db, withdrawn);
    expect(shown.events.map(({ action }) => action)).toEqual(["granted", "withdrawn"]);
    expect(shown.consent.marketing).toBe("withdrawn");
  });
});
