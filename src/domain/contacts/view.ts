import type { Queryable } from "../../storage/database.ts";
import { consentEventsOf, latestConsent } from "../../storage/repos/consent.ts";
import { listContacts } from "../../storage/repos/contacts.ts";
import type { ContactPage } from "../../storage/repos/contacts.ts";
import type { ConsentEventRow, ContactRow } from "../../storage/rows.ts";
import { consentState, consentStates } from "../consent/state.ts";
import type { ConsentState } from "../consent/state.ts";
import { readFields } from "./new-contact.ts";

/** A contact with what it agreed to. Instants are milliseconds. */
export interface Contact {
  readonly id: string;
  readonly name: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly waId: string | null;
  readonly userId: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly consent: ConsentState;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ContactWithHistory extends Contact {
  /** The number as it was first given. */
  readonly givenPhone: string | null;
  /** The batch that brought the contact. */
  readonly importId: string | null;
  /** The whole ledger, oldest first. */
  readonly events: readonly ConsentEventRow[];
}

export interface ContactList {
  readonly contacts: readonly Contact[];
  /** The `after` of the next page; undefined on the last one. */
  readonly next: string | undefined;
}

function toContact(row: ContactRow, consent: ConsentState): Contact {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    waId: row.wa_id,
    userId: row.user_id,
    country: row.country,
    language: row.language,
    fields: readFields(row.fields),
    consent,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The same contacts, in the same order, with their consent. */
async function withConsent(db: Queryable, rows: readonly ContactRow[]): Promise<Contact[]> {
  const ids = rows.map((row) => row.id);
  const states = consentStates(await latestConsent(db, ids));
  return rows.map((row) => toContact(row, states.get(row.id) ?? consentState([])));
}

/** One page of contacts, oldest first. */
export async function contactList(db: Queryable, page: ContactPage): Promise<ContactList> {
  const rows = await listContacts(db, { ...page, limit: page.limit + 1 });
  const shown = rows.slice(0, page.limit);
  return { contacts: await withConsent(db, shown), next: rows.length > shown.length ? shown.at(-1)?.id : undefined };
}

/** One contact with its whole ledger. */
export async function contactWithHistory(db: Queryable, row: ContactRow): Promise<ContactWithHistory> {
  const events = await consentEventsOf(db, row.id);
  const contact = toContact(row, consentState(events));
  return { ...contact, givenPhone: row.given_phone, importId: row.import_id, events };
}
