import { noConsent, writeConsentLetters } from "../../../storage/consent-letters.ts";
import type { Queryable } from "../../../storage/database.ts";
import { appendConsentEvents } from "../../../storage/repos/consent.ts";
import type { LedgerEvent, NewConsentEvent } from "../../../storage/repos/consent.ts";
import { addContacts } from "../../../storage/repos/contacts.ts";
import { listColumns, setColumns } from "../../../storage/repos/contacts-bulk.ts";
import { noteChanges } from "../../../storage/repos/imports.ts";
import { purposes } from "../../../storage/rows.ts";
import type { ContactRow, Purpose } from "../../../storage/rows.ts";
import type { Person } from "../reading/person.ts";
import { note } from "./batch.ts";
import type { Batch } from "./batch.ts";
import { changedBy, namesSaid, valuesBefore, writeNote } from "./change.ts";
import type { Earlier } from "./change.ts";
import { isChanged, isNews, loadEvents, loadKnown } from "./known-contacts.ts";
import type { Held, KnownContacts } from "./known-contacts.ts";
import { sayingsOf } from "./sayings.ts";

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

function earlierOf(held: Held): Earlier | undefined {
  if (held.first === undefined) return undefined;
  return held.before === undefined ? "all" : held.said;
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

/** Takes a row's words on consent into a contact. Answers the events that they make. */
function hear(person: Person, held: Held, batch: Batch): readonly NewConsentEvent[] {
  const { tally, importId } = batch;
  const noes = new Set<Purpose>(purposes.filter((purpose) => held.said.has(`no.${purpose}`)));
  const events = (held.events ??= []);
  const said = sayingsOf(person, held.row.id, { consent: held.row.consent, events, noes }, batch);
  let { consent } = held.row;
  for (const event of said.events) {
    consent = writeConsentLetters(consent, event.purposes, event.action);
    events.push(asEvent(event, importId));
  }
  if (said.events.length > 0) {
    held.hasSpoken = true;
    held.row = { ...held.row, consent };
  }
  for (const one of said.withdrawn) note(tally.withdrawn, one);
  for (const one of said.withdrawnKept) note(tally.withdrawnKept, one);
  for (const one of said.grantedKept) note(tally.grantedKept, one);
  if (said.undated) tally.undated++;
  return said.events;
}

const nothing: readonly NewConsentEvent[] = [];

/** Takes one row into the contact that it names. Answers the events that its words on consent make. */
async function takeIn(
  tx: Queryable,
  person: Person,
  held: Held,
  contacts: KnownContacts,
  batch: Batch,
): Promise<readonly NewConsentEvent[]> {
  const { policy } = batch;
  const { counts } = batch.tally;
  const isFirst = held.first === undefined;
  const wasChanged = !isFirst && isChanged(held);
  const hadConsent = held.row.consent.includes("g");
  const changes = changedBy(person, held.row, policy, earlierOf(held));

  const weighs = isNews(person, held, batch);
  if (weighs && held.events === undefined) await loadEvents(tx, [held], batch);
  const heard = policy === "skip" ? { ...person, grants: "" } : person;
  const events = weighs ? hear(heard, held, batch) : nothing;

  if (changes !== undefined) {
    if (held.before !== undefined) held.before = { ...valuesBefore(held.row, changes), ...held.before };
    held.row = { ...held.row, ...changes, updated_at: batch.now };
    contacts.hold(held.row, held.row.match_key, held.row.user_id);
  }
  if (held.before !== undefined) {
    if (policy !== "skip") for (const name of namesSaid(person)) held.said.add(name);
    for (const [purpose, kind] of person.denials?.purposes ?? [])
      if (kind !== "implied") held.said.add(`no.${purpose}`);
  }
  const isOther = isChanged(held);
  const hasConsent = held.row.consent.includes("g");
  if (isFirst) {
    held.first = person.row;
    counts[isOther ? "updated" : "unchanged"]++;
    if (!hasConsent) counts.withoutConsent++;
  } else {
    counts.merged++;
    note(batch.tally.merges, { row: person.row, into: held.first ?? 0 });
    if (held.before !== undefined && isOther !== wasChanged) {
      // Counted with its first row, which alone changed nothing, or what this one sets back.
      counts[wasChanged ? "updated" : "unchanged"]--;
      counts[isOther ? "updated" : "unchanged"]++;
    }
    if (hasConsent !== hadConsent) counts.withoutConsent += hasConsent ? -1 : 1;
  }
  return events;
}

/** Adds somebody whom nobody knows by line or user id. Answers the events that the row's words on consent make. */
async function create(
  tx: Queryable,
  person: Person,
  contacts: KnownContacts,
  batch: Batch,
): Promise<readonly NewConsentEvent[]> {
  const [row] = await addContacts(tx, [newRow(person, batch)]);
  if (row === undefined) throw new TypeError("addContacts answers one contact for one row");
  const held = contacts.hold(row, row.match_key, row.user_id);
  held.first = person.row;
  held.before = undefined;
  const { counts } = batch.tally;
  const events = hear(person, held, batch);
  counts.created++;
  if (!held.row.consent.includes("g")) counts.withoutConsent++;
  return events;
}

/**
 * Takes rows into contacts that exist: those of the store, and those that earlier rows of the list brought. One after another, so
 * that it makes no difference how the list was cut into chunks.
 *
 * Answers the rows whose number and user id are two contacts: one of them may have opted out, and which of them is meant is not
 * for us to say.
 */
export async function writeKnown(tx: Queryable, people: readonly Person[], batch: Batch): Promise<readonly Person[]> {
  if (people.length === 0) return [];
  const contacts = await loadKnown(tx, people, batch);
  const events: NewConsentEvent[] = [];
  const ofTwo: Person[] = [];
  for (const person of people) {
    const held = contacts.find(person);
    const owner = contacts.ownerOf(person.userId);
    // A user id that nobody has, beside a number whose contact has another one, is somebody else too.
    const isOther =
      owner === undefined && person.userId !== "" && (held?.row.user_id ?? person.userId) !== person.userId;
    if (isOther || (owner !== undefined && owner !== held)) {
      ofTwo.push(person);
      continue;
    }
    const said =
      held === undefined ? await create(tx, person, contacts, batch) : await takeIn(tx, person, held, contacts, batch);
    for (const event of said) events.push(event);
  }
  await save(tx, contacts.all(), batch);
  await appendConsentEvents(tx, events);
  return ofTwo;
}

async function save(tx: Queryable, held: readonly Held[], batch: Batch): Promise<void> {
  await setColumns(
    tx,
    held.flatMap(({ row, stored }) => {
      if (row === stored) return [];
      const changed = listColumns.filter((column) => row[column] !== stored[column]);
      if (changed.length === 0) return [];
      const values = Object.fromEntries(changed.map((column) => [column, row[column]]));
      return [{ id: row.id, values: { ...values, updated_at: batch.now } }];
    }),
  );
  await noteChanges(
    tx,
    held.flatMap(({ row, first, before, updatedAt, said }) =>
      before === undefined || first === undefined
        ? []
        : [
            {
              import_id: batch.importId,
              contact_id: row.id,
              list_row: first,
              before: writeNote(before, updatedAt, said),
            },
          ],
    ),
  );
}
