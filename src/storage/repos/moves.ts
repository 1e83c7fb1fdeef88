import type { Queryable } from "../database.ts";
import type { MessageState } from "../rows.ts";
import { statesBefore, takenStates } from "./message-states.ts";
import { settleArrived, settleFailed } from "./outcomes.ts";
import type { ReportedMessage } from "./reported.ts";
import { writeReported } from "./write-reported.ts";

/** The first error of a failed message. */
export interface MessageFailure {
  readonly code?: number | undefined;
  readonly title?: string | undefined;
  readonly details?: string | undefined;
}

/** One report about a message. */
export interface Step {
  /** Meta's word; one that is no state of ours moves nothing. */
  readonly state: string;
  /** When it happened (milliseconds). */
  readonly at: number;
  /** When recado learned of it (milliseconds). */
  readonly now: number;
  readonly reason?: string | undefined;
  readonly failure?: MessageFailure | undefined;
}

/** Reports that say that a message has arrived: `delivered` is left out when it is read at once. */
export const arrivals: readonly string[] = ["delivered", "read", "played"];

/** Messages that reports change: counted in memory, in order, and written down at the end, each once. */
export interface Moves {
  /** Moves a message forward to the report's state, never back; true when it moved. An arrival may be earlier than those that are known. */
  count(message: ReportedMessage, step: Step): boolean;
  /** Meta is found to have taken it, whether it moves or not. */
  prove(message: ReportedMessage): void;
  /** Its price was changed. */
  price(message: ReportedMessage): void;
  /** Writes what was counted, and what it means for other messages to the same people. */
  write(tx: Queryable): Promise<void>;
}

const taken: readonly MessageState[] = takenStates;
const before = new Map<string, readonly MessageState[]>();

function comesAfter(state: string, other: MessageState): state is MessageState {
  let states = before.get(state);
  if (states === undefined) {
    states = statesBefore(state);
    // Meta's words are few; a stranger's are not kept.
    if (states.length > 0) before.set(state, states);
  }
  return states.includes(other);
}

export function createMoves(): Moves {
  const moved = new Set<ReportedMessage>();
  const dated = new Set<ReportedMessage>();
  const priced = new Set<ReportedMessage>();
  const proven = new Set<ReportedMessage>();
  return {
    count: (message, { state, at, now, reason, failure }) => {
      if (message.direction !== "out") return false;
      if (arrivals.includes(state) && (message.delivered_at === null || at < message.delivered_at)) {
        message.delivered_at = at;
        dated.add(message);
      }
      if (!comesAfter(state, message.state)) return false;
      message.state = state;
      message.reason = reason ?? null;
      message.error_code = failure?.code ?? null;
      message.error_title = failure?.title ?? null;
      message.error_details = failure?.details ?? null;
      message.updated_at = now;
      moved.add(message);
      return true;
    },
    prove: (message) => proven.add(message),
    price: (message) => priced.add(message),
    write: async (tx) => {
      const changed = new Set([...moved, ...dated, ...priced]);
      await writeReported(tx, [...changed], (message) => ({
        moved: moved.has(message),
        settled: dated.has(message) || priced.has(message),
      }));
      await settlePeople(tx, moved, proven);
    },
  };
}

/** Messages that are looked at together, whatever their campaigns are. */
const few = 16;

async function settlePeople(
  tx: Queryable,
  moved: ReadonlySet<ReportedMessage>,
  proven: ReadonlySet<ReportedMessage>,
): Promise<void> {
  const arrived = [...new Set([...moved, ...proven])].filter(
    ({ retried_by: another, state }) => another !== null && taken.includes(state),
  );
  for (let start = 0; start < arrived.length; start += few) {
    const some = arrived.slice(start, start + few);
    await settleArrived(
      tx,
      some.map(({ id }) => id),
      some[0]?.updated_at ?? 0,
    );
  }
  for (const message of moved) {
    const { campaign_id: campaignId, retried_by: another, state } = message;
    if (state !== "failed" || another !== null || campaignId === null) continue;
    await settleFailed(tx, { ...message, campaign_id: campaignId });
  }
}
