import type { MessageState } from "../rows.ts";

/**
 * How far a message has come. Reports about it arrive late, twice and out of order, so the farthest one counts:
 * whatever the order of arrival, the same reports end in the same state.
 *
 * `failed` stands between `sent` and `delivered`: a failure is final for a message that was on its way, and a proof of
 * delivery is stronger than a report of failure. A cancelled or skipped message of which Meta reports something has
 * gone out after all, and Meta is believed.
 */
const progress: Readonly<Record<Exclude<MessageState, "received">, number>> = {
  cancelled: 0,
  skipped: 0,
  queued: 0,
  sending: 1,
  uncertain: 2,
  accepted: 3,
  sent: 4,
  failed: 5,
  delivered: 6,
  read: 7,
};

function isOutbound(state: string): state is keyof typeof progress {
  return Object.hasOwn(progress, state);
}

/** The states from which a report of `state` moves a message on; none for a status that is only kept as an event. */
export function statesBefore(state: string): MessageState[] {
  if (!isOutbound(state)) return [];
  const reached = progress[state];
  return Object.keys(progress)
    .filter(isOutbound)
    .filter((other) => progress[other] < reached);
}

/** States as they stand in the list of a statement: written out, so that indexes on some of them are used. */
export function quoted(states: readonly MessageState[]): string {
  return states.map((state) => `'${state}'`).join(", ");
}

/** The states whose messages Meta has taken: these are charged for. */
export const takenStates = ["accepted", "sent", "delivered", "read"] as const satisfies readonly MessageState[];
