import { groupBy } from "../../core/group.ts";
import type { Queryable, SqlValue } from "../database.ts";
import type { ContactRow } from "../rows.ts";
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

/** How many lines are looked up to find out whether a list is mostly of people who are known. */
const sampleSize = 16;

/** The numbers of those contacts of a list whose line has a row. */
async function idsOfLines(tx: Queryable, rows: readonly BulkContact[]): Promise<Map<number, number>> {
  const found = await inChunks(
    rows.map(([line]) => line),
    async (marks, chunk) =>
      tx.query<{ match_key: number; id: number }>(
        `SELECT match_key, id FROM contacts WHERE match_key IN (${marks})`,
        chunk,
      ),
  );
  return new Map(found.map(({ match_key, id }) => [match_key, id]));
}

/** Rows whose line is free; all of them where most seem to be: an insert finds out by itself, but one for nothing costs more than a look. */
async function mostlyFree(tx: Queryable, rows: readonly BulkContact[]): Promise<readonly BulkContact[]> {
  const step = Math.ceil(rows.length / sampleSize);
  const sample = rows.filter((_, place) => place % step === 0);
  if ((await idsOfLines(tx, sample)).size * 2 < sample.length) return rows;
  const taken = await idsOfLines(tx, rows);
  return rows.filter(([line]) => !taken.has(line));
}

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
  const free = await mostlyFree(tx, rows);
  // The same in every row, and numbers of our own: written into the statement, since every value that is handed over costs time.
  const constants = [batch.importId, batch.now, batch.now];
  const marks = columns.map(() => "?").join(", ");
  const { changes } = await tx.batch(
    `INSERT INTO contacts (${columns.join(", ")}, import_id, created_at, updated_at)
     VALUES (${marks}, ${constants.join(", ")}) ON CONFLICT (match_key) DO NOTHING`,
    free,
  );
  if (changes === rows.length) return undefined;
  if (changes === free.length) return new Set(free.map(([, id]) => id));
  const found = await idsOfLines(tx, free);
  return new Set(free.flatMap(([line, id]) => (found.get(line) === id ? [id] : [])));
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
export type ListColumn = (typeof listColumns)[number];
export type ListValues = Pick<ContactRow, ListColumn>;

/** New values of some columns of one contact. */
export interface ColumnChange {
  readonly id: number;
  readonly values: Readonly<Partial<Record<ListColumn | "updated_at", string | number | null>>>;
}

/** Sets the given columns of many contacts, and no others: somebody else may have changed those since they were read. */
export async function setColumns(tx: Queryable, changes: readonly ColumnChange[]): Promise<void> {
  const settable = [...listColumns, "updated_at"] as const;
  const columnsOf = ({ values }: ColumnChange): string =>
    settable.filter((column) => values[column] !== undefined).join(" = ?, ");
  for (const [columns, alike] of groupBy(changes, columnsOf)) {
    if (columns === "") continue;
    const present = settable.filter((column) => alike[0]?.values[column] !== undefined);
    await tx.batch(
      `UPDATE contacts SET ${columns} = ? WHERE id = ?`,
      alike.map(({ id, values }) => [...present.map((column) => values[column] ?? null), id]),
    );
  }
}
