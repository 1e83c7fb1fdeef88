import type { Queryable } from "../database.ts";
import type { ImportRow } from "../rows.ts";
import { insertSql, valuesOf } from "./sql.ts";

const columns = [
  "id",
  "file_name",
  "file_hash",
  "mapping",
  "counts",
  "created_at",
] as const satisfies readonly (keyof ImportRow)[];

export async function insertImport(db: Queryable, row: ImportRow): Promise<void> {
  await db.exec(insertSql("imports", columns), valuesOf(row, columns));
}

/** Newest first. */
export async function listImports(db: Queryable, limit: number): Promise<ImportRow[]> {
  return db.query<ImportRow>("SELECT * FROM imports ORDER BY created_at DESC, id DESC LIMIT ?", [limit]);
}

/** The latest import of a file with these bytes. @param fileHash SHA-256, hexadecimal */
export async function findImportByHash(db: Queryable, fileHash: string): Promise<ImportRow | undefined> {
  const sql = "SELECT * FROM imports WHERE file_hash = ? ORDER BY created_at DESC, id DESC LIMIT 1";
  return (await db.query<ImportRow>(sql, [fileHash]))[0];
}
