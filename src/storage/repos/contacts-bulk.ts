import type { Queryable } from "../database.ts";
import type { ContactRow } from "../rows.ts";
import { findContactsByLines } from "./contacts.ts";

/** A contact of a list, as it is first stored. */
export type LineContact = Pick<
  ContactRow,
  "id" | "given_phone" | "country" | "name" | "labels" | "fields" | "consent" | "language" | "time_zone" | "username"
> & { readonly phone: string; readonly match_key: number; readonly import_row: number };

// What nearly every list has comes first; the others are left out of the statement where no row has them, since every value that
// is handed over costs time.
const always = ["id", "phone", "match_key", "given_phone", "country", "name", "consent", "import_row"] as const;
const sometimes = ["labels", "fields", "language", "time_zone", "username"] as const;
const blank: ReadonlySet<unknown> = new Set([null, "[]", "{}"]);

/**
 * Inserts the contacts whose line is free. Undefined when that was all of them; otherwise the numbers of those that went in.
 *
 * @param rows with numbers that were taken for them (`takeNumbers`)
 */
export async function insertFreeLines(
  tx: Queryable,
  rows: readonly LineContact[],
  batch: { readonly importId: number; readonly now: number },
): Promise<ReadonlySet<number> | undefined> {
  if (rows.length === 0) return undefined;
  const columns = [...always, ...sometimes.filter((column) => rows.some((row) => !blank.has(row[column])))];
  // The same in every row, and numbers of our own: written into the statement.
  const constants = [batch.importId, batch.now, batch.now];
  const sql = `INSERT INTO contacts (${columns.join(", ")}, import_id, created_at, updated_at) VALUES (${columns
    .map(() => "?")
    .join(", ")}, ${constants.join(", ")}) ON CONFLICT (match_key) DO NOTHING`;
  const { changes } = await tx.batch(
    sql,
    rows.map((row) => columns.map((column) => row[column])),
  );
  if (changes === rows.length) return undefined;
  const found = await findContactIds(
    tx,
    rows.map(({ match_key }) => match_key),
  );
  return new Set(rows.filter((row) => found.get(row.match_key) === row.id).map(({ id }) => id));
}

async function findContactIds(tx: Queryable, lines: readonly number[]): Promise<Map<number, number>> {
  const found = await findContactsByLines(tx, lines);
  return new Map([...found].map(([line, { id }]) => [line, id]));
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
