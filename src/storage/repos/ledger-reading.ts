import type { Queryable } from "../database.ts";
import type { ConsentBlockRow, ConsentProofRow, ConsentTombstoneRow, ContactRow } from "../rows.ts";
import { ledgerColumns, ledgerTables, type LedgerEvent } from "./consent.ts";
import { takeNumbers } from "./counters.ts";

/** How far the ledger has come: the last number that was given. */
export async function ledgerEnd(db: Queryable): Promise<number> {
  const sql = "SELECT value FROM counters WHERE name = 'consent'";
  return (await db.query<{ value: number }>(sql))[0]?.value ?? 0;
}

/** Waits for whoever is writing to the ledger; nobody else writes to it until the transaction ends. */
export async function holdLedger(tx: Queryable): Promise<void> {
  await takeNumbers(tx, "consent", 0);
}

/** Blocks in the order of the ledger, behind `after` and up to `end`. */
export async function blocksAfter(
  db: Queryable,
  after: number,
  end: number,
  limit: number,
): Promise<ConsentBlockRow[]> {
  const sql = "SELECT * FROM consent_blocks WHERE last_seq > ? AND last_seq <= ? ORDER BY last_seq LIMIT ?";
  return db.query<ConsentBlockRow>(sql, [after, end, limit]);
}

export async function lastBlock(db: Queryable): Promise<ConsentBlockRow | undefined> {
  return (await db.query<ConsentBlockRow>("SELECT * FROM consent_blocks ORDER BY last_seq DESC LIMIT 1"))[0];
}

/** How many numbers between two places were taken by removals: nothing stands there. */
export async function removalsBetween(db: Queryable, from: number, to: number): Promise<number> {
  const sql = "SELECT COUNT(*) AS count FROM consent_blocks WHERE events = 0 AND last_seq >= ? AND last_seq <= ?";
  return (await db.query<{ count: number }>(sql, [from, to]))[0]?.count ?? 0;
}

/** Whether an import was taken back at this time (milliseconds). */
export async function wasUndoneAt(db: Queryable, at: number): Promise<boolean> {
  return (await db.query("SELECT id FROM imports WHERE undone_at = ? LIMIT 1", [at])).length > 0;
}

export interface LedgerPlace {
  readonly seq: number;
  readonly hash: string;
}

/** What stands at each place of the ledger from `from` to `to`: an event's hash, or what an event that is gone left. */
export async function ledgerPlaces(
  db: Queryable,
  from: number,
  to: number,
): Promise<{ readonly events: LedgerPlace[]; readonly removed: ConsentTombstoneRow[] }> {
  // Events first: one that is removed in between is then in both, and not in neither.
  const events = await db.query<LedgerPlace>(
    "SELECT seq, hash FROM consent_events WHERE seq >= ? AND seq <= ? ORDER BY seq",
    [from, to],
  );
  const removed = await db.query<ConsentTombstoneRow>(
    "SELECT * FROM consent_tombstones WHERE seq >= ? AND seq <= ? ORDER BY seq",
    [from, to],
  );
  return { events, removed };
}

/** The events of all contacts from `from` to `to` (ids), contact by contact, each oldest first, and up to the place `end`. */
export async function eventsOfContacts(
  db: Queryable,
  range: { readonly from: number; readonly to: number; readonly end: number },
): Promise<LedgerEvent[]> {
  return db.query<LedgerEvent>(
    `SELECT ${ledgerColumns} FROM ${ledgerTables}
     WHERE e.contact_id >= ? AND e.contact_id <= ? AND e.seq <= ? ORDER BY e.contact_id, e.seq`,
    [range.from, range.to, range.end],
  );
}

export type ContactLetters = Pick<ContactRow, "id" | "consent">;

/** What is kept of contacts' consent, a page at a time. */
export async function lettersAfter(db: Queryable, after: number, limit: number): Promise<ContactLetters[]> {
  return db.query<ContactLetters>("SELECT id, consent FROM contacts WHERE id > ? ORDER BY id LIMIT ?", [after, limit]);
}

/** The same of one contact. */
export async function lettersOf(db: Queryable, contactId: number): Promise<ContactLetters | undefined> {
  return (await db.query<ContactLetters>("SELECT id, consent FROM contacts WHERE id = ?", [contactId]))[0];
}

export async function proofsAfter(db: Queryable, after: number, limit: number): Promise<ConsentProofRow[]> {
  return db.query<ConsentProofRow>("SELECT * FROM consent_proofs WHERE id > ? ORDER BY id LIMIT ?", [after, limit]);
}

/** Events that rest on a proof, the first few. */
export async function eventsOnProof(
  db: Queryable,
  proofId: number,
  limit: number,
): Promise<{ readonly seq: number; readonly contact_id: number }[]> {
  return db.query("SELECT seq, contact_id FROM consent_events WHERE proof_id = ? ORDER BY seq LIMIT ?", [
    proofId,
    limit,
  ]);
}

/** Events whose proof is not there: no reading that joins the two would find them. */
export async function eventsWithoutProof(
  db: Queryable,
  limit: number,
): Promise<{ readonly seq: number; readonly contact_id: number }[]> {
  return db.query(
    `SELECT e.seq, e.contact_id FROM consent_events e
     WHERE NOT EXISTS (SELECT 1 FROM consent_proofs p WHERE p.id = e.proof_id) ORDER BY e.seq LIMIT ?`,
    [limit],
  );
}
