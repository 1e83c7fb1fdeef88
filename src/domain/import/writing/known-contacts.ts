import { consentPlace } from "../../../storage/consent-letters.ts";
import type { Queryable } from "../../../storage/database.ts";
import { groupBy } from "../../../core/group.ts";
import { consentEventsOfMany, readPurposeList } from "../../../storage/repos/consent.ts";
import type { LedgerEvent } from "../../../storage/repos/consent.ts";
import { listColumns } from "../../../storage/repos/contacts-bulk.ts";
import type { ListValues } from "../../../storage/repos/contacts-bulk.ts";
import { changesOf } from "../../../storage/repos/imports.ts";
import { findLines, findOwners, heardOf } from "../../../storage/repos/listed-contacts.ts";
import type { Heard, ListedContact } from "../../../storage/repos/listed-contacts.ts";
import type { Purpose } from "../../../storage/rows.ts";
import type { Person } from "../reading/person.ts";
import type { Batch } from "./batch.ts";
import { readNote } from "./change.ts";

/** A contact while the rows of a chunk are taken into it. */
export interface Held {
  row: ListedContact;
  /** The row of this list that named it first; undefined until one does. */
  first: number | undefined;
  /** What it was before this list; undefined for one that the list itself brought. */
  before: Partial<ListValues> | undefined;
  /** When it was changed last before this list. */
  updatedAt: number;
  /** As the store has it. */
  readonly stored: ListedContact;
  /** What it has said, where a date may count. */
  heard: readonly Heard[];
  /** The same with its proofs; undefined where no row has said anything that it could make a difference to. */
  events: LedgerEvent[] | undefined;
  /** Whether any of it is of this list. */
  hasSpoken: boolean;
  /** What the rows of this list have said so far (`namesSaid`), and their noes: `no.utility`. */
  readonly said: Set<string>;
}

function newHeld(row: ListedContact): Held {
  return {
    row,
    first: undefined,
    before: {},
    updatedAt: row.updated_at,
    stored: row,
    heard: [],
    events: undefined,
    hasSpoken: false,
    said: new Set(),
  };
}

/** The contacts that a chunk's remaining rows may mean, by line and by user id. */
export class KnownContacts {
  readonly #byLine = new Map<number, Held>();
  readonly #byUser = new Map<string, Held>();
  readonly #held = new Map<number, Held>();

  hold(row: ListedContact, line: number | null, userId: string | null): Held {
    let held = this.#held.get(row.id);
    if (held === undefined) {
      held = newHeld(row);
      this.#held.set(row.id, held);
    }
    if (line !== null) this.#byLine.set(line, held);
    if (userId !== null && !this.#byUser.has(userId)) this.#byUser.set(userId, held);
    return held;
  }

  find({ line, userId }: Person): Held | undefined {
    const byLine = line === undefined ? undefined : this.#byLine.get(line);
    if (byLine !== undefined) return byLine;
    const byUser = this.#byUser.get(userId);
    // Two numbers are two contacts: what is said about one of them is not written down about the other.
    return line === undefined || byUser?.row.match_key === null ? byUser : undefined;
  }

  ownerOf(userId: string): Held | undefined {
    return this.#byUser.get(userId);
  }

  all(): Held[] {
    return [...this.#held.values()];
  }
}

/** Reads whom the rows may mean, and of what they have said as much as the rows make necessary. */
export async function loadKnown(tx: Queryable, people: readonly Person[], batch: Batch): Promise<KnownContacts> {
  const contacts = new KnownContacts();
  const lines = people.flatMap(({ line }) => (line === undefined ? [] : [line]));
  for (const [line, row] of await findLines(tx, lines)) contacts.hold(row, line, row.user_id);
  const userIds = people.flatMap(({ userId }) => (userId === "" ? [] : [userId]));
  for (const [userId, row] of await findOwners(tx, userIds)) contacts.hold(row, row.match_key, userId);
  const held = contacts.all();
  const notes = await changesOf(
    tx,
    batch.importId,
    held.map(({ row }) => row.id),
  );
  for (const one of held) {
    const noted = notes.get(one.row.id);
    if (one.row.import_id === batch.importId) {
      one.first = one.row.import_row ?? 0;
      one.before = undefined;
    } else if (noted !== undefined) {
      const { said = [], updated_at: updatedAt = one.updatedAt, ...before } = readNote(noted.before);
      one.updatedAt = updatedAt;
      one.first = noted.list_row;
      one.before = before;
      for (const name of said) one.said.add(name);
    }
  }
  await loadHeard(tx, people, contacts, batch);
  return contacts;
}

async function loadHeard(
  tx: Queryable,
  people: readonly Person[],
  contacts: KnownContacts,
  batch: Batch,
): Promise<void> {
  // Of this list can only be what somebody said whom it has named before.
  const whole = new Set(contacts.all().filter(({ first }) => first !== undefined));
  const dated = new Set<Held>();
  for (const person of people) {
    const held = contacts.find(person);
    if (held === undefined) continue;
    const may = mayBeNews(person, held, batch);
    if (may === "dated") dated.add(held);
    else if (may) whole.add(held);
  }
  const asked = [...dated].filter((held) => !whole.has(held)).map(({ row }) => row.id);
  const heard = groupBy(await heardOf(tx, asked), ({ contact_id: id }) => id);
  for (const held of dated) held.heard = heard.get(held.row.id) ?? [];
  for (const person of people) {
    const held = contacts.find(person);
    if (held !== undefined && dated.has(held) && isNews(person, held, batch)) whole.add(held);
  }
  await loadEvents(tx, [...whole], batch);
}

/** Reads what these contacts have said, with its proofs. */
export async function loadEvents(tx: Queryable, held: readonly Held[], batch: Batch): Promise<void> {
  const ids = held.map(({ row }) => row.id);
  const events = groupBy(await consentEventsOfMany(tx, ids), ({ contact_id: id }) => id);
  for (const one of held) {
    one.events = events.get(one.row.id) ?? [];
    one.hasSpoken = one.events.some((event) => event.import_id === batch.importId);
  }
}

const parsed = new Map<string, readonly Purpose[]>();

/** The purposes of a list of them, of which there are few different ones. */
function purposesOf(grants: string): readonly Purpose[] {
  let list = parsed.get(grants);
  if (list === undefined) {
    list = readPurposeList(grants);
    parsed.set(grants, list);
  }
  return list;
}

/** Whether a row's words on consent may be news to a contact; `dated`: only if they are later than what it has said. */
function mayBeNews(person: Person, { row }: Held, { policy }: Batch): boolean | "dated" {
  if (person.proof === undefined) return false;
  if (person.denials !== undefined) return true;
  if (person.grants === "" || policy === "skip") return false;
  for (const purpose of purposesOf(person.grants)) if (row.consent[consentPlace(purpose) - 1] !== "g") return true;
  return person.at === undefined ? false : "dated";
}

/** Whether a row's words on consent are to be weighed against the ledger: not where they only repeat what it has. */
export function isNews(person: Person, held: Held, batch: Batch): boolean {
  const may = mayBeNews(person, held, batch);
  const { at } = person;
  if (may !== "dated" || at === undefined) return may !== false;
  const said = held.events ?? held.heard;
  return purposesOf(person.grants).some((purpose) => {
    // No name of a purpose is part of another.
    const latest = said.findLast(({ purposes }) => purposes.includes(purpose));
    return latest === undefined || at > latest.occurred_at;
  });
}

/** Whether the contact is any different for this list. */
export function isChanged({ row, before, hasSpoken }: Held): boolean {
  if (hasSpoken) return true;
  if (before === undefined) return false;
  return listColumns.some((column) => before[column] !== undefined && before[column] !== row[column]);
}
