import { groupBy } from "../../../core/group.ts";
import { noConsent, writeConsentLetters } from "../../../storage/consent-letters.ts";
import type { Queryable } from "../../../storage/database.ts";
import { appendConsentEvents, consentEventsOfMany } from "../../../storage/repos/consent.ts";
import type { LedgerEvent, NewConsentEvent } from "../../../storage/repos/consent.ts";
import { addContacts, findContactsByLines } from "../../../storage/repos/contacts.ts";
import { findOwners, setListColumns } from "../../../storage/repos/contacts-bulk.ts";
import { changesOf, noteChanges } from "../../../storage/repos/imports.ts";
import { purposes } from "../../../storage/rows.ts";
import type { ContactRow, Purpose } from "../../../storage/rows.ts";
import type { Person } from "../reading/person.ts";
import { note } from "./batch.ts";
import type { Batch } from "./batch.ts";
import { changedBy, difference, listColumns, readNote, saidBy, writeNote } from "./change.ts";
import type { Earlier, ListValues } from "./change.ts";
import { sayingsOf } from "./sayings.ts";

/** A contact while the rows of a chunk are taken into it. */
interface Held {
  row: ContactRow;
  /** The row of this list that named it first; undefined until one does. */
  first: number | undefined;
  /** What it was before this list; undefined for one that the list itself brought. */
  before: Partial<ListValues> | undefined;
  /** When it was changed last before this list. */
  updatedAt: number;
  readonly stored: ContactRow;
  readonly events: LedgerEvent[];
  /** What the rows of this list have said so far (`saidBy`), and their noes: `no.utility`. */
  readonly said: Set<string>;
}

function newRow(person: Person, batch: Batch): Omit<ContactRow, "id"> {
  const blank = (text: string): string | null => (text === "" ? null : text);
  return {
    phone: blank(person.phone),
    match_key: person.line ?? null,
    given_phone: blank(person.given),
    country: blank(person.country),
    name: blank(person.name),
    labels: person.labels === "" ? "[]" : person.labels,
    fields: person.fields === "" ? "{}" : person.fields,
    consent: noConsent,
    language: blank(person.language),
    time_zone: blank(person.timeZone),
    wa_id: null,
    user_id: blank(person.userId),
    username: blank(person.username),
    marketing_limit: null,
    import_id: batch.importId,
    import_row: person.row,
    merged_into: null,
    removed_at: null,
    created_at: batch.now,
    updated_at: batch.now,
  };
}

/** The contacts that a chunk's remaining rows may mean, by line and by user id. */
class Contacts {
  readonly #byLine = new Map<number, Held>();
  readonly #byUser = new Map<string, Held>();
  readonly #held = new Map<number, Held>();

  hold(row: ContactRow, line: number | null, userId: string | null): Held {
    let held = this.#held.get(row.id);
    if (held === undefined) {
      held = { row, stored: row, first: undefined, before: {}, updatedAt: row.updated_at, events: [], said: new Set() };
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

async function load(tx: Queryable, people: readonly Person[], batch: Batch): Promise<Contacts> {
  const contacts = new Contacts();
  const lines = people.flatMap(({ line }) => (line === undefined ? [] : [line]));
  for (const [line, row] of await findContactsByLines(tx, lines)) contacts.hold(row, line, row.user_id);
  const userIds = people.flatMap(({ userId }) => (userId === "" ? [] : [userId]));
  for (const [userId, row] of await findOwners(tx, userIds)) contacts.hold(row, row.match_key, userId);
  const held = contacts.all();
  const ids = held.map(({ row }) => row.id);
  const notes = await changesOf(tx, batch.importId, ids);
  const events = groupBy(await consentEventsOfMany(tx, ids), ({ contact_id: id }) => id);
  for (const one of held) {
    one.events.push(...(events.get(one.row.id) ?? []));
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
  return contacts;
}

function earlierOf(held: Held): Earlier | undefined {
  if (held.first === undefined) return undefined;
  return held.before === undefined ? "all" : held.said;
}

/** Whether the contact is any different for this list. */
function isChanged({ row, before = {}, events }: Held, batch: Batch): boolean {
  const differs = listColumns.some((column) => before[column] !== undefined && before[column] !== row[column]);
  return differs || events.some((event) => event.import_id === batch.importId);
}

function asEvent(event: NewConsentEvent, importId: number): LedgerEvent {
  return {
    seq: 0,
    contact_id: event.contactId,
    purposes: event.purposes.join(","),
    action: event.action,
    occurred_at: event.occurredAt,
    recorded_at: event.recordedAt,
    list_row: event.row,
    hash: "",
    digest: "",
    method: event.proof.method,
    source: event.proof.source,
    wording: event.proof.wording,
    wording_version: event.proof.wordingVersion,
    evidence: event.proof.evidence,
    actor: event.proof.actor,
    ip: event.proof.ip,
    user_agent: event.proof.userAgent,
    import_id: importId,
  };
}

/** Takes one row into the contact that it names. Answers the events that its words on consent make. */
function takeIn(person: Person, held: Held, contacts: Contacts, batch: Batch): readonly NewConsentEvent[] {
  const { tally, policy } = batch;
  const { counts } = tally;
  const isFirst = held.first === undefined;
  const wasChanged = isChanged(held, batch);
  const hadConsent = held.row.consent.includes("g");
  const owner = contacts.ownerOf(person.userId);
  // A user id that another contact has is not taken from it.
  const own = owner === undefined || owner === held ? person : { ...person, userId: "" };
  const after = changedBy(own, held.row, policy, earlierOf(held));
  const before = difference(held.row, after);

  const heard = policy === "skip" ? { ...person, grants: "" } : person;
  const noes = new Set<Purpose>(purposes.filter((purpose) => held.said.has(`no.${purpose}`)));
  const said = sayingsOf(heard, held.row.id, { consent: held.row.consent, events: held.events, noes }, batch);
  let { consent } = held.row;
  for (const event of said.events) {
    consent = writeConsentLetters(consent, event.purposes, event.action);
    held.events.push(asEvent(event, batch.importId));
  }
  for (const one of said.withdrawn) note(tally.withdrawn, one);
  for (const one of said.withdrawnKept) note(tally.withdrawnKept, one);
  for (const one of said.grantedKept) note(tally.grantedKept, one);
  if (said.undated) tally.undated++;

  held.row = { ...held.row, ...after, consent, ...(before === undefined ? {} : { updated_at: batch.now }) };
  contacts.hold(held.row, held.row.match_key, held.row.user_id);
  if (held.before !== undefined) {
    held.before = { ...before, ...held.before };
    if (policy !== "skip") for (const name of saidBy(own)) held.said.add(name);
    for (const [purpose, kind] of person.denials?.purposes ?? [])
      if (kind !== "implied") held.said.add(`no.${purpose}`);
  }
  const isOther = isChanged(held, batch);
  const hasConsent = consent.includes("g");
  if (isFirst) {
    held.first = person.row;
    counts[isOther ? "updated" : "unchanged"]++;
    if (!hasConsent) counts.withoutConsent++;
  } else {
    counts.merged++;
    note(tally.merges, { row: person.row, into: held.first ?? 0 });
    if (held.before !== undefined && isOther !== wasChanged) {
      // Counted with its first row, which alone changed nothing, or what this one sets back.
      counts[wasChanged ? "updated" : "unchanged"]--;
      counts[isOther ? "updated" : "unchanged"]++;
    }
    if (hasConsent !== hadConsent) counts.withoutConsent += hasConsent ? -1 : 1;
  }
  return said.events;
}

async function create(tx: Queryable, person: Person, contacts: Contacts, batch: Batch): Promise<Held> {
  const taken = contacts.ownerOf(person.userId) !== undefined;
  const [row] = await addContacts(tx, [newRow(taken ? { ...person, userId: "" } : person, batch)]);
  if (row === undefined) throw new TypeError("addContacts answers one contact for one row");
  const held = contacts.hold(row, row.match_key, row.user_id);
  held.first = person.row;
  held.before = undefined;
  return held;
}

/**
 * Takes rows into contacts that exist: those of the store, and those that earlier rows of the list brought. One after another, so
 * that it makes no difference how the list was cut into chunks.
 */
export async function writeKnown(tx: Queryable, people: readonly Person[], batch: Batch): Promise<void> {
  if (people.length === 0) return;
  const contacts = await load(tx, people, batch);
  const events: NewConsentEvent[] = [];
  for (const person of people) {
    const held = contacts.find(person);
    if (held !== undefined) {
      events.push(...takeIn(person, held, contacts, batch));
      continue;
    }
    const made = await create(tx, person, contacts, batch);
    const said = sayingsOf(person, made.row.id, { consent: noConsent, events: [] }, batch);
    for (const event of said.events) {
      made.row = { ...made.row, consent: writeConsentLetters(made.row.consent, event.purposes, event.action) };
      made.events.push(asEvent(event, batch.importId));
    }
    events.push(...said.events);
    batch.tally.counts.created++;
    if (said.undated) batch.tally.undated++;
    for (const one of said.withdrawn) note(batch.tally.withdrawn, one);
    if (!made.row.consent.includes("g")) batch.tally.counts.withoutConsent++;
  }
  await save(tx, contacts.all(), batch);
  await appendConsentEvents(tx, events);
}

async function save(tx: Queryable, held: readonly Held[], batch: Batch): Promise<void> {
  const changed = held.filter(({ row, stored }) => listColumns.some((column) => row[column] !== stored[column]));
  await setListColumns(
    tx,
    changed.map(({ row }) => row),
    batch.now,
  );
  const noted = held.filter(({ before, first }) => before !== undefined && first !== undefined);
  await noteChanges(
    tx,
    noted.map(({ row, first, before = {}, updatedAt, said }) => ({
      import_id: batch.importId,
      contact_id: row.id,
      list_row: first ?? 0,
      before: writeNote(before, updatedAt, said),
    })),
  );
}
