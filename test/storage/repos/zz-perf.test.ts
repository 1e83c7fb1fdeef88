import { it } from "vitest";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { reachedBefore, reachedSince } from "../../../src/storage/repos/portfolio-use.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
describeEachDatabase("perf", (open) => {
  it("x", async () => {
    const db = await open();
    const phone = (n: number): string => `+1202${String(n).padStart(7, "0")}`;
    for (let page = 0; page < 100; page++) {
      const at = Array.from({ length: 1000 }, (_, k) => page * 1000 + k);
      await insertMessages(db, at.map((n) => messageRow(n, { campaign_id: 1, customer_phone: phone(n) })));
      await insertMessages(db, at.map((n) => messageRow(200_000 + n, { state: "delivered", accepted_at: noon, customer_phone: phone(n + 50_000) })));
    }
    const q = { since: noon - 86_400_000, numbers: ["100200300"] };
    let t = performance.now();
    const n = await reachedBefore(db, { campaignId: 1, ...q });
    console.log("before", n, performance.now() - t);
    t = performance.now();
    console.log("since", (await reachedSince(db, q)).length, performance.now() - t);
  }, 300_000);
});
