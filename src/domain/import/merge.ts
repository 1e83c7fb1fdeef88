import type { Purpose } from "../../storage/rows.ts";
import type { Person } from "./read-row.ts";

/** One yes with its proof. */
interface Grant {
  readonly row: number;
  /** Undefined when nobody said when. */
  readonly at: number | undefined;
  readonly source: string | undefined;
}

/** Everything that a file says of one line. */
export interface Candidate {
  readonly first: Person;
  readonly name: string | null;
  readonly language: string | null;
  readonly fields: ReadonlyMap<string, string>;
  readonly grants: ReadonlyMap<Purpose, Grant>;
  readonly denials: ReadonlySet<Purpose>;
}

function toCandidate(person: Person): Candidate {
  const { at, source, grants, denials } = person.consent;
  const grant: Grant = { row: person.row, at, source };
  return {
    first: person,
    name: person.name,
    language: person.language,
    fields: person.fields,
    grants: new Map(grants.map((purpose) => [purpose, grant])),
    denials: new Set(denials),
  };
}

function mergeGrants(
  known: ReadonlyMap<Purpose, Grant>,
  added: ReadonlyMap<Purpose, Grant>,
  denials: ReadonlySet<Purpose>,
): Map<Purpose, Grant> {
  const merged = new Map(known);
  for (const [purpose, grant] of added) {
    const other = merged.get(purpose);
    if (other === undefined || (grant.at ?? 0) > (other.at ?? 0)) merged.set(purpose, grant);
  }
  for (const purpose of denials) merged.delete(purpose);
  return merged;
}

function merge(known: Candidate, person: Person): Candidate {
  const later = toCandidate(person);
  // A no in any row of a person is a no.
  const denials = new Set([...known.denials, ...later.denials]);
  return {
    first: known.first,
    name: known.name ?? later.name,
    language: known.language ?? later.language,
    fields: new Map([...later.fields, ...known.fields]),
    grants: mergeGrants(known.grants, later.grants, denials),
    denials,
  };
}

export interface Merged {
  /** In the order of the file. */
  readonly candidates: readonly Candidate[];
  readonly merges: readonly { readonly row: number; readonly into: number }[];
}

/**
 * Takes rows with the same line into the first of them, which keeps what it says; the later ones fill what it leaves blank
 * and add their consent.
 */
export function mergePeople(people: Iterable<Person>): Merged {
  const candidates = new Map<string, Candidate>();
  const merges: { row: number; into: number }[] = [];
  for (const person of people) {
    const key = person.phone.matchKey;
    const known = candidates.get(key);
    if (known !== undefined) merges.push({ row: person.row, into: known.first.row });
    candidates.set(key, known === undefined ? toCandidate(person) : merge(known, person));
  }
  return { candidates: [...candidates.values()], merges };
}
