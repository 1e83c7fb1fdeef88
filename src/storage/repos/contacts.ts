import type { Queryable } from "../database.ts";
import type { ContactRow } from "../rows.ts";
import { conditions, inChunks, insertSql, likeAnywhere, valuesOf } from "./sql.ts";
import type { Conditions } from "./sql.ts";

const columns = [
  "id",
  "phone",
  "wa_id",
  "user_id",
  "given_phone",
  "match_key",
  "country",
  "name",
  "language",
  "fields",
  "import_id",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof ContactRow)[];

/** Inserts all of the contacts, or none: a phone that is already there is refused (`storage.constraint`). */
export async function insertContacts(db: Queryable, rows: readonly ContactRow[]): Promise<void> {
  await db.batch(
    insertSql("contacts", columns),
    rows.map((row) => valuesOf(row, columns)),
  );
}

export type ContactChanges = Partial<Omit<ContactRow, "id" | "created_at" | "updated_at">> & { updated_at: number };

/** Sets the given columns of one contact; false when there is no such contact. */
export async function updateContact(db: Queryable, id: string, changes: ContactChanges): Promise<boolean> {
  const changed = columns.filter((column) => column !== "id" && column !== "created_at" && column in changes);
  const values = changed.map((column) =>
    column === "id" || column === "created_at" ? null : (changes[column] ?? null),
  );
  const assignments = changed.map((column) => `${column} = ?`).join(", ");
  return (await db.exec(`UPDATE contacts SET ${assignments} WHERE id = ?`, [...values, id])).changes > 0;
}

export async function getContactById(db: Queryable, id: string): Promise<ContactRow | undefined> {
  return (await db.query<ContactRow>("SELECT * FROM contacts WHERE id = ?", [id]))[0];
}

/** @param phone in E.164 with `+` */
export async function findContactByPhone(db: Queryable, phone: string): Promise<ContactRow | undefined> {
  return (await db.query<ContactRow>("SELECT * FROM contacts WHERE phone = ?", [phone]))[0];
}

/** Every contact whose number is, in some spelling, one of these lines (`core/phone` `matchKey`). */
export async function findContactsByMatchKeys(db: Queryable, keys: readonly string[]): Promise<ContactRow[]> {
  return inChunks(keys, async (marks, chunk) =>
    db.query<ContactRow>(`SELECT * FROM contacts WHERE match_key IN (${marks}) ORDER BY id`, chunk),
  );
}

/** The contacts with these ids, in no promised order. */
export async function getContactsByIds(db: Queryable, ids: readonly string[]): Promise<ContactRow[]> {
  return inChunks(ids, async (marks, chunk) =>
    db.query<ContactRow>(`SELECT * FROM contacts WHERE id IN (${marks})`, chunk),
  );
}

export interface ContactFilter {
  /** Part of the name or of the number, in any case of letters. */
  readonly search?: string | undefined;
}

export interface ContactPage extends ContactFilter {
  readonly limit: number;
  /** The id of the last contact of the page before. */
  readonly after?: string | undefined;
}

function filtered(filter: ContactFilter): Conditions {
  const where = conditions();
  if (filter.search !== undefined && filter.search !== "") {
    const pattern = likeAnywhere(filter.search);
    const digits = filter.search.replace(/\D/g, "");
    const phonePattern = digits.length < 3 ? pattern : likeAnywhere(digits);
    where.add("(lower(name) LIKE ? ESCAPE '!' OR phone LIKE ? ESCAPE '!')", pattern, phonePattern);
  }
  return where;
}

/** Contacts from the oldest to the newest. */
export async function listContacts(db: Queryable, page: ContactPage): Promise<ContactRow[]> {
  const where = filtered(page);
  if (page.after !== undefined) where.add("id > ?", page.after);
  return db.query<ContactRow>(`SELECT * FROM contacts${where.where()} ORDER BY id LIMIT ?`, [
    ...where.parameters,
    page.limit,
  ]);
}

export async function countContacts(db: Queryable, filter: ContactFilter = {}): Promise<number> {
  const where = filtered(filter);
  const sql = `SELECT COUNT(*) AS count FROM contacts${where.where()}`;
  return (await db.query<{ count: number }>(sql, where.parameters))[0]?.count ?? 0;
}
