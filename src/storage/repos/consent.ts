import type { Queryable } from "../database.ts";
import type { ConsentEventRow } from "../rows.ts";
import { inChunks, insertSql, valuesOf } from "./sql.ts";

const columns = [
  "id",
  "contact_id",
  "channel",
  "purpose",
  "action",
  "occurred_at",
  "recorded_at",
  "method",
  "source",
  "wording",
  "wording_version",
  "evidence",
  "actor",
  "import_id",
] as const satisfies readonly (keyof ConsentEventRow)[];

/** Adds to the ledger: events are never changed or deleted. */
export async function appendConsentEvents(db: Queryable, rows: readonly ConsentEventRow[]): Promise<void> {
  await db.batch(
    insertSql("consent_events", columns),
    rows.map((row) => valuesOf(row, columns)),
  );
}

/** The whole ledger of one contact, oldest first. */
export async function consentEventsOf(db: Queryable, contactId: string): Promise<ConsentEventRow[]> {
  return db.query<ConsentEventRow>(
    "SELECT * FROM consent_events WHERE contact_id = ? ORDER BY recorded_at, action, id",
    [contactId],
  );
}

/**
 * The event that decides, for each contact and purpose: the latest of the ledger. Of two recorded in the same
 * millisecond the withdrawal decides, since an id says nothing about order within one (`withdrawn` sorts after `granted`).
 */
export async function latestConsent(db: Queryable, contactIds: readonly string[]): Promise<ConsentEventRow[]> {
  return inChunks(contactIds, async (marks, chunk) =>
    db.query<ConsentEventRow>(
      `SELECT ${columns.join(", ")} FROM (
         SELECT consent_events.*, ROW_NUMBER() OVER (
           PARTITION BY contact_id, channel, purpose ORDER BY recorded_at DESC, action DESC, id DESC
         ) AS place
         FROM consent_events WHERE contact_id IN (${marks})
       ) AS ranked WHERE place = 1 ORDER BY contact_id, purpose`,
      chunk,
    ),
  );
}
