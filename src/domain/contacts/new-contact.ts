import type { ParsedPhone } from "../../core/phone.ts";
import { noConsent } from "../../storage/consent-letters.ts";
import type { NewContactRow } from "../../storage/repos/contacts.ts";

export interface NewContact {
  readonly phone: Pick<ParsedPhone, "e164" | "country" | "line">;
  /** The number as it was given. */
  readonly given: string;
  readonly name?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly fields?: Iterable<readonly [string, string]> | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/** A contact as it is first stored. */
export function newContactRow(contact: NewContact): NewContactRow {
  const { phone, now } = contact;
  return {
    phone: phone.e164,
    wa_id: null,
    user_id: null,
    given_phone: contact.given,
    match_key: phone.line,
    country: phone.country,
    name: contact.name ?? null,
    language: contact.language ?? null,
    fields: JSON.stringify(Object.fromEntries(contact.fields ?? [])),
    labels: "[]",
    consent: noConsent,
    time_zone: null,
    username: null,
    marketing_limit: null,
    import_id: null,
    import_row: null,
    merged_into: null,
    removed_at: null,
    created_at: now,
    updated_at: now,
  };
}

/** A contact's own columns; what cannot be read as such holds none. */
export function readFields(json: string): Record<string, string> {
  const fields: unknown = JSON.parse(json);
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
}

/** A contact's labels; what cannot be read as such holds none. */
export function readLabels(json: string): string[] {
  const labels: unknown = JSON.parse(json);
  return Array.isArray(labels) ? labels.filter((label) => typeof label === "string") : [];
}
