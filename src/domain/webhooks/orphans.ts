import type { Database } from "../../storage/database.ts";
import { createMoves } from "../../storage/repos/moves.ts";
import { adoptStatuses, orphanStatuses } from "../../storage/repos/orphans.ts";
import { keptPricing } from "./latest-pricing.ts";
import type { ProcessOptions } from "./process.ts";
import { settleReports } from "./settle.ts";

const pageSize = 100;

/**
 * Gives statuses that came before anyone knew whose they are to their messages, prices included. Looks at those that
 * happened at `since` (milliseconds) or later; returns how many it gave.
 */
export async function settleOrphans(
  db: Database,
  { since, ...options }: ProcessOptions & { readonly since: number },
): Promise<number> {
  let settled = 0;
  for (;;) {
    const { found, given } = await db.transaction(async (tx) => {
      const moves = createMoves();
      const page = await orphanStatuses(tx, since, pageSize);
      const { count, adopted } = await adoptStatuses(tx, moves, page, {
        now: options.now,
        rowLocks: db.capabilities.skipLocked,
      });
      const reports = adopted.map(({ orphan, ...report }) => ({
        ...report,
        state: orphan.state,
        pricing: keptPricing(orphan),
      }));
      await settleReports(tx, moves, reports, options);
      await moves.write(tx);
      return { found: page.length, given: count };
    });
    settled += given;
    if (found < pageSize) return settled;
  }
}
