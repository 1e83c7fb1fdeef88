import { expect, it } from "vitest";
import { failedAfterTaken } from "../../../src/storage/repos/failed-after.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

describeEachDatabase("messages that Meta took and reported as failed later", (open) => {
  it("are counted by campaign, one for each person", async () => {
    const db = await open();
    const failed = { campaign_id: 1, state: "failed" as const };
    await insertMessages(db, [
      messageRow(1, { ...failed, accepted_at: noon }),
      messageRow(2, { ...failed, accepted_at: noon }),
      // Refused at once; written to again; arrived; of another campaign.
      messageRow(3, failed),
      messageRow(4, { ...failed, accepted_at: noon, retried_by: "msg_x" }),
      messageRow(5, { campaign_id: 1, state: "read", accepted_at: noon }),
      messageRow(6, { ...failed, campaign_id: 2, accepted_at: noon }),
    ]);
    expect(await failedAfterTaken(db, [1, 3])).toEqual(new Map([[1, 2]]));
    expect(await failedAfterTaken(db, [])).toEqual(new Map());
  });
});
