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

const jsonText = (value: string): string => JSON.stringify(value);

function consentIs(purpose: Purpose, status: ConsentStatus): string {
  return `substr(consent, ${consentPlace(purpose)}, 1) = '${consentLetter(status)}'`;
}

/** Where in a column a text may stand: a LIKE pattern around it. */
type Frame = (text: string) => string;

const anywhere: Frame = (text) => `%${text}%`;

/**
 * That a column holds a text in one of these frames, in any case of letters, with the parameters of the marks.
 *
 * SQLite's own `upper` and LIKE know ASCII only and are fast; its `lower` is ours, knows all letters, and takes ten times as
 * long. So it is asked of those only that have the ASCII part of the text, and not at all for a text without other letters.
 */
function holds(
  column: string,
  text: string,
  frames: readonly Frame[] = [anywhere],
): { readonly sql: string; readonly values: readonly string[] } {
  const any = (read: "upper" | "lower"): string =>
    `(${frames.map(() => `${read}(${column}) LIKE ? ESCAPE '!'`).join(" OR ")})`;
  const ascii = literally(text.toUpperCase()).replace(/[^\u0000-\u007f]+/g, "%");
  const values = frames.map((frame) => frame(ascii));
  if (!/[^\u0000-\u007f]/.test(text)) return { sql: any("upper"), values };
  const whole = literally(text.toLowerCase());
  return {
    sql: `(${any("upper")} AND ${any("lower")})`,
    values: [...values, ...frames.map((frame) => frame(whole))],
  };
}

/**
 * `column`, which holds what JSON.stringify writes, has `member` as a whole, in any case of letters: as its first, or after
 * another that ends in a quote. The quotes within a text have a backslash before them, so that `a` is not found in `x"a`.
 */
function addHolds(where: Conditions, column: "labels" | "fields", member: string, not = false): void {
  const open = column === "labels" ? "[" : "{";
  const { sql, values } = holds(column, member, [(text) => `${open}${text}%`, (text) => `%",${text}%`]);
  where.add(not ? `NOT ${sql}` : sql, ...values);
}

function addSearch(where: Conditions, text: string): void {
  const digits = text.replace(/\D/g, "");
  // `+1 (202) 555` is looked for among numbers, `Ana 2` is not.
  const isNumber = digits.length >= 3 && /^[\s\d()+.-]+$/.test(text);
  const number = isNumber ? digits : text;
  const places = [
    holds("name", text),
    holds("phone", number),
    holds("wa_id", number),
    holds("username", text.replace(/^@/, "")),
    holds("user_id", text),
  ];
  where.add(`(${places.map(({ sql }) => sql).join(" OR ")})`, ...places.flatMap(({ values }) => values));
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
    const language = filter.language.toUpperCase();
    where.add("(upper(language) = ? OR upper(language) LIKE ? ESCAPE '!')", language, `${literally(language)}!_%`);
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
