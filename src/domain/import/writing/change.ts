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

/**
 * What earlier rows of the same list said of a contact, by `nameOfField` and the names of columns: a later row only fills what
 * they left blank. All of it for a contact that the list itself brought.
 */
export type Earlier = ReadonlySet<string> | "all";

const nameOfField = (key: string): string => `fields.${key}`;

function isSaid(earlier: Earlier | undefined, name: string): boolean {
  return earlier === "all" || earlier?.has(name) === true;
}

function fieldsOf(said: string, stored: string, earlier: Earlier | undefined): string {
  if (said === "" || said === stored) return stored;
  const fields = readFields(stored);
  for (const [key, value] of Object.entries(readFields(said))) {
    if (Object.hasOwn(fields, key) && isSaid(earlier, nameOfField(key))) continue;
    fields[key] = value;
  }
  return JSON.stringify(fields);
}

/** What a row says of a contact: what later rows of its list do not say again. */
export function saidBy(person: Person): string[] {
  const texts = { name: person.name, language: person.language, time_zone: person.timeZone, username: person.username };
  const columns = Object.entries(texts).flatMap(([column, text]) => (text === "" ? [] : [column]));
  return person.fields === "" ? columns : [...columns, ...Object.keys(readFields(person.fields)).map(nameOfField)];
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
 * - `replace`: the contact has what the row says and nothing else; its number and consent stay. Later rows of the list fill in.
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
  if (policy === "replace" && earlier === undefined) {
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
  const kept = (column: ListColumn): boolean => isSaid(earlier, column);
  return {
    ...number,
    name: textOf(person.name, stored.name, kept("name")),
    labels:
      person.labels === "" || person.labels === stored.labels
        ? stored.labels
        : JSON.stringify(joinLabels(readLabels(stored.labels), readLabels(person.labels))),
    fields: fieldsOf(person.fields, stored.fields, earlier),
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

/** What an import keeps of a contact of the store: its columns before, and what the rows of the list have said. */
export type Note = Partial<ListValues> & { readonly updated_at?: number; readonly said?: readonly string[] };

export function readNote(json: string | null): Note {
  return json === null ? {} : (JSON.parse(json) as Note);
}

/** Null where there is nothing to keep. */
export function writeNote(before: Partial<ListValues>, updatedAt: number, said: ReadonlySet<string>): string | null {
  const isChanged = Object.keys(before).length > 0;
  if (!isChanged && said.size === 0) return null;
  const note: Note = { ...before, ...(isChanged ? { updated_at: updatedAt } : {}), said: [...said] };
  return JSON.stringify(note);
}
