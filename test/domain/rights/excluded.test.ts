import { expect, it } from "vitest";
import { erasePerson } from "../../../src/domain/rights/erase.ts";
import { personData } from "../../../src/domain/rights/person-export.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import { addExclusions, listExclusions } from "../../../src/storage/repos/exclusions.ts";
import type { CampaignExclusionRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { noon, person } from "../consent/people.ts";

const row = (position: number, changes: Partial<CampaignExclusionRow>): CampaignExclusionRow => ({
  campaign_id: 1,
  position,
  list_row: position + 2,
  given: null,
  contact_id: null,
  reason: "no-consent",
  detail: null,
  ...changes,
});

describeEachDatabase("somebody whom a campaign left out", (open) => {
  it("is forgotten when they ask to be, in whatever spelling, and still counts", async () => {
    const db = await open();
    const ana = await person(db, "+12025550101", { name: "Ana" });
    const eva = await person(db, "+12025550102", { name: "Eva" });
    const rows = [
      row(0, { contact_id: ana.id, given: "+12025550101" }),
      row(1, { given: "+1 (202) 555-0101", reason: "duplicate" }),
      row(2, { contact_id: eva.id, given: "+12025550102" }),
      row(3, { given: "+12025550103" }),
    ];
    await db.transaction(async (tx) => addExclusions(tx, rows));
    await erasePerson(db, ana, { reason: "request", now: noon });
    const left = await listExclusions(db, { campaignId: 1, limit: 9 });
    expect(left).toEqual([row(0, {}), row(1, { reason: "duplicate" }), rows[2], rows[3]]);
  });

  it("finds it among their data", async () => {
    const db = await open();
    const ana = await person(db, "+12025550101", { name: "Ana" });
    const id = await createCampaign(db, { name: "mayo", phone_number_id: "9", state: "planned", created_at: noon });
    await db.transaction(async (tx) => addExclusions(tx, [row(0, { campaign_id: id ?? 0, contact_id: ana.id })]));
    expect((await personData(db, ana, noon)).leftOut).toEqual([
      { campaign: `cam_${id}`, name: "mayo", reason: "no-consent", row: 2 },
    ]);
  });
});
