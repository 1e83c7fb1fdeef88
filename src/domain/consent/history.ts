import { isoTime } from "../../core/clock.ts";
import { refOf } from "../../core/ids.ts";
import type { Queryable } from "../../storage/database.ts";
import { readPurposeList, type LedgerEvent } from "../../storage/repos/consent.ts";
import { getImport } from "../../storage/repos/imports.ts";
import type { ConsentAction, ImportRow, Purpose } from "../../storage/rows.ts";

/** One purpose of one statement, as scripts read it. */
export interface HistoryEntry {
  readonly purpose: Purpose;
  readonly action: ConsentAction;
  /** When the person said it, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly source: string;
  readonly wording: string | null;
  readonly evidence: string | null;
  readonly actor: string;
  /** Of the statement: its purposes share it. */
  readonly hash: string;
  readonly recordedAt: string;
  readonly wordingVersion: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** `imp_3` */
  readonly import: string | null;
  /** The file of the import, and the row of the list. */
  readonly file: string | null;
  readonly row: number | null;
  /** The place in the ledger. */
  readonly seq: number;
}

/** The imports that these events came with, by id. `known` is asked first and filled. */
export async function importsOf(
  db: Queryable,
  events: readonly LedgerEvent[],
  known: Map<number, ImportRow | undefined> = new Map(),
): Promise<Map<number, ImportRow | undefined>> {
  for (const { import_id: id } of events) {
    if (id !== null && !known.has(id)) known.set(id, await getImport(db, id));
  }
  return known;
}

/** A ledger as a list of what was said of each purpose, oldest first. */
export function historyOf(
  events: readonly LedgerEvent[],
  imports: ReadonlyMap<number, ImportRow | undefined>,
): HistoryEntry[] {
  return events.flatMap((event) =>
    readPurposeList(event.purposes).map((purpose) => ({
      purpose,
      action: event.action,
      at: isoTime(event.occurred_at),
      method: event.method,
      source: event.source,
      wording: event.wording,
      evidence: event.evidence,
      actor: event.actor,
      hash: event.hash,
      recordedAt: isoTime(event.recorded_at),
      wordingVersion: event.wording_version,
      ip: event.ip,
      userAgent: event.user_agent,
      import: event.import_id === null ? null : refOf("imp", event.import_id),
      file: event.import_id === null ? null : (imports.get(event.import_id)?.file_name ?? null),
      row: event.list_row,
      seq: event.seq,
    })),
  );
}
