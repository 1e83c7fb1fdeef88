import type { Database } from "../../storage/database.ts";
import { adoptStatus } from "../../storage/repos/advance.ts";
import { getMessage } from "../../storage/repos/messages.ts";
import { orphanStatuses } from "../../storage/repos/statuses.ts";
import type { MessageEventRow } from "../../storage/rows.ts";
import type { WirePricing } from "../../graph/wire/webhooks.ts";
import { isRecord } from "./foreign-json.ts";
import { parsePricing } from "./parse-parts.ts";
import type { ProcessOptions } from "./process.ts";
import { settleMessage } from "./settle.ts";

const pageSize = 100;

/**
 * Gives statuses that came before anyone knew whose they are to their messages, prices included. Looks at those that
 * happened at `since` (milliseconds) or later; returns how many it gave.
 */
export async function settleOrphans(
  db: Database,
  { now, currency, since }: ProcessOptions & { readonly since: number },
): Promise<number> {
  let settled = 0;
  for (;;) {
    const page = await orphanStatuses(db, since, pageSize);
    for (const orphan of page) {
      settled += await db.transaction(async (tx) => {
        if (!(await adoptStatus(tx, { messageId: orphan.owner_id, orphan, now }))) return 0;
        const message = await getMessage(tx, orphan.owner_id);
        if (message?.direction !== "out") return 1;
        const event = { state: orphan.state, at: orphan.occurred_at, pricing: pricingOf(orphan) };
        await settleMessage(tx, message, event, { now, currency, receivedAt: orphan.recorded_at });
        return 1;
      });
    }
    if (page.length < pageSize) return settled;
  }
}

function pricingOf({ detail }: MessageEventRow): WirePricing | undefined {
  const kept: unknown = detail === null ? undefined : JSON.parse(detail);
  return isRecord(kept) ? parsePricing(kept) : undefined;
}
