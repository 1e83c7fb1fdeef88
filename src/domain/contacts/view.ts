import type { Queryable } from "../../storage/database.ts";
import { refOf } from "../../core/ids.ts";
import { consentEventsOf } from "../../storage/repos/consent.ts";
import type { LedgerEvent } from "../../storage/repos/consent.ts";
import { countMessagesOf, mergedInto } from "../../storage/repos/contact-merge.ts";
import { listContacts } from "../../storage/repos/contact-lists.ts";
import type { ContactPage } from "../../storage/repos/contact-lists.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { consentOf } from "../consent/state.ts";
import type { ConsentState } from "../consent/state.ts";
import { readFields, readLabels } from "./new-contact.ts";

/** A contact with what it agreed to. Instants are milliseconds. */
export interface Contact {
  /** `con_17` */
  readonly id: string;
  readonly name: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly waId: string | null;
  readonly userId: string | null;
  readonly username: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  /** A limit of their own for marketing: `2/7d`, `none`. Null: the profile's. */
  readonly marketingLimit: string | null;
  readonly consent: ConsentState;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ContactWithHistory extends Contact {
  /** The number as it was first given. */
  readonly givenPhone: string | null;
  /** The batch that brought the contact. */
  readonly importId: string | null;
  /** When it was taken off the lists (milliseconds); null while it is on them. */
  readonly removedAt: number | null;
  /** Contacts that were merged into this one: `con_5`. */
  readonly merged: readonly string[];
  /** Messages of both directions. */
  readonly messages: number;
  /** The whole ledger, oldest first. */
  readonly events: readonly LedgerEvent[];
}

export interface ContactList {
  readonly contacts: readonly Contact[];
  /** The `after` of the next page; undefined on the last one. */
  readonly next: number | undefined;
}

export function toContact(row: ContactRow): Contact {
  return {
    id: refOf("con", row.id),
    name: row.name,
    phone: row.phone,
    waId: row.wa_id,
    userId: row.user_id,
    username: row.username,
    country: row.country,
    language: row.language,
    timeZone: row.time_zone,
    labels: readLabels(row.labels),
    fields: readFields(row.fields),
    marketingLimit: row.marketing_limit,
    consent: consentOf(row),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** One page of contacts, oldest first. */
export async function contactList(db: Queryable, page: ContactPage): Promise<ContactList> {
  const rows = await listContacts(db, { ...page, limit: page.limit + 1 });
  const shown = rows.slice(0, page.limit);
  return { contacts: shown.map(toContact), next: rows.length > shown.length ? shown.at(-1)?.id : undefined };
}

/** One contact with its whole ledger. */
export async function contactWithHistory(db: Queryable, row: ContactRow): Promise<ContactWithHistory> {
  const merged = await mergedInto(db, row.id);
  return {
    ...toContact(row),
    givenPhone: row.given_phone,
    importId: row.import_id === null ? null : refOf("imp", row.import_id),
    removedAt: row.removed_at,
    merged: merged.map((id) => refOf("con", id)),
    messages: await countMessagesOf(db, row.id),
    events: await consentEventsOf(db, row.id),
  };
}
