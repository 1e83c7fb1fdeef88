import { expect, it } from "vitest";
import { reportJson } from "../../../../src/domain/campaigns/report/json.ts";
import { campaignReport } from "../../../../src/domain/campaigns/report/report.ts";
import { eachRecipient, type RecipientLine } from "../../../../src/domain/campaigns/report/recipients.ts";
import type { Database } from "../../../../src/storage/database.ts";
import { createCampaign, getCampaign } from "../../../../src/storage/repos/campaigns.ts";
import { insertMessages } from "../../../../src/storage/repos/message-rows.ts";
import { applyStatus } from "../../../../src/storage/repos/statuses.ts";
import { describeEachDatabase } from "../../../helpers/databases.ts";
import { noon } from "../../../helpers/rows.ts";
import { autumn, number, phoneOf, sent, tap, wrote } from "./world.ts";

const hour = 3_600_000;
const options = { now: noon + 200 * hour, within: 72 * hour, currency: "USD" };

async function autumnReport(db: Database, within = options.within) {
  return campaignReport(db, await autumn(db), { ...options, within });
}

async function everybody(db: Database, id: number): Promise<RecipientLine[]> {
  const lines: RecipientLine[] = [];
  for await (const page of eachRecipient(db, id, options.within)) lines.push(...page);
  return lines;
}

describeEachDatabase("the report of a campaign", (open) => {
  it("adds up to the last person", async () => {
    const { people } = await autumnReport(await open());
    expect(people).toMatchObject({ list: 11, recipients: 9, excluded: 2, taken: 6, delivered: 4, read: 2, retries: 1 });
    expect(people.excludedBy).toEqual({ invalid: 1, "no-consent": 1 });
    expect(people.states).toEqual({
      queued: 1,
      sending: 0,
      accepted: 0,
      sent: 1,
      delivered: 2,
      read: 2,
      failed: 1,
      uncertain: 1,
      skipped: 1,
      cancelled: 0,
    });
    expect(Object.values(people.states).reduce((sum, count) => sum + count, 0)).toBe(people.recipients);
  });

  it("adds up to the last cent, over all messages", async () => {
    const { cost } = await autumnReport(await open());
    expect(cost).toMatchObject({
      currency: "USD",
      estimate: 9 * 8_500,
      settled: 20_500,
      open: 2 * 8_500,
      spent: 37_500,
      uncertain: 8_500,
      waiting: 8_500,
      left: 12_500,
      perDelivered: 9_375,
      perReply: 18_750,
    });
    expect(cost.lines).toEqual([
      {
        market: "Peru",
        category: "marketing",
        messages: 5,
        charged: 4,
        free: 1,
        unpriced: 0,
        settled: 20_500,
        open: 17_000,
      },
    ]);
  });

  it("tells the rates, of whom each is, and what people tapped and said", async () => {
    const report = await autumnReport(await open());
    expect(report.rates).toEqual({
      delivery: { count: 4, of: 6 },
      read: { count: 2, of: 4 },
      reply: { count: 1, of: 4 },
      tap: { count: 1, of: 4 },
      optOut: { count: 1, of: 6 },
    });
    expect(report.taps).toEqual({ people: 1, taps: 1, buttons: [{ label: "Sí", people: 1, taps: 1 }] });
    expect(report.optOuts).toEqual({ people: 1, how: { "stop-word": 1 } });
  });

  it("counts replies as long as it is told to", async () => {
    expect((await autumnReport(await open(), 101 * hour)).replies).toBe(3);
    expect((await autumnReport(await open(), hour / 2)).replies).toBe(0);
  });

  it("groups failures by Meta's number, with what to do and whether a retry helps", async () => {
    const { failures, unsent } = await autumnReport(await open());
    expect(failures).toMatchObject([
      {
        code: 131026,
        reason: "graph.undeliverable",
        title: "Message undeliverable",
        count: 1,
        retried: 0,
        retry: false,
      },
      { code: 131049, count: 0, retried: 1, retry: true },
    ]);
    expect(failures[0]?.next?.en).toMatch(/./);
    expect(unsent).toMatchObject([
      { state: "uncertain", reason: "network.timeout", count: 1 },
      { state: "skipped", reason: "policy.opted_out", count: 1 },
    ]);
  });

  it("compares the variants, each of whose numbers are a part of the whole", async () => {
    const { variants, comparisons, people, cost } = await autumnReport(await open());
    expect(variants.map(({ name, template }) => [name, template])).toEqual([
      ["A", "autumn_short"],
      ["B", "autumn_long"],
    ]);
    expect(variants.map((one) => one.people.recipients).reduce((one, other) => one + other)).toBe(people.recipients);
    expect(variants.map((one) => one.spent).reduce((one, other) => one + other)).toBe(cost.spent);
    expect(comparisons.map(({ rate, higher }) => [rate, higher])).toEqual([
      ["delivery", undefined],
      ["read", undefined],
      ["reply", undefined],
      ["tap", undefined],
      ["optOut", undefined],
    ]);
  });

  it("shows when messages were taken, delivered and read, and loses none", async () => {
    const { series, times } = await autumnReport(await open());
    expect(series.length).toBeLessThanOrEqual(60);
    const sum = (step: "accepted" | "delivered" | "read"): number =>
      series.reduce((all, point) => all + point[step], 0);
    // The one that failed and was sent again was taken twice.
    expect([sum("accepted"), sum("delivered"), sum("read")]).toEqual([7, 4, 2]);
    expect(times).toMatchObject({
      planned: noon,
      started: noon,
      finished: null,
      firstSent: noon,
      lastSent: noon + 40 * hour,
    });
    // Six messages in eight seconds; the wait for the second try is a pause.
    expect(times.perSecond).toBeCloseTo(5 / 8, 6);
  });

  it("adds up when the first of two messages arrives after all, farther than the second", async () => {
    const db = await open();
    const campaign = await autumn(db);
    const at = noon + 50 * hour;
    await applyStatus(db, { wamid: "wamid.four", state: "read", at, recordedAt: at, source: "meta" });
    const { people, cost, failures } = await campaignReport(db, campaign, options);
    expect(people).toMatchObject({ list: 11, recipients: 9, taken: 6, delivered: 4, read: 3, retries: 1 });
    expect(people.states).toMatchObject({ delivered: 1, read: 3, failed: 1 });
    expect(cost).toMatchObject({ estimate: 9 * 8_500, settled: 20_500, open: 3 * 8_500, spent: 46_000 });
    expect(failures.map(({ code }) => code)).toEqual([131026]);
    const lines = await everybody(db, campaign.id);
    expect(lines[4]).toMatchObject({ state: "read", wamid: "wamid.four", attempts: 2, cost: "0.0205" });
  });

  it("tells of no repeat that was taken out of the queue, since the first message arrived", async () => {
    const db = await open();
    const campaign = await autumn(db);
    await db.exec("UPDATE messages SET state = 'queued', wamid = NULL, accepted_at = NULL WHERE id = 'msg_again'");
    const at = noon + 50 * hour;
    await applyStatus(db, { wamid: "wamid.four", state: "delivered", at, recordedAt: at, source: "meta" });
    const { people, cost, unsent } = await campaignReport(db, campaign, options);
    expect(people).toMatchObject({ recipients: 9, delivered: 4, retries: 0 });
    expect(people.states).toMatchObject({ delivered: 2, queued: 1, skipped: 1 });
    expect(cost).toMatchObject({ estimate: 9 * 8_500, waiting: 8_500 });
    expect(unsent.map(({ reason }) => reason)).toEqual(["network.timeout", "policy.opted_out"]);
    expect((await everybody(db, campaign.id))[4]).toMatchObject({ state: "delivered", attempts: 1 });
  });

  it("is a document of stable keys", async () => {
    const json = reportJson(await autumnReport(await open()), "es");
    expect(Object.keys(json)).toEqual([
      "id",
      "name",
      "state",
      "reason",
      "madeAt",
      "people",
      "rates",
      "replies",
      "taps",
      "optOuts",
      "cost",
      "failures",
      "unsent",
      "times",
      "variants",
      "comparisons",
      "series",
    ]);
    expect(json).toMatchObject({
      id: "cam_1",
      rates: { delivery: { count: 4, of: 6, rate: 0.666667 } },
      cost: { currency: "USD", spent: "0.0375", perDelivered: "0.009375", budget: { amount: "0.05", currency: "USD" } },
    });
  });

  it("lists everybody in the order of the list, those left out too", async () => {
    const db = await open();
    const lines = await everybody(db, (await autumn(db)).id);
    expect(lines.map(({ position, state }) => [position, state])).toEqual([
      [0, "read"],
      [1, "delivered"],
      [2, "sent"],
      [3, "failed"],
      [4, "delivered"],
      [5, "skipped"],
      [6, "uncertain"],
      [7, "queued"],
      [8, "read"],
      [9, "excluded"],
      [10, "excluded"],
    ]);
    expect(lines[0]).toMatchObject({
      to: phoneOf(0),
      deliveredAt: new Date(noon + 2_000).toISOString(),
      readAt: new Date(noon + hour).toISOString(),
      repliedAt: new Date(noon + hour).toISOString(),
      tapped: "Sí",
      cost: "0.0085",
      costKind: "settled",
      attempts: 1,
    });
    expect(lines[2]).toMatchObject({ cost: "0.0085", costKind: "estimate", tapped: null });
    // A reaction is no reply.
    expect(lines[1]).toMatchObject({ cost: "0.00", costKind: "settled", repliedAt: null });
    expect(lines[3]).toMatchObject({ errorCode: 131026, failedAt: new Date(noon + 5_000).toISOString(), cost: "0.00" });
    expect(lines[4]).toMatchObject({ cost: "0.012", attempts: 2 });
    expect(lines[8]).toMatchObject({ name: "=Eve <b>" });
    expect(lines[10]).toMatchObject({ to: "12", row: 12, reason: "invalid", attempts: 0 });
  });

  it("is all zeros of a campaign that has nobody yet", async () => {
    const db = await open();
    const id =
      (await createCampaign(db, { phone_number_id: number, name: "empty", state: "planned", created_at: noon })) ?? 0;
    const campaign = await getCampaign(db, id);
    if (campaign === undefined) throw new Error("no campaign");
    const report = await campaignReport(db, campaign, options);
    expect(report.people).toMatchObject({ list: 0, recipients: 0 });
    expect(report).toMatchObject({ series: [], variants: [], comparisons: [], failures: [] });
    expect(report.cost).toMatchObject({ spent: 0, perDelivered: undefined, perReply: undefined });
    expect(await everybody(db, id)).toEqual([]);
  });

  it("counts who has no number by the contact, and a tap of everybody once", async () => {
    const db = await open();
    const id =
      (await createCampaign(db, { phone_number_id: number, name: "ids", state: "done", created_at: noon })) ?? 0;
    const nameless = sent(id, 0, { state: "read", customer_phone: null, customer_user_id: "US.1", contact_id: 17 });
    await insertMessages(db, [nameless, sent(id, 1, { state: "read" })]);
    await wrote(db, { place: 1, at: noon + 2_000, type: "button", content: tap(`wamid.${id}.1`, "Yes") });
    await wrote(db, { place: 1, at: noon + 3_000, type: "button", content: tap(`wamid.${id}.1`, "Yes") });
    await wrote(db, { place: 20, at: noon + 4_000, content: { text: { body: "Hi" } } });
    await db.exec(
      "UPDATE messages SET contact_id = 17, customer_phone = NULL WHERE direction = 'in' AND customer_phone = ?",
      [phoneOf(20)],
    );
    const campaign = await getCampaign(db, id);
    if (campaign === undefined) throw new Error("no campaign");
    const report = await campaignReport(db, campaign, options);
    expect(report.replies).toBe(2);
    expect(report.taps).toEqual({ people: 1, taps: 2, buttons: [{ label: "Yes", people: 1, taps: 2 }] });
    expect((await everybody(db, id)).map(({ repliedAt }) => repliedAt !== null)).toEqual([true, true]);
  });
});
