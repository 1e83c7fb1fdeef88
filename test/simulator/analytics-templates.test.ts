import { describe, expect, test } from "vitest";
import type { WireGroupPoint, WireTemplatePoint } from "../../src/graph/wire/analytics.ts";
import type { InsertTemplate, Simulator } from "../../src/testing.ts";
import { at, code, graph, person, send, template } from "./helpers.ts";
import { ask, deliver, market, points, seconds, sendTo, spain } from "./analytics-helpers.ts";

const week = { start: seconds("2026-11-16T00:00:00Z"), end: seconds("2026-11-23T00:00:00Z") };
const daily = { ...week, granularity: "DAILY" };

const enable = (sim: Simulator, query = "is_enabled_for_insights=true") =>
  graph(sim, "POST", `/${sim.wabaId}?${query}`);
const idOf = (sim: Simulator, name: string): string => sim.templates().find((one) => one.name === name)?.id ?? "";
const figures = (sim: Simulator, query: Readonly<Record<string, string | number>>): Promise<WireTemplatePoint[]> =>
  points<WireTemplatePoint>(sim, "template_analytics", { ...daily, ...query });

const survey: InsertTemplate = {
  name: "survey",
  language: "en_US",
  category: "UTILITY",
  components: [
    { type: "BODY", text: "Did your order arrive?" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Yes" },
        { type: "QUICK_REPLY", text: "No" },
      ],
    },
  ],
};

describe("enabling the figures of templates", () => {
  test("is needed, is done once and shows in the account", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    const query = { ...daily, template_ids: idOf(sim, "marketing") };
    const refused = await ask(sim, "template_analytics", query);
    expect(at(refused.body, "error")).toMatchObject({ code: 100, message: expect.stringContaining("insights") });
    expect((await enable(sim)).body).toEqual({ id: sim.wabaId });
    expect((await enable(sim)).body).toEqual({ id: sim.wabaId });
    expect((await ask(sim, "template_analytics", query)).status).toBe(200);
    const { body } = await graph(sim, "GET", `/${sim.wabaId}?fields=is_enabled_for_insights`);
    expect(body).toEqual({ is_enabled_for_insights: true, id: sim.wabaId });
  });

  test.each(["is_enabled_for_insights=false", "", "is_enabled_for_insights=true&colour=red"])(
    "cannot be done with %j",
    async (query) => {
      await using sim = await market("2026-11-20T12:00:00Z");
      expect(code(await enable(sim, query))).toBe(100);
    },
  );
});

describe("template_analytics", () => {
  test("counts each day what was sent, delivered, read, tapped and paid", async () => {
    await using sim = await market("2026-11-18T23:59:30Z");
    sim.template(survey);
    await enable(sim);
    await deliver(sim, "utility", spain);
    await sendTo(sim, "utility", "12025550161");
    sim.customer(person, { readReceipts: false });
    await sim.advance("1m");
    await deliver(sim, "utility", person);
    await send(sim, template("survey", "en_US", undefined, spain));
    await sim.advance("1s");
    for (const tap of ["Yes", "Yes", "No"]) sim.inbound({ from: spain, tap });
    const ids = [idOf(sim, "utility"), idOf(sim, "survey")];
    const found = await figures(sim, { template_ids: JSON.stringify(ids) });
    const [day, before] = [seconds("2026-11-19T00:00:00Z"), seconds("2026-11-18T00:00:00Z")];
    const cost = (spent: number, each: number) => [
      { type: "amount_spent", value: spent },
      { type: "cost_per_delivered", value: each },
    ];
    expect(found.slice(0, 3)).toEqual([
      {
        template_id: ids[0],
        start: day,
        end: day + 86_400,
        sent: 1,
        delivered: 1,
        read: 0,
        cost: cost(0.0034, 0.0034),
      },
      {
        template_id: ids[1],
        start: day,
        end: day + 86_400,
        sent: 1,
        delivered: 1,
        read: 1,
        clicked: [
          { type: "quick_reply_button", button_content: "Yes", count: 2 },
          { type: "quick_reply_button", button_content: "No", count: 1 },
        ],
        cost: cost(0.02, 0.02),
      },
      { template_id: ids[0], start: before, end: day, sent: 2, delivered: 1, read: 1, cost: cost(0.02, 0.02) },
    ]);
    // The days so far, each with both.
    expect(found).toHaveLength(8);
  });

  test("knows the days of the account's zone", async () => {
    await using sim = await market("2026-11-19T03:00:00Z", { timezone: "America/Bogota" });
    await enable(sim);
    await deliver(sim, "marketing", spain);
    const asked = { granularity: "daily", template_ids: idOf(sim, "marketing"), metric_types: "sent" };
    const inZone = { ...asked, start: "2026-11-17", end: "2026-11-20", use_waba_timezone: "true" };
    expect(at((await ask(sim, "template_analytics", inZone)).body, "data", 0)).toEqual({
      granularity: "DAILY",
      product_type: "CLOUD_API",
      waba_timezone: "America/Bogota",
      data_points: [
        { template_id: idOf(sim, "marketing"), start: "2026-11-18", end: "2026-11-19", sent: 1 },
        { template_id: idOf(sim, "marketing"), start: "2026-11-17", end: "2026-11-18", sent: 0 },
      ],
    });
    const [newest] = await figures(sim, { metric_types: "SENT", template_ids: idOf(sim, "marketing") });
    expect(newest).toMatchObject({ start: seconds("2026-11-19T00:00:00Z"), sent: 1 });
  });

  test("does not count what is read or tapped after seven days", async () => {
    await using sim = await market("2026-11-16T12:00:00Z", {}, { delays: { read: 7 * 86_400_000 + 3_600_000 } });
    sim.template(survey);
    await enable(sim);
    await send(sim, template("survey", "en_US", undefined, spain));
    await sim.advance("6d");
    sim.inbound({ from: spain, tap: "Yes" });
    await sim.advance("2d");
    sim.inbound({ from: spain, tap: "Yes" });
    expect(sim.messages()[0]?.status).toBe("read");
    const found = await figures(sim, { template_ids: idOf(sim, "survey"), end: week.end + 86_400 * 3 });
    const sum = (of: (point: WireTemplatePoint) => number | undefined) =>
      found.reduce((total, point) => total + (of(point) ?? 0), 0);
    expect([sum(({ read }) => read), sum(({ clicked }) => clicked?.[0]?.count)]).toEqual([0, 1]);
  });

  test("tells Marketing Messages from other sends", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    await enable(sim);
    await deliver(sim, "marketing", spain);
    const body = { messaging_product: "whatsapp", ...template("marketing", "en_US", undefined, person) };
    await graph(sim, "POST", `/${sim.phoneNumberId}/marketing_messages`, body);
    await sim.advance("1s");
    const asked = { template_ids: idOf(sim, "marketing"), metric_types: "DELIVERED" };
    const [cloud] = await figures(sim, asked);
    const [lite] = await figures(sim, { ...asked, product_type: "MARKETING_MESSAGES_LITE_API" });
    expect([cloud?.delivered, lite?.delivered]).toEqual([1, 1]);
  });

  test("has no costs where a partner pays", async () => {
    await using sim = await market("2026-11-20T12:00:00Z", { costWithheld: true });
    await enable(sim);
    await deliver(sim, "marketing", spain);
    const asked = { template_ids: idOf(sim, "marketing") };
    expect((await figures(sim, asked))[0]).not.toHaveProperty("cost");
    const answer = await ask(sim, "template_analytics", { ...daily, ...asked, metric_types: "COST" });
    expect(at(answer.body, "error", "error_user_title")).toBe("Cost not available");
  });

  test("has no figures of templates that the account does not have", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    await enable(sim);
    await deliver(sim, "marketing", spain);
    const id = idOf(sim, "marketing");
    await graph(sim, "DELETE", `/${sim.wabaId}/message_templates?name=marketing`);
    expect(await figures(sim, { template_ids: `["${id}","1234567890"]` })).toEqual([]);
  });

  test.each([
    [{ ...daily }, "1 to 10"],
    [{ ...daily, template_ids: "[]" }, "1 to 10"],
    [{ ...daily, template_ids: JSON.stringify(Array.from({ length: 11 }, (_, id) => String(id + 1))) }, "1 to 10"],
    [{ ...daily, template_ids: "1", granularity: "MONTHLY" }, "DAILY"],
    [{ ...daily, template_ids: "1", start: seconds("2026-08-21T23:59:59Z") }, "not available"],
    [{ ...daily, template_ids: "1", use_waba_timezone: "true" }, "a day like"],
    [{ ...daily, template_ids: "1", use_waba_timezone: "perhaps" }, "true or false"],
    [{ ...daily, template_ids: "1", product_type: "SMS" }, "CLOUD_API"],
    [{ ...daily, template_ids: "1", metric_types: "VOLUME" }, "CLICKED"],
    [{ ...daily, template_ids: "1", dimensions: "PHONE" }, "Unexpected"],
  ])("with %j is refused", async (query, reason) => {
    await using sim = await market("2026-11-20T12:00:00Z");
    await enable(sim);
    const answer = await ask(sim, "template_analytics", query);
    expect([code(answer), at(answer.body, "error", "message")]).toEqual([100, expect.stringContaining(reason)]);
  });

  test.each([{ metric_types: "APP_ACTIVATIONS" }, { product_type: "CAMPAIGN_INSIGHTS" }])(
    "does not simulate %j",
    async (query) => {
      await using sim = await market("2026-11-20T12:00:00Z");
      await enable(sim);
      expect((await ask(sim, "template_analytics", { ...daily, template_ids: "1", ...query })).status).toBe(501);
    },
  );
});

describe("group_analytics", () => {
  async function neighbours(): Promise<{ sim: Simulator; id: string }> {
    const sim = await market("2026-11-20T12:00:00Z");
    await graph(sim, "POST", `/${sim.phoneNumberId}/groups`, { messaging_product: "whatsapp", subject: "Neighbours" });
    return { sim, id: sim.groups()[0]?.id ?? "" };
  }

  test("counts a day of a group", async () => {
    const { sim, id } = await neighbours();
    await using _closed = sim;
    for (const phone of [spain, person]) sim.joinGroup(id, phone);
    await send(sim, { ...template("utility", "en_US", undefined, id), recipient_type: "group" });
    await sim.advance("1s");
    sim.leaveGroup(id, person);
    const metric_types = "SENT,DELIVERED,READ,PARTICIPANTS_JOINED,PARTICIPANTS_LEFT";
    const [today] = await points<WireGroupPoint>(sim, "group_analytics", {
      ...week,
      group_ids: `["${id}"]`,
      metric_types,
    });
    const start = seconds("2026-11-20T00:00:00Z");
    expect(today).toEqual({
      group_id: id,
      start,
      end: start + 86_400,
      sent: 1,
      delivered: 2,
      read: 2,
      joined: 2,
      left: 1,
    });
  });

  test("needs one group and some metrics", async () => {
    const { sim, id } = await neighbours();
    await using _closed = sim;
    const refused = async (query: Readonly<Record<string, string>>): Promise<unknown> =>
      code(await ask(sim, "group_analytics", { ...week, ...query }));
    expect(await refused({ metric_types: "SENT" })).toBe(100);
    expect(await refused({ metric_types: "SENT", group_ids: `${id},${id}2` })).toBe(100);
    expect(await refused({ group_ids: id })).toBe(100);
    expect(await refused({ group_ids: id, metric_types: "REPLIES" })).toBe(501);
  });
});
