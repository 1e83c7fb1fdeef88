import type { Queryable, SqlValue } from "../database.ts";
import type { ConsentEventRow, ContactRow } from "../rows.ts";
import { listColumns } from "./contacts-bulk.ts";
import type { ListValues } from "./contacts-bulk.ts";
import { inChunks } from "./sql.ts";

/** A contact as far as it matters to a list: every column that is read costs time. */
export type ListedContact = ListValues &
  Pick<ContactRow, "id" | "consent" | "updated_at" | "import_id" | "import_row" | "merged_into">;

const listedColumns = [
  "id",
  ...listColumns,
  "consent",
  "updated_at",
  "import_id",
  "import_row",
  "merged_into",
] as const satisfies readonly (keyof ListedContact)[];

async function readListed(
  tx: Queryable,
  column: "id" | "match_key" | "user_id",
  values: readonly SqlValue[],
): Promise<ListedContact[]> {
  return inChunks(values, async (marks, chunk) =>
    tx.query<ListedContact>(
      `SELECT ${listedColumns.join(", ")} FROM contacts WHERE ${column} IN (${marks}) ORDER BY id`,
      chunk,
    ),
  );
}

/** Each row beside the contact that it stands for: itself, or the one that it was merged into. */
async function withTargets(
  tx: Queryable,
  rows: readonly ListedContact[],
): Promise<(readonly [asked: ListedContact, found: ListedContact])[]> {
  const merged = rows.flatMap(({ merged_into: into }) => (into === null ? [] : [into]));
  const targets = new Map((await readListed(tx, "id", merged)).map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const found = row.merged_into === null ? row : targets.get(row.merged_into);
    return found === undefined ? [] : [[row, found] as const];
  });
}

/** The contact of each line, by the line. One that was merged into another stands for that one. */
export async function findLines(tx: Queryable, lines: readonly number[]): Promise<Map<number, ListedContact>> {
  const pairs = await withTargets(tx, await readListed(tx, "match_key", lines));
  return new Map(pairs.map(([asked, found]) => [asked.match_key ?? 0, found]));
}

/**
 * The contact of each business-scoped user id, by the id: the oldest where several have it. One that was merged into another stands
 * for that one, whose own user id may be another.
 */
export async function findOwners(tx: Queryable, userIds: readonly string[]): Promise<Map<string, ListedContact>> {
  const pairs = await withTargets(tx, await readListed(tx, "user_id", userIds));
  const newestFirst = pairs.toSorted(([, one], [, other]) => other.id - one.id);
  return new Map(newestFirst.map(([asked, found]) => [asked.user_id ?? "", found]));
}

/** What a statement in the ledger says, without its proof. */
export type Heard = Pick<ConsentEventRow, "contact_id" | "purposes" | "action" | "occurred_at">;

/** What these contacts have said, oldest first. */
export async function heardOf(tx: Queryable, contactIds: readonly number[]): Promise<Heard[]> {
  return inChunks(contactIds, async (marks, chunk) =>
    tx.query<Heard>(
      `SELECT contact_id, purposes, action, occurred_at FROM consent_events WHERE contact_id IN (${marks}) ORDER BY seq`,
      chunk,
    ),
  );
}
