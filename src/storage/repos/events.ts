import { groupBy } from "../../core/group.ts";
import { newId } from "../../core/ids.ts";
import type { Queryable } from "../database.ts";
import type { MessageEventRow, MessageRow, MessageState } from "../rows.ts";
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

/** Adds events as `recordEvents`, and answers which of them were new, by their ids. Each has another key. */
export async function recordNewEvents(
  db: Queryable,
  rows: readonly MessageEventRow[],
): Promise<{ has(id: string): boolean }> {
  // Nearly always all of them are; which ones is worth a look only where one is missing.
  if ((await recordEvents(db, rows)) === rows.length) return { has: () => true };
  const found = await inChunks(
    rows.map(({ id }) => id),
    async (marks, chunk) => db.query<{ id: string }>(`SELECT id FROM message_events WHERE id IN (${marks})`, chunk),
  );
  return new Set(found.map(({ id }) => id));
}

type Path = Pick<MessageRow, "id" | "direction" | "wamid" | "created_at" | "sending_at" | "accepted_at">;

const pathColumns = "id, direction, wamid, created_at, sending_at, accepted_at";

/** An event that the message's own columns tell. */
function stepOf(row: Path, state: MessageState, at: number): MessageEventRow {
  const id = `${row.id}/${state}`;
  const wamid = state === "accepted" ? row.wamid : null;
  const times = { occurred_at: at, recorded_at: at };
  return { id, message_id: row.id, wamid, state, ...times, source: "recado", detail: null, event_key: id };
}

/** The straight way of a message. One that our rules skipped at once was never queued then. */
function stepsOf(row: Path, recorded: readonly MessageEventRow[]): MessageEventRow[] {
  if (row.direction === "in") return [];
  const isTold = (at: number, state: string): boolean =>
    recorded.some((event) => event.occurred_at === at && event.state === state);
  const { created_at: queuedAt, sending_at: sendingAt, accepted_at: acceptedAt } = row;
  const steps: MessageEventRow[] = [];
  if (!isTold(queuedAt, "skipped")) steps.push(stepOf(row, "queued", queuedAt));
  if (sendingAt !== null) steps.push(stepOf(row, "sending", sendingAt));
  // Where a webhook was the first to tell that Meta has it, that is what the history says.
  const byWebhook =
    acceptedAt !== null && recorded.some((event) => event.occurred_at === acceptedAt && event.source === "meta");
  if (acceptedAt !== null && !byWebhook && !isTold(acceptedAt, "accepted"))
    steps.push(stepOf(row, "accepted", acceptedAt));
  return steps;
}

const inHistory = (one: MessageEventRow, other: MessageEventRow): number =>
  one.occurred_at - other.occurred_at || one.recorded_at - other.recorded_at;

/** The history of these messages, oldest first within each: what was written down, and the steps that their columns tell. */
export async function eventsOf(db: Queryable, messageIds: readonly string[]): Promise<MessageEventRow[]> {
  const rows = await inChunks(messageIds, async (marks, chunk) =>
    db.query<Path>(`SELECT ${pathColumns} FROM messages WHERE id IN (${marks}) ORDER BY id`, chunk),
  );
  const recorded = groupBy(
    await inChunks(messageIds, async (marks, chunk) =>
      db.query<MessageEventRow>(
        `SELECT * FROM message_events WHERE message_id IN (${marks}) ORDER BY message_id, occurred_at, recorded_at, id`,
        chunk,
      ),
    ),
    (event) => event.message_id,
  );
  return rows.flatMap((row) => {
    const events = recorded.get(row.id) ?? [];
    return [...stepsOf(row, events), ...events].toSorted(inHistory);
  });
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
