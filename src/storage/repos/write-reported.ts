import type { Queryable } from "../database.ts";
import { groupBy } from "../../core/group.ts";
import type { ReportedMessage } from "./reported.ts";
import { inChunks } from "./sql.ts";

const moveColumns = ["state", "reason", "error_code", "error_title", "error_details", "updated_at"] as const;
const settleColumns = [
  "delivered_at",
  "market",
  "currency",
  "estimate_evidence",
  "settled_micros",
  "pricing_type",
  "pricing_category",
  "priced_at",
] as const;
type Column = (typeof moveColumns)[number] | (typeof settleColumns)[number];

/** Nobody is sending what Meta reports of. */
const released = "lease_owner = NULL, lease_until = NULL";

/** Which of a message's columns are other ones now. */
export interface Changed {
  /** Its state, and what goes with it. */
  readonly moved: boolean;
  /** When it arrived, and what that costs. */
  readonly settled: boolean;
}

/** Writes messages as reports have made them, each with one statement: every one that touches a row has its sums marked. */
export async function writeReported(
  tx: Queryable,
  messages: readonly ReportedMessage[],
  changed: (message: ReportedMessage) => Changed,
): Promise<void> {
  const plain: ReportedMessage[] = [];
  const moved: ReportedMessage[] = [];
  const settled: ReportedMessage[] = [];
  const both: ReportedMessage[] = [];
  for (const message of messages) {
    const what = changed(message);
    if (what.moved && what.settled) both.push(message);
    else if (what.settled) settled.push(message);
    else if (message.reason === null && message.error_code === null && message.error_title === null)
      plain.push(message);
    else moved.push(message);
  }
  await movePlainly(tx, plain);
  await write(tx, moved, moveColumns, released);
  await write(tx, settled, settleColumns);
  await write(tx, both, [...moveColumns, ...settleColumns], released);
}

/** Those that are only sent now, or only read: many with the same values. */
async function movePlainly(tx: Queryable, messages: readonly ReportedMessage[]): Promise<void> {
  for (const same of groupBy(messages, ({ state, updated_at: at }) => `${state} ${at}`).values()) {
    const [first] = same;
    if (first === undefined) continue;
    await inChunks(
      same.map(({ id }) => id),
      async (marks, chunk) => {
        const nothing = "reason = NULL, error_code = NULL, error_title = NULL, error_details = NULL";
        const sql = `UPDATE messages SET state = ?, ${nothing}, ${released}, updated_at = ? WHERE id IN (${marks})`;
        await tx.exec(sql, [first.state, first.updated_at, ...chunk]);
        return [];
      },
    );
  }
}

async function write(
  tx: Queryable,
  messages: readonly ReportedMessage[],
  columns: readonly Column[],
  more?: string,
): Promise<void> {
  const sets = [...columns.map((column) => `${column} = ?`), ...(more === undefined ? [] : [more])];
  await tx.batch(
    `UPDATE messages SET ${sets.join(", ")} WHERE id = ?`,
    messages.map((message) => [...columns.map((column) => message[column]), message.id]),
  );
}
