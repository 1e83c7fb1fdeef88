import { noConsent, writeConsentLetters } from "../../../storage/consent-letters.ts";
import type { Queryable } from "../../../storage/database.ts";
import { eventHash } from "../../../storage/ledger-hash.ts";
import { appendChained, purposeList, readPurposeList } from "../../../storage/repos/consent.ts";
import type { ChainedEvent } from "../../../storage/repos/consent.ts";
import { insertFreeLines, type LineContact } from "../../../storage/repos/contacts-bulk.ts";
import type { Person } from "../reading/person.ts";
import type { Batch } from "./batch.ts";
import { note } from "./batch.ts";
import { sayingsOf } from "./sayings.ts";

/** A person of a chunk, and the place of its proof in the run (-1: none). */
export interface Candidate {
  readonly person: Person;
  readonly proof: number;
  /** The number that the contact gets if it is new. */
  readonly id: number;
}

const letters = new Map<string, string>();

function lettersOf(grants: string): string {
  let text = letters.get(grants);
  if (text === undefined) {
    text = grants === "" ? noConsent : writeConsentLetters(noConsent, readPurposeList(grants), "granted");
    letters.set(grants, text);
  }
  return text;
}

interface NewContact {
  readonly candidate: Candidate;
  readonly contact: LineContact;
  readonly events: readonly ChainedEvent[];
}

/** A new person's words need no look at the ledger. */
function eventsOf({ person, proof, id }: Candidate, batch: Batch): { events: ChainedEvent[]; consent: string } {
  const digest = batch.digests[proof];
  const proofId = batch.proofIds[proof];
  if (digest === undefined || proofId === undefined) return { events: [], consent: noConsent };
  if (person.denials === undefined) {
    if (person.grants === "") return { events: [], consent: noConsent };
    const event = {
      contactId: id,
      purposes: person.grants,
      action: "granted",
      occurredAt: person.at ?? batch.now,
      recordedAt: batch.now,
      row: person.row,
    } as const;
    return { events: [{ ...event, proofId, hash: eventHash("", event, digest) }], consent: lettersOf(person.grants) };
  }
  const events: ChainedEvent[] = [];
  let previous = "";
  let consent = noConsent;
  for (const said of sayingsOf(person, id, { consent: noConsent, events: [] }, batch).events) {
    const { action, occurredAt, recordedAt, row } = said;
    const event = { contactId: id, purposes: purposeList(said.purposes), action, occurredAt, recordedAt, row };
    previous = eventHash(previous, event, digest);
    events.push({ ...event, proofId, hash: previous });
    consent = writeConsentLetters(consent, said.purposes, action);
  }
  return { events, consent };
}

function prepare(candidate: Candidate, line: number, batch: Batch): NewContact {
  const { person, id } = candidate;
  const { events, consent } = eventsOf(candidate, batch);
  const contact: LineContact = {
    id,
    phone: person.phone,
    match_key: line,
    given_phone: person.given,
    country: person.country,
    name: person.name === "" ? null : person.name,
    labels: person.labels === "" ? "[]" : person.labels,
    fields: person.fields === "" ? "{}" : person.fields,
    consent,
    language: person.language === "" ? null : person.language,
    time_zone: person.timeZone === "" ? null : person.timeZone,
    username: person.username === "" ? null : person.username,
    import_row: person.row,
  };
  return { candidate, contact, events };
}

/**
 * Writes the people whose line nobody has, and answers the others: those of the store, and those of earlier rows. This is the
 * way of nearly every row of a large list: one insert a contact, one an event, and no reading.
 */
export async function writeNew(tx: Queryable, candidates: readonly Candidate[], batch: Batch): Promise<Candidate[]> {
  const rest: Candidate[] = [];
  const firsts = new Map<number, NewContact>();
  for (const candidate of candidates) {
    const { line, userId } = candidate.person;
    // Who has a user id may be known by it.
    if (line === undefined || userId !== "" || firsts.has(line)) rest.push(candidate);
    else firsts.set(line, prepare(candidate, line, batch));
  }
  const prepared = [...firsts.values()];
  // In the order of their lines: the index of lines is written piece by piece instead of all over.
  const inserted = await insertFreeLines(
    tx,
    prepared.map(({ contact }) => contact).toSorted((one, other) => one.match_key - other.match_key),
    { importId: batch.importId, now: batch.now },
  );
  const added = inserted === undefined ? prepared : prepared.filter(({ contact }) => inserted.has(contact.id));
  if (added.length < prepared.length) {
    rest.push(...prepared.filter(({ contact }) => inserted?.has(contact.id) === false).map(({ candidate }) => candidate));
    rest.sort((one, other) => one.person.row - other.person.row);
  }
  await appendChained(
    tx,
    added.flatMap(({ events }) => events),
    batch.now,
  );
  tallyNew(added, batch);
  return rest;
}

function tallyNew(added: readonly NewContact[], { tally }: Batch): void {
  tally.counts.created += added.length;
  tally.changes += added.length;
  for (const { candidate, contact, events } of added) {
    if (!contact.consent.includes("g")) tally.counts.withoutConsent++;
    for (const { action, purposes, row } of events) {
      if (action === "granted" && candidate.person.at === undefined) tally.undated++;
      if (action !== "withdrawn") continue;
      for (const purpose of readPurposeList(purposes)) note(tally.withdrawn, { row: row ?? 0, purpose });
    }
  }
}
