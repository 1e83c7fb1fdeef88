import { listColumns } from "../../../storage/repos/contacts-bulk.ts";
import type { ListColumn, ListValues } from "../../../storage/repos/contacts-bulk.ts";
import { readFields, readLabels } from "../../contacts/new-contact.ts";
import type { Person } from "../reading/person.ts";
import type { DuplicatePolicy } from "./batch.ts";

/** Labels compare without regard to case; the spelling that was there first stays. */
function labelsOf(said: string, stored: string): string {
  if (said === "" || said === stored) return stored;
  const before = readLabels(stored);
  const known = new Set(before.map((label) => label.toLowerCase()));
  const added = readLabels(said).filter((label) => !known.has(label.toLowerCase()));
  return added.length === 0 ? stored : JSON.stringify([...before, ...added]);
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
  // Not an object: a column may be called __proto__.
  const fields = new Map(Object.entries(readFields(stored)));
  let isChanged = false;
  for (const [key, value] of Object.entries(readFields(said))) {
    const before = fields.get(key);
    if (before === value || (before !== undefined && isSaid(earlier, nameOfField(key)))) continue;
    fields.set(key, value);
    isChanged = true;
  }
  return isChanged ? JSON.stringify(Object.fromEntries(fields)) : stored;
}

/** The names of what a row says of a contact: what later rows of its list do not say again. */
export function namesSaid(person: Person): string[] {
  const names: string[] = [];
  if (person.name !== "") names.push("name");
  if (person.language !== "") names.push("language");
  if (person.timeZone !== "") names.push("time_zone");
  if (person.username !== "") names.push("username");
  if (person.fields !== "") for (const key of Object.keys(readFields(person.fields))) names.push(nameOfField(key));
  return names;
}

/**
 * What a row of a list changes of a contact; undefined when it says nothing new.
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
): Partial<ListValues> | undefined {
  const isFirst = earlier === undefined;
  let changes: Partial<ListValues> | undefined;
  const set = <Column extends ListColumn>(column: Column, value: ListValues[Column]): void => {
    if (value !== stored[column]) (changes ??= {})[column] = value;
  };
  // Who was taken off the lists is on them again.
  if (isFirst || policy !== "skip") set("removed_at", null);
  if (policy === "skip") return changes;

  // A number is never rewritten; somebody who was known by a user id only can get one.
  if (stored.phone === null && person.line !== undefined) {
    set("phone", person.phone);
    set("match_key", person.line);
    set("given_phone", person.given);
    set("country", person.country);
  }
  if (stored.user_id === null && person.userId !== "") set("user_id", person.userId);

  const replaces = policy === "replace" && isFirst;
  const text = (column: "name" | "language" | "time_zone" | "username", said: string): void => {
    if (said === "") {
      if (replaces) set(column, null);
    } else if (stored[column] === null || !isSaid(earlier, column)) {
      set(column, said);
    }
  };
  text("name", person.name);
  text("language", person.language);
  text("time_zone", person.timeZone);
  text("username", person.username);
  set("labels", replaces ? person.labels || "[]" : labelsOf(person.labels, stored.labels));
  set("fields", replaces ? person.fields || "{}" : fieldsOf(person.fields, stored.fields, earlier));
  return changes;
}

/** What the columns that change are before. */
export function valuesBefore(stored: ListValues, changes: Partial<ListValues>): Partial<ListValues> {
  const changed = listColumns.filter((column) => changes[column] !== undefined);
  return Object.fromEntries(changed.map((column) => [column, stored[column]]));
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
