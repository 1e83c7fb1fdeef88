import type { Queryable } from "../database.ts";
import { writeConsentLetters, noConsent } from "../consent-letters.ts";
import type { ImportRow } from "../rows.ts";
import { consentEventsOfMany, readPurposeList } from "./consent.ts";
import { setColumns } from "./contacts-bulk.ts";
import type { ColumnChange } from "./contacts-bulk.ts";
import { evidenceRef, readEvidenceRef } from "./evidence.ts";
import { inChunks, marks } from "./sql.ts";
import { sealRemoval } from "./tombstones.ts";

// What shows that somebody or something has dealt with a contact since the import.
const written = "EXISTS (SELECT 1 FROM messages m WHERE m.contact_id = c.id AND m.created_at >= ?)";
const consented = `EXISTS (SELECT 1 FROM consent_events e JOIN consent_proofs p ON p.id = e.proof_id
  WHERE e.contact_id = c.id AND (p.import_id IS NULL OR p.import_id <> ?)
  AND (e.recorded_at >= ? OR e.seq > (SELECT MIN(f.seq) FROM consent_events f JOIN consent_proofs q ON q.id = f.proof_id
    WHERE f.contact_id = c.id AND q.import_id = ?)))`;
const listed = "EXISTS (SELECT 1 FROM import_changes i WHERE i.contact_id = c.id AND i.import_id > ?)";
const mergedFrom = "EXISTS (SELECT 1 FROM contacts d WHERE d.merged_into = c.id)";

/** Why a contact stays when its import is undone. */
export type KeptReason = "written" | "consented" | "listed" | "changed" | "merged";

export interface ImportedContact {
  readonly id: number;
  /** Null: nothing was done with it since. */
  readonly kept: KeptReason | null;
}

/**
 * One page of the contacts that a batch brought (`created`) or changed, with what was done with them since.
 *
 * @param after the id of the last contact of the page before; 0 for the first page
 */
export async function importedContacts(
  tx: Queryable,
  batch: ImportRow,
  which: "created" | "changed",
  after: number,
  limit: number,
): Promise<ImportedContact[]> {
  const from =
    which === "created"
      ? "contacts c WHERE c.import_id = ?"
      : "import_changes x JOIN contacts c ON c.id = x.contact_id WHERE x.import_id = ?";
  // An interrupted import wrote at more than one time; what was written between is somebody else's.
  const { runs = [] } = JSON.parse(batch.progress) as { runs?: readonly number[] };
  const times = [batch.created_at, ...runs];
  const changed = `c.updated_at > ? AND c.updated_at NOT IN (${marks(times.length)})`;
  return tx.query<ImportedContact>(
    `SELECT c.id, CASE WHEN ${written} THEN 'written' WHEN ${consented} THEN 'consented' WHEN ${listed} THEN 'listed'
       WHEN ${mergedFrom} OR c.merged_into IS NOT NULL THEN 'merged' WHEN ${changed} THEN 'changed' END AS kept
     FROM ${from} AND c.id > ? ORDER BY c.id LIMIT ?`,
    [
      batch.created_at,
      batch.id,
      // Who came with the list has said nothing before it.
      which === "created" ? 0 : batch.created_at,
      batch.id,
      batch.id,
      batch.created_at,
      ...times,
      batch.id,
      after,
      limit,
    ],
  );
}

/** Takes back what a batch added to the ledgers of these contacts: the hashes stay. Answers who had any of it. */
export async function removeImportedEvents(
  tx: Queryable,
  batch: ImportRow,
  contactIds: readonly number[],
  at: number,
): Promise<ReadonlySet<number>> {
  const ofBatch = "proof_id IN (SELECT id FROM consent_proofs WHERE import_id = ?)";
  const rows = await inChunks(contactIds, async (list, chunk) => {
    const having = await tx.query<{ id: number }>(
      `SELECT DISTINCT contact_id AS id FROM consent_events WHERE contact_id IN (${list}) AND ${ofBatch}`,
      [...chunk, batch.id],
    );
    await tx.exec(
      `INSERT INTO consent_tombstones (seq, reason, removed_at, hash)
       SELECT seq, 'undone', CAST(? AS BIGINT), hash FROM consent_events WHERE contact_id IN (${list}) AND ${ofBatch}`,
      [at, ...chunk, batch.id],
    );
    await tx.exec(`DELETE FROM consent_events WHERE contact_id IN (${list}) AND ${ofBatch}`, [...chunk, batch.id]);
    return having;
  });
  return new Set(rows.map(({ id }) => id));
}

/** Brings `contacts.consent` in line with the ledger. */
export async function restoreLetters(tx: Queryable, contactIds: readonly number[]): Promise<void> {
  const letters = new Map(contactIds.map((id) => [id, noConsent]));
  for (const event of await consentEventsOfMany(tx, contactIds)) {
    const before = letters.get(event.contact_id) ?? noConsent;
    letters.set(event.contact_id, writeConsentLetters(before, readPurposeList(event.purposes), event.action));
  }
  await tx.batch(
    "UPDATE contacts SET consent = ? WHERE id = ?",
    [...letters].map(([id, consent]) => [consent, id]),
  );
}

export async function deleteContacts(tx: Queryable, contactIds: readonly number[]): Promise<void> {
  await inChunks(contactIds, async (list, chunk) => {
    await tx.exec(`DELETE FROM contacts WHERE id IN (${list})`, chunk);
    return [];
  });
}

/** Takes away the proofs of a batch and the files kept for them that nothing rests on any more. */
export async function sweepProofs(tx: Queryable, batch: ImportRow): Promise<void> {
  const named = await tx.query<{ evidence: string | null }>(
    "SELECT DISTINCT evidence FROM consent_proofs WHERE import_id = ?",
    [batch.id],
  );
  const { consent } = JSON.parse(batch.options) as { consent?: { evidence?: string } };
  const files = [...named.map(({ evidence }) => evidence), consent?.evidence ?? null].flatMap(
    (evidence) => readEvidenceRef(evidence) ?? [],
  );
  await tx.exec(
    // One way through the events for all proofs, of which a list may have one a row.
    `DELETE FROM consent_proofs WHERE id IN (SELECT p.id FROM consent_proofs p
       LEFT JOIN consent_events e ON e.proof_id = p.id WHERE p.import_id = ? AND e.proof_id IS NULL)`,
    [batch.id],
  );
  const stillNamed = await inChunks(files.map(evidenceRef), async (list, chunk) =>
    tx.query<{ evidence: string }>(`SELECT DISTINCT evidence FROM consent_proofs WHERE evidence IN (${list})`, chunk),
  );
  const kept = new Set(stillNamed.map(({ evidence }) => evidence));
  await tx.batch(
    "DELETE FROM evidence_files WHERE hash = ?",
    files.filter((hash) => !kept.has(evidenceRef(hash))).map((hash) => [hash]),
  );
}

/** The last step of taking an import back: what went from the ledger is written into its chain of blocks. */
export async function markUndone(tx: Queryable, importId: number, at: number): Promise<void> {
  await tx.exec("UPDATE imports SET state = 'undone', owner = NULL, undone_at = ? WHERE id = ?", [at, importId]);
  await sealRemoval(tx, at);
}

/** Sets the columns of one contact back to what a batch had found. */
export async function restoreColumns(tx: Queryable, contactId: number, before: ColumnChange["values"]): Promise<void> {
  await setColumns(tx, [{ id: contactId, values: before }]);
}

export async function forgetChanges(tx: Queryable, importId: number, contactIds: readonly number[]): Promise<void> {
  for (let start = 0; start < contactIds.length; start += 500) {
    const chunk = contactIds.slice(start, start + 500);
    const sql = `DELETE FROM import_changes WHERE import_id = ? AND contact_id IN (${marks(chunk.length)})`;
    await tx.exec(sql, [importId, ...chunk]);
  }
}
