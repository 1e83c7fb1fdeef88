import { importContacts, readSource } from "../../../src/domain/import/import-contacts.ts";
import type { ImportOptions } from "../../../src/domain/import/import-contacts.ts";
import type { ImportReport } from "../../../src/domain/import/report.ts";
import type { Database } from "../../../src/storage/database.ts";

export const now = Date.UTC(2026, 10, 20, 12);

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Imports a text as `list.csv`, on the twentieth of November 2026 unless told otherwise. */
export async function importText(
  db: Database,
  text: string,
  options: Partial<ImportOptions> = {},
  fileName = "list.csv",
): Promise<ImportReport> {
  return importContacts(db, readSource(utf8(text), fileName), { now, actor: "tester", ...options });
}

export const codesOf = (report: ImportReport): string[] => report.rejects.map(({ row, code }) => `${row} ${code}`);
