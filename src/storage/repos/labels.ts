import type { Queryable } from "../database.ts";

export interface LabelChange {
  readonly id: number;
  /** JSON, as `contacts.labels` holds it. */
  readonly before: string;
  readonly after: string;
}

/**
 * Replaces the labels of contacts in one commit. One whose labels are not any more what they were is left alone: somebody
 * else changed them meanwhile. Answers how many were changed.
 */
export async function replaceLabels(db: Queryable, changes: readonly LabelChange[], at: number): Promise<number> {
  if (changes.length === 0) return 0;
  const done = await db.batch(
    "UPDATE contacts SET labels = ?, updated_at = ? WHERE id = ? AND labels = ?",
    changes.map(({ id, before, after }) => [after, at, id, before]),
  );
  return done.changes;
}
