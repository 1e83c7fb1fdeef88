import { readRef } from "../../../core/ids.ts";
import { unknownImport } from "../../../domain/import/undo.ts";
import type { Queryable } from "../../../storage/database.ts";
import { getImport } from "../../../storage/repos/imports.ts";
import type { ImportRow } from "../../../storage/rows.ts";

/** The batch that a person names: `imp_3`, or just `3`. @throws InputError `import.unknown` */
export async function findImport(db: Queryable, text: string): Promise<ImportRow> {
  const id = readRef("imp", /^\d+$/.test(text) ? `imp_${text}` : text);
  const row = id === undefined ? undefined : await getImport(db, id);
  if (row === undefined) throw unknownImport(text);
  return row;
}
