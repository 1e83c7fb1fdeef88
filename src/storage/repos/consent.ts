import type { Queryable } from "../database.ts";
import { noConsent, writeConsentLetters } from "../consent-letters.ts";
import { blockHash, eventHash } from "../ledger-hash.ts";
import type { ConsentProof } from "../ledger-hash.ts";
import { purposes as allPurposes } from "../rows.ts";
import type { ConsentAction, ConsentEventRow, ConsentProofRow, Purpose } from "../rows.ts";
import { takeNumbers } from "./counters.ts";
import { digestsOf, keepProofs } from "./proofs.ts";
import { atomically, inChunks, insertSql } from "./sql.ts";

/** One statement of one person, to be added to the ledger. Instants are milliseconds. */
export interface NewConsentEvent {
  readonly contactId: number;
  readonly purposes: readonly Purpose[];
  readonly action: ConsentAction;
  /** When the person said it. */
  readonly occurredAt: number;
  /** When it is recorded. */
  readonly recordedAt: number;
  /** The row of the list, for what an import brings. */
  readonly row: number | null;
  readonly proof: ConsentProof;
}

/** A statement with its proof, as the ledger has it. */
export type LedgerEvent = Omit<ConsentEventRow, "proof_id"> & Omit<ConsentProofRow, "id">;

const eventColumns = [
  "contact_id",
  "purposes",
  "action",
  "occurred_at",
  "recorded_at",
  "list_row",
  "proof_id",
  "hash",
  "seq",
] as const;

/** What every reading of the ledger selects: the event and its proof. */
export const ledgerColumns = `e.seq, e.contact_id, e.purposes, e.action, e.occurred_at, e.recorded_at, e.list_row, e.hash,
  p.digest, p.method, p.source, p.wording, p.wording_version, p.evidence, p.actor, p.ip, p.user_agent, p.import_id`;
export const ledgerTables = "consent_events e JOIN consent_proofs p ON p.id = e.proof_id";

/** `utility,service`: in one order, so that the same statement has one spelling. */
export function purposeList(purposes: readonly Purpose[]): string {
  return allPurposes.filter((purpose) => purposes.includes(purpose)).join(",");
}

export function readPurposeList(text: string): Purpose[] {
  const named = text.split(",");
  return allPurposes.filter((purpose) => named.includes(purpose));
}

/** An event that is hashed already. A row of values, since a list brings a million of them. */
export type ChainedEvent = readonly [
  contactId: number,
  purposes: string,
  action: ConsentAction,
  occurredAt: number,
  recordedAt: number,
  row: number | null,
  proofId: number,
  hash: string,
];

/**
 * Writes events whose hashes are known as one block. Whoever else writes to the ledger waits until this transaction ends.
 * The contacts' `consent` is the caller's to keep.
 */
export async function appendChained(tx: Queryable, events: readonly ChainedEvent[], recordedAt: number): Promise<void> {
  if (events.length === 0) return;
  const first = await takeNumbers(tx, "consent", events.length);
  await tx.batch(
    insertSql("consent_events", eventColumns),
    events.map((event, place) => [...event, first + place]),
  );
  const [last] = await tx.query<{ hash: string }>("SELECT hash FROM consent_blocks ORDER BY last_seq DESC LIMIT 1");
  const hashes = events.map((event) => event[7]);
  await tx.exec("INSERT INTO consent_blocks (last_seq, events, recorded_at, hash) VALUES (?, ?, ?, ?)", [
    first + events.length - 1,
    events.length,
    recordedAt,
    blockHash(last?.hash ?? "", hashes),
  ]);
}

/** The hash of each contact's latest event; a contact without events is missing. */
async function lastHashes(tx: Queryable, contactIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await inChunks(contactIds, async (marks, chunk) =>
    tx.query<{ contact_id: number; hash: string }>(
      `SELECT contact_id, hash FROM consent_events
       WHERE seq IN (SELECT MAX(seq) FROM consent_events WHERE contact_id IN (${marks}) GROUP BY contact_id)`,
      chunk,
    ),
  );
  return new Map(rows.map((row) => [row.contact_id, row.hash]));
}

/**
 * Adds statements to the ledger, in their order, each chained to the one before of the same contact, and brings the contacts'
 * `consent` up to date. Events are never changed; they go only with the person (`erased`) or with the import that brought
 * them (`undone`), and leave their hash behind.
 */
export async function appendConsentEvents(db: Queryable, events: readonly NewConsentEvent[]): Promise<void> {
  if (events.length === 0) return;
  await atomically(db, async (tx) => {
    // Waits for other writers before anything is read: two chains must not start from the same event.
    await takeNumbers(tx, "consent", 0);
    const digests = digestsOf(events.map(({ proof }) => proof));
    const proofIds = await keepProofs(tx, new Map([...digests].map(([proof, digest]) => [digest, proof])));
    const contactIds = [...new Set(events.map(({ contactId }) => contactId))];
    const hashes = await lastHashes(tx, contactIds);
    const letters = new Map(
      (
        await inChunks(contactIds, async (marks, chunk) =>
          tx.query<{ id: number; consent: string }>(`SELECT id, consent FROM contacts WHERE id IN (${marks})`, chunk),
        )
      ).map(({ id, consent }) => [id, consent]),
    );
    const chained = events.map(({ contactId, action, occurredAt, recordedAt, row, purposes, proof }): ChainedEvent => {
      const list = purposeList(purposes);
      const digest = digests.get(proof) ?? "";
      const event = { contactId, purposes: list, action, occurredAt, recordedAt, row };
      const hash = eventHash(hashes.get(contactId) ?? "", event, digest);
      hashes.set(contactId, hash);
      letters.set(contactId, writeConsentLetters(letters.get(contactId) ?? noConsent, purposes, action));
      return [contactId, list, action, occurredAt, recordedAt, row, proofIds.get(digest) ?? 0, hash];
    });
    await appendChained(tx, chained, Math.max(...events.map(({ recordedAt }) => recordedAt)));
    await tx.batch(
      "UPDATE contacts SET consent = ? WHERE id = ?",
      [...letters].map(([id, consent]) => [consent, id]),
    );
  });
}

/** The whole ledger of one contact, oldest first. */
export async function consentEventsOf(db: Queryable, contactId: number): Promise<LedgerEvent[]> {
  return db.query<LedgerEvent>(`SELECT ${ledgerColumns} FROM ${ledgerTables} WHERE e.contact_id = ? ORDER BY e.seq`, [
    contactId,
  ]);
}

/** The same for many contacts, oldest first. */
export async function consentEventsOfMany(db: Queryable, contactIds: readonly number[]): Promise<LedgerEvent[]> {
  return inChunks(contactIds, async (marks, chunk) =>
    db.query<LedgerEvent>(
      `SELECT ${ledgerColumns} FROM ${ledgerTables} WHERE e.contact_id IN (${marks}) ORDER BY e.seq`,
      chunk,
    ),
  );
}
