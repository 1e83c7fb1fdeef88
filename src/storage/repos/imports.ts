import type { Queryable } from "../database.ts";
import type { ImportChangeRow, ImportRow, ImportState } from "../rows.ts";
import { takeNumbers } from "./counters.ts";
import { atomically, inChunks, insertSql, valuesOf } from "./sql.ts";

const columns = [
  "id",
  "state",
  "file_name",
  "file_hash",
  "file_bytes",
  "format",
  "sheet",
  "mapping",
  "options",
  "options_hash",
  "counts",
  "progress",
  "owner",
  "actor",
  "created_at",
  "updated_at",
  "undone_at",
] as const satisfies readonly (keyof ImportRow)[];

/** Begins a batch and gives it its number. */
export async function addImport(db: Queryable, row: Omit<ImportRow, "id">): Promise<ImportRow> {
  return atomically(db, async (tx) => {
    const added = { ...row, id: await takeNumbers(tx, "import", 1) };
    await tx.exec(insertSql("imports", columns), valuesOf(added, columns));
    return added;
  });
}

export type ImportProgress = Pick<ImportRow, "state" | "counts" | "progress" | "owner" | "updated_at">;

/** How far a batch has come; false when there is no such batch, or somebody else has taken it over. */
export async function updateImport(db: Queryable, id: number, owner: string, to: ImportProgress): Promise<boolean> {
  const sql =
    "UPDATE imports SET state = ?, counts = ?, progress = ?, owner = ?, updated_at = ? WHERE id = ? AND owner = ?";
  const values = [to.state, to.counts, to.progress, to.owner, to.updated_at, id, owner];
  return (await db.exec(sql, values)).changes > 0;
}

/** Makes a batch that was interrupted somebody's own; false when its owner is another than was seen. */
export async function takeImport(
  db: Queryable,
  id: number,
  change: { readonly from: string | null; readonly to: string; readonly at: number },
): Promise<boolean> {
  const sql = `UPDATE imports SET owner = ?, updated_at = ? WHERE id = ? AND state = 'running' AND COALESCE(owner, '') = ?`;
  return (await db.exec(sql, [change.to, change.at, id, change.from ?? ""])).changes > 0;
}

export async function getImport(db: Queryable, id: number): Promise<ImportRow | undefined> {
  return (await db.query<ImportRow>("SELECT * FROM imports WHERE id = CAST(? AS BIGINT)", [id]))[0];
}

/** Newest first. */
export async function listImports(db: Queryable, limit: number): Promise<ImportRow[]> {
  return db.query<ImportRow>("SELECT * FROM imports ORDER BY id DESC LIMIT ?", [limit]);
}

/** The imports of a file with these bytes, newest first. @param fileHash SHA-256, hexadecimal */
export async function findImportsByHash(
  db: Queryable,
  fileHash: string,
  states: readonly ImportState[],
): Promise<ImportRow[]> {
  const rows = await db.query<ImportRow>("SELECT * FROM imports WHERE file_hash = ? ORDER BY id DESC", [fileHash]);
  return rows.filter(({ state }) => states.includes(state));
}

const changeColumns = [
  "import_id",
  "contact_id",
  "list_row",
  "before",
] as const satisfies readonly (keyof ImportChangeRow)[];

/** Notes which contacts of the store a batch touches, and what they were before all of it. */
export async function noteChanges(tx: Queryable, rows: readonly ImportChangeRow[]): Promise<void> {
  await tx.batch(
    // A later row of the list may have changed more.
    insertSql(
      "import_changes",
      changeColumns,
      "ON CONFLICT (import_id, contact_id) DO UPDATE SET before = COALESCE(excluded.before, import_changes.before)",
    ),
    rows.map((row) => valuesOf(row, changeColumns)),
  );
}

/** What a batch did to these contacts, by contact. */
export async function changesOf(
  db: Queryable,
  importId: number,
  contactIds: readonly number[],
): Promise<Map<number, ImportChangeRow>> {
  const rows = await inChunks(contactIds, async (marks, chunk) =>
    db.query<ImportChangeRow>(`SELECT * FROM import_changes WHERE contact_id IN (${marks}) AND import_id = ?`, [
      ...chunk,
      importId,
    ]),
  );
  return new Map(rows.map((row) => [row.contact_id, row]));
}

/** Takes back a batch that brought nothing. */
export async function deleteImport(tx: Queryable, importId: number): Promise<void> {
  await tx.exec("DELETE FROM import_changes WHERE import_id = ?", [importId]);
  await tx.exec("DELETE FROM imports WHERE id = ?", [importId]);
}
