import { InterruptedError, StorageError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { Queryable } from "../../storage/database.ts";
import { takeNumbers } from "../../storage/repos/counters.ts";
import { addImport, findImportsByHash, takeImport } from "../../storage/repos/imports.ts";
import type { ImportRow } from "../../storage/rows.ts";
import type { Runner } from "../outbox/abandoned.ts";
import type { ListInfo, ReadOptions } from "./reading/reader.ts";
import type { ImportCounts } from "./report.ts";

export interface Beginning {
  readonly info: ListInfo;
  readonly options: ReadOptions & { readonly onDuplicate?: string | undefined };
  readonly optionsHash: string;
  readonly runner: Runner;
}

/** How far a batch has come, as it is kept. */
export interface Progress {
  /** Rows of the list that are in. */
  readonly rows: number;
  /** When each run over the list began (milliseconds): what is written has one of these times. */
  readonly runs: readonly number[];
}

export interface Started {
  readonly row: ImportRow;
  /** The last one is this run's. */
  readonly runs: readonly number[];
  /** Rows of the list that an interrupted run had taken in. */
  readonly done: number;
  /** The number of the first contact: as many are taken as there are rows left. */
  readonly firstId: number;
  /** What that run had counted. */
  readonly counts: Partial<ImportCounts>;
}

/** A process of another machine that has said nothing for so long is taken for dead (milliseconds). */
const silence = 10 * 60_000;

/** Whether another process is at it. Of one of another machine nothing is known but when it last said something. */
export function isRunning(row: ImportRow, runner: Runner, now: number): boolean {
  const { state, owner } = row;
  if (state !== "running" || owner === null || owner === runner.name || runner.isGone(owner)) return false;
  return now - row.updated_at <= silence;
}

/** What was asked for beside the file, as the batch keeps it: readable, and enough to repeat it. */
function askedFor({ options }: Beginning): string {
  const { country, dateOrder, consent, requireConsent, onDuplicate, sheet, format } = options;
  return JSON.stringify({ country, dateOrder, consent, requireConsent, onDuplicate, sheet, format });
}

/** Begins a batch, or takes up the one of the same list that was interrupted. */
export async function beginImport(tx: Queryable, beginning: Beginning): Promise<Started> {
  const { info, options, optionsHash, runner } = beginning;
  const { now } = options;
  for (const row of await findImportsByHash(tx, info.hash, ["running"])) {
    if (row.options_hash !== optionsHash) continue;
    if (isRunning(row, runner, now)) throw running(row);
    if (await takeImport(tx, row.id, { from: row.owner, to: runner.name, at: now })) {
      const { rows: done = 0, runs = [] } = JSON.parse(row.progress) as Partial<Progress>;
      const firstId = await takeNumbers(tx, "contact", Math.max(0, info.rowCount - done));
      const counts = JSON.parse(row.counts) as Partial<ImportCounts>;
      return { row, done, runs: [...runs, now], firstId, counts };
    }
    throw running(row);
  }
  const row = await addImport(tx, {
    state: "running",
    file_name: info.fileName,
    file_hash: info.hash,
    file_bytes: info.bytes,
    format: info.format,
    sheet: info.sheet,
    mapping: JSON.stringify(info.mapping),
    options: askedFor(beginning),
    options_hash: optionsHash,
    counts: "{}",
    progress: JSON.stringify({ rows: 0, runs: [now] } satisfies Progress),
    owner: runner.name,
    actor: options.actor,
    created_at: now,
    updated_at: now,
    undone_at: null,
  });
  return { row, done: 0, runs: [now], firstId: await takeNumbers(tx, "contact", info.rowCount), counts: {} };
}

function running(row: ImportRow): StorageError {
  const id = refOf("imp", row.id);
  return new StorageError({
    code: "import.running",
    text: {
      en: `This list is being imported already, by another recado (${id}).`,
      es: `Otro recado ya está importando esta lista (${id}).`,
    },
    hint: {
      en: `wait until it ends: recado contacts imports show ${id}`,
      es: `espere a que termine: recado contacts imports show ${id}`,
    },
    data: { import: id },
    temporary: true,
  });
}

export function lostImport(importId: number): StorageError {
  const id = refOf("imp", importId);
  return new StorageError({
    code: "import.taken_over",
    text: {
      en: `Another process has taken over the import ${id} or undone it.`,
      es: `Otro proceso continuó la importación ${id} o la deshizo.`,
    },
    hint: { en: `see: recado contacts imports show ${id}`, es: `consulte: recado contacts imports show ${id}` },
    data: { import: id },
  });
}

export function interrupted(importId: number, done: number, all: number, dryRun: boolean): InterruptedError {
  const id = refOf("imp", importId);
  if (dryRun) {
    return new InterruptedError({
      code: "interrupted",
      text: { en: "Stopped. Nothing was changed.", es: "Interrumpido. No se cambió nada." },
    });
  }
  return new InterruptedError({
    code: "import.interrupted",
    text: {
      en: `Stopped after ${done} of ${all} rows; those are imported (${id}).`,
      es: `Interrumpido tras ${done} de ${all} filas; esas ya están importadas (${id}).`,
    },
    hint: {
      en: `Repeat the command to go on where it stopped, or take it back: recado contacts imports undo ${id}`,
      es: `Repita el comando para continuar donde quedó, o revierta lo importado: recado contacts imports undo ${id}`,
    },
    data: { import: id, rows: done },
  });
}
