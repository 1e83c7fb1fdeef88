import type { Queryable } from "../database.ts";
import type { CampaignRow, CampaignState } from "../rows.ts";
import { takeNumbers } from "./counters.ts";
import { insertSql, marks, valuesOf } from "./sql.ts";

const columns = [
  "id",
  "name",
  "phone_number_id",
  "idempotency_key",
  "content_hash",
  "state",
  "reason",
  "reason_text",
  "spec",
  "uploads",
  "runner",
  "runner_until",
  "due_at",
  "created_at",
  "updated_at",
  "started_at",
  "finished_at",
] as const satisfies readonly (keyof CampaignRow)[];

export type NewCampaign = Pick<CampaignRow, "phone_number_id" | "state" | "created_at"> &
  Partial<Pick<CampaignRow, "name" | "idempotency_key" | "content_hash" | "spec" | "started_at" | "due_at">>;

/**
 * Stores a campaign and answers its id. Undefined when its number already has one of that name, or with that key: of two processes
 * that try at once exactly one gets an id.
 */
export async function createCampaign(tx: Queryable, given: NewCampaign): Promise<number | undefined> {
  const id = await takeNumbers(tx, "campaign", 1);
  const row: CampaignRow = {
    name: null,
    idempotency_key: null,
    content_hash: "",
    reason: null,
    reason_text: null,
    spec: null,
    uploads: "{}",
    runner: null,
    runner_until: null,
    due_at: null,
    started_at: null,
    finished_at: null,
    ...given,
    id,
    updated_at: given.created_at,
  };
  const sql = insertSql("campaigns", columns, "ON CONFLICT DO NOTHING");
  return (await tx.exec(sql, valuesOf(row, columns))).changes > 0 ? id : undefined;
}

export async function getCampaign(db: Queryable, id: number): Promise<CampaignRow | undefined> {
  return (await db.query<CampaignRow>("SELECT * FROM campaigns WHERE id = ?", [id]))[0];
}

export async function findCampaignByKey(
  db: Queryable,
  phoneNumberId: string,
  idempotencyKey: string,
): Promise<CampaignRow | undefined> {
  const sql = "SELECT * FROM campaigns WHERE phone_number_id = ? AND idempotency_key = ?";
  return (await db.query<CampaignRow>(sql, [phoneNumberId, idempotencyKey]))[0];
}

export async function findCampaignByName(
  db: Queryable,
  phoneNumberId: string,
  name: string,
): Promise<CampaignRow | undefined> {
  const sql = "SELECT * FROM campaigns WHERE phone_number_id = ? AND name = ?";
  return (await db.query<CampaignRow>(sql, [phoneNumberId, name]))[0];
}

/** Named campaigns of a number, the newest first. */
export async function listCampaigns(
  db: Queryable,
  filter: {
    readonly phoneNumberId: string;
    readonly states?: readonly CampaignState[] | undefined;
    readonly limit?: number;
  },
): Promise<CampaignRow[]> {
  const { phoneNumberId, states, limit } = filter;
  const inStates = states === undefined ? "" : ` AND state IN (${marks(states.length)})`;
  const atMost = limit === undefined ? "" : " LIMIT ?";
  return db.query<CampaignRow>(
    `SELECT * FROM campaigns WHERE name IS NOT NULL AND phone_number_id = ?${inStates} ORDER BY id DESC${atMost}`,
    [phoneNumberId, ...(states ?? []), ...(limit === undefined ? [] : [limit])],
  );
}

export interface CampaignChange {
  readonly state: CampaignState;
  readonly at: number;
  /** Moves only from one of these; from any state when left out. */
  readonly from?: readonly CampaignState[];
  readonly reason?: string | null;
  /** JSON `{text, hint}`. */
  readonly reasonText?: string | null;
  readonly dueAt?: number | null;
}

/** Moves a campaign to another state; what was said of the state before is forgotten. False when it was in none of `from`. */
export async function changeCampaign(db: Queryable, id: number, change: CampaignChange): Promise<boolean> {
  const { state, at, from, reason = null, reasonText = null, dueAt = null } = change;
  const only = from === undefined ? "" : ` AND state IN (${marks(from.length)})`;
  const result = await db.exec(
    `UPDATE campaigns SET state = ?, reason = ?, reason_text = ?, due_at = ?, updated_at = ?,
       started_at = CASE WHEN ? = 'running' THEN COALESCE(started_at, CAST(? AS BIGINT)) ELSE started_at END,
       finished_at = CASE WHEN ? IN ('done', 'cancelled') THEN CAST(? AS BIGINT) ELSE NULL END
     WHERE id = ?${only}`,
    [state, reason, reasonText, dueAt, at, state, at, state, at, id, ...(from ?? [])],
  );
  return result.changes > 0;
}

/** Keeps the ids of files that were uploaded for a campaign. @param uploads JSON */
export async function keepUploads(db: Queryable, id: number, uploads: string): Promise<void> {
  await db.exec("UPDATE campaigns SET uploads = ? WHERE id = ?", [uploads, id]);
}
