import type { Queryable } from "../database.ts";
import type { ContactRow } from "../rows.ts";
import { inChunks } from "./sql.ts";

/** The contacts that were taken into these, in the order of their ids. */
export async function mergedInto(db: Queryable, ids: readonly number[]): Promise<ContactRow[]> {
  const rows = await inChunks(ids, async (marks, chunk) =>
    db.query<ContactRow>(`SELECT * FROM contacts WHERE merged_into IN (${marks})`, chunk),
  );
  return rows.toSorted((one, other) => one.id - other.id);
}

/** A contact with everybody that was taken into it, however many times over; the contact itself comes first. */
export async function allRowsOf(db: Queryable, contact: ContactRow): Promise<ContactRow[]> {
  const rows = new Map([[contact.id, contact]]);
  let last: readonly ContactRow[] = [contact];
  while (last.length > 0) {
    const found = await mergedInto(
      db,
      last.map(({ id }) => id),
    );
    last = found.filter(({ id }) => !rows.has(id));
    for (const row of last) rows.set(row.id, row);
  }
  return [...rows.values()];
}
