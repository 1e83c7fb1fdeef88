import type { Queryable } from "../database.ts";
import type { CampaignExclusionRow } from "../rows.ts";
import { conditions, inChunks, insertSql, valuesOf } from "./sql.ts";

const columns = [
  "campaign_id",
  "position",
  "list_row",
  "given",
  "contact_id",
  "reason",
  "detail",
] as const satisfies readonly (keyof CampaignExclusionRow)[];

/** Writes down who of a campaign's list is not written to, in the transaction that makes the campaign. */
export async function addExclusions(tx: Queryable, rows: readonly CampaignExclusionRow[]): Promise<void> {
  await tx.batch(
    insertSql("campaign_exclusions", columns),
    rows.map((row) => valuesOf(row, columns)),
  );
}

export interface ExclusionPage {
  readonly campaignId: number;
  readonly limit: number;
  /** A word of `exclusionReasons`. */
  readonly reason?: string | undefined;
  /** The position of the last one of the page before. */
  readonly after?: number | undefined;
}

/** Who was excluded from a campaign, in the order of its list. */
export async function listExclusions(db: Queryable, page: ExclusionPage): Promise<CampaignExclusionRow[]> {
  const where = conditions();
  where.add("campaign_id = ?", page.campaignId);
  if (page.after !== undefined) where.add("position > ?", page.after);
  if (page.reason !== undefined) where.add("reason = ?", page.reason);
  return db.query<CampaignExclusionRow>(`SELECT * FROM campaign_exclusions${where.where()} ORDER BY position LIMIT ?`, [
    ...where.parameters,
    page.limit,
  ]);
}

export type ExclusionOf = Pick<CampaignExclusionRow, "campaign_id" | "list_row" | "reason"> & {
  readonly name: string | null;
};

/** The campaigns that left these contacts out, the oldest first. */
export async function exclusionsOf(db: Queryable, contactIds: readonly number[]): Promise<ExclusionOf[]> {
  return inChunks(contactIds, async (marks, chunk) =>
    db.query<ExclusionOf>(
      `SELECT x.campaign_id, x.list_row, x.reason, c.name FROM campaign_exclusions x
       LEFT JOIN campaigns c ON c.id = x.campaign_id
       WHERE x.contact_id IN (${marks}) ORDER BY x.campaign_id, x.position`,
      chunk,
    ),
  );
}

const forgotten = "given = NULL, contact_id = NULL, detail = NULL";

/** Empties the rows of contacts: that somebody was excluded, and why, stays, so that the sums hold. Answers how many. */
export async function forgetExcludedContacts(tx: Queryable, contactIds: readonly number[]): Promise<number> {
  let changes = 0;
  await inChunks(contactIds, async (marks, chunk) => {
    const sql = `UPDATE campaign_exclusions SET ${forgotten} WHERE contact_id IN (${marks})`;
    changes += (await tx.exec(sql, chunk)).changes;
    return [];
  });
  return changes;
}

export type ExclusionText = Pick<CampaignExclusionRow, "campaign_id" | "position" | "given" | "detail">;

/** The rows of people who are no contacts, a page at a time: only their number tells whose they are. */
export async function* exclusionTexts(db: Queryable, pageSize = 1_000): AsyncGenerator<readonly ExclusionText[]> {
  let after: Pick<ExclusionText, "campaign_id" | "position"> = { campaign_id: 0, position: -1 };
  for (;;) {
    const rows = await db.query<ExclusionText>(
      `SELECT campaign_id, position, given, detail FROM campaign_exclusions
       WHERE (campaign_id, position) > (?, ?) AND contact_id IS NULL AND given IS NOT NULL
       ORDER BY campaign_id, position LIMIT ?`,
      [after.campaign_id, after.position, pageSize],
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last;
  }
}

/** Empties single rows. */
export async function forgetExclusions(
  tx: Queryable,
  rows: readonly Pick<CampaignExclusionRow, "campaign_id" | "position">[],
): Promise<void> {
  await tx.batch(
    `UPDATE campaign_exclusions SET ${forgotten} WHERE campaign_id = ? AND position = ?`,
    rows.map((row) => [row.campaign_id, row.position]),
  );
}
