import type { CountryCode } from "../../../core/phone.ts";
import type { ConsentProof } from "../../../storage/ledger-hash.ts";
import { eventHash, proofDigest } from "../../../storage/ledger-hash.ts";
import { doNotContactOf } from "../../rights/do-not-contact.ts";
import type { DoNotContactData } from "../../rights/do-not-contact.ts";
import { consentReader } from "../cells/consent-cells.ts";
import type { FileConsent } from "../cells/consent-cells.ts";
import { dateOrderSurvey } from "../cells/date-order.ts";
import type { DateOrder, DateOrderSurvey } from "../cells/date-order.ts";
import { openList } from "../formats/open-list.ts";
import type { ListFile, ListFormat, ListInput } from "../list.ts";
import { columnNames } from "../mapping/column-names.ts";
import { mapColumns } from "../mapping/headers.ts";
import type { Columns, MapEntry } from "../mapping/headers.ts";
import type { KnownExportName } from "../mapping/known-exports/known-export.ts";
import type { SavedMapping } from "../mapping/mapping-file.ts";
import { packChunk } from "./chunk.ts";
import type { Chunk, HashedPerson } from "./chunk.ts";
import { evidenceReader } from "./evidence.ts";
import type { Person, RejectedRow } from "./person.ts";
import { proofReader } from "./proofs.ts";
import { rowReader } from "./read-row.ts";

/** What decides how a list is read. Crosses to another thread. */
export interface ReadOptions {
  readonly sheet?: string | undefined;
  readonly format?: ListFormat | undefined;
  /** Where numbers without a country code are from. */
  readonly country?: CountryCode | undefined;
  readonly map: readonly MapEntry[];
  readonly mappingFile?: SavedMapping | undefined;
  readonly consent?: FileConsent | undefined;
  readonly requireConsent: boolean;
  /** How day and month are written, where a person says so; else as the list shows, or as its country does. */
  readonly dateOrder?: DateOrder | undefined;
  /** Files that the list names as evidence are relative to it. */
  readonly evidenceFolder: string;
  readonly actor: string;
  /** Milliseconds. */
  readonly now: number;
}

/** What a list is, known when its first reading is done. */
export interface ListInfo extends Pick<
  ListFile,
  "format" | "fileName" | "hash" | "bytes" | "encoding" | "delimiter" | "sheet" | "sheets" | "header" | "rowCount"
> {
  /** Header → field. */
  readonly mapping: Readonly<Record<string, string>>;
  /** The product whose export it is, where it is a known one. */
  readonly product: KnownExportName | null;
  /** How dates such as 03/04/2025 were read; null when there are none, or they were refused. */
  readonly dateOrder: DateOrder | null;
}

export interface ReadRun {
  readonly importId: number | null;
  /** How many rows were taken in before; they are only looked through for what was refused. */
  readonly skip: number;
  /** The number of the first contact, if all of them are new: what it is hashed with. */
  readonly firstId: number;
  /** People who were erased, and may not come back with a list. */
  readonly blocked: DoNotContactData;
  /** Rows of a chunk. */
  readonly chunkSize?: number | undefined;
}

/** A list that is open, and read in chunks. */
export interface ListReader {
  readonly info: ListInfo;
  chunks(run: ReadRun): AsyncGenerator<Chunk>;
  close(): Promise<void>;
}

const chunkSize = 2_000;

/** Header → field; columns with the same header are told apart by a number. */
function mappingOf(columns: Columns): Record<string, string> {
  const entries = new Map<string, string>();
  const names = columnNames(columns.all.map(({ header }) => header));
  for (const column of columns.all) {
    const isPhone = columns.phones.some((phone) => phone.place === column.place);
    const header = names[column.place] || column.key;
    entries.set(header, isPhone ? "phone" : column.field === "custom" ? `custom:${column.key}` : column.field);
  }
  return Object.fromEntries(entries);
}

/**
 * Opens a list and goes through it once, so that what is wrong with the whole of it is told before anything is written.
 *
 * @throws InputError when no list can be made of the file, or its columns leave open which one is the phone
 */
export async function openReader(input: ListInput, options: ReadOptions): Promise<ListReader> {
  let columns: Columns | undefined;
  let dates: DateOrderSurvey | undefined;
  const list = await openList(input, {
    sheet: options.sheet,
    format: options.format,
    survey: (header) => {
      columns = mapColumns(header, { map: options.map, mappingFile: options.mappingFile }, input.name);
      const survey = dateOrderSurvey(columns, options.country);
      dates = survey;
      if (!columns.of.has("consent_date")) return undefined;
      return (rows) => {
        for (const { cells } of rows) survey.row(cells);
      };
    },
  });
  // A note beside the list may have made the header wider than it looked at first.
  columns = mapColumns(list.header, { map: options.map, mappingFile: options.mappingFile }, input.name);
  const dateOrder = options.dateOrder ?? dates?.result();
  const info: ListInfo = {
    format: list.format,
    fileName: list.fileName,
    hash: list.hash,
    bytes: list.bytes,
    encoding: list.encoding,
    delimiter: list.delimiter,
    sheet: list.sheet,
    sheets: list.sheets,
    header: list.header,
    rowCount: list.rowCount,
    mapping: mappingOf(columns),
    product: columns.export,
    dateOrder: dates?.hasOpen() === true ? (dateOrder ?? null) : null,
  };
  const chosen = columns;
  return { info, chunks: (run) => readChunks(list, chosen, dateOrder, options, run), close: async () => {} };
}

async function* readChunks(
  list: ListFile,
  columns: Columns,
  dateOrder: DateOrder | undefined,
  options: ReadOptions,
  run: ReadRun,
): AsyncGenerator<Chunk> {
  const evidence = evidenceReader(options.evidenceFolder);
  const read = rowReader({
    format: list.format,
    columns,
    country: options.country,
    consent: consentReader(columns, options.consent, dateOrder, options.now),
    proof: proofReader(
      { ...options, fileName: list.fileName, fileHash: list.hash, importId: run.importId, columns },
      evidence,
    ),
    requireConsent: options.requireConsent,
    blocked: doNotContactOf(run.blocked),
  });
  const digestOf = lastOf(proofDigest);
  // Half of the work of hashing falls to this thread: a person who turns out to be new has one event, with nothing before it.
  const hashOf = (person: Person, contactId: number): string => {
    if (person.grants === "" || person.denials !== undefined || person.proof === undefined) return "";
    const { grants: purposes, at, row } = person;
    const event = {
      contactId,
      purposes,
      action: "granted",
      occurredAt: at ?? options.now,
      recordedAt: options.now,
      row,
    };
    return eventHash("", event, digestOf(person.proof));
  };

  const size = run.chunkSize ?? chunkSize;
  let consumed = 0;
  let total = 0;
  let id = run.firstId;
  let people: HashedPerson[] = [];
  let rejects: RejectedRow[] = [];
  const flush = (): Chunk => {
    const chunk = packChunk({ consumed, people, rejects, ...proofsOf(people), newEvidence: evidence.take() });
    consumed = 0;
    people = [];
    rejects = [];
    return chunk;
  };
  for await (const rows of list.rows()) {
    for (const row of rows) {
      const reading = read(row);
      if (!reading.ok) rejects.push({ reject: reading.reject, cells: row.cells });
      else if (total >= run.skip) people.push(Object.assign(reading.person, { hash: hashOf(reading.person, id++) }));
      total++;
      consumed++;
      // What was taken in before and what was not are never in one chunk.
      if (total === run.skip || consumed >= size) yield flush();
    }
  }
  if (consumed > 0) yield flush();
}

/** Remembers the last answer: rows that follow one another mostly say the same. */
function lastOf<Asked, Answer>(ask: (asked: Asked) => Answer): (asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | undefined;
  return (asked) => {
    if (last?.asked !== asked) last = { asked, answer: ask(asked) };
    return last.answer;
  };
}

/** The proofs of some people, each once, and whose is which. */
function proofsOf(people: readonly Person[]): { proofPlaces: Int32Array; proofList: ConsentProof[] } {
  // Rows that say the same mostly share one object; others are told apart by what they hold.
  const places = new Map<ConsentProof, number>();
  const byDigest = new Map<string, number>();
  const proofList: ConsentProof[] = [];
  const placeOf = (proof: ConsentProof): number => {
    const digest = proofDigest(proof);
    let place = byDigest.get(digest);
    if (place === undefined) {
      place = proofList.push(proof) - 1;
      byDigest.set(digest, place);
    }
    places.set(proof, place);
    return place;
  };
  const proofPlaces = new Int32Array(people.length).fill(-1);
  for (const [index, { proof }] of people.entries()) {
    if (proof !== undefined) proofPlaces[index] = places.get(proof) ?? placeOf(proof);
  }
  return { proofPlaces, proofList };
}
