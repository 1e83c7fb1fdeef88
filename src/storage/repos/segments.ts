import type { Queryable } from "../database.ts";

/** A filter under a name. */
export interface SegmentRow {
  name: string;
  /** JSON of a `ContactFilter`. */
  filter: string;
  created_at: number;
  updated_at: number;
}

/** Stores a filter under a name, in the place of the one that has it. */
export async function saveSegment(db: Queryable, row: SegmentRow): Promise<void> {
  await db.exec(
    `INSERT INTO segments (name, filter, created_at, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET filter = excluded.filter, updated_at = excluded.updated_at`,
    [row.name, row.filter, row.created_at, row.updated_at],
  );
}

/** By name. */
export async function listSegments(db: Queryable): Promise<SegmentRow[]> {
  return db.query<SegmentRow>("SELECT * FROM segments ORDER BY lower(name), name");
}

/** False when there is none of this name. */
export async function removeSegment(db: Queryable, name: string): Promise<boolean> {
  return (await db.exec("DELETE FROM segments WHERE name = ?", [name])).changes > 0;
}
