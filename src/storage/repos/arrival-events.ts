import type { Queryable } from "../database.ts";
import type { MessageEventRow } from "../rows.ts";
import { arrivals } from "./moves.ts";
import type { ReportedMessage } from "./reported.ts";
import { inChunks } from "./sql.ts";

/** A report that a message has arrived, as its history has it. */
export type ArrivalEvent = Pick<MessageEventRow, "message_id" | "state" | "occurred_at" | "detail">;

/** All reports that say that these messages arrived, under the wamids that are theirs. */
export async function arrivalEvents(tx: Queryable, messages: readonly ReportedMessage[]): Promise<ArrivalEvent[]> {
  const words = arrivals.map((state) => `'${state}'`).join(", ");
  return inChunks(
    messages.map(({ id }) => id),
    async (marks, chunk) =>
      tx.query<ArrivalEvent>(
        `SELECT e.message_id, e.state, e.occurred_at, e.detail FROM message_events e
           JOIN messages m ON m.id = e.message_id AND m.wamid = e.wamid
         WHERE e.message_id IN (${marks}) AND e.state IN (${words})`,
        chunk,
      ),
  );
}
