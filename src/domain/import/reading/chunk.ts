import type { ConsentProof } from "../../../storage/ledger-hash.ts";
import type { Denials, Person, RejectedRow } from "./person.ts";

export const textColumns = [
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
  "hash",
] as const satisfies readonly (keyof HashedPerson)[];
export type TextColumn = (typeof textColumns)[number];

/** A person with the hash of the one event that it makes if it is new; "" where it makes none, or more. */
export type HashedPerson = Person & { readonly hash: string };

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
  /** Place in the proofs of the chunk; -1: none. */
  readonly proofs: Int32Array;
  readonly texts: Readonly<Record<TextColumn, string>>;
  /** By place in the chunk; most rows say no to nothing. */
  readonly denials: readonly (readonly [number, Denials])[];
  /** What proves what its people say, each once. */
  readonly proofList: readonly ConsentProof[];
  /** Files that no chunk before had. */
  readonly newEvidence: readonly EvidenceFile[];
  readonly rejects: readonly RejectedRow[];
}

export interface ChunkContents {
  readonly consumed: number;
  readonly people: readonly HashedPerson[];
  readonly proofPlaces: Int32Array;
  readonly proofList: readonly ConsentProof[];
  readonly newEvidence: readonly EvidenceFile[];
  readonly rejects: readonly RejectedRow[];
}

function joined(people: readonly HashedPerson[], column: TextColumn): string {
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

/** One column of a chunk; undefined where it is blank in all rows. */
export function unpackText(chunk: Chunk, name: TextColumn): readonly string[] | undefined {
  return chunk.texts[name] === "" ? undefined : chunk.texts[name].split(separator);
}
