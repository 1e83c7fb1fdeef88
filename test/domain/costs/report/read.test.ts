import { expect, it } from "vitest";
import { monthRange } from "../../../../src/domain/costs/calendar.ts";
import { buildCostReport } from "../../../../src/domain/costs/report.ts";
import { readCostFacts } from "../../../../src/domain/costs/report/facts.ts";
import { costGroupings, type CostGrouping } from "../../../../src/domain/costs/report/lines.ts";
import { shippedTariff } from "../../../../src/domain/costs/tariff.ts";
import type { Database } from "../../../../src/storage/database.ts";
import { createCampaign } from "../../../../src/storage/repos/campaigns.ts";
import { insertInbound, insertMessages } from "../../../../src/storage/repos/message-rows.ts";
import { waitingCosts } from "../../../../src/storage/repos/waiting-costs.ts";
import type { CampaignState } from "../../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../../helpers/databases.ts";
import { messageRow, noon } from "../../../helpers/rows.ts";

const tariff = { ...shippedTariff, zone: "America/Lima" };
const period = monthRange("2026-10", tariff.zone);
const now = Date.parse("2026-10-20T12:00Z");

async function campaign(db: Database, name: string | undefined, state: CampaignState): Promise<number> {
  const named = name === undefined ? {} : { name };
  return (await createCampaign(db, { phone_number_id: "100200300", state, created_at: noon, ...named })) ?? 0;
}

describeEachDatabase("what a cost report reads", (open) => {
  it("is the same whole in every grouping, with names, labels and what customers wrote", async () => {
    const db = await open();
    const autumn = await campaign(db, "autumn", "running");
    const single = await campaign(db, undefined, "done");
    const taken = { state: "delivered", market: "Spain", settled_micros: 20_000, priced_at: noon } as const;
    const at = (time: string) => ({ accepted_at: Date.parse(time), delivered_at: Date.parse(time) });
    await insertMessages(db, [
      // In Lima the month begins at five in the morning of UTC.
      messageRow(0, { ...taken, ...at("2026-10-01T04:59:59Z") }),
      messageRow(1, { ...taken, ...at("2026-10-01T05:00:00Z"), campaign_id: autumn, labels: '["vip"]' }),
      messageRow(2, { ...taken, ...at("2026-10-02T04:00:00Z"), campaign_id: single }),
      messageRow(3, {
        ...taken,
        ...at("2026-10-02T05:00:00Z"),
        category: "service",
        template: null,
        settled_micros: 0,
      }),
      messageRow(4, { state: "failed", accepted_at: noon, reason: "meta.failed" }),
      messageRow(5, { state: "uncertain", created_at: noon }),
      messageRow(6, { state: "queued", campaign_id: autumn }),
    ]);
    const inbound = { direction: "in", type: "text", template: null, category: null, state: "received" } as const;
    await insertInbound(db, messageRow(7, { ...inbound, id: "msg_in", wamid: "wamid.in", created_at: noon }));
    const facts = await readCostFacts(db, { period, tariff, groupings: costGroupings, now });
    const report = (by: CostGrouping) => buildCostReport(facts, { period, by, currency: "USD", tariff, now });
    for (const by of costGroupings) {
      expect(report(by)).toMatchObject({
        total: { messages: 3, charged: 2, free: 1, delivered: 3, micros: 40_000 },
        uncertain: 1,
        replies: 1,
        withoutFree: { micros: 60_000, saved: 20_000, allowances: 20_000 },
        planned: [{ campaign: "cam_1", name: "autumn", messages: 1, micros: 8_500 }],
      });
    }
    const lines = (by: CostGrouping) =>
      report(by).lines.map(({ value, name, messages }) => [value, ...(name === undefined ? [] : [name]), messages]);
    expect(lines("day")).toEqual([
      ["2026-10-01", 2],
      ["2026-10-02", 1],
    ]);
    // What `recado send` makes has no name.
    expect(lines("campaign")).toEqual([
      [null, 2],
      ["cam_1", "autumn", 1],
    ]);
    expect(lines("label")).toEqual([
      [null, 2],
      ["vip", 1],
    ]);
  });

  it("tells what waits before an instant, of campaigns that are not over, by currency", async () => {
    const db = await open();
    const ids = [];
    for (const state of ["planned", "scheduled", "paused", "cancelled"] as const) {
      ids.push(await campaign(db, state, state));
    }
    const [planned = 0, scheduled = 0, paused = 0, cancelled = 0] = ids;
    const queued = (place: number, campaignId: number, more = {}) =>
      messageRow(place, { state: "queued", campaign_id: campaignId, ...more });
    await insertMessages(db, [
      queued(0, planned),
      queued(1, planned, { estimate_micros: null }),
      queued(2, planned, { currency: "EUR", estimate_micros: 7_000 }),
      queued(3, scheduled, { due_at: now + 1 }),
      queued(4, paused, { due_at: now - 1 }),
      queued(5, cancelled),
    ]);
    const found = (await waitingCosts(db, now)).map((row) => [
      row.name,
      row.state,
      row.currency,
      row.messages,
      row.estimate_micros,
      row.unpriced,
    ]);
    expect(found).toEqual([
      ["planned", "planned", "EUR", 1, 7_000, 0],
      ["planned", "planned", "USD", 2, 8_500, 1],
      ["paused", "paused", "USD", 1, 8_500, 0],
    ]);
  });
});
