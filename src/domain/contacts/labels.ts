import type { Queryable } from "../../storage/database.ts";
import { replaceLabels, type LabelChange } from "../../storage/repos/labels.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { readLabels } from "./new-contact.ts";

const key = (label: string): string => label.toLowerCase();

/** The labels with these added. Equal ones but for case are one, as it was first written. */
export function withLabels(labels: readonly string[], added: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const label of [...labels, ...added]) if (!kept.has(key(label))) kept.set(key(label), label);
  return [...kept.values()];
}

/** The labels without these, in any case of letters. */
function withoutLabels(labels: readonly string[], removed: readonly string[]): string[] {
  const gone = new Set(removed.map(key));
  return labels.filter((label) => !gone.has(key(label)));
}

export interface LabelCounts {
  /** Contacts that were looked at. */
  readonly contacts: number;
  /** Of these: contacts whose labels changed. */
  readonly changed: number;
}

/**
 * Gives a label to contacts, or takes it from them, a page at a time. What was done stays done when it is interrupted, and
 * repeating it does the rest.
 */
export async function changeLabel(
  db: Queryable,
  pages: AsyncIterable<readonly ContactRow[]> | Iterable<readonly ContactRow[]>,
  change: { readonly label: string; readonly remove: boolean; readonly now: number; readonly dryRun: boolean },
): Promise<LabelCounts> {
  const { label, remove, now, dryRun } = change;
  let contacts = 0;
  let changed = 0;
  for await (const page of pages) {
    contacts += page.length;
    const changes = page.flatMap(({ id, labels: before }): LabelChange[] => {
      const labels = readLabels(before);
      const after = JSON.stringify(remove ? withoutLabels(labels, [label]) : withLabels(labels, [label]));
      return after === before ? [] : [{ id, before, after }];
    });
    changed += dryRun ? changes.length : await replaceLabels(db, changes, now);
  }
  return { contacts, changed };
}
