import { InputError, StorageError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { listColumns } from "../../storage/repos/contacts-bulk.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import { changesOf, getImport } from "../../storage/repos/imports.ts";
import {
  deleteContacts,
  forgetChanges,
  importedContacts,
  markUndone,
  removeImportedEvents,
  restoreColumns,
  restoreLetters,
  sweepProofs,
} from "../../storage/repos/undo.ts";
import type { ImportedContact, KeptReason } from "../../storage/repos/undo.ts";
import type { ImportRow } from "../../storage/rows.ts";
import type { Runner } from "../outbox/abandoned.ts";
import { isRunning } from "./begin.ts";
import { longestList, note } from "./writing/batch.ts";
import { readNote } from "./writing/change.ts";

export interface UndoReport {
  /** Contacts that the import had added, and that are gone. */
  readonly removed: number;
  /** Contacts that it had changed, and that are as they were. */
  readonly restored: number;
  /** Contacts of the import with which something was done since: they stay as they are. */
  readonly kept: number;
  readonly keptContacts: readonly { readonly id: string; readonly reason: KeptReason }[];
}

const pageSize = 2_000;

/**
 * Takes an import back, whole or not at all: contacts that it added go, those that it changed are as they were, and what it wrote
 * into the ledger leaves only its hashes. Contacts with which something was done since stay as they are.
 *
 * @throws InputError `import.unknown`, `import.undone`; StorageError `import.running`
 */
export async function undoImport(
  db: Database,
  importId: number,
  options: { readonly now: number; readonly runner: Runner; readonly dryRun?: boolean | undefined },
): Promise<UndoReport> {
  const enough = new Error("a dry run is rolled back");
  let report: UndoReport | undefined;
  try {
    await db.transaction(async (tx) => {
      // Nobody opts out unseen while contacts go.
      await holdLedger(tx);
      report = await undo(tx, await undoable(tx, importId, options), options.now);
      if (options.dryRun === true) throw enough;
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
  if (report === undefined) throw enough;
  return report;
}

async function undoable(
  tx: Queryable,
  importId: number,
  { runner, now }: { readonly runner: Runner; readonly now: number },
): Promise<ImportRow> {
  const id = refOf("imp", importId);
  const row = await getImport(tx, importId);
  if (row === undefined) throw unknownImport(id);
  if (row.state === "undone") {
    throw new InputError({
      code: "import.undone",
      text: { en: `The import ${id} has been undone already.`, es: `La importación ${id} ya se deshizo.` },
      hint: { en: "List them with: recado contacts imports list", es: "Consúltelas con: recado contacts imports list" },
      data: { import: id },
    });
  }
  if (isRunning(row, runner, now)) {
    throw new StorageError({
      code: "import.running",
      text: {
        en: `The import ${id} is still running.`,
        es: `La importación ${id} todavía está en curso.`,
      },
      hint: { en: "wait until it ends, or stop it", es: "espere a que termine o deténgala" },
      data: { import: id },
      temporary: true,
    });
  }
  return row;
}

export function unknownImport(id: string): InputError {
  return new InputError({
    code: "import.unknown",
    text: { en: `There is no import "${id}".`, es: `No existe la importación "${id}".` },
    hint: { en: "List them with: recado contacts imports list", es: "Consúltelas con: recado contacts imports list" },
    data: { import: id },
  });
}

async function eachPage(
  tx: Queryable,
  batch: ImportRow,
  which: "created" | "changed",
  use: (contacts: readonly ImportedContact[]) => Promise<void>,
): Promise<void> {
  let after = 0;
  for (;;) {
    const page = await importedContacts(tx, batch, which, after, pageSize);
    if (page.length > 0) await use(page);
    after = page.at(-1)?.id ?? after;
    if (page.length < pageSize) return;
  }
}

async function undo(tx: Queryable, batch: ImportRow, now: number): Promise<UndoReport> {
  let removed = 0;
  let restored = 0;
  let kept = 0;
  const keptContacts: { id: string; reason: KeptReason }[] = [];
  const untouched = (contacts: readonly ImportedContact[]): number[] =>
    contacts.flatMap(({ id, kept: reason }) => {
      if (reason === null) return [id];
      kept++;
      note(keptContacts, { id: refOf("con", id), reason });
      return [];
    });

  await eachPage(tx, batch, "changed", async (contacts) => {
    const ids = untouched(contacts);
    const changes = await changesOf(tx, batch.id, ids);
    const heard = await removeImportedEvents(tx, batch, ids, now);
    await restoreLetters(tx, ids);
    const restoredIds = new Set(heard);
    for (const [id, { before }] of changes) {
      const values = readNote(before);
      const columns = listColumns.filter((column) => values[column] !== undefined);
      if (columns.length > 0) restoredIds.add(id);
      const old = Object.fromEntries(columns.map((column) => [column, values[column] ?? null]));
      await restoreColumns(tx, id, values.updated_at === undefined ? old : { ...old, updated_at: values.updated_at });
    }
    restored += restoredIds.size;
    await forgetChanges(tx, batch.id, ids);
  });
  await eachPage(tx, batch, "created", async (contacts) => {
    const ids = untouched(contacts);
    await removeImportedEvents(tx, batch, ids, now);
    await deleteContacts(tx, ids);
    removed += ids.length;
  });
  await sweepProofs(tx, batch);
  await markUndone(tx, batch.id, now);
  return { removed, restored, kept, keptContacts: keptContacts.slice(0, longestList) };
}
