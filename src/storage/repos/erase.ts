import type { Queryable, SqlValue } from "../database.ts";
import type { MessageRow, WebhookDeliveryRow } from "../rows.ts";
import type { DeliveryPlace } from "./deliveries.ts";
import { inChunks } from "./sql.ts";
import { sealRemoval } from "./tombstones.ts";

/** Where rows of one person are deleted or emptied: what is to be compacted afterwards. */
export const personalTables = [
  "contacts",
  "consent_events",
  "consent_proofs",
  "evidence_files",
  "import_changes",
  "imports",
  "segments",
  "messages",
  "message_events",
  "campaigns",
  "campaign_exclusions",
  "webhook_deliveries",
] as const;

export type PersonMessage = Pick<
  MessageRow,
  "id" | "campaign_id" | "wamid" | "state" | "lease_until" | "customer_phone" | "customer_user_id"
>;

/** What stands for the content of an erased message. */
const erasedContent = '{"erased":true}';

/** Runs one statement for chunks of ids; answers how many rows it touched. */
async function execFor(
  tx: Queryable,
  sql: (marks: string) => string,
  ids: readonly SqlValue[],
  first: readonly SqlValue[] = [],
): Promise<number> {
  let changes = 0;
  await inChunks(ids, async (marks, chunk) => {
    changes += (await tx.exec(sql(marks), [...first, ...chunk])).changes;
    return [];
  });
  return changes;
}

async function find<Row extends object>(
  db: Queryable,
  sql: (marks: string) => string,
  keys: readonly SqlValue[],
): Promise<Row[]> {
  return inChunks(keys, async (marks, chunk) => db.query<Row>(sql(marks), chunk));
}

/** The messages of a person, whichever the direction: by contact, number or user id. */
export async function messagesOfPerson(
  db: Queryable,
  person: {
    readonly contactIds: readonly number[];
    readonly phones: readonly string[];
    readonly userIds: readonly string[];
  },
): Promise<PersonMessage[]> {
  const columns = "id, campaign_id, wamid, state, lease_until, customer_phone, customer_user_id";
  const by = async (column: string, keys: readonly SqlValue[]): Promise<PersonMessage[]> =>
    find<PersonMessage>(db, (marks) => `SELECT ${columns} FROM messages WHERE ${column} IN (${marks})`, keys);
  const found = [
    ...(await by("contact_id", person.contactIds)),
    ...(await by("customer_phone", person.phones)),
    ...(await by("customer_user_id", person.userIds)),
  ];
  return [...new Map(found.map((row) => [row.id, row])).values()];
}

/** Empties messages: what they cost, when, and what became of them stays. What still waited is cancelled. */
export async function eraseMessages(tx: Queryable, ids: readonly string[], at: number): Promise<void> {
  await execFor(
    tx,
    (marks) => `UPDATE messages SET state = 'cancelled', reason = 'contacts.erased', updated_at = ?
                WHERE id IN (${marks}) AND state = 'queued'`,
    ids,
    [at],
  );
  await execFor(
    tx,
    (
      marks,
    ) => `UPDATE messages SET customer_phone = NULL, customer_user_id = NULL, contact_id = NULL, content = ?, wamid = NULL,
                error_title = NULL, error_details = NULL WHERE id IN (${marks})`,
    ids,
    [erasedContent],
  );
}

export interface EventDetail {
  readonly id: string;
  readonly detail: string | null;
}

export async function eventDetails(db: Queryable, messageIds: readonly string[]): Promise<EventDetail[]> {
  return find<EventDetail>(
    db,
    (marks) => `SELECT id, detail FROM message_events WHERE message_id IN (${marks})`,
    messageIds,
  );
}

/** Meta's id holds the number, and the key of an event holds Meta's id. */
export async function eraseEvents(tx: Queryable, rows: readonly EventDetail[]): Promise<void> {
  await tx.batch(
    "UPDATE message_events SET wamid = NULL, event_key = id, detail = ? WHERE id = ?",
    rows.map(({ id, detail }) => [detail, id]),
  );
}

/** Statuses that never found their message. */
export async function deleteOrphanEvents(tx: Queryable, wamids: readonly string[]): Promise<number> {
  return execFor(tx, (marks) => `DELETE FROM message_events WHERE message_id IS NULL AND wamid IN (${marks})`, wamids);
}

/** Forgets the key and content of requests that went to nobody else. Answers how many. */
export async function eraseRequests(tx: Queryable, campaignIds: readonly number[]): Promise<number> {
  return execFor(
    tx,
    (marks) => `UPDATE campaigns SET idempotency_key = NULL, content_hash = '' WHERE id IN (${marks})
                AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.campaign_id = campaigns.id AND m.content <> '${erasedContent}')`,
    campaignIds,
  );
}

export interface PersonProof {
  readonly proof_id: number;
  readonly evidence: string | null;
}

export async function proofsOfPerson(db: Queryable, contactIds: readonly number[]): Promise<PersonProof[]> {
  return find<PersonProof>(
    db,
    (marks) => `SELECT DISTINCT e.proof_id, p.evidence FROM consent_events e JOIN consent_proofs p ON p.id = e.proof_id
                WHERE e.contact_id IN (${marks})`,
    contactIds,
  );
}

/** Takes the ledger of contacts away; each event leaves its hash, so that the chain of blocks still holds. Answers how many. */
export async function eraseLedger(tx: Queryable, contactIds: readonly number[], at: number): Promise<number> {
  await execFor(
    tx,
    (marks) => `INSERT INTO consent_tombstones (seq, reason, removed_at, hash)
                SELECT seq, 'erased', CAST(? AS BIGINT), hash FROM consent_events WHERE contact_id IN (${marks})`,
    contactIds,
    [at],
  );
  await sealRemoval(tx, at);
  return execFor(tx, (marks) => `DELETE FROM consent_events WHERE contact_id IN (${marks})`, contactIds);
}

/** Deletes those proofs that no event needs any more. Answers how many. */
export async function deleteUnusedProofs(tx: Queryable, ids: readonly number[]): Promise<number> {
  return execFor(
    tx,
    (marks) => `DELETE FROM consent_proofs WHERE id IN (${marks})
                AND NOT EXISTS (SELECT 1 FROM consent_events e WHERE e.proof_id = consent_proofs.id)`,
    ids,
  );
}

/** Deletes those kept files that no proof names any more. Answers how many. @param refs `sha256:…` */
export async function deleteUnusedEvidence(tx: Queryable, refs: readonly string[]): Promise<number> {
  return execFor(
    tx,
    (marks) => `DELETE FROM evidence_files WHERE 'sha256:' || hash IN (${marks})
                AND NOT EXISTS (SELECT 1 FROM consent_proofs p WHERE p.evidence = 'sha256:' || evidence_files.hash)`,
    refs,
  );
}

export async function deleteContacts(tx: Queryable, ids: readonly number[]): Promise<number> {
  return execFor(tx, (marks) => `DELETE FROM contacts WHERE id IN (${marks})`, ids);
}

export async function deleteImportChanges(tx: Queryable, contactIds: readonly number[]): Promise<number> {
  return execFor(tx, (marks) => `DELETE FROM import_changes WHERE contact_id IN (${marks})`, contactIds);
}

export interface ImportTouch {
  readonly import_id: number;
  readonly list_row: number;
  readonly before: string | null;
}

/** The imports that changed these contacts. */
export async function importChangesOf(db: Queryable, contactIds: readonly number[]): Promise<ImportTouch[]> {
  return find<ImportTouch>(
    db,
    (marks) =>
      `SELECT import_id, list_row, before FROM import_changes WHERE contact_id IN (${marks}) ORDER BY import_id`,
    contactIds,
  );
}

export type DeliveryText = Pick<WebhookDeliveryRow, "id" | "received_at" | "body" | "failure">;

/** Deliveries with their bodies behind a place, oldest first. */
export async function deliveriesAfter(db: Queryable, after: DeliveryPlace, limit: number): Promise<DeliveryText[]> {
  return db.query<DeliveryText>(
    `SELECT id, received_at, body, failure FROM webhook_deliveries
     WHERE (received_at, id) > (?, ?) ORDER BY received_at, id LIMIT ?`,
    [after.received_at, after.id, limit],
  );
}

/** The hash of what came stays, so that Meta's copy of it is still known and not taken in again. */
export async function rewriteDelivery(
  tx: Queryable,
  { id, body, failure }: Omit<DeliveryText, "received_at">,
): Promise<void> {
  await tx.exec("UPDATE webhook_deliveries SET body = ?, failure = ? WHERE id = ?", [body, failure, id]);
}
