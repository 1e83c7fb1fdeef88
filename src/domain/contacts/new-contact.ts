import { newId } from "../../core/ids.ts";
import type { ParsedPhone } from "../../core/phone.ts";
import type { ContactRow } from "../../storage/rows.ts";

export interface NewContact {
  readonly phone: ParsedPhone;
  /** The number as it was given. */
  readonly given: string;
  readonly name?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly fields?: Iterable<readonly [string, string]> | undefined;
  readonly importId?: string | null | undefined;
  /** Default: a new one. */
  readonly id?: string | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/** A contact as it is first stored. */
export function newContactRow(contact: NewContact): ContactRow {
  const { phone, now } = contact;
  return {
    id: contact.id ?? newContactId(now),
    phone: phone.e164,
    wa_id: null,
    user_id: null,
    given_phone: contact.given,
    match_key: phone.matchKey,
    country: phone.country,
    name: contact.name ?? null,
    language: contact.language ?? null,
    fields: JSON.stringify(Object.fromEntries(contact.fields ?? [])),
    import_id: contact.importId ?? null,
    created_at: now,
    updated_at: now,
  };
}

export function newContactId(now: number): string {
  return newId("con", now);
}

/** A contact's own columns; what cannot be read as such holds none. */
export function readFields(json: string): Record<string, string> {
  const fields: unknown = JSON.parse(json);
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
}
