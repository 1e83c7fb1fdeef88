import type { Queryable } from "../database.ts";
import type { CampaignExclusionRow, MessageRow } from "../rows.ts";
import { quoted, takenStates } from "./message-states.ts";
import { wasTried } from "./outcomes.ts";
import { inChunks } from "./sql.ts";

const taken = quoted(takenStates);

/** The message that counts for each recipient, in the order of the list. */
export async function recipientIds(db: Queryable, campaignId: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    "SELECT id FROM messages WHERE campaign_id = ? AND retried_by IS NULL ORDER BY position, id",
    [campaignId],
  );
  return rows.map(({ id }) => id);
}

export type RecipientRow = Pick<
  MessageRow,
  | "id"
  | "position"
  | "customer_phone"
  | "customer_user_id"
  | "variant"
  | "state"
  | "reason"
  | "wamid"
  | "error_code"
  | "error_title"
  | "currency"
  | "estimate_micros"
  | "settled_micros"
  | "created_at"
  | "sending_at"
  | "accepted_at"
> & { readonly name: string | null };

/** These messages with the names of their contacts, in no promised order. */
export async function recipientRows(db: Queryable, messageIds: readonly string[]): Promise<RecipientRow[]> {
  return inChunks(messageIds, async (marks, chunk) =>
    db.query<RecipientRow>(
      `SELECT m.id, m.position, m.customer_phone, m.customer_user_id, m.variant, m.state, m.reason, m.wamid, m.error_code, m.error_title,
         m.currency, m.estimate_micros, m.settled_micros, m.created_at, m.sending_at, m.accepted_at, c.name
       FROM messages m LEFT JOIN contacts c ON c.id = m.contact_id
       WHERE m.id IN (${marks})`,
      chunk,
    ),
  );
}

/** Messages beside the one that counts, by the person's place in the list. Amounts are micros. */
export interface OtherAttempts {
  readonly position: number;
  /** Without repeats that were not needed. */
  readonly messages: number;
  readonly settled_micros: number;
  /** Taken by Meta and not settled yet. */
  readonly open_micros: number;
}

export async function otherAttempts(db: Queryable, campaignId: number): Promise<ReadonlyMap<number, OtherAttempts>> {
  const rows = await db.query<OtherAttempts>(
    `SELECT position, COUNT(CASE WHEN ${wasTried} THEN 1 END) AS messages,
       CAST(COALESCE(SUM(CASE WHEN state IN (${taken}) THEN settled_micros END), 0) AS BIGINT) AS settled_micros,
       CAST(COALESCE(SUM(CASE WHEN state IN (${taken}) AND settled_micros IS NULL THEN estimate_micros END), 0) AS BIGINT) AS open_micros
     FROM messages WHERE campaign_id = ? AND retried_by IS NOT NULL GROUP BY position`,
    [campaignId],
  );
  return new Map(rows.map((row) => [row.position, row]));
}

export type ExcludedRow = CampaignExclusionRow & { readonly name: string | null };

/** Who was left out between two places of the list, both left out themselves; in the order of the list. */
export async function excludedBetween(
  db: Queryable,
  campaignId: number,
  range: { readonly after: number; readonly before: number; readonly limit: number },
): Promise<ExcludedRow[]> {
  return db.query<ExcludedRow>(
    `SELECT x.*, c.name FROM campaign_exclusions x LEFT JOIN contacts c ON c.id = x.contact_id
     WHERE x.campaign_id = ? AND x.position > ? AND x.position < ? ORDER BY x.position LIMIT ?`,
    [campaignId, range.after, range.before, range.limit],
  );
}
