import { expect, test } from "vitest";
import { collect, contractWorld, everythingWasUsed, refusal } from "./book.ts";

const day = 86_400_000;

test("what was delivered is counted, with its price; nothing is there of days before", async () => {
  const { simulator, graph } = await contractWorld();
  await graph.messages.send(simulator.phoneNumberId, {
    messaging_product: "whatsapp",
    to: "+12025550111",
    type: "template",
    template: { name: "hello_world", language: { code: "en_US" } },
  });
  await simulator.advance("1m");
  const now = simulator.now();
  const range = { from: now - day, to: now + day };
  const dimensions = ["COUNTRY", "PRICING_CATEGORY"] as const;
  const priced = await graph.analytics.pricing(simulator.wabaId, { ...range, granularity: "DAILY", dimensions });
  expect(priced).toMatchObject([{ country: "US", pricing_category: "UTILITY", volume: 1, cost: 0.0034 }]);
  const counted = await graph.analytics.messages(simulator.wabaId, { ...range, granularity: "DAY" });
  expect(counted.data_points).toMatchObject([{ sent: 1, delivered: 1 }]);
  const before = { from: now - 60 * day, to: now - 30 * day, granularity: "DAILY" } as const;
  expect(await graph.analytics.conversations(simulator.wabaId, before)).toEqual([]);
});

test("templates and groups are counted by the day, templates once somebody has asked for it", async () => {
  const { simulator, graph } = await contractWorld();
  const [template] = await collect(graph.templates.list(simulator.wabaId));
  const range = { from: simulator.now() - day, to: simulator.now() };
  const query = { ...range, ids: [template?.id ?? ""] };
  expect(await refusal(graph.analytics.templates(simulator.wabaId, query))).toMatchObject({
    code: "graph.insights_off",
  });
  expect(await graph.analytics.enableInsights(simulator.wabaId)).toEqual({ id: simulator.wabaId });
  expect(await graph.analytics.templates(simulator.wabaId, query)).toMatchObject([{ granularity: "DAILY" }]);
  await graph.groups.create(simulator.phoneNumberId, { subject: "Neighbours" });
  const groupId = simulator.groups()[0]?.id ?? "";
  const days = await graph.analytics.groups(simulator.wabaId, { ...range, groupId, metrics: ["SENT", "DELIVERED"] });
  expect(days[0]).toMatchObject({ group_id: groupId, sent: 0, delivered: 0 });
});

everythingWasUsed();
