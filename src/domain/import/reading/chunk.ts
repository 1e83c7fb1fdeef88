import type { ConsentProof } from "../../../storage/ledger-hash.ts";
import type { Denials, Person, RejectedRow } from "./person.ts";

const textColumns = [
  "phone",
  "country",
  "given",
  "name",
  "language",
  "timeZone",
  "userId",
  "username",
  "labels",
  "fields",
  "grants",
] as const satisfies readonly (keyof Person)[];
type TextColumn = (typeof textColumns)[number];

/** No cell has it: control characters are taken out of what is read. */
const separator = "\u001f";

/** A file of this machine that proves something, found and hashed. */
export interface EvidenceFile {
  readonly path: string;
  readonly fileName: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

/**
 * Some rows of a list, read. It crosses from one thread to another, which costs by the object: so that a thousand people are
 * a dozen texts and arrays.
 */
export interface Chunk {
  /** How many rows of the file are in it, whatever became of them. */
  readonly consumed: number;
  readonly count: number;
  readonly rows: Float64Array;
  /** NaN: none. */
  readonly lines: Float64Array;
  /** NaN: not said. */
  readonly dates: Float64Array;
  /** Place in the list of proofs of the whole run; -1: none. */
  readonly proofs: Int32Array;
  readonly texts: Readonly<Record<TextColumn, string>>;
  /** By place in the chunk; most rows say no to nothing. */
  readonly denials: readonly (readonly [number, Denials])[];
  /** Those that no chunk before had. */
  readonly newProofs: readonly ConsentProof[];
  readonly newEvidence: readonly EvidenceFile[];
  readonly rejects: readonly RejectedRow[];
}

export interface ChunkContents {
  readonly consumed: number;
  readonly people: readonly Person[];
  readonly proofPlaces: Int32Array;
  readonly newProofs: readonly ConsentProof[];
  readonly newEvidence: readonly EvidenceFile[];
  readonly rejects: readonly RejectedRow[];
}

function joined(people: readonly Person[], column: TextColumn): string {
  let isBlank = true;
  const values = people.map((person) => {
    const value = person[column];
    if (value !== "") isBlank = false;
    return value;
  });
  return isBlank ? "" : values.join(separator);
}

export function packChunk(contents: ChunkContents): Chunk {
  const { people, proofPlaces, ...rest } = contents;
  const rows = new Float64Array(people.length);
  const lines = new Float64Array(people.length);
  const dates = new Float64Array(people.length);
  const denials: [number, Denials][] = [];
  for (const [place, person] of people.entries()) {
    rows[place] = person.row;
    lines[place] = person.line ?? Number.NaN;
    dates[place] = person.at ?? Number.NaN;
    if (person.denials !== undefined) denials.push([place, person.denials]);
  }
  const texts = Object.fromEntries(textColumns.map((column) => [column, joined(people, column)]));
  return {
    ...rest,
    count: people.length,
    rows,
    lines,
    dates,
    proofs: proofPlaces,
    texts: texts as Record<TextColumn, string>,
    denials,
  };
}

/** @param proofs of all chunks until this one */
export function unpackPeople(chunk: Chunk, proofs: readonly ConsentProof[]): Person[] {
  const { count, rows, lines, dates, texts } = chunk;
  const column = (name: TextColumn): readonly string[] | undefined =>
    texts[name] === "" ? undefined : texts[name].split(separator);
  const phone = column("phone");
  const country = column("country");
  const given = column("given");
  const name = column("name");
  const language = column("language");
  const timeZone = column("timeZone");
  const userId = column("userId");
  const username = column("username");
  const labels = column("labels");
  const fields = column("fields");
  const grants = column("grants");
  const denials = new Map(chunk.denials);
  const people: Person[] = [];
  for (let place = 0; place < count; place++) {
    const line = lines[place] ?? Number.NaN;
    const at = dates[place] ?? Number.NaN;
    people.push({
      row: rows[place] ?? 0,
      line: Number.isNaN(line) ? undefined : line,
      phone: phone?.[place] ?? "",
      country: country?.[place] ?? "",
      given: given?.[place] ?? "",
      name: name?.[place] ?? "",
      language: language?.[place] ?? "",
      timeZone: timeZone?.[place] ?? "",
      userId: userId?.[place] ?? "",
      username: username?.[place] ?? "",
      labels: labels?.[place] ?? "",
      fields: fields?.[place] ?? "",
      grants: grants?.[place] ?? "",
      at: Number.isNaN(at) ? undefined : at,
      denials: denials.size === 0 ? undefined : denials.get(place),
      proof: proofs[chunk.proofs[place] ?? -1],
    });
  }
  return people;
}
