import type { Database, Queryable, SqlValue } from "../database.ts";
import type { WebhookDeliveryRow } from "../rows.ts";
import { atomically, inChunks, insertSql } from "./sql.ts";

export type NewDelivery = Pick<WebhookDeliveryRow, "id" | "body_hash" | "body" | "received_at">;

/** A place in the deliveries, which are ordered by the instant at which they came (milliseconds). */
export type DeliveryPlace = Pick<WebhookDeliveryRow, "received_at" | "id">;

export interface StoredDelivery {
  /** False for a copy of a body that is already there. */
  readonly stored: boolean;
  /** Of the first one, when it is a copy. */
  readonly id: string;
  /** It was taken in already. */
  readonly processed: boolean;
}

/** Stores what a webhook brought, once; a copy is counted. */
export async function storeDelivery(db: Queryable | Database, delivery: NewDelivery): Promise<StoredDelivery> {
  const [stored] = await storeDeliveries(db, [delivery]);
  return stored ?? { stored: false, id: delivery.id, processed: false };
}

type Kept = Pick<WebhookDeliveryRow, "id" | "body_hash" | "processed_at">;

interface Distinct {
  readonly first: NewDelivery;
  copies: number;
}

/** Stores several as one commit: all of them, or none. Answers in their order; copies may be among them. */
export async function storeDeliveries(
  db: Queryable | Database,
  deliveries: readonly NewDelivery[],
): Promise<StoredDelivery[]> {
  if (deliveries.length === 0) return [];
  const distinct = new Map<string, Distinct>();
  for (const delivery of deliveries) {
    const known = distinct.get(delivery.body_hash);
    if (known === undefined) distinct.set(delivery.body_hash, { first: delivery, copies: 1 });
    else known.copies += 1;
  }
  // In one order everywhere, so that two processes with the same bodies wait for one another and never cross.
  const rows = [...distinct.values()].toSorted((a, b) => (a.first.body_hash < b.first.body_hash ? -1 : 1));
  const copied = await atomically(db, async (tx) => countCopies(tx, await addFresh(tx, rows)));
  const byHash = new Map(copied.map((row) => [row.body_hash, row]));
  return deliveries.map(({ id, body_hash: hash }) => {
    const row = byHash.get(hash);
    const first = distinct.get(hash)?.first.id ?? id;
    if (row === undefined) return { stored: first === id, id: first, processed: false };
    return { stored: false, id: row.id, processed: row.processed_at !== null };
  });
}

/** Inserts what is new, and answers the others. Nearly always all of it is: a plain insert takes a third of the time of one that may update. */
async function addFresh(tx: Queryable, rows: readonly Distinct[]): Promise<Distinct[]> {
  const stored = await readHashes(tx, rows);
  const fresh = rows.filter(({ first }) => !stored.has(first.body_hash));
  const added = await tx.batch(
    insertSql("webhook_deliveries", newColumns, "ON CONFLICT (body_hash) DO NOTHING"),
    fresh.map(newValues),
  );
  if (added.changes === fresh.length) return rows.filter(({ first }) => stored.has(first.body_hash));
  // Another process had one of them at the same moment.
  const now = await readHashes(tx, fresh);
  for (const row of fresh) if (!now.has(row.first.body_hash)) await insertAlone(tx, row);
  return rows.filter(({ first: { id, body_hash: hash } }) => stored.has(hash) || (now.get(hash) ?? id) !== id);
}

/** What is in its way is not the same body: that is an error, and the delivery must not be answered for. */
async function insertAlone(tx: Queryable, row: Distinct): Promise<void> {
  await tx.exec(insertSql("webhook_deliveries", newColumns), newValues(row));
}

const newColumns = ["id", "body_hash", "body", "received_at", "copies"] as const;

function newValues({ first, copies }: Distinct): SqlValue[] {
  return [first.id, first.body_hash, first.body, first.received_at, copies];
}

/** The ids of those that are there, by hash. */
async function readHashes(tx: Queryable, rows: readonly Distinct[]): Promise<ReadonlyMap<string, string>> {
  const found = await inChunks(
    rows.map(({ first }) => first.body_hash),
    async (marks, chunk) =>
      tx.query<Pick<Kept, "id" | "body_hash">>(
        `SELECT id, body_hash FROM webhook_deliveries WHERE body_hash IN (${marks})`,
        chunk,
      ),
  );
  return new Map(found.map(({ id, body_hash: hash }) => [hash, id]));
}

/** Copies of what is there: only counted. */
async function countCopies(tx: Queryable, rows: readonly Distinct[]): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const { first, copies } of rows) {
    kept.push(
      ...(await tx.query<Kept>(
        "UPDATE webhook_deliveries SET copies = copies + ? WHERE body_hash = ? RETURNING id, body_hash, processed_at",
        [copies, first.body_hash],
      )),
    );
  }
  return kept;
}

export interface UnprocessedDelivery extends Pick<WebhookDeliveryRow, "id" | "received_at"> {
  /** Undefined for one that the caller has at hand. */
  readonly body: string | undefined;
}

/**
 * Those that are not taken in yet, by their ids. Another process that is at one of them is waited for: then it is taken in, and
 * missing here. `lock`: the engine locks rows (SQLite lets one writer in at a time). @param atHand whose bodies need not be read
 */
export async function unprocessedDeliveries(
  tx: Queryable,
  ids: readonly string[],
  lock: boolean,
  atHand: { has(id: string): boolean } = new Set(),
): Promise<UnprocessedDelivery[]> {
  const open = await inChunks(ids, async (marks, chunk) =>
    tx.query<Pick<WebhookDeliveryRow, "id" | "received_at">>(
      `SELECT id, received_at FROM webhook_deliveries
       WHERE id IN (${marks}) AND processed_at IS NULL ORDER BY id${lock ? " FOR UPDATE" : ""}`,
      chunk,
    ),
  );
  const missing = open.flatMap(({ id }) => (atHand.has(id) ? [] : [id]));
  const read = await inChunks(missing, async (marks, chunk) =>
    tx.query<Pick<WebhookDeliveryRow, "id" | "body">>(
      `SELECT id, body FROM webhook_deliveries WHERE id IN (${marks})`,
      chunk,
    ),
  );
  const bodies = new Map(read.map(({ id, body }) => [id, body]));
  return open.map((row) => ({ ...row, body: bodies.get(row.id) }));
}

/** Their messages and statuses are taken in. @param at milliseconds */
export async function markProcessed(db: Queryable, ids: string | readonly string[], at: number): Promise<void> {
  await inChunks(typeof ids === "string" ? [ids] : ids, async (marks, chunk) => {
    const sql = `UPDATE webhook_deliveries SET processed_at = ?, failure = NULL WHERE id IN (${marks})`;
    await db.exec(sql, [at, ...chunk]);
    return [];
  });
}

/** The address of `--forward-to` took it. @param at milliseconds */
export async function markForwarded(db: Queryable, id: string, at: number): Promise<void> {
  await db.exec("UPDATE webhook_deliveries SET forwarded_at = ?, failure = NULL WHERE id = ?", [at, id]);
}

/** Why processing or forwarding failed: without secrets, it is shown to people. */
export async function markFailure(db: Queryable, id: string, failure: string): Promise<void> {
  await db.exec("UPDATE webhook_deliveries SET failure = ? WHERE id = ?", [failure, id]);
}

/** Newest first. */
export async function listDeliveries(
  db: Queryable,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<WebhookDeliveryRow[]> {
  const order = "ORDER BY received_at DESC, id DESC LIMIT ?";
  if (page.after === undefined) {
    return db.query<WebhookDeliveryRow>(`SELECT * FROM webhook_deliveries ${order}`, [page.limit]);
  }
  return db.query<WebhookDeliveryRow>(
    `SELECT * FROM webhook_deliveries
     WHERE (received_at, id) < (SELECT received_at, id FROM webhook_deliveries WHERE id = ?) ${order}`,
    [page.after, page.limit],
  );
}

/** Where the deliveries stand that are stored but not taken in, behind `after`: oldest first, without their bodies. */
export async function unprocessedAfter(db: Queryable, after: DeliveryPlace, limit: number): Promise<DeliveryPlace[]> {
  return db.query<DeliveryPlace>(
    `SELECT received_at, id FROM webhook_deliveries
     WHERE processed_at IS NULL AND (received_at, id) > (?, ?) ORDER BY received_at, id LIMIT ?`,
    [after.received_at, after.id, limit],
  );
}
