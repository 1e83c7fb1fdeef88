import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";
import { InputError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { ConsentProof } from "../../storage/ledger-hash.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { keepEvidence } from "../../storage/repos/evidence.ts";
import type { EvidenceRow } from "../../storage/repos/evidence.ts";
import { deleteImport, findImportsByHash, updateImport } from "../../storage/repos/imports.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import { digestsOf, keepProofs } from "../../storage/repos/proofs.ts";
import { sweepProofs } from "../../storage/repos/undo.ts";
import { evidenceFile } from "../consent/evidence.ts";
import type { Runner } from "../outbox/abandoned.ts";
import { doNotContactOf, loadDoNotContact } from "../rights/do-not-contact.ts";
import type { DoNotContactData } from "../rights/do-not-contact.ts";
import { rowRefusals } from "./cells/refusals.ts";
import { beginImport, interrupted, lostImport } from "./begin.ts";
import type { Progress, Started } from "./begin.ts";
import type { ListInput } from "./list.ts";
import { peopleOf } from "./reading/people.ts";
import type { KeptProof } from "./reading/people.ts";
import type { Chunk, EvidenceFile } from "./reading/chunk.ts";
import { openListReader } from "./reading/open-reader.ts";
import type { Person, RejectedRow } from "./reading/person.ts";
import type { ListReader, ReadOptions } from "./reading/reader.ts";
import type { ImportReport, Reject } from "./report.ts";
import { newTally, note } from "./writing/batch.ts";
import type { Batch, DuplicatePolicy } from "./writing/batch.ts";
import { writeKnown } from "./writing/write-known.ts";
import { writeNew } from "./writing/write-new.ts";

export interface ImportOptions extends ReadOptions {
  readonly onDuplicate?: DuplicatePolicy | undefined;
  /** The file that proves the consent of the whole list (`consent.evidence` is its hash): it is kept. */
  readonly evidence?: EvidenceRow | undefined;
  readonly dryRun?: boolean | undefined;
  /** Which process this is: an import that another one runs is not run twice. */
  readonly runner: Runner;
  /** For the signs of life of a long run; without one, they are all from `now`. */
  readonly clock?: Clock | undefined;
  /** Stops between two pieces of the list: what was written stays, and can be resumed or undone. */
  readonly signal?: AbortSignal | undefined;
  /** Rows that are done, and all. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
  /** Is handed every row that was left out, in the order of the list. */
  readonly onReject?: ((row: RejectedRow, info: ListReader["info"]) => void) | undefined;
  /** Rows that are read and committed together. @internal for tests: what becomes of a list does not depend on it */
  readonly pieces?: { readonly chunk: number; readonly commit: number } | undefined;
}

/** How many rows are committed together, and for how long (milliseconds): others who write wait for about as long. */
const rowsPerCommit = 100_000;
const longestCommit = 1_500;

type IsErased = (line: number, userId: string) => boolean;

/** What must be the same for an interrupted import to go on where it stopped. */
function optionsHash(options: ImportOptions): string {
  const { sheet, format, country, dateOrder, map, mappingFile, consent, requireConsent, onDuplicate } = options;
  const read = [sheet, format, country, dateOrder, map, mappingFile];
  const decisive = [...read, consent, requireConsent, onDuplicate ?? "merge"];
  return createHash("sha256").update(JSON.stringify(decisive)).digest("hex");
}

/**
 * Takes a list of contacts and their consent into the store. Rows that cannot be read are left out and reported; the same file
 * twice changes nothing the second time. It is written in large pieces, each whole or not at all; a run that is interrupted goes
 * on where it stopped when the same list is imported again, or is undone (`undoImport`).
 *
 * @throws InputError when no list can be made of the file, or its columns leave open which one is the phone
 * @throws InterruptedError when `signal` aborts; StorageError `import.running` when another process imports the same list
 */
export async function importList(db: Database, input: ListInput, options: ImportOptions): Promise<ImportReport> {
  const reader = await openListReader(input, options);
  try {
    if (options.dryRun !== true) return await run(reader, options, withinMany(db));
    // On a copy, where there can be one: nobody has to wait for a list that is only looked at.
    // A disk too full for it is none of the list's faults.
    const copy = await db.copy?.().catch(() => undefined);
    if (copy === undefined) return await tryOut(db, async (tx) => run(reader, options, withinOne(tx)));
    try {
      return await run(reader, options, withinMany(copy));
    } finally {
      await copy.close();
    }
  } finally {
    await reader.close();
  }
}

/** Where a run's transactions come from: its own, or the one that is rolled back at the end. */
interface Store {
  readonly db: Queryable;
  transaction<Result>(body: (tx: Queryable) => Promise<Result>): Promise<Result>;
}

const withinMany = (db: Database): Store => ({ db, transaction: async (body) => db.transaction(body) });
const withinOne = (tx: Queryable): Store => ({ db: tx, transaction: async (body) => body(tx) });

/** Does everything and takes it back: what is reported is what would be. */
async function tryOut(db: Database, body: (tx: Queryable) => Promise<ImportReport>): Promise<ImportReport> {
  const enough = new Error("a dry run is rolled back");
  let report: ImportReport | undefined;
  try {
    await db.transaction(async (tx) => {
      report = await body(tx);
      throw enough;
    });
  } catch (error) {
    if (error !== enough || report === undefined) throw error;
    return report;
  }
  throw enough;
}

async function run(reader: ListReader, options: ImportOptions, store: Store): Promise<ImportReport> {
  const { info } = reader;
  const { now, runner, dryRun = false } = options;
  const hash = optionsHash(options);
  // Read in another way, the same file is another list. Imports of the first schema did not say how.
  const earlier = await findImportsByHash(store.db, info.hash, ["done"]);
  const before = earlier.find(({ options_hash: other }) => other === hash || other === "");
  const started = await store.transaction(async (tx) => {
    if (options.evidence !== undefined) await keepEvidence(tx, options.evidence);
    return beginImport(tx, { info, options, optionsHash: hash, runner });
  });
  const batch: Batch = {
    importId: started.row.id,
    now,
    policy: options.onDuplicate ?? "merge",
    nextId: started.firstId,
    tally: newTally(started.counts),
  };
  batch.tally.counts.rows = info.rowCount;
  const rejects: Reject[] = [];
  const reject = (row: RejectedRow): void => {
    note(rejects, row.reject);
    options.onReject?.(row, info);
  };
  const blocked = await loadDoNotContact(store.db);
  const chunkSize = options.pieces?.chunk;
  const { firstId } = started;
  const chunks = reader.chunks({ importId: batch.importId, skip: started.done, firstId, blocked, chunkSize });
  let done = 0;
  /** One commit; true when the list is over. */
  const writePiece = async (tx: Queryable): Promise<boolean> => {
    // Whoever opts out, is erased or adds people waits for the commit, or is seen by it.
    await holdLedger(tx);
    const isErased = erasedSince(blocked, await loadDoNotContact(tx));
    const until = done + (options.pieces?.commit ?? rowsPerCommit);
    const begun = performance.now();
    while (done < until && performance.now() - begun < longestCommit && options.signal?.aborted !== true) {
      // Signals and the progress line get their turn: a thread that always has the next chunk ready leaves them none.
      await setImmediate();
      const next = await chunks.next();
      if (next.done === true) return true;
      const chunk = next.value;
      for (const row of chunk.rejects) reject(row);
      done += chunk.consumed;
      // Rows that an earlier run had counted are not counted again; a chunk is never on both sides.
      if (done > started.done) batch.tally.counts.rejected += chunk.rejects.length;
      await writeChunk(tx, chunk, batch, isErased, reject);
      options.onProgress?.(done, info.rowCount);
    }
    return false;
  };
  for (let isOver = false; !isOver;) {
    if (options.signal?.aborted === true) {
      throw interrupted(started.row.id, Math.max(done, started.done), info.rowCount, dryRun);
    }
    isOver = await store.transaction(async (tx) => {
      const over = await writePiece(tx);
      const state = over ? "done" : options.signal?.aborted === true ? "stopped" : "running";
      await saveProgress(tx, started, batch, done, state, options);
      return over;
    });
  }
  const { counts } = batch.tally;
  const isNews = counts.created + counts.updated > 0 || (before === undefined && counts.unchanged > 0);
  if (!isNews) {
    await store.transaction(async (tx) => {
      await sweepProofs(tx, started.row);
      await deleteImport(tx, batch.importId);
    });
  }
  const { tally } = batch;
  const repeats = before === undefined ? null : refOf("imp", before.id);
  return {
    batch: isNews ? (dryRun ? null : refOf("imp", batch.importId)) : repeats,
    info,
    repeats,
    resumedAt: started.done,
    dryRun,
    ...tally.counts,
    rejects: rejects.toSorted(byRow),
    merges: tally.merges,
    withdrawn: tally.withdrawn.toSorted(byRow),
    withdrawnKept: tally.withdrawnKept.toSorted(byRow),
    grantedKept: tally.grantedKept.toSorted(byRow),
    undated: tally.undated,
  };
}

/** People who are new are written before those who are known, chunk by chunk. */
const byRow = (one: { readonly row: number }, other: { readonly row: number }): number => one.row - other.row;

/** Who was put on the do-not-contact list after the list was opened; undefined when nobody was. */
function erasedSince(before: DoNotContactData, now: DoNotContactData): IsErased | undefined {
  const known = new Set(before.hashes);
  const added = now.hashes.filter((hash) => !known.has(hash));
  if (added.length === 0) return undefined;
  const list = doNotContactOf({ salt: now.salt, hashes: added });
  return (line, userId) => (!Number.isNaN(line) && list.has(line)) || (userId !== "" && list.hasUser(userId));
}

async function writeChunk(
  tx: Queryable,
  chunk: Chunk,
  batch: Batch,
  isErased: IsErased | undefined,
  reject: (row: RejectedRow) => void,
): Promise<void> {
  for (const file of chunk.newEvidence) await keepEvidence(tx, await evidenceRow(file, batch.now));
  if (chunk.count === 0) return;
  const people = peopleOf(chunk, await keptProofs(tx, chunk.proofList), isErased);
  const leaveOut = ({ row, given }: Person, code: "contact.erased" | "contact.two_people"): void => {
    batch.tally.counts.rejected++;
    reject({ cells: [], reject: { row, column: null, code, value: given, text: rowRefusals[code] } });
  };
  for (const place of people.erased) leaveOut(people.person(place), "contact.erased");
  const rest = await writeNew(tx, people, batch.nextId, batch);
  batch.nextId += people.count;
  const known = rest.map((place) => people.person(place));
  for (const person of await writeKnown(tx, known, batch)) leaveOut(person, "contact.two_people");
}

/** The very bytes that were hashed: a file that was changed since proves something else. */
async function evidenceRow({ path, fileName, hash }: EvidenceFile, now: number): Promise<EvidenceRow> {
  const content = await readFile(path).catch(() => undefined);
  const row = content === undefined ? undefined : evidenceFile(fileName, content, now);
  if (row?.hash === hash) return row;
  throw new InputError({
    code: "import.evidence_changed",
    text: {
      en: `The evidence ${fileName} was changed or removed during the import.`,
      es: `La prueba ${fileName} se modificó o se quitó durante la importación.`,
    },
    hint: {
      en: "Put it back and repeat the command: it goes on where it stopped.",
      es: "Vuelva a ponerla y repita el comando: continuará donde quedó.",
    },
    data: { file: fileName },
  });
}

async function keptProofs(tx: Queryable, proofs: readonly ConsentProof[]): Promise<KeptProof[]> {
  if (proofs.length === 0) return [];
  const digests = digestsOf(proofs);
  const ids = await keepProofs(tx, new Map([...digests].map(([proof, digest]) => [digest, proof])));
  return proofs.map((proof) => {
    const digest = digests.get(proof) ?? "";
    return { proof, digest, id: ids.get(digest) ?? 0 };
  });
}

async function saveProgress(
  tx: Queryable,
  started: Started,
  batch: Batch,
  done: number,
  state: "running" | "stopped" | "done",
  { runner, now, clock }: ImportOptions,
): Promise<void> {
  // While an interrupted list is gone through again, what was done before is not forgotten.
  const progress = Math.max(done, started.done);
  const kept = await updateImport(tx, started.row.id, runner.name, {
    state: state === "done" ? "done" : "running",
    counts: JSON.stringify(batch.tally.counts),
    progress: JSON.stringify({ rows: progress, runs: started.runs } satisfies Progress),
    // A run that was stopped in good order is nobody's: anybody may go on with it or undo it at once.
    owner: state === "running" ? runner.name : null,
    // A sign of life for other machines.
    updated_at: clock?.now() ?? now,
  });
  if (!kept) throw lostImport(started.row.id);
}
