import { expect, test } from "vitest";
import type { AnalyticsApi } from "../../src/graph/api/analytics.ts";
import { clientFor, graphErrorBody, json, rejection, startServer, type Handler } from "./server.ts";

const from = Date.UTC(2026, 9, 1);
const to = Date.UTC(2026, 9, 8);
const clock = { now: () => Date.UTC(2026, 10, 20, 12), sleep: async () => {} };

async function world(handler: Handler) {
  const server = await startServer(handler);
  const graph = clientFor(server, { clock });
  return {
    analytics: graph.analytics,
    server,
    [Symbol.asyncDispose]: async () => {
      await graph.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

const point = (place: number) => ({ start: 1_790_812_800 + place, end: 1_790_899_200 + place, volume: 1 });

test("prices are read as a field of the account, page after page", async () => {
  await using at = await world(({ url }, response) => {
    const second = url.searchParams.get("fields")?.includes(".after(c1)") === true;
    const paging = second ? {} : { cursors: { after: "c1" }, next: "https://graph.example/next?access_token=x" };
    json(response, {
      pricing_analytics: { data: [{ data_points: second ? [point(2)] : [point(0), point(1)] }], paging },
      id: "900",
    });
  });
  const points = await at.analytics.pricing("900", {
    from,
    to,
    granularity: "DAILY",
    phoneNumbers: ["+1 202-555-0143"],
    countryCodes: ["us"],
    metrics: ["COST", "VOLUME"],
    categories: ["MARKETING"],
    types: ["REGULAR"],
    tiers: ["0:MAX"],
    dimensions: ["COUNTRY", "TIER"],
  });
  expect(points).toEqual([point(0), point(1), point(2)]);
  expect(at.server.requests.map(({ url }) => url.pathname)).toEqual(["/v25.0/900", "/v25.0/900"]);
  expect(at.server.requests[0]?.url.searchParams.get("fields")).toBe(
    'pricing_analytics.start(1790812800).end(1791417600).granularity(DAILY).phone_numbers(["12025550143"])' +
      '.country_codes(["US"]).metric_types(["COST","VOLUME"]).pricing_types(["REGULAR"])' +
      '.pricing_categories(["MARKETING"]).tiers(["0:MAX"]).dimensions(["COUNTRY","TIER"])',
  );
});

test("an account without anything to tell answers its id alone", async () => {
  await using at = await world((_, response) => json(response, { id: "900" }));
  expect(await at.analytics.pricing("900", { from, to, granularity: "DAILY" })).toEqual([]);
  expect(await at.analytics.conversations("900", { from, to, granularity: "MONTHLY" })).toEqual([]);
  expect(await at.analytics.messages("900", { from, to, granularity: "DAY" })).toEqual({});
  expect(await at.analytics.calls("900", { from, to, granularity: "DAILY" })).toEqual({});
});

test("messages and calls come with what they were asked by", async () => {
  const analytics = { granularity: "DAY", data_points: [{ start: 1, end: 2, sent: 5, delivered: 4 }] };
  const calls = { granularity: "DAILY", data_points: [{ start: 1, end: 2, count: 3, cost: 0.5 }] };
  await using at = await world((_, response) => json(response, { id: "900", analytics, call_analytics: calls }));
  expect(await at.analytics.messages("900", { from, to, granularity: "DAY", products: [0, 2] })).toEqual(analytics);
  expect(await at.analytics.calls("900", { from, to, granularity: "DAILY", dimensions: ["DIRECTION"] })).toEqual(calls);
  expect(at.server.requests[0]?.url.searchParams.get("fields")).toContain(".product_types([0,2])");
});

test("templates, groups of them and groups have addresses of their own", async () => {
  await using at = await world(({ url }, response) => {
    const second = url.searchParams.get("after") !== null;
    json(response, {
      data: [{ granularity: "DAILY", data_points: [{ template_id: second ? "2" : "1", start: 1, end: 2, sent: 1 }] }],
      paging: second ? {} : { cursors: { after: "c1" }, next: "https://graph.example/next" },
    });
  });
  const sets = await at.analytics.templates("900", { from, to, ids: ["1", "2"], metrics: ["SENT", "COST"] });
  expect(sets.flatMap((set) => set.data_points.map((one) => one.template_id))).toEqual(["1", "2"]);
  const days = { fromDay: "2026-10-01", toDay: "2026-10-08" };
  await at.analytics.templateGroups("900", { ...days, ids: ["7"], product: "CLOUD_API" });
  await at.analytics.groups("900", { from, to, groupId: "g1", metrics: ["SENT"] });
  const asked = at.server.requests.map(({ url }) => [url.pathname, Object.fromEntries(url.searchParams)]);
  expect(asked[0]).toEqual([
    "/v25.0/900/template_analytics",
    {
      start: "1790812800",
      end: "1791417600",
      granularity: "DAILY",
      template_ids: '["1","2"]',
      metric_types: '["SENT","COST"]',
    },
  ]);
  expect(asked[1]).toEqual(["/v25.0/900/template_analytics", expect.objectContaining({ after: "c1" })]);
  expect(asked[2]).toEqual([
    "/v25.0/900/template_group_analytics",
    {
      start: "2026-10-01",
      end: "2026-10-08",
      granularity: "DAILY",
      template_group_ids: '["7"]',
      product_type: "CLOUD_API",
      use_waba_timezone: "true",
    },
  ]);
  expect(asked[4]).toEqual(["/v25.0/900/group_analytics", expect.objectContaining({ group_ids: '["g1"]' })]);
});

test("the figures of templates are enabled once", async () => {
  await using at = await world((_, response) => json(response, { id: "900" }));
  expect(await at.analytics.enableInsights("900")).toEqual({ id: "900" });
  const [request] = at.server.requests;
  expect(`${request?.method} ${request?.url.pathname}${request?.url.search}`).toBe(
    "POST /v25.0/900?is_enabled_for_insights=true",
  );
});

const days = (count: number): number => clock.now() - count * 86_400_000;
const ids = (count: number): string[] => Array.from({ length: count }, (_, place) => String(place + 1));
type Call = (analytics: AnalyticsApi) => Promise<unknown>;

test.each<[string, string, Call]>([
  [
    "more than a year ago",
    "analytics.too_long_ago",
    (a) => a.pricing("9", { from: days(370), to, granularity: "DAILY" }),
  ],
  ["more than 90 days ago", "analytics.too_long_ago", (a) => a.templates("9", { from: days(95), to, ids: ["1"] })],
  ["an end before its start", "analytics.bad_range", (a) => a.calls("9", { from: to, to: from, granularity: "DAILY" })],
  ["no time at all", "analytics.bad_range", (a) => a.messages("9", { from, to: from + 999, granularity: "DAY" })],
  ["no instant", "analytics.bad_range", (a) => a.messages("9", { from: Number.NaN, to, granularity: "DAY" })],
  [
    "the granularity of another field",
    "analytics.bad_granularity",
    (a) => a.pricing("9", { from, to, granularity: "DAY" as "DAILY" }),
  ],
  ["no template", "template.bad_ids", (a) => a.templates("9", { from, to, ids: [] })],
  ["11 templates", "template.bad_ids", (a) => a.templates("9", { from, to, ids: ids(11) })],
  ["an id that leads elsewhere", "graph.bad_id", (a) => a.pricing("9/..", { from, to, granularity: "DAILY" })],
])("what Meta does not answer is not asked: %s", async (_, code, call) => {
  await using at = await world((_, response) => json(response, {}));
  expect(await rejection(call(at.analytics))).toMatchObject({ code, exit: 2 });
  expect(at.server.requests).toHaveLength(0);
});

test("refusals say what is behind them", async () => {
  await using at = await world(({ url }, response) => {
    const title = url.pathname.endsWith("template_analytics") ? "Insights not enabled" : "Cost not available";
    json(response, graphErrorBody(100, undefined, { error_user_title: title }), 400);
  });
  const query = { from, to, granularity: "DAILY", metrics: ["COST"] } as const;
  expect(await rejection(at.analytics.pricing("900", query))).toMatchObject({ code: "graph.cost_withheld", exit: 4 });
  expect(await rejection(at.analytics.templates("900", { from, to, ids: ["1"] }))).toMatchObject({
    code: "graph.insights_off",
    exit: 3,
  });
});

test("an answer of another kind is no answer", async () => {
  await using at = await world((_, response) => json(response, { pricing_analytics: { data: [{ points: [] }] } }));
  expect(await rejection(at.analytics.pricing("900", { from, to, granularity: "DAILY" }))).toMatchObject({
    code: "network.bad_answer",
  });
});
