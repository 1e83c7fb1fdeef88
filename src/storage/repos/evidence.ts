import type { Queryable } from "../database.ts";
import { inChunks } from "./sql.ts";

/** A kept file, without its content. */
export interface EvidenceInfo {
  /** SHA-256 of its bytes, hexadecimal. */
  readonly hash: string;
  readonly file_name: string;
  readonly bytes: number;
  /** Milliseconds. */
  readonly added_at: number;
}

export interface EvidenceRow extends EvidenceInfo {
  /** base64 */
  readonly content: string;
}

/** How an event names a kept file: `sha256:…`. */
const scheme = "sha256:";

export function evidenceRef(hash: string): string {
  return `${scheme}${hash}`;
}

/** The hash of `sha256:…`; undefined for a link, or nothing. */
export function readEvidenceRef(evidence: string | null): string | undefined {
  const hash = evidence?.startsWith(scheme) === true ? evidence.slice(scheme.length).toLowerCase() : "";
  return /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

/** Keeps a file, once however often it is given. */
export async function keepEvidence(db: Queryable, row: EvidenceRow): Promise<void> {
  await db.exec(
    `INSERT INTO evidence_files (hash, file_name, bytes, added_at, content) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO NOTHING`,
    [row.hash, row.file_name, row.bytes, row.added_at, row.content],
  );
}

export async function getEvidence(db: Queryable, hash: string): Promise<EvidenceRow | undefined> {
  return (await db.query<EvidenceRow>("SELECT * FROM evidence_files WHERE hash = ?", [hash]))[0];
}

/** What is known of these files, by hash; one that is not kept is missing. */
export async function evidenceInfos(db: Queryable, hashes: readonly string[]): Promise<Map<string, EvidenceInfo>> {
  const rows = await inChunks(hashes, async (marks, chunk) =>
    db.query<EvidenceInfo>(
      `SELECT hash, file_name, bytes, added_at FROM evidence_files WHERE hash IN (${marks})`,
      chunk,
    ),
  );
  return new Map(rows.map((row) => [row.hash, row]));
}

/** The hashes of all kept files, in order, a page at a time. */
export async function evidenceHashesAfter(db: Queryable, after: string, limit: number): Promise<string[]> {
  const sql = "SELECT hash FROM evidence_files WHERE hash > ? ORDER BY hash LIMIT ?";
  return (await db.query<{ hash: string }>(sql, [after, limit])).map(({ hash }) => hash);
}
