import type { Queryable } from "../database.ts";
import { consentLetter, consentPlace } from "../consent-letters.ts";
import type { ConsentStatus } from "../consent-letters.ts";
import type { ContactRow, Purpose } from "../rows.ts";
import { conditions } from "./sql.ts";
import type { Conditions } from "./sql.ts";

/** Which contacts a list shows: all that is given must hold. */
export interface ContactFilter {
  /** Part of the name or of the number, in any case of letters. */
  readonly search?: string | undefined;
  /** Contacts with every one of these labels, in any case of letters. */
  readonly labels?: readonly string[] | undefined;
  /** Contacts with none of these labels. */
  readonly withoutLabels?: readonly string[] | undefined;
  /** Purposes that the contact has agreed to. */
  readonly consent?: readonly Purpose[] | undefined;
  /** Purposes that the contact has not agreed to, or not any more. */
  readonly noConsent?: readonly Purpose[] | undefined;
  /** `es` finds `es_MX` too. */
  readonly language?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  /** Custom fields and the very value that each must have, in any case of letters. */
  readonly where?: readonly (readonly [field: string, value: string])[] | undefined;
  /** The batch that brought them, or found them here already. */
  readonly importId?: number | undefined;
  /** Another filter that must hold as well: a saved one. */
  readonly also?: ContactFilter | undefined;
}

export interface ContactPage extends ContactFilter {
  readonly limit: number;
  /** The id of the last contact of the page before. */
  readonly after?: number | undefined;
}

/** A text as it is in a LIKE pattern, its own wildcards taken literally (`ESCAPE '!'`). */
const literally = (text: string): string => text.replace(/[!%_]/g, "!$&");

const anywhere = (text: string): string => `%${literally(text)}%`;

const jsonText = (value: string): string => JSON.stringify(value);

function consentIs(purpose: Purpose, status: ConsentStatus): string {
  return `substr(consent, ${consentPlace(purpose)}, 1) = '${consentLetter(status)}'`;
}

/**
 * The spellings of a text in which it is looked for where `lower()` has been. SQLite lowers ASCII only, so that `Álvaro` stays
 * as it is beside its large letter: the text is looked for small, large, and with large initials.
 */
function spellings(text: string): string[] {
  const small = text.toLowerCase();
  // Nearly every text leaves here.
  if (!/[^\u0000-\u007f]/.test(text)) return [small];
  const titled = small.replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase());
  const asciiLower = (words: string): string => words.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return [...new Set([small, asciiLower(text), asciiLower(text.toUpperCase()), asciiLower(titled)])];
}

/**
 * `column`, which holds what JSON.stringify writes, has `member` as a whole, in any case of letters: as its first, or after
 * another that ends in a quote. The quotes within a text have a backslash before them, so that `a` is not found in `x"a`.
 */
function addHolds(where: Conditions, column: "labels" | "fields", member: string, not = false): void {
  const open = column === "labels" ? "[" : "{";
  const patterns = spellings(member)
    .map(literally)
    .flatMap((text) => [`${open}${text}%`, `%",${text}%`]);
  const parts = patterns.map(() => `lower(${column}) LIKE ? ESCAPE '!'`);
  where.add(`${not ? "NOT " : ""}(${parts.join(" OR ")})`, ...patterns);
}

function addSearch(where: Conditions, text: string): void {
  const names = spellings(text).map(anywhere);
  const digits = text.replace(/\D/g, "");
  // `+1 (202) 555` is looked for among numbers, `Ana 2` is not.
  const isNumber = digits.length >= 3 && /^[\s\d()+.-]+$/.test(text);
  const phone = anywhere(isNumber ? digits : text);
  where.add(
    `(${names.map(() => "lower(name) LIKE ? ESCAPE '!'").join(" OR ")}
      OR phone LIKE ? ESCAPE '!' OR wa_id LIKE ? ESCAPE '!' OR lower(username) LIKE ? ESCAPE '!' OR lower(user_id) LIKE ? ESCAPE '!')`,
    ...names,
    phone,
    phone,
    anywhere(text.replace(/^@/, "").toLowerCase()),
    anywhere(text.toLowerCase()),
  );
}

function addFilter(where: Conditions, filter: ContactFilter): void {
  // What decides by little text comes first: the longer comparisons are then made for few.
  if (filter.country !== undefined) where.add("country = ?", filter.country);
  for (const purpose of filter.consent ?? []) where.add(consentIs(purpose, "granted"));
  for (const purpose of filter.noConsent ?? []) where.add(`NOT ${consentIs(purpose, "granted")}`);
  if (filter.importId !== undefined) {
    where.add(
      "(import_id = ? OR id IN (SELECT contact_id FROM import_changes WHERE import_id = ?))",
      filter.importId,
      filter.importId,
    );
  }
  if (filter.language !== undefined) {
    const language = filter.language.toLowerCase();
    where.add("(lower(language) = ? OR lower(language) LIKE ? ESCAPE '!')", language, `${literally(language)}!_%`);
  }
  for (const label of filter.labels ?? []) addHolds(where, "labels", jsonText(label));
  for (const label of filter.withoutLabels ?? []) addHolds(where, "labels", jsonText(label), true);
  for (const [field, value] of filter.where ?? []) addHolds(where, "fields", `${jsonText(field)}:${jsonText(value)}`);
  if (filter.search !== undefined && filter.search !== "") addSearch(where, filter.search);
  if (filter.also !== undefined) addFilter(where, filter.also);
}

/** Contacts that were removed, or merged into others, are on no list. */
function filtered(filter: ContactFilter): Conditions {
  const where = conditions();
  where.add("removed_at IS NULL AND merged_into IS NULL");
  addFilter(where, filter);
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

/** All of them, a page at a time, so that a million stay in the database. */
export async function* eachContact(
  db: Queryable,
  filter: ContactFilter = {},
  pageSize = 1_000,
): AsyncGenerator<readonly ContactRow[]> {
  let after: number | undefined;
  for (;;) {
    const rows = await listContacts(db, { ...filter, limit: pageSize, after });
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.id;
    if (after === undefined || rows.length < pageSize) return;
  }
}

/** The different texts of the contacts' own columns (`contacts.fields`), a page of contacts at a time. */
export async function* eachFieldsText(
  db: Queryable,
  filter: ContactFilter = {},
  pageSize = 20_000,
): AsyncGenerator<ReadonlySet<string>> {
  let after: number | undefined;
  for (;;) {
    const where = filtered(filter);
    if (after !== undefined) where.add("id > ?", after);
    const rows = await db.query<{ id: number; fields: string }>(
      `SELECT id, fields FROM contacts${where.where()} ORDER BY id LIMIT ?`,
      [...where.parameters, pageSize],
    );
    if (rows.length > 0) yield new Set(rows.map(({ fields }) => fields));
    after = rows.at(-1)?.id;
    if (after === undefined || rows.length < pageSize) return;
  }
}

export async function countContacts(db: Queryable, filter: ContactFilter = {}): Promise<number> {
  const where = filtered(filter);
  const sql = `SELECT COUNT(*) AS count FROM contacts${where.where()}`;
  return (await db.query<{ count: number }>(sql, where.parameters))[0]?.count ?? 0;
}
