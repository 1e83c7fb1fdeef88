import type { Queryable } from "../database.ts";
import { takeNumbers } from "./counters.ts";
import { insertSql } from "./sql.ts";

/** `webhook`: Meta said otherwise later. `card`: a card was imported. `sync`: Meta's own figures. */
export type CorrectionReason = "webhook" | "card" | "sync";

/** A settled price that changed: what it was, and what it is since. Amounts are micros; null where no rate is known. */
export interface Correction {
  readonly messageId: string;
  /** When recado learned of it (milliseconds). */
  readonly at: number;
  readonly reason: CorrectionReason;
  /** What said so: a report (`wamid.…|read`), a file. */
  readonly source: string | null;
  readonly beforeMicros: number | null;
  readonly afterMicros: number | null;
  readonly currency: string | null;
  /** Meta's `pricing` as it is since. */
  readonly pricingType: string | null;
  readonly pricingCategory: string | null;
}

const columns = [
  "id",
  "message_id",
  "recorded_at",
  "reason",
  "source",
  "before_micros",
  "after_micros",
  "currency",
  "pricing_type",
  "pricing_category",
] as const;

/** Writes corrections down, in their order: nothing of them is ever changed. The messages' new balances are the caller's to write. */
export async function recordCorrections(tx: Queryable, rows: readonly Correction[]): Promise<void> {
  if (rows.length === 0) return;
  const first = await takeNumbers(tx, "cost_entry", rows.length);
  await tx.batch(
    insertSql("cost_entries", columns),
    rows.map((row, place) => [
      first + place,
      row.messageId,
      row.at,
      row.reason,
      row.source,
      row.beforeMicros,
      row.afterMicros,
      row.currency,
      row.pricingType,
      row.pricingCategory,
    ]),
  );
}

/** The corrections of a message's price, the first one in front: its `beforeMicros` is what was settled at first. */
export async function correctionsOf(db: Queryable, messageId: string): Promise<Correction[]> {
  return db.query<Correction>(
    `SELECT message_id AS "messageId", recorded_at AS "at", reason, source, before_micros AS "beforeMicros",
       after_micros AS "afterMicros", currency, pricing_type AS "pricingType", pricing_category AS "pricingCategory"
     FROM cost_entries WHERE message_id = ? ORDER BY id`,
    [messageId],
  );
}
