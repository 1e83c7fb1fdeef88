import type { Queryable } from "../database.ts";
import type { MessageRow, MessageState } from "../rows.ts";

export interface RecipientPage {
  readonly campaignId: number;
  readonly state?: MessageState | undefined;
  readonly limit: number;
}

export type RecipientRow = Pick<
  MessageRow,
  | "id"
  | "position"
  | "customer_phone"
  | "customer_user_id"
  | "category"
  | "variant"
  | "state"
  | "reason"
  | "wamid"
  | "error_code"
  | "error_title"
  | "error_details"
>;

/** Those who are written to, in the order of the list: of somebody who was written to again, the best message. */
export async function listRecipients(db: Queryable, page: RecipientPage): Promise<RecipientRow[]> {
  const { campaignId, state, limit } = page;
  // Written out, so that the index of a campaign's states is used.
  const only = state === undefined ? "" : ` AND state = '${state}'`;
  return db.query<RecipientRow>(
    `SELECT id, position, customer_phone, customer_user_id, category, variant, state, reason, wamid, error_code, error_title,
       error_details
     FROM messages WHERE campaign_id = ?${only} AND retried_by IS NULL ORDER BY position LIMIT ?`,
    [campaignId, limit],
  );
}
