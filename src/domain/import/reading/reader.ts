import type { CountryCode } from "../../../core/phone.ts";
import type { ConsentProof } from "../../../storage/ledger-hash.ts";
import { proofDigest } from "../../../storage/ledger-hash.ts";
import { doNotContactOf } from "../../rights/do-not-contact.ts";
import type { DoNotContactData } from "../../rights/do-not-contact.ts";
import { consentReader } from "../cells/consent-cells.ts";
import type { FileConsent } from "../cells/consent-cells.ts";
import { dateOrderSurvey } from "../cells/date-order.ts";
import type { DateOrder, DateOrderSurvey } from "../cells/date-order.ts";
import { openList } from "../formats/open-list.ts";
import type { ListFile, ListFormat, ListInput } from "../list.ts";
import { mapColumns } from "../mapping/headers.ts";
import type { Columns, MapEntry } from "../mapping/headers.ts";
import type { SavedMapping } from "../mapping/mapping-file.ts";
import { packChunk } from "./chunk.ts";
import type { Chunk } from "./chunk.ts";
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
  readonly product: string | null;
  readonly dateOrder: DateOrder | null;
}

export interface ReadRun {
  readonly importId: number | null;
  /** How many rows were taken in before; they are only looked through for what was refused. */
  readonly skip: number;
  /** People who were erased, and may not come back with a list. */
  readonly blocked: DoNotContactData;
}

/** A list that is open, and read in chunks. */
export interface ListReader {
  readonly info: ListInfo;
  chunks(run: ReadRun): AsyncGenerator<Chunk>;
  close(): Promise<void>;
}

const chunkSize = 5_000;

function mappingOf(columns: Columns): Record<string, string> {
  return Object.fromEntries(
    columns.all.map((column) => {
      const isPhone = columns.phones.some((phone) => phone.place === column.place);
      const field = isPhone ? "phone" : column.field === "custom" ? `custom:${column.key}` : column.field;
      return [column.header === "" ? column.key : column.header, field];
    }),
  );
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
  columns ??= mapColumns(list.header, { map: options.map, mappingFile: options.mappingFile }, input.name);
  const dateOrder = dates?.result();
  const { format, fileName, hash, bytes, encoding, delimiter, sheet, sheets, header, rowCount } = list;
  const info: ListInfo = {
    ...{ format, fileName, hash, bytes, encoding, delimiter, sheet, sheets, header, rowCount },
    mapping: mappingOf(columns),
    product: columns.export,
    dateOrder: dateOrder ?? null,
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
    columns,
    country: options.country,
    consent: consentReader(columns, options.consent, dateOrder, options.now),
    proof: proofReader({ ...options, fileName: list.fileName, fileHash: list.hash, importId: run.importId, columns }, evidence),
    requireConsent: options.requireConsent,
    blocked: doNotContactOf(run.blocked),
  });
  const places = new Map<string, number>();
  const digests = new Map<ConsentProof, string>();

  let consumed = 0;
  let total = 0;
  let people: Person[] = [];
  let rejects: RejectedRow[] = [];
  const flush = (): Chunk => {
    const newProofs: ConsentProof[] = [];
    const proofPlaces = new Int32Array(people.length).fill(-1);
    for (const [index, { proof }] of people.entries()) {
      if (proof === undefined) continue;
      let digest = digests.get(proof);
      if (digest === undefined) {
        digest = proofDigest(proof);
        digests.set(proof, digest);
      }
      let place = places.get(digest);
      if (place === undefined) {
        place = places.size;
        places.set(digest, place);
        newProofs.push(proof);
      }
      proofPlaces[index] = place;
    }
    digests.clear();
    const chunk = packChunk({ consumed, people, proofPlaces, newProofs, newEvidence: evidence.take(), rejects });
    consumed = 0;
    people = [];
    rejects = [];
    return chunk;
  };
  for await (const rows of list.rows()) {
    for (const row of rows) {
      const reading = read(row);
      if (!reading.ok) rejects.push({ reject: reading.reject, cells: row.cells });
      else if (total >= run.skip) people.push(reading.person);
      total++;
      consumed++;
      // What was taken in before and what was not are never in one chunk.
      if (total === run.skip) yield flush();
    }
    if (consumed >= chunkSize) yield flush();
  }
  if (consumed > 0) yield flush();
}
