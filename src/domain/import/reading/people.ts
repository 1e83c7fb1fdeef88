import type { ConsentProof } from "../../../storage/ledger-hash.ts";
import type { Chunk } from "./chunk.ts";
import { textColumns, unpackText } from "./chunk.ts";
import type { TextColumn } from "./chunk.ts";
import type { Denials, Person } from "./person.ts";

/** The people of a chunk, column by column: a person is put together only where somebody looks at it. */
export interface People {
  readonly count: number;
  readonly rows: Float64Array;
  /** NaN: none. */
  readonly lines: Float64Array;
  /** NaN: not said. */
  readonly dates: Float64Array;
  /** Place in `kept`; -1: none. */
  readonly proofs: Int32Array;
  /** What proves what they say, with the numbers that the store gave it. */
  readonly kept: readonly KeptProof[];
  /** Places of people who were erased since the list was opened. */
  readonly erased: ReadonlySet<number>;
  /** Undefined where all are blank. */
  readonly texts: Readonly<Record<TextColumn, readonly string[] | undefined>>;
  readonly denials: ReadonlyMap<number, Denials>;
  person(place: number): Person;
}

/** A proof as the store has it. */
export interface KeptProof {
  readonly proof: ConsentProof;
  readonly digest: string;
  readonly id: number;
}

/** @param isErased people who may not come back with the list */
export function peopleOf(
  chunk: Chunk,
  kept: readonly KeptProof[],
  isErased?: (line: number, userId: string) => boolean,
): People {
  const texts = Object.fromEntries(textColumns.map((name) => [name, unpackText(chunk, name)])) as People["texts"];
  const denials = new Map(chunk.denials);
  const text = (name: TextColumn, place: number): string => texts[name]?.[place] ?? "";
  const known = (value: number | undefined): number | undefined =>
    value === undefined || Number.isNaN(value) ? undefined : value;
  return {
    count: chunk.count,
    rows: chunk.rows,
    lines: chunk.lines,
    dates: chunk.dates,
    proofs: chunk.proofs,
    kept,
    erased: erasedOf(chunk, (place) => text("userId", place), isErased),
    texts,
    denials,
    person: (place) => ({
      row: chunk.rows[place] ?? 0,
      line: known(chunk.lines[place]),
      phone: text("phone", place),
      country: text("country", place),
      given: text("given", place),
      name: text("name", place),
      language: text("language", place),
      timeZone: text("timeZone", place),
      userId: text("userId", place),
      username: text("username", place),
      labels: text("labels", place),
      fields: text("fields", place),
      grants: text("grants", place),
      at: known(chunk.dates[place]),
      denials: denials.get(place),
      proof: kept[chunk.proofs[place] ?? -1]?.proof,
    }),
  };
}

function erasedOf(
  chunk: Chunk,
  userIdOf: (place: number) => string,
  isErased: ((line: number, userId: string) => boolean) | undefined,
): ReadonlySet<number> {
  const erased = new Set<number>();
  if (isErased === undefined) return erased;
  for (const [place, line] of chunk.lines.entries()) if (isErased(line, userIdOf(place))) erased.add(place);
  return erased;
}
