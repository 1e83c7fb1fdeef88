import { newId } from "../../core/ids.ts";
import type { Queryable } from "../database.ts";
import type { MessageEventRow, MessageState } from "../rows.ts";
import { inChunks, insertSql, valuesOf } from "./sql.ts";

const columns = [
  "id",
  "message_id",
  "wamid",
  "state",
  "occurred_at",
  "recorded_at",
  "source",
  "detail",
  "event_key",
] as const satisfies readonly (keyof MessageEventRow)[];

/** Adds events to the history of messages; one that is already there (`event_key`) changes nothing. Returns how many were new. */
export async function recordEvents(db: Queryable, rows: readonly MessageEventRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const sql = insertSql("message_events", columns, "ON CONFLICT (event_key) DO NOTHING");
  const values = rows.map((row) => valuesOf(row, columns));
  const [only] = values;
  return (values.length === 1 && only ? await db.exec(sql, only) : await db.batch(sql, values)).changes;
}

/** The history of these messages, oldest first within each. */
export async function eventsOf(db: Queryable, messageIds: readonly string[]): Promise<MessageEventRow[]> {
  return inChunks(messageIds, async (marks, chunk) =>
    db.query<MessageEventRow>(
      `SELECT * FROM message_events WHERE message_id IN (${marks}) ORDER BY message_id, occurred_at, recorded_at, id`,
      chunk,
    ),
  );
}

export interface StateChange {
  readonly messageId: string;
  readonly wamid: string | null;
  readonly state: MessageState;
  readonly at: number;
  readonly source: MessageEventRow["source"];
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** The event of a state change that recado or a person made. */
export function stateEvent(change: StateChange): MessageEventRow {
  const id = newId("evt", change.at);
  return {
    id,
    message_id: change.messageId,
    wamid: change.wamid,
    state: change.state,
    occurred_at: change.at,
    recorded_at: change.at,
    source: change.source,
    detail: change.detail === undefined ? null : JSON.stringify(change.detail),
    event_key: id,
  };
}
