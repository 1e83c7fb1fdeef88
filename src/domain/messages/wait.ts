import type { Clock } from "../../core/clock.ts";
import type { Queryable } from "../../storage/database.ts";
import { getMessage } from "../../storage/repos/messages.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { goalOf, hasReached, isOver, type Goal } from "./states.ts";

/** How often the database is asked: webhooks are written by another process. */
const pollMs = 100;

/**
 * Waits until every message has come as far as `wanted` (or as far as its kind can), has failed, or the time is up; answers the rows as they are
 * then. Rejects when the signal aborts.
 */
export async function waitForStates(options: {
  readonly db: Queryable;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly ids: readonly string[];
  readonly wanted: Goal;
  readonly timeoutMs: number;
}): Promise<readonly MessageRow[]> {
  const { db, clock, signal, ids, wanted, timeoutMs } = options;
  const deadline = clock.now() + timeoutMs;
  for (;;) {
    const rows = (await Promise.all(ids.map((id) => getMessage(db, id)))).filter((row) => row !== undefined);
    const settled = rows.every((row) => hasReached(row.state, goalOf(row, wanted)) || isOver(row.state));
    if (settled || clock.now() >= deadline) return rows;
    await clock.sleep(Math.min(pollMs, Math.max(1, deadline - clock.now())), signal);
  }
}
