import type { Queryable } from "../database.ts";
import type { SendRequestRow } from "../rows.ts";
import { insertSql, valuesOf } from "./sql.ts";

const columns = [
  "id",
  "phone_number_id",
  "idempotency_key",
  "content_hash",
  "created_at",
] as const satisfies readonly (keyof SendRequestRow)[];

/**
 * Stores a send request; false when its number already has one with the same idempotency key: `findRequest` tells which.
 * Of two processes that try at once, exactly one gets true.
 */
export async function createRequest(db: Queryable, row: SendRequestRow): Promise<boolean> {
  const sql = insertSql("send_requests", columns, "ON CONFLICT (phone_number_id, idempotency_key) DO NOTHING");
  return (await db.exec(sql, valuesOf(row, columns))).changes > 0;
}

export async function findRequest(
  db: Queryable,
  phoneNumberId: string,
  idempotencyKey: string,
): Promise<SendRequestRow | undefined> {
  const sql = "SELECT * FROM send_requests WHERE phone_number_id = ? AND idempotency_key = ?";
  return (await db.query<SendRequestRow>(sql, [phoneNumberId, idempotencyKey]))[0];
}
