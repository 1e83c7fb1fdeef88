import type { Queryable, SqlValue } from "../database.ts";
import type { ContactRow } from "../rows.ts";
import { findContactsByLines } from "./contacts.ts";
import { inChunks } from "./sql.ts";

/** The columns of a contact of a list, in the order of its values. The number and the line come first. */
export const bulkColumns = [
  "match_key",
  "id",
  "phone",
  "given_phone",
  "country",
  "name",
  "consent",
  "import_row",
  "labels",
  "fields",
  "language",
  "time_zone",
  "username",
] as const satisfies readonly (keyof ContactRow)[];
export type BulkColumn = (typeof bulkColumns)[number];

/** The values of one contact, in the order of the columns that are handed over with it. */
export type BulkContact = readonly [line: number, id: number, ...rest: SqlValue[]];

/**
 * Inserts the contacts whose line is free. Undefined when that was all of them; otherwise the numbers of those that went in.
 *
 * @param columns the first of `bulkColumns`, in their order; what is left out stays blank
 * @param rows with numbers that were taken for them (`takeNumbers`)
 */
export async function insertFreeLines(
  tx: Queryable,
  columns: readonly BulkColumn[],
  rows: readonly BulkContact[],
  batch: { readonly importId: number; readonly now: number },
): Promise<ReadonlySet<number> | undefined> {
  if (rows.length === 0) return undefined;
  // The same in every row, and numbers of our own: written into the statement, since every value that is handed over costs time.
  const constants = [batch.importId, batch.now, batch.now];
  const marks = columns.map(() => "?").join(", ");
  const { changes } = await tx.batch(
    `INSERT INTO contacts (${columns.join(", ")}, import_id, created_at, updated_at)
     VALUES (${marks}, ${constants.join(", ")}) ON CONFLICT (match_key) DO NOTHING`,
    rows,
  );
  if (changes === rows.length) return undefined;
  const found = await findContactsByLines(
    tx,
    rows.map(([line]) => line),
  );
  return new Set(rows.flatMap(([line, id]) => (found.get(line)?.id === id ? [id] : [])));
}

/**
 * The contact of each business-scoped user id, by the id: the oldest where several have it. One that was merged into another stands
 * for that one, whose own user id may be another.
 */
export async function findOwners(tx: Queryable, userIds: readonly string[]): Promise<Map<string, ContactRow>> {
  const rows = await inChunks(userIds, async (marks, chunk) =>
    tx.query<ContactRow & { asked: string }>(
      `SELECT t.*, c.user_id AS asked FROM contacts c JOIN contacts t ON t.id = COALESCE(c.merged_into, c.id)
       WHERE c.user_id IN (${marks}) ORDER BY t.id DESC`,
      chunk,
    ),
  );
  return new Map(rows.map(({ asked, ...row }) => [asked, row]));
}

/** The columns that a list can change. A number is only ever filled in. */
export const listColumns = [
  "phone",
  "match_key",
  "given_phone",
  "country",
  "name",
  "labels",
  "fields",
  "language",
  "time_zone",
  "user_id",
  "username",
  "removed_at",
] as const satisfies readonly (keyof ContactRow)[];

/** Sets the columns that a list can change, of many contacts. */
export async function setListColumns(tx: Queryable, rows: readonly ContactRow[], at: number): Promise<void> {
  await tx.batch(
    `UPDATE contacts SET ${listColumns.map((column) => `${column} = ?`).join(", ")}, updated_at = ? WHERE id = ?`,
    rows.map((row) => [...listColumns.map((column) => row[column]), at, row.id]),
  );
}
