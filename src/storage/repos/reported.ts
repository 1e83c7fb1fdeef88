import type { Queryable } from "../database.ts";
import type { MessageRow } from "../rows.ts";
import { inChunks } from "./sql.ts";

const columns = [
  "id",
  "wamid",
  "direction",
  "state",
  "reason",
  "error_code",
  "error_title",
  "error_details",
  "campaign_id",
  "position",
  "retried_by",
  "phone_number_id",
  "customer_phone",
  "contact_id",
  "category",
  "market",
  "currency",
  "estimate_evidence",
  "settled_micros",
  "pricing_type",
  "pricing_category",
  "created_at",
  "updated_at",
  "accepted_at",
  "delivered_at",
  "priced_at",
] as const satisfies readonly (keyof MessageRow)[];

/**
 * What a report can change of a message, or depends on. Those of one batch are read once, and kept up to date in memory while report
 * after report is counted in.
 */
export type ReportedMessage = Pick<MessageRow, (typeof columns)[number]>;

const select = `SELECT ${columns.join(", ")} FROM messages`;

export interface ReadOptions {
  /** Nobody else changes them until the transaction ends. For engines that lock rows: on SQLite, who writes is alone anyhow. */
  readonly rowLocks: boolean;
}

/** The messages with these ids; locked in the order of their ids, so that two who want the same ones never wait for each other. */
export async function readMessages(
  tx: Queryable,
  ids: Iterable<string>,
  { rowLocks }: ReadOptions,
): Promise<ReportedMessage[]> {
  const lock = rowLocks ? " ORDER BY id FOR UPDATE" : "";
  return inChunks([...ids].toSorted(), async (marks, chunk) =>
    tx.query<ReportedMessage>(`${select} WHERE id IN (${marks})${lock}`, chunk),
  );
}

/** The ids of the messages that have these wamids. */
export async function idsOfWamids(tx: Queryable, wamids: Iterable<string>): Promise<string[]> {
  const rows = await inChunks([...wamids], async (marks, chunk) =>
    tx.query<{ id: string }>(`SELECT id FROM messages WHERE wamid IN (${marks})`, chunk),
  );
  return rows.map(({ id }) => id);
}
