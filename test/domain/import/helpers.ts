import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findContactByLine } from "../../../src/domain/contacts/find.ts";
import { newContactRow } from "../../../src/domain/contacts/new-contact.ts";
import { contactList, contactWithHistory } from "../../../src/domain/contacts/view.ts";
import type { Contact, ContactWithHistory } from "../../../src/domain/contacts/view.ts";
import { consentEvent } from "../../../src/domain/consent/events.ts";
import { importList } from "../../../src/domain/import/import-list.ts";
import type { ImportOptions } from "../../../src/domain/import/import-list.ts";
import type { ImportReport } from "../../../src/domain/import/report.ts";
import { undoImport } from "../../../src/domain/import/undo.ts";
import type { UndoReport } from "../../../src/domain/import/undo.ts";
import type { Runner } from "../../../src/domain/outbox/abandoned.ts";
import { parsePhone } from "../../../src/core/phone.ts";
import { readRef } from "../../../src/core/ids.ts";
import type { Database, Queryable } from "../../../src/storage/database.ts";
import { appendConsentEvents, consentEventsOf } from "../../../src/storage/repos/consent.ts";
import { addContacts } from "../../../src/storage/repos/contacts.ts";
import type { ConsentAction, ContactRow, Purpose } from "../../../src/storage/rows.ts";

export const now = Date.UTC(2026, 10, 20, 12);

/** A process that thinks that every other one lives. */
export const runner: Runner = { name: "test:1", isGone: () => false };

/** One that knows that the others are gone. */
export const survivor: Runner = { name: "test:2", isGone: () => true };

export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

export interface Beside {
  readonly fileName?: string;
  /** Files in the folder of the list. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Imports a text as `list.csv`, on the twentieth of November 2026 unless told otherwise. */
export async function importText(
  db: Database,
  content: string | Uint8Array,
  options: Partial<ImportOptions> = {},
  { fileName = "list.csv", files = {} }: Beside = {},
): Promise<ImportReport> {
  const folder = mkdtempSync(join(tmpdir(), "recado-test-"));
  try {
    for (const [name, text] of Object.entries({ ...files, [fileName]: content })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const asked = { now, actor: "tester", map: [], requireConsent: false, evidenceFolder: folder, runner, ...options };
    return await importList(db, { path: join(folder, fileName), name: fileName }, asked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The number of a batch that is shown as `imp_3`. */
export function batchOf({ batch }: Pick<ImportReport, "batch">): number {
  const id = readRef("imp", batch ?? "");
  if (id === undefined) throw new Error(`no batch: ${batch}`);
  return id;
}

export async function undo(db: Database, importId: number, at = now + 1_000_000): Promise<UndoReport> {
  return undoImport(db, importId, { now: at, runner });
}

export const codesOf = (report: ImportReport): string[] => report.rejects.map(({ row, code }) => `${row} ${code}`);

export async function contacts(db: Queryable): Promise<readonly Contact[]> {
  return (await contactList(db, { limit: 1_000 })).contacts;
}

/** The contact of a number, with its ledger. */
export async function contact(db: Queryable, phone: string): Promise<ContactWithHistory> {
  const row = await findContactByLine(db, phone);
  if (row === undefined) throw new Error(`no contact ${phone}`);
  return contactWithHistory(db, row);
}

/** Puts somebody into the store by hand, a second before the list. */
export async function store(db: Queryable, phone: string, changes: Partial<ContactRow> = {}): Promise<number> {
  const parsed = parsePhone(phone);
  if (!parsed.ok) throw new Error(parsed.code);
  const row = newContactRow({ phone: parsed, given: phone, name: "Stored", now: now - 1000 });
  const [added] = await addContacts(db, [{ ...row, ...changes }]);
  if (added === undefined) throw new Error("nobody was added");
  return added.id;
}

/** Somebody says something by hand, a second before the list. */
export async function say(
  db: Queryable,
  contactId: number,
  action: ConsentAction,
  purposes: readonly Purpose[],
  at = now - 1000,
): Promise<void> {
  const how = { method: "stop-word", source: "wamid.x", actor: "customer" };
  await appendConsentEvents(db, [consentEvent({ contactId, action, purposes, at, now: at, ...how })]);
}

const tables = [
  "contacts",
  "imports",
  "import_changes",
  "consent_events",
  "consent_proofs",
  "consent_blocks",
  "consent_tombstones",
  "evidence_files",
  "counters",
] as const;

/** Every row of every table that an import can write to, in a fixed order. */
export async function everything(db: Queryable): Promise<Record<string, unknown[]>> {
  const rows = await Promise.all(tables.map(async (table) => db.query(`SELECT * FROM ${table} ORDER BY 1, 2`)));
  return Object.fromEntries(tables.map((table, place) => [table, rows[place] ?? []]));
}

/** What people have, and what they said, without the numbers of rows and without hashes. */
export async function people(db: Queryable): Promise<unknown[]> {
  const rows = await db.query<ContactRow>("SELECT * FROM contacts ORDER BY match_key, user_id");
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      id: 0,
      import_id: row.import_id === null ? null : 0,
      created_at: 0,
      updated_at: 0,
      events: (await consentEventsOf(db, row.id)).map((event) => [
        event.action,
        event.purposes,
        event.occurred_at,
        event.source,
        event.list_row,
        event.evidence,
      ]),
    })),
  );
}
