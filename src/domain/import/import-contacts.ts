import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import { newId } from "../../core/ids.ts";
import type { CountryCode } from "../../core/phone.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { appendConsentEvents } from "../../storage/repos/consent.ts";
import { insertContacts, updateContact } from "../../storage/repos/contacts.ts";
import { findImportByHash, insertImport } from "../../storage/repos/imports.ts";
import { newContactId } from "../contacts/new-contact.ts";
import type { FileConsent } from "./consent-cells.ts";
import { readCsv } from "./csv.ts";
import { decodeText } from "./decode.ts";
import type { Encoding } from "./decode.ts";
import { mapColumns } from "./headers.ts";
import type { Columns, MapEntry } from "./headers.ts";
import type { Batch } from "./ledger.ts";
import { mergePeople } from "./merge.ts";
import type { Candidate } from "./merge.ts";
import { planCandidates } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { readPeople } from "./read-people.ts";
import type { ImportCounts, ImportReport, RowPurpose } from "./report.ts";
import type { Table } from "./table.ts";

/** How many contacts are looked up and written together. */
const chunkSize = 1_000;

/** A list that was read, with what identifies its file. */
export interface ImportSource {
  readonly fileName: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly encoding: Encoding | null;
  readonly table: Table;
}

export interface ImportOptions {
  /** Where numbers without a country code are from. */
  readonly country?: CountryCode | undefined;
  readonly map?: readonly MapEntry[] | undefined;
  readonly consent?: FileConsent | undefined;
  readonly now: number;
  /** Who imports: the ledger keeps it. */
  readonly actor: string;
  readonly dryRun?: boolean | undefined;
}

/** @throws InputError for a file that cannot be read as a list: see `decodeText` and `readCsv` */
export function readSource(bytes: Uint8Array, fileName: string): ImportSource {
  const { text, encoding } = decodeText(bytes, fileName);
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { fileName, hash, encoding, table: readCsv(text, fileName) };
}

interface Totals {
  created: number;
  updated: number;
  unchanged: number;
  withoutConsent: number;
  undated: number;
  changes: number;
  readonly withdrawn: RowPurpose[];
  readonly withdrawnKept: RowPurpose[];
  readonly grantedKept: RowPurpose[];
}

async function write(db: Queryable, plan: Plan, now: number): Promise<void> {
  if (plan.inserts.length > 0) await insertContacts(db, plan.inserts);
  for (const { id, ...changes } of plan.updates) await updateContact(db, id, { ...changes, updated_at: now });
  if (plan.events.length > 0) await appendConsentEvents(db, plan.events);
}

async function runChunks(
  db: Queryable,
  candidates: readonly Candidate[],
  batch: Batch,
  dryRun: boolean,
): Promise<Totals> {
  const totals: Totals = {
    created: 0,
    updated: 0,
    unchanged: 0,
    withoutConsent: 0,
    undated: 0,
    changes: 0,
    withdrawn: [],
    withdrawnKept: [],
    grantedKept: [],
  };
  // Ids of one millisecond sort by chance: sorted beforehand, the contacts keep the order of the file.
  const ids = candidates.map(() => newContactId(batch.now)).toSorted();
  for (let start = 0; start < candidates.length; start += chunkSize) {
    const end = start + chunkSize;
    const plan = await planCandidates(db, candidates.slice(start, end), ids.slice(start, end), batch);
    if (!dryRun) await write(db, plan, batch.now);
    totals.created += plan.inserts.length;
    totals.updated += plan.updated;
    totals.unchanged += plan.unchanged;
    totals.withoutConsent += plan.withoutConsent;
    totals.undated += plan.undated;
    totals.changes += plan.inserts.length + plan.updates.length + plan.events.length;
    totals.withdrawn.push(...plan.withdrawn);
    totals.withdrawnKept.push(...plan.withdrawnKept);
    totals.grantedKept.push(...plan.grantedKept);
  }
  return totals;
}

function mappingOf(columns: Columns): Record<string, string> {
  return Object.fromEntries(columns.all.map((column) => [column.key, column.field]));
}

function checkFileConsent(consent: FileConsent | undefined, now: number): void {
  if (consent?.date === undefined || consent.date <= now) return;
  throw new InputError({
    code: "consent.date_in_future",
    text: {
      en: "The date of the consent has not come yet: nobody can have agreed then.",
      es: "La fecha del consentimiento aún no ha llegado: nadie puede haber aceptado ese día.",
    },
    hint: {
      en: "give the day on which the people agreed: --consent-date 2025-03-25",
      es: "indique el día en que las personas aceptaron: --consent-date 2025-03-25",
    },
  });
}

/**
 * Takes a list of contacts and their consent into the store, in one transaction: all of it, or nothing. Rows that cannot be
 * read are left out and reported; the same file twice changes nothing the second time.
 *
 * @throws InputError when no list can be made of the file, or its columns leave open which one is the phone
 */
export async function importContacts(
  db: Database,
  source: ImportSource,
  options: ImportOptions,
): Promise<ImportReport> {
  const { now, actor, dryRun = false } = options;
  checkFileConsent(options.consent, now);
  const { fileName, table } = source;
  const columns = mapColumns(table.header, options.map ?? [], fileName);
  const { people, rejects, dateOrder } = readPeople(table, columns, options);
  const { candidates, merges } = mergePeople(people);
  const batch: Batch = { importId: newId("imp", now), fileName, fileHash: source.hash, actor, now };
  const mapping = mappingOf(columns);

  const run = async (tx: Queryable): Promise<ImportReport> => {
    const repeats = (await findImportByHash(tx, source.hash))?.id ?? null;
    const totals = await runChunks(tx, candidates, batch, dryRun);
    const { created, updated, unchanged, withoutConsent } = totals;
    const counts: ImportCounts = {
      rows: table.rows.length,
      created,
      updated,
      unchanged,
      merged: merges.length,
      rejected: rejects.length,
      withoutConsent,
    };
    const isNews = totals.changes > 0 || (repeats === null && candidates.length > 0);
    if (isNews && !dryRun) {
      await insertImport(tx, {
        id: batch.importId,
        file_name: fileName,
        file_hash: source.hash,
        created_at: now,
        mapping: JSON.stringify(mapping),
        counts: JSON.stringify(counts),
      });
    }
    const { undated, withdrawn, withdrawnKept, grantedKept } = totals;
    return {
      import: isNews ? (dryRun ? null : batch.importId) : repeats,
      fileName,
      repeats,
      dryRun,
      ...counts,
      rejects,
      merges,
      withdrawn,
      withdrawnKept,
      grantedKept,
      undated,
      dateOrder: dateOrder ?? null,
      encoding: source.encoding,
      delimiter: table.delimiter,
      mapping,
    };
  };
  return dryRun ? run(db) : db.transaction(run);
}
