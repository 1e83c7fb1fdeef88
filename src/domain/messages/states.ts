import type { MessageRow, MessageState } from "../../storage/rows.ts";

const progress: readonly MessageState[] = ["queued", "sending", "uncertain", "accepted", "sent", "delivered", "read"];

/** True when a message has come as far as `wanted` (a read message has been delivered). */
export function hasReached(state: MessageState, wanted: Goal): boolean {
  return progress.indexOf(state) >= progress.indexOf(wanted);
}

export type Goal = "sent" | "delivered" | "read";

/** How far a message can come: Meta reports of a reaction that it was sent, and nothing after that. */
export function goalOf({ type }: Pick<MessageRow, "type">, wanted: Goal): Goal {
  return type === "reaction" ? "sent" : wanted;
}

/** States of a message that Meta took. */
export const gone: readonly MessageState[] = ["accepted", "sent", "delivered", "read"];

/** True when nothing more will happen to it by itself. */
export function isOver(state: MessageState): boolean {
  return state === "failed" || state === "cancelled" || state === "skipped";
}

export type StateCounts = Partial<Record<MessageState, number>>;

export function countStates(rows: readonly Pick<MessageRow, "state">[]): StateCounts {
  const counts: StateCounts = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
