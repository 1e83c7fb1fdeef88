import type { Clock } from "../../core/clock.ts";
import type { Database } from "../../storage/database.ts";
import { abandon, senders } from "../../storage/repos/messages.ts";

/** Names this process in the rows that it is sending, and tells whether another such name still lives. */
export interface Runner {
  readonly name: string;
  /** True when that runner certainly no longer exists (a process of this machine that is gone). */
  isGone(name: string): boolean;
}

/**
 * Rows left in `sending` by a runner that died become uncertain: whether their calls went out, nobody knows. Whoever
 * shows messages or sends some does this first, so that nothing uncertain hides behind "sending".
 */
export async function settleAbandoned(options: {
  readonly db: Database;
  readonly clock: Clock;
  readonly runner: Runner;
}): Promise<void> {
  const { db, clock, runner } = options;
  const now = clock.now();
  for (const { owner, until } of await senders(db)) {
    if (owner !== null && runner.isGone(owner)) await abandon(db, { owner }, now);
    else if (until === null || until <= now) await abandon(db, { expiredAt: now }, now);
  }
}
