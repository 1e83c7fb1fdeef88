import type { Queryable } from "../database.ts";
import { marks } from "./sql.ts";

export interface DoNotContactRow {
  /** HMAC of a line or a user id, hexadecimal: the list knows nobody's number. */
  readonly hash: string;
  readonly reason: string;
  /** Milliseconds. */
  readonly added_at: number;
}

/** Puts hashes on the list; one that is there stays as it is. Answers how many were new. */
export async function addDoNotContact(db: Queryable, rows: readonly DoNotContactRow[]): Promise<number> {
  const sql = "INSERT INTO do_not_contact (hash, reason, added_at) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING";
  let added = 0;
  for (const { hash, reason, added_at: at } of rows) added += (await db.exec(sql, [hash, reason, at])).changes;
  return added;
}

export async function doNotContactHashes(db: Queryable): Promise<string[]> {
  return (await db.query<{ hash: string }>("SELECT hash FROM do_not_contact")).map(({ hash }) => hash);
}

/** The entries with these hashes, oldest first. */
export async function findDoNotContact(db: Queryable, hashes: readonly string[]): Promise<DoNotContactRow[]> {
  if (hashes.length === 0) return [];
  const sql = `SELECT * FROM do_not_contact WHERE hash IN (${marks(hashes.length)}) ORDER BY added_at`;
  return db.query<DoNotContactRow>(sql, hashes);
}

/** Takes hashes off the list. Answers how many were on it. */
export async function removeDoNotContact(db: Queryable, hashes: readonly string[]): Promise<number> {
  if (hashes.length === 0) return 0;
  return (await db.exec(`DELETE FROM do_not_contact WHERE hash IN (${marks(hashes.length)})`, hashes)).changes;
}

export async function countDoNotContact(
  db: Queryable,
): Promise<{ readonly entries: number; readonly first: number | null; readonly last: number | null }> {
  const sql = "SELECT COUNT(*) AS entries, MIN(added_at) AS first, MAX(added_at) AS last FROM do_not_contact";
  return (
    (await db.query<{ entries: number; first: number | null; last: number | null }>(sql))[0] ?? {
      entries: 0,
      first: null,
      last: null,
    }
  );
}
