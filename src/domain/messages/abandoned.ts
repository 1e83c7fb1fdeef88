import type { Clock } from "../../core/clock.ts";
import type { Database } from "../../storage/database.ts";
import { expireLeases, markUncertain, messagesInSending } from "../../storage/repos/messages.ts";

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
  const inSending = await messagesInSending(db);
  if (inSending.length === 0) return;
  const now = clock.now();
  if (inSending.some(({ lease_until: until }) => until !== null && until <= now)) await expireLeases(db, now);
  for (const { id, lease_owner: owner } of inSending) {
    if (owner !== null && runner.isGone(owner)) await markUncertain(db, { id, reason: "send.abandoned", at: now });
  }
}
