import { noConsent, writeConsentLetters } from "../../../storage/consent-letters.ts";
import type { Queryable, SqlValue } from "../../../storage/database.ts";
import { eventHash } from "../../../storage/ledger-hash.ts";
import { appendChained, purposeList, readPurposeList } from "../../../storage/repos/consent.ts";
import type { ChainedEvent } from "../../../storage/repos/consent.ts";
import { bulkColumns, insertFreeLines } from "../../../storage/repos/contacts-bulk.ts";
import type { BulkColumn, BulkContact } from "../../../storage/repos/contacts-bulk.ts";
import type { TextColumn } from "../reading/chunk.ts";
import type { People } from "../reading/people.ts";
import { note } from "./batch.ts";
import type { Batch } from "./batch.ts";
import { sayingsOf } from "./sayings.ts";

const letters = new Map<string, string>();

function lettersOf(grants: string): string {
  let text = letters.get(grants);
  if (text === undefined) {
    text = grants === "" ? noConsent : writeConsentLetters(noConsent, readPurposeList(grants), "granted");
    letters.set(grants, text);
  }
  return text;
}

/** What new people say, without a look at the ledger: by their place in the chunk. */
interface Said {
  readonly consent: string;
  readonly events: readonly ChainedEvent[];
}

const silent: Said = { consent: noConsent, events: [] };

function newcomerSays(people: People, place: number, id: number, batch: Batch): Said {
  const proof = people.proofs[place] ?? -1;
  const kept = people.kept[proof];
  if (kept === undefined) return silent;
  const { id: proofId, digest } = kept;
  const grants = people.texts.grants?.[place] ?? "";
  const hash = people.texts.hash?.[place] ?? "";
  const row = people.rows[place] ?? 0;
  if (hash !== "") {
    const at = people.dates[place] ?? Number.NaN;
    const occurredAt = Number.isNaN(at) ? batch.now : at;
    return { consent: lettersOf(grants), events: [[id, grants, "granted", occurredAt, batch.now, row, proofId, hash]] };
  }
  const events: ChainedEvent[] = [];
  let previous = "";
  let consent = noConsent;
  for (const said of sayingsOf(people.person(place), id, { consent: noConsent, events: [] }, batch).events) {
    const { action, occurredAt, recordedAt, row: listRow } = said;
    const purposes = purposeList(said.purposes);
    previous = eventHash(previous, { contactId: id, purposes, action, occurredAt, recordedAt, row: listRow }, digest);
    events.push([id, purposes, action, occurredAt, recordedAt, listRow, proofId, previous]);
    consent = writeConsentLetters(consent, said.purposes, action);
  }
  return { consent, events };
}

/** Where the values of the columns that not every list has come from. */
const optional: readonly (readonly [BulkColumn, TextColumn, string | null])[] = [
  ["labels", "labels", "[]"],
  ["fields", "fields", "{}"],
  ["language", "language", null],
  ["time_zone", "timeZone", null],
  ["username", "username", null],
];

/**
 * Writes the people whose line nobody has, and answers the places of the others: those of the store, and those of earlier rows.
 * This is the way of nearly every row of a large list: one insert a contact, one an event, and no reading.
 *
 * @param firstId the number of the first person of the chunk, if it is new; the others follow
 */
export async function writeNew(tx: Queryable, people: People, firstId: number, batch: Batch): Promise<number[]> {
  const { texts } = people;
  const present = optional.filter(([, name]) => texts[name] !== undefined);
  const columns = bulkColumns.filter(
    (column) => !optional.some(([name]) => name === column) || present.some(([name]) => name === column),
  );
  const rest: number[] = [];
  const rows: BulkContact[] = [];
  const saidOf = new Map<number, Said>();
  const lines = new Set<number>();
  for (let place = 0; place < people.count; place++) {
    const line = people.lines[place] ?? Number.NaN;
    if (people.erased.has(place)) continue;
    const userId = texts.userId?.[place] ?? "";
    // Who has a user id may be known by it; later rows with the same line come after them.
    if (Number.isNaN(line) || userId !== "" || lines.has(line)) {
      lines.add(line);
      rest.push(place);
      continue;
    }
    lines.add(line);
    const id = firstId + place;
    const said = newcomerSays(people, place, id, batch);
    saidOf.set(place, said);
    const values: [number, number, ...SqlValue[]] = [
      line,
      id,
      texts.phone?.[place] ?? "",
      texts.given?.[place] ?? "",
      texts.country?.[place] ?? "",
      texts.name?.[place] || null,
      said.consent,
      people.rows[place] ?? 0,
    ];
    for (const [, name, blank] of present) values.push(texts[name]?.[place] || blank);
    rows.push(values);
  }
  // In the order of their lines: the index of lines is written piece by piece instead of all over.
  rows.sort((one, other) => one[0] - other[0]);
  const inserted = await insertFreeLines(tx, columns, rows, { importId: batch.importId, now: batch.now });
  const events: ChainedEvent[] = [];
  for (const [place, said] of saidOf) {
    if (inserted !== undefined && !inserted.has(firstId + place)) {
      rest.push(place);
      continue;
    }
    for (const event of said.events) events.push(event);
    count(people, place, said, batch);
  }
  await appendChained(tx, events, batch.now);
  return rest.toSorted((one, other) => one - other);
}

function count(people: People, place: number, { consent, events }: Said, { tally }: Batch): void {
  tally.counts.created++;
  if (!consent.includes("g")) tally.counts.withoutConsent++;
  for (const [, purposes, action, , , row] of events) {
    if (action === "granted" && Number.isNaN(people.dates[place] ?? Number.NaN)) tally.undated++;
    if (action !== "withdrawn") continue;
    for (const purpose of readPurposeList(purposes)) note(tally.withdrawn, { row: row ?? 0, purpose });
  }
}
