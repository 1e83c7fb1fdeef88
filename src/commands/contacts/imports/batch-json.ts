import { isoTime } from "../../../core/clock.ts";
import { refOf } from "../../../core/ids.ts";
import type { Text } from "../../../core/text.ts";
import type { ImportRow, ImportState } from "../../../storage/rows.ts";

export const stateWords: Readonly<Record<ImportState, Text>> = {
  running: { en: "unfinished", es: "sin terminar" },
  done: { en: "done", es: "hecha" },
  undone: { en: "undone", es: "deshecha" },
};

/** A batch for programs. Instants are ISO 8601. */
export function batchJson(row: ImportRow): Record<string, unknown> & { readonly counts: Record<string, number> } {
  return {
    id: refOf("imp", row.id),
    state: row.state,
    file: row.file_name,
    sha256: row.file_hash,
    bytes: row.file_bytes,
    format: row.format,
    sheet: row.sheet,
    counts: JSON.parse(row.counts) as Record<string, number>,
    rowsDone: (JSON.parse(row.progress) as { rows?: number }).rows ?? null,
    actor: row.actor,
    at: isoTime(row.created_at),
    undoneAt: row.undone_at === null ? null : isoTime(row.undone_at),
  };
}
