import type { Queryable } from "../database.ts";
import { inChunks, insertSql, valuesOf } from "./sql.ts";

/** Meta's word that the business portfolio has come to a volume tier. */
export interface TierNotice {
  /** `2026-11` */
  month: string;
  market: string;
  /** `utility` or `authentication`: what is counted together. */
  category: string;
  /** The place in the month, from 1, at which the tier begins. */
  tier_from: number;
  /** From when on it holds (milliseconds). */
  update_time: number;
}

const columns = ["month", "market", "category", "tier_from", "update_time"] as const;

/** Keeps a notice; of several about one tier the earliest instant holds. False where that was known. */
export async function keepTierNotice(tx: Queryable, notice: TierNotice): Promise<boolean> {
  const earliest = `ON CONFLICT (month, market, category, tier_from) DO UPDATE SET update_time = excluded.update_time
    WHERE excluded.update_time < tier_notices.update_time`;
  const { changes } = await tx.exec(
    insertSql("tier_notices", columns, earliest),
    valuesOf<TierNotice>(notice, columns),
  );
  return changes > 0;
}

export async function tierNotices(db: Queryable, months: readonly string[]): Promise<TierNotice[]> {
  return inChunks(months, async (marks, chunk) =>
    db.query<TierNotice>(`SELECT ${columns.join(", ")} FROM tier_notices WHERE month IN (${marks})`, chunk),
  );
}
