import type { Purpose } from "../../storage/rows.ts";
import type { DenialKind, Said } from "./consent-cells.ts";
import type { Person } from "./read-row.ts";

/** One yes with its proof. */
interface Grant {
  readonly row: number;
  /** Undefined when nobody said when. */
  readonly at: number | undefined;
  readonly source: string | undefined;
}

/** One no. */
export interface Denial {
  readonly row: number;
  /** Undefined when the row does not tell: then it is said now. */
  readonly said: Said | undefined;
  readonly kind: DenialKind;
  readonly source: string | undefined;
}

/** Everything that a file says of one line. */
export interface Candidate {
  readonly first: Person;
  readonly name: string | null;
  readonly language: string | null;
  readonly fields: ReadonlyMap<string, string>;
  readonly grants: ReadonlyMap<Purpose, Grant>;
  readonly denials: ReadonlyMap<Purpose, Denial>;
}

function toCandidate(person: Person): Candidate {
  const { at, deniedAt, source, grants, denials } = person.consent;
  const grant: Grant = { row: person.row, at, source };
  return {
    first: person,
    name: person.name,
    language: person.language,
    fields: person.fields,
    grants: new Map(grants.map((purpose) => [purpose, grant])),
    denials: new Map(
      [...denials].map(([purpose, kind]) => [purpose, { row: person.row, said: deniedAt, kind, source }]),
    ),
  };
}

function mergeGrants(
  known: ReadonlyMap<Purpose, Grant>,
  added: ReadonlyMap<Purpose, Grant>,
  denials: ReadonlyMap<Purpose, Denial>,
): Map<Purpose, Grant> {
  const merged = new Map(known);
  for (const [purpose, grant] of added) {
    const other = merged.get(purpose);
    if (other === undefined || (grant.at ?? 0) > (other.at ?? 0)) merged.set(purpose, grant);
  }
  for (const purpose of denials.keys()) merged.delete(purpose);
  return merged;
}

const strength: Readonly<Record<DenialKind, number>> = { implied: 0, named: 1, "opt-out": 2 };

/** The no that counts: the strongest, and of equals the one that was said last. */
function strongerDenial(one: Denial, other: Denial): Denial {
  if (one.kind !== other.kind) return strength[one.kind] > strength[other.kind] ? one : other;
  const until = ({ said }: Denial): number => said?.until ?? Number.POSITIVE_INFINITY;
  return until(other) > until(one) ? other : one;
}

function mergeDenials(
  known: ReadonlyMap<Purpose, Denial>,
  added: ReadonlyMap<Purpose, Denial>,
): ReadonlyMap<Purpose, Denial> {
  const merged = new Map(known);
  for (const [purpose, denial] of added) {
    const other = merged.get(purpose);
    merged.set(purpose, other === undefined ? denial : strongerDenial(other, denial));
  }
  return merged;
}

function merge(known: Candidate, person: Person): Candidate {
  const later = toCandidate(person);
  // A no in any row of a person is a no.
  const denials = mergeDenials(known.denials, later.denials);
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
