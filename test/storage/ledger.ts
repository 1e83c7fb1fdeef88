import type { Queryable } from "../../src/storage/database.ts";
import { blockHash, eventHash, proofDigest } from "../../src/storage/ledger-hash.ts";
import { ledgerColumns, ledgerTables, type LedgerEvent } from "../../src/storage/repos/consent.ts";
import { proofOf } from "../../src/storage/repos/proofs.ts";
import type { ConsentBlockRow } from "../../src/storage/rows.ts";

export interface LedgerCheck {
  readonly events: readonly LedgerEvent[];
  readonly blocks: readonly ConsentBlockRow[];
  /** Events and blocks whose hash is not what it must be, or that are not where they must be. */
  readonly wrong: readonly string[];
}

/** Reads the whole ledger and computes every hash of it again, as the page on the ledger says. */
export async function checkLedger(db: Queryable): Promise<LedgerCheck> {
  const events = await db.query<LedgerEvent>(`SELECT ${ledgerColumns} FROM ${ledgerTables} ORDER BY e.seq`);
  const blocks = await db.query<ConsentBlockRow>("SELECT * FROM consent_blocks ORDER BY last_seq");
  const wrong: string[] = [];
  const previous = new Map<number, string>();
  for (const [place, event] of events.entries()) {
    if (event.seq !== place + 1) wrong.push(`event ${event.seq} is in place ${place + 1}`);
    const digest = proofDigest(proofOf(event));
    const hashed = {
      contactId: event.contact_id,
      purposes: event.purposes,
      action: event.action,
      occurredAt: event.occurred_at,
      recordedAt: event.recorded_at,
      row: event.list_row,
    };
    const hash = eventHash(previous.get(event.contact_id) ?? "", hashed, digest);
    if (digest !== event.digest) wrong.push(`proof of event ${event.seq}`);
    if (hash !== event.hash) wrong.push(`event ${event.seq}`);
    previous.set(event.contact_id, event.hash);
  }
  let [before, last] = ["", 0];
  for (const block of blocks) {
    const hashes = events.slice(last, block.last_seq).map(({ hash }) => hash);
    if (hashes.length !== block.events || blockHash(before, hashes) !== block.hash)
      wrong.push(`block ${block.last_seq}`);
    [before, last] = [block.hash, block.last_seq];
  }
  if (last !== events.length) wrong.push("an event is in no block");
  return { events, blocks, wrong };
}
