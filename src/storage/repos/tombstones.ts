import { createHash, type Hash } from "node:crypto";
import type { Queryable } from "../database.ts";
import { removalHash, removedLine } from "../ledger-hash.ts";
import type { ConsentTombstoneRow } from "../rows.ts";
import { takeNumbers } from "./counters.ts";

const pageSize = 5_000;

/** What went at one time, as the block of that removal covers it. */
export interface Removal {
  /** Milliseconds. */
  readonly at: number;
  /** The first place of the ledger that it emptied. */
  readonly first: number;
  /** SHA-256, hexadecimal, of a line for each place. */
  readonly digest: string;
}

/** What was removed, by when: one reading of all that events left behind. @param at only what went then */
export async function removals(db: Queryable, at?: number): Promise<Map<number, Removal>> {
  const found = new Map<number, { first: number; hash: Hash }>();
  const condition = at === undefined ? "" : " AND removed_at = ?";
  const sql = `SELECT * FROM consent_tombstones WHERE seq > ?${condition} ORDER BY seq LIMIT ?`;
  let after = 0;
  for (;;) {
    const page = await db.query<ConsentTombstoneRow>(sql, [after, ...(at === undefined ? [] : [at]), pageSize]);
    for (const row of page) {
      const known = found.get(row.removed_at) ?? { first: row.seq, hash: createHash("sha256") };
      known.hash.update(removedLine(row));
      found.set(row.removed_at, known);
    }
    after = page.at(-1)?.seq ?? after;
    if (page.length < pageSize) break;
  }
  return new Map([...found].map(([when, { first, hash }]) => [when, { at: when, first, digest: hash.digest("hex") }]));
}

/**
 * Writes into the chain of blocks what was just removed, as a block without events that takes a number of its own: who buries
 * an event by hand would have to write one too, and the fingerprint changes. Call it once, when all tombstones of the removal are
 * there; nothing happens when there are none. What else went in the same millisecond is covered again.
 *
 * @param at the `removed_at` of the tombstones
 */
export async function sealRemoval(tx: Queryable, at: number): Promise<void> {
  const removal = (await removals(tx, at)).get(at);
  if (removal === undefined) return;
  const place = await takeNumbers(tx, "consent", 1);
  const [last] = await tx.query<{ hash: string }>("SELECT hash FROM consent_blocks ORDER BY last_seq DESC LIMIT 1");
  await tx.exec("INSERT INTO consent_blocks (last_seq, events, recorded_at, hash) VALUES (?, 0, ?, ?)", [
    place,
    at,
    removalHash(last?.hash ?? "", removal.digest),
  ]);
}

export interface RemovalBlock {
  readonly last_seq: number;
  readonly recorded_at: number;
  readonly hash: string;
  /** The hash of the block before; null for the first. */
  readonly previous: string | null;
}

/** The blocks that removals wrote, in the order of the ledger. */
export async function removalBlocks(db: Queryable): Promise<RemovalBlock[]> {
  return db.query<RemovalBlock>(
    `SELECT b.last_seq, b.recorded_at, b.hash,
       (SELECT p.hash FROM consent_blocks p WHERE p.last_seq < b.last_seq ORDER BY p.last_seq DESC LIMIT 1) AS previous
     FROM consent_blocks b WHERE b.events = 0 ORDER BY b.last_seq`,
  );
}

/** Events said to be taken back, though no import was undone then; the first few. */
export async function undoneByNobody(db: Queryable, limit: number): Promise<number[]> {
  const rows = await db.query<{ seq: number }>(
    `SELECT seq FROM consent_tombstones WHERE reason <> 'erased'
     AND removed_at NOT IN (SELECT undone_at FROM imports WHERE undone_at IS NOT NULL) ORDER BY seq LIMIT ?`,
    [limit],
  );
  return rows.map(({ seq }) => seq);
}

/** Events that are said to be gone, and are there; the first few. */
export async function goneAndThere(db: Queryable, limit: number): Promise<number[]> {
  const rows = await db.query<{ seq: number }>(
    `SELECT t.seq FROM consent_tombstones t JOIN consent_events e ON e.seq = t.seq ORDER BY t.seq LIMIT ?`,
    [limit],
  );
  return rows.map(({ seq }) => seq);
}
