import { expect, it } from "vitest";
import {
  addExclusions,
  exclusionTexts,
  forgetExcludedContacts,
  forgetExclusions,
  listExclusions,
} from "../../../src/storage/repos/exclusions.ts";
import type { CampaignExclusionRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";

const row = (position: number, changes: Partial<CampaignExclusionRow> = {}): CampaignExclusionRow => ({
  campaign_id: 1,
  position,
  list_row: position + 2,
  given: `+120255501${String(position).padStart(2, "0")}`,
  contact_id: null,
  reason: "no-consent",
  detail: null,
  ...changes,
});

describeEachDatabase("who a campaign left out", (open) => {
  it("is read in the order of the list, a page at a time", async () => {
    const db = await open();
    const rows = [row(5, { reason: "duplicate" }), row(1), row(3), row(0, { campaign_id: 2 })];
    await db.transaction(async (tx) => addExclusions(tx, rows));
    const first = await listExclusions(db, { campaignId: 1, limit: 2 });
    expect(first.map(({ position }) => position)).toEqual([1, 3]);
    expect(await listExclusions(db, { campaignId: 1, limit: 2, after: 3 })).toEqual([rows[0]]);
    expect(await listExclusions(db, { campaignId: 1, limit: 9, reason: "duplicate" })).toEqual([rows[0]]);
  });

  it("can be emptied, and still counts", async () => {
    const db = await open();
    const rows = [row(1, { contact_id: 7 }), row(2), row(3), row(4, { given: null })];
    await db.transaction(async (tx) => addExclusions(tx, rows));
    const texts: number[] = [];
    for await (const page of exclusionTexts(db, 1)) texts.push(...page.map(({ position }) => position));
    expect(texts).toEqual([2, 3]);
    expect(await forgetExcludedContacts(db, [7, 8])).toBe(1);
    await forgetExclusions(db, [{ campaign_id: 1, position: 3 }]);
    const left = await listExclusions(db, { campaignId: 1, limit: 9 });
    expect(left.map(({ given, contact_id: id }) => [given, id])).toEqual([
      [null, null],
      [rows[1]?.given, null],
      [null, null],
      [null, null],
    ]);
    expect(left.map(({ reason }) => reason)).toEqual(Array.from({ length: 4 }, () => "no-consent"));
  });
});
