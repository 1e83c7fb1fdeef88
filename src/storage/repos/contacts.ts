import type { Queryable } from "../database.ts";
import type { ContactRow } from "../rows.ts";
import { takeNumbers } from "./counters.ts";
import { atomically, inChunks, insertSql, valuesOf } from "./sql.ts";

const contactColumns = [
  "id",
  "phone",
  "match_key",
  "given_phone",
  "country",
  "name",
  "labels",
  "fields",
  "consent",
  "language",
  "time_zone",
  "wa_id",
  "user_id",
  "username",
  "marketing_limit",
  "import_id",
  "import_row",
  "merged_into",
  "removed_at",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof ContactRow)[];

export type NewContactRow = Omit<ContactRow, "id">;

/** Adds contacts and gives them their numbers: all of them, or none. A line that is taken is refused (`storage.constraint`). */
export async function addContacts(db: Queryable, rows: readonly NewContactRow[]): Promise<ContactRow[]> {
  if (rows.length === 0) return [];
  return atomically(db, async (tx) => {
    const first = await takeNumbers(tx, "contact", rows.length);
    const added = rows.map((row, place) => ({ ...row, id: first + place }));
    await tx.batch(
      insertSql("contacts", contactColumns),
      added.map((row) => valuesOf(row, contactColumns)),
    );
    return added;
  });
}

export type ContactChanges = Partial<Omit<ContactRow, "id" | "created_at" | "updated_at">> & { updated_at: number };

/** Sets the given columns of one contact; false when there is no such contact. */
export async function updateContact(db: Queryable, id: number, changes: ContactChanges): Promise<boolean> {
  const changed = contactColumns.filter((column) => column !== "id" && column !== "created_at" && column in changes);
  const values = changed.map((column) =>
    column === "id" || column === "created_at" ? null : (changes[column] ?? null),
  );
  const assignments = changed.map((column) => `${column} = ?`).join(", ");
  return (await db.exec(`UPDATE contacts SET ${assignments} WHERE id = ?`, [...values, id])).changes > 0;
}

export async function getContactById(db: Queryable, id: number): Promise<ContactRow | undefined> {
  // Somebody may ask for a number that no database has given out yet, and that PostgreSQL's ids have no room for.
  return (await db.query<ContactRow>("SELECT * FROM contacts WHERE id = CAST(? AS BIGINT)", [id]))[0];
}

/** A contact that was found, and the line by which it was: another's where one was merged into it. */
export type FoundContact = ContactRow & { readonly line: number };

/**
 * The contact of each line (`core/phone` `lineOf`), by line; a line that nobody has is missing. One that was merged into
 * another stands for that one.
 */
export async function findContactsByLines(db: Queryable, lines: readonly number[]): Promise<Map<number, FoundContact>> {
  const rows = await inChunks(lines, async (marks, chunk) =>
    db.query<FoundContact>(
      `SELECT t.*, c.match_key AS line FROM contacts c JOIN contacts t ON t.id = COALESCE(c.merged_into, c.id)
       WHERE c.match_key IN (${marks})`,
      chunk,
    ),
  );
  return new Map(rows.map((row) => [row.line, row]));
}

/** Every contact with this business-scoped user id, oldest first; a merged one stands for the one it went into. */
export async function findContactsByUserId(db: Queryable, userId: string): Promise<ContactRow[]> {
  return db.query<ContactRow>(
    `SELECT DISTINCT t.* FROM contacts c JOIN contacts t ON t.id = COALESCE(c.merged_into, c.id)
     WHERE c.user_id = ? ORDER BY t.id`,
    [userId],
  );
}

/** The contacts with these ids, in no promised order. */
export async function getContactsByIds(db: Queryable, ids: readonly number[]): Promise<ContactRow[]> {
  return inChunks(ids, async (marks, chunk) =>
    db.query<ContactRow>(`SELECT * FROM contacts WHERE id IN (${marks})`, chunk),
  );
}

/** What is asked of a contact again when a message is about to go. */
export type RecheckedContact = Pick<
  ContactRow,
  "id" | "phone" | "country" | "consent" | "marketing_limit" | "time_zone"
>;

export async function contactsToRecheck(db: Queryable, ids: readonly number[]): Promise<RecheckedContact[]> {
  return inChunks(ids, async (marks, chunk) =>
    db.query<RecheckedContact>(
      `SELECT id, phone, country, consent, marketing_limit, time_zone FROM contacts WHERE id IN (${marks})`,
      chunk,
    ),
  );
}
