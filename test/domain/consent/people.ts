import { join } from "node:path";
import { newContactRow } from "../../../src/domain/contacts/new-contact.ts";
import { consentEvent, type ConsentStatement } from "../../../src/domain/consent/events.ts";
import { lineOf, parsePhone } from "../../../src/core/phone.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { appendConsentEvents } from "../../../src/storage/repos/consent.ts";
import { addContacts, type NewContactRow } from "../../../src/storage/repos/contacts.ts";
import type { ContactRow } from "../../../src/storage/rows.ts";
import { temporaryFolder } from "../../helpers/run.ts";

/** Noon of a day in autumn, in milliseconds. */
export const noon = Date.UTC(2026, 8, 1, 12);

/** Adds a contact with a number of an example range. */
export async function person(db: Database, phone: string, changes: Partial<NewContactRow> = {}): Promise<ContactRow> {
  const parsed = parsePhone(phone);
  const country = parsed.ok ? parsed.country : "US";
  const row = newContactRow({
    phone: { e164: phone, country, line: lineOf(phone) },
    given: phone,
    name: "Ana",
    now: noon,
  });
  const [added] = await addContacts(db, [{ ...row, ...changes }]);
  if (added === undefined) throw new Error("no contact was added");
  return added;
}

/** Adds what a contact said to the ledger. */
export async function said(
  db: Database,
  contactId: number,
  action: ConsentStatement["action"],
  purposes: ConsentStatement["purposes"],
  more: Partial<ConsentStatement> = {},
): Promise<void> {
  await appendConsentEvents(db, [
    consentEvent({
      contactId,
      action,
      purposes,
      at: noon,
      now: noon + 1_000,
      method: "web form",
      source: "https://example.com/signup",
      actor: "eva",
      ...more,
    }),
  ]);
}

/** A folder of recado's with a database in it; what `fill` does is closed before commands run. */
export async function homeOf(fill: (db: Database) => Promise<void>): Promise<string> {
  const home = temporaryFolder();
  await withDatabase(home, fill);
  return home;
}

export async function withDatabase<Result>(home: string, work: (db: Database) => Promise<Result>): Promise<Result> {
  const db = await openDatabase(join(home, "default.db"), { createFolder: true });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
