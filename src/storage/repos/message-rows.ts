import type { Queryable } from "../database.ts";
import type { MessageRow, MessageState } from "../rows.ts";
import { recordEvents, stateEvent } from "./events.ts";
import { atomically, conditions, inChunks, insertSql, valuesOf } from "./sql.ts";

const columns = [
  "id",
  "campaign_id",
  "position",
  "direction",
  "phone_number_id",
  "customer_phone",
  "customer_user_id",
  "contact_id",
  "type",
  "template",
  "language",
  "category",
  "variant",
  "content",
  "consent",
  "labels",
  "state",
  "reason",
  "wamid",
  "due_at",
  "attempts",
  "retried_by",
  "lease_owner",
  "lease_until",
  "error_code",
  "error_title",
  "error_details",
  "market",
  "currency",
  "estimate_micros",
  "estimate_evidence",
  "settled_micros",
  "pricing_type",
  "pricing_category",
  "created_at",
  "updated_at",
  "sending_at",
  "accepted_at",
  "delivered_at",
  "priced_at",
] as const satisfies readonly (keyof MessageRow)[];

/** Puts messages into the outbox; those that do not wait in the queue get their first event (`skipped`, and why). */
export async function insertMessages(db: Queryable, rows: readonly MessageRow[]): Promise<void> {
  await atomically(db, async (tx) => {
    await tx.batch(
      insertSql("messages", columns),
      rows.map((row) => valuesOf(row, columns)),
    );
    // That it is in the queue, its own row says.
    const elsewhere = rows.filter(({ state }) => state !== "queued");
    const events = elsewhere.map((row) =>
      stateEvent({
        messageId: row.id,
        wamid: row.wamid,
        state: row.state,
        at: row.created_at,
        source: "recado",
        detail: row.reason === null ? undefined : { reason: row.reason },
      }),
    );
    await recordEvents(tx, events);
  });
}

/** Stores a message that a customer wrote; false when it is already there (Meta delivered it twice). */
export async function insertInbound(db: Queryable, row: MessageRow): Promise<boolean> {
  const sql = insertSql("messages", columns, "ON CONFLICT (wamid) DO NOTHING");
  return (await db.exec(sql, valuesOf(row, columns))).changes > 0;
}

export async function getMessage(db: Queryable, id: string): Promise<MessageRow | undefined> {
  return (await db.query<MessageRow>("SELECT * FROM messages WHERE id = ?", [id]))[0];
}

/** The messages with these ids, in no promised order. */
export async function getMessages(db: Queryable, ids: readonly string[]): Promise<MessageRow[]> {
  return inChunks(ids, async (marks, chunk) =>
    db.query<MessageRow>(`SELECT * FROM messages WHERE id IN (${marks})`, chunk),
  );
}

export async function findByWamid(db: Queryable, wamid: string): Promise<MessageRow | undefined> {
  return (await db.query<MessageRow>("SELECT * FROM messages WHERE wamid = ?", [wamid]))[0];
}

/** In the order in which they were asked for. */
export async function messagesOfCampaign(db: Queryable, campaignId: number): Promise<MessageRow[]> {
  return db.query<MessageRow>("SELECT * FROM messages WHERE campaign_id = ? ORDER BY position, id", [campaignId]);
}

export interface MessagePage {
  readonly limit: number;
  readonly state?: MessageState | undefined;
  readonly direction?: MessageRow["direction"] | undefined;
  readonly template?: string | undefined;
  /** In E.164 with `+`. */
  readonly customerPhone?: string | undefined;
  /** Created at or after this instant (milliseconds). */
  readonly since?: number | undefined;
  /** Created before this instant (milliseconds). */
  readonly until?: number | undefined;
  /** The id of the last message of the page before. */
  readonly after?: string | undefined;
}

/** Messages of both directions, newest first. */
export async function listMessages(db: Queryable, page: MessagePage): Promise<MessageRow[]> {
  const where = conditions();
  // Written out, so that the index of the few uncertain ones is used.
  if (page.state !== undefined) where.add(`state = '${page.state}'`);
  if (page.direction !== undefined) where.add("direction = ?", page.direction);
  if (page.template !== undefined) where.add("template = ?", page.template);
  if (page.customerPhone !== undefined) where.add("customer_phone = ?", page.customerPhone);
  if (page.since !== undefined) where.add("created_at >= ?", page.since);
  if (page.until !== undefined) where.add("created_at < ?", page.until);
  if (page.after !== undefined) {
    where.add("(created_at, id) < (SELECT created_at, id FROM messages WHERE id = ?)", page.after);
  }
  return db.query<MessageRow>(`SELECT * FROM messages${where.where()} ORDER BY created_at DESC, id DESC LIMIT ?`, [
    ...where.parameters,
    page.limit,
  ]);
}

/** When this customer last wrote to this number (milliseconds): the start of the 24-hour window. */
export async function lastInboundAt(
  db: Queryable,
  phoneNumberId: string,
  customerPhone: string,
): Promise<number | undefined> {
  const rows = await db.query<{ at: number | null }>(
    `SELECT MAX(created_at) AS at FROM messages
     WHERE customer_phone = ? AND direction = 'in' AND phone_number_id = ?`,
    [customerPhone, phoneNumberId],
  );
  return rows[0]?.at ?? undefined;
}

/** The same for many customers, by phone; who never wrote is missing. */
export async function lastInboundTimes(
  db: Queryable,
  phoneNumberId: string,
  customerPhones: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await inChunks(customerPhones, async (marks, chunk) =>
    db.query<{ phone: string; at: number }>(
      `SELECT customer_phone AS phone, MAX(created_at) AS at FROM messages
       WHERE customer_phone IN (${marks}) AND direction = 'in' AND phone_number_id = ? GROUP BY customer_phone`,
      [...chunk, phoneNumberId],
    ),
  );
  return new Map(rows.map(({ phone, at }) => [phone, at]));
}

/** When this number's messages to each of these people went out after `since` (milliseconds), oldest first, by phone. */
export async function lastOutboundTimes(
  db: Queryable,
  phoneNumberId: string,
  customerPhones: readonly string[],
  since: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await inChunks(customerPhones, async (marks, chunk) =>
    db.query<{ phone: string; at: number }>(
      `SELECT customer_phone AS phone, accepted_at AS at FROM messages
       WHERE customer_phone IN (${marks}) AND direction = 'out' AND phone_number_id = ? AND accepted_at > ?`,
      [...chunk, phoneNumberId, since],
    ),
  );
  const times = new Map<string, number[]>();
  for (const { phone, at } of rows) {
    const list = times.get(phone);
    if (list === undefined) times.set(phone, [at]);
    else list.push(at);
  }
  for (const list of times.values()) list.sort((one, other) => one - other);
  return times;
}
