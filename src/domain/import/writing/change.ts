import { listColumns } from "../../../storage/repos/contacts-bulk.ts";
import type { ContactRow } from "../../../storage/rows.ts";
import { readFields, readLabels } from "../../contacts/new-contact.ts";
import type { Person } from "../reading/person.ts";
import type { DuplicatePolicy } from "./batch.ts";

export { listColumns };
export type ListColumn = (typeof listColumns)[number];
export type ListValues = Pick<ContactRow, ListColumn>;

function textOf(said: string, stored: string | null, keep: boolean): string | null {
  if (said === "") return stored;
  return keep ? (stored ?? said) : said;
}

/** Labels compare without regard to case; the spelling that was there first stays. */
function joinLabels(stored: readonly string[], said: readonly string[]): string[] {
  const known = new Set(stored.map((label) => label.toLowerCase()));
  return [...stored, ...said.filter((label) => !known.has(label.toLowerCase()))];
}

function fieldsOf(said: string, stored: string, touched: ReadonlySet<string> | undefined, keep: boolean): string {
  if (said === "") return stored;
  const fields = readFields(stored);
  for (const [key, value] of Object.entries(readFields(said))) {
    if (keep && fields[key] !== undefined && (touched === undefined || touched.has(key))) continue;
    fields[key] = value;
  }
  return JSON.stringify(fields);
}

/** What an earlier row of the same list wrote, so that a later one only fills what it left blank. */
export interface Earlier {
  /** Columns; all of them for a contact that the list itself brought. */
  readonly columns: ReadonlySet<ListColumn> | "all";
  /** Custom fields, likewise. */
  readonly fields: ReadonlySet<string> | undefined;
}

/** A number is never rewritten; somebody who was known by a user id only can get one. */
function numberOf(
  person: Person,
  stored: ListValues,
): Pick<ListValues, "phone" | "match_key" | "given_phone" | "country"> {
  if (stored.phone === null && person.line !== undefined) {
    return { phone: person.phone, match_key: person.line, given_phone: person.given, country: person.country };
  }
  const { phone, match_key, given_phone, country } = stored;
  return { phone, match_key, given_phone, country };
}

/**
 * What a contact has after a row of a list.
 *
 * - `merge`: what the row says takes the place of what is stored; what it leaves blank stays.
 * - `skip`: nothing changes.
 * - `replace`: the contact has what the row says and nothing else; its number and consent stay.
 */
export function changedBy(
  person: Person,
  stored: ListValues,
  policy: DuplicatePolicy,
  earlier: Earlier | undefined,
): ListValues {
  // Who was taken off the lists is on them again.
  const back = { ...stored, removed_at: null };
  const number = numberOf(person, stored);
  if (policy === "skip") return earlier === undefined ? back : stored;
  const userId = stored.user_id ?? (person.userId === "" ? null : person.userId);
  if (policy === "replace") {
    return {
      ...number,
      name: person.name === "" ? null : person.name,
      labels: person.labels === "" ? "[]" : person.labels,
      fields: person.fields === "" ? "{}" : person.fields,
      language: person.language === "" ? null : person.language,
      time_zone: person.timeZone === "" ? null : person.timeZone,
      username: person.username === "" ? null : person.username,
      user_id: userId,
      removed_at: null,
    };
  }
  const kept = (column: ListColumn): boolean =>
    earlier !== undefined && (earlier.columns === "all" || earlier.columns.has(column));
  return {
    ...number,
    name: textOf(person.name, stored.name, kept("name")),
    labels:
      person.labels === ""
        ? stored.labels
        : JSON.stringify(joinLabels(readLabels(stored.labels), readLabels(person.labels))),
    fields: fieldsOf(person.fields, stored.fields, earlier?.fields, earlier !== undefined),
    language: textOf(person.language, stored.language, kept("language")),
    time_zone: textOf(person.timeZone, stored.time_zone, kept("time_zone")),
    username: textOf(person.username, stored.username, kept("username")),
    user_id: userId,
    removed_at: null,
  };
}

/** The columns that differ, as they were; undefined when none does. */
export function difference(before: ListValues, after: ListValues): Partial<ListValues> | undefined {
  const changed = listColumns.filter((column) => before[column] !== after[column]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((column) => [column, before[column]]));
}

/** What an import noted of a contact before it changed it. */
export function readBefore(json: string | null): Partial<ListValues> {
  return json === null ? {} : (JSON.parse(json) as Partial<ListValues>);
}

/** The fields that an earlier row of the list wrote: those that are not as they were. */
export function touchedFields(before: Partial<ListValues>, now: ListValues): ReadonlySet<string> {
  if (before.fields === undefined) return new Set();
  const old = readFields(before.fields);
  return new Set(
    Object.entries(readFields(now.fields))
      .filter(([key, value]) => old[key] !== value)
      .map(([key]) => key),
  );
}
