import { expect, it } from "vitest";
import { costRows } from "../../../src/storage/repos/costs.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const dayMs = 86_400_000;
const today = Math.floor(noon / dayMs);
const midnight = today * dayMs;

describeEachDatabase("costs", (open) => {
  it("adds up what Meta took: settled before estimated, by day, category, market, template and currency", async () => {
    const db = await open();
    const taken = { state: "delivered", accepted_at: noon } as const;
    await insertMessages(db, [
      messageRow(0, { ...taken, state: "accepted" }),
      messageRow(1, { ...taken, state: "sent" }),
      messageRow(2, { ...taken, settled_micros: 7_000, priced_at: noon, pricing_category: "utility" }),
      messageRow(3, { ...taken, settled_micros: 0, priced_at: noon, pricing_type: "free_customer_service" }),
      messageRow(4, { ...taken, state: "read", estimate_micros: null }),
      messageRow(5, { state: "uncertain", created_at: noon }),
    ]);
    expect(await costRows(db, { from: midnight, to: midnight + dayMs })).toEqual([
      {
        day: today,
        category: "utility",
        market: "MX",
        template: "order_shipped",
        currency: "USD",
        evidence: "meta-file",
        messages: 5,
        charged: 3,
        free: 1,
        unpriced: 1,
        settled: 2,
        settled_micros: 7_000,
        estimate_micros: 17_000,
        uncertain: 1,
      },
    ]);
  });

  it("charges nothing for what did not go out", async () => {
    const db = await open();
    const states = ["queued", "sending", "failed", "cancelled", "skipped"] as const;
    await insertMessages(
      db,
      states.map((state, place) => messageRow(place, { state, accepted_at: state === "failed" ? noon : null })),
    );
    expect(await costRows(db, { from: midnight, to: midnight + dayMs })).toEqual([]);
  });

  it("keeps days apart at midnight UTC, and ends before the end of the period", async () => {
    const db = await open();
    const at = (place: number, accepted_at: number) => messageRow(place, { state: "sent", accepted_at });
    await insertMessages(db, [
      at(0, midnight - 1),
      at(1, midnight),
      at(2, midnight + dayMs - 1),
      at(3, midnight + dayMs),
      at(4, midnight + 2 * dayMs),
    ]);
    const rows = await costRows(db, { from: midnight - 1, to: midnight + 2 * dayMs });
    expect(rows.map(({ day, messages }) => [day - today, messages])).toEqual([
      [-1, 1],
      [0, 2],
      [1, 1],
    ]);
  });

  it("lets Meta's category count before the template's, and never adds currencies", async () => {
    const db = await open();
    const taken = { state: "sent", accepted_at: noon } as const;
    await insertMessages(db, [
      messageRow(0, { ...taken, pricing_category: "marketing" }),
      messageRow(1, { ...taken, currency: "EUR" }),
      messageRow(2, { ...taken, template: null, market: null }),
      messageRow(3, { direction: "in", state: "received", accepted_at: noon }),
    ]);
    const rows = await costRows(db, { from: midnight, to: midnight + dayMs });
    expect(rows.map(({ category, currency, market }) => [category, currency, market])).toEqual(
      [
        ["marketing", "USD", "MX"],
        ["utility", "EUR", "MX"],
        ["utility", "USD", null],
      ].toSorted(),
    );
  });
});
