import type { ImportCounts, RowPurpose } from "../report.ts";

/** What to do with a row whose contact is in the store. */
export const duplicatePolicies = ["merge", "skip", "replace"] as const;
export type DuplicatePolicy = (typeof duplicatePolicies)[number];

/** One run over one list. */
export interface Batch {
  readonly importId: number;
  readonly now: number;
  readonly policy: DuplicatePolicy;
  /** The number of the next contact: those of a run are taken before it. */
  nextId: number;
  readonly tally: Tally;
}

/** Long lists are cut, so that a report of a million rows is no second copy of them; counts are whole. */
export const longestList = 10_000;

export interface Tally {
  readonly counts: { -readonly [Name in keyof ImportCounts]: number };
  /** Consents for which nobody said when. */
  undated: number;
  readonly merges: { readonly row: number; readonly into: number }[];
  readonly withdrawn: RowPurpose[];
  readonly withdrawnKept: RowPurpose[];
  readonly grantedKept: RowPurpose[];
}

export function newTally(counts?: Partial<ImportCounts>): Tally {
  const none = { rows: 0, created: 0, updated: 0, unchanged: 0, merged: 0, rejected: 0, withoutConsent: 0 };
  return {
    counts: { ...none, ...counts },
    undated: 0,
    merges: [],
    withdrawn: [],
    withdrawnKept: [],
    grantedKept: [],
  };
}

/** Adds to a list that is not to grow without end. */
export function note<Item>(list: Item[], item: Item): void {
  if (list.length < longestList) list.push(item);
}
