import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WireMessagePoint, WirePricingPoint } from "../../src/graph/wire/analytics.ts";
import { createGraphClient } from "../../src/graph/client.ts";
import type { Simulator } from "../../src/testing.ts";
import { at, code, graph, person, send, text } from "./helpers.ts";
import { all, ask, charged, deliver, france, market, points, seconds, spain } from "./analytics-helpers.ts";

const autumn = { start: seconds("2026-11-01T00:00:00Z"), end: seconds("2026-12-31T00:00:00Z") };
const number = "15550100200";

/** What is asked of a world where, from 30 November on, one message went out every 20 minutes. */
let sim: Simulator;
beforeAll(async () => {
  sim = await market("2026-11-30T23:05:00Z", { timezone: "Europe/Madrid" });
  sim.inbound({ from: spain, text: "Hola" });
  for (const step of ["marketing", "utility", "answer", "code", "abroad"] as const) {
    if (step === "answer") await send(sim, text("Hola", spain));
    else if (step === "abroad") await deliver(sim, "marketing", france);
    else await deliver(sim, step, spain);
    await sim.advance("20m");
  }
});
afterAll(() => sim.close());

const pricing = (query: Readonly<Record<string, string | number>>): Promise<WirePricingPoint[]> =>
  points<WirePricingPoint>(sim, "pricing_analytics", { ...autumn, granularity: "DAILY", ...query });
const totals = (found: readonly WirePricingPoint[]): unknown[] => found.map(({ volume, cost }) => [volume, cost]);

const total = [5, 0.0707 + 0.02 + 0 + 0.02 + 0.0859];
const iso = (unix: number): string => new Date(unix * 1_000).toISOString();

describe("pricing_analytics", () => {
  test("is one point without dimensions, in the account's month", async () => {
    expect(await pricing({ granularity: "MONTHLY" })).toEqual([
      { start: seconds("2026-11-30T23:00:00Z"), end: autumn.end, volume: total[0], cost: total[1] },
    ]);
  });

  test.each([
    ["half_hour", ["2026-12-01T00:00:00.000Z", "2026-11-30T23:30:00.000Z", "2026-11-30T23:00:00.000Z"], [2, 1, 2]],
    ["daily", ["2026-11-30T23:00:00.000Z"], [5]],
  ])("by %s is newest first", async (granularity, starts, volumes) => {
    const found = await pricing({ granularity });
    expect(found.map(({ start }) => iso(start))).toEqual(starts);
    expect(found.map(({ volume }) => volume)).toEqual(volumes);
  });

  test("ends its points where the question does", async () => {
    const [start, end] = [seconds("2026-11-30T23:15:00Z"), seconds("2026-12-01T00:00:00Z")];
    const found = await pricing({ start, end });
    expect(found).toEqual([{ start, end, volume: 2, cost: 0.02 }]);
  });

  test("has the members of the dimensions that are asked for, and no others", async () => {
    const found = await pricing({ dimensions: "phone,pricing_type" });
    expect(
      found.map(({ start: _start, end: _end, ...rest }) => rest).toSorted((a, b) => (b.volume ?? 0) - (a.volume ?? 0)),
    ).toEqual([
      { phone_number: number, pricing_type: "REGULAR", volume: 4, cost: 0.1966 },
      { phone_number: number, pricing_type: "FREE_CUSTOMER_SERVICE", volume: 1, cost: 0 },
    ]);
  });

  test("tells tiers beside country and category only", async () => {
    expect(await charged(sim, "2026-11-01T00:00:00Z", "2026-12-31T00:00:00Z")).toEqual([
      "ES AUTHENTICATION REGULAR 0:300000 1 0.02",
      "ES MARKETING REGULAR 0:MAX 1 0.0707",
      "ES SERVICE FREE_CUSTOMER_SERVICE free 1 0",
      "ES UTILITY REGULAR 0:100000 1 0.02",
      "FR MARKETING REGULAR 0:MAX 1 0.0859",
    ]);
    expect((await pricing({ dimensions: "TIER" })).map(({ tier }) => tier)).toEqual([undefined]);
  });

  test.each([
    [{ country_codes: "[]" }, total],
    [{ country_codes: "FR" }, [1, 0.0859]],
    [{ country_codes: '["es","FR"]' }, total],
    [{ country_codes: "MX" }, undefined],
    [{ phone_numbers: `["${number}"]` }, total],
    [{ phone_numbers: "+1 555-010-0200" }, total],
    [{ phone_numbers: "34600000000" }, undefined],
    [{ pricing_types: "FREE_CUSTOMER_SERVICE" }, [1, 0]],
    [{ pricing_types: '["FREE_ENTRY_POINT"]' }, undefined],
    [{ pricing_categories: "MARKETING" }, [2, 0.1566]],
    [{ pricing_categories: '["UTILITY", "SERVICE"]' }, [2, 0.02]],
    [{ tiers: "0:MAX" }, [2, 0.1566]],
    [{ tiers: '["0:100000","0:300000"]' }, [2, 0.04]],
    [{ metric_types: "COST" }, [undefined, total[1]]],
    [{ metric_types: "volume" }, [5, undefined]],
    [{ metric_types: "COST,VOLUME" }, total],
  ])("filters by %j", async (filter, expected) => {
    expect(totals(await pricing(filter))).toEqual(expected === undefined ? [] : [expected]);
  });

  test("its parts are the whole, however it is split", async () => {
    for (const granularity of ["HALF_HOUR", "DAILY", "MONTHLY"]) {
      for (const dimensions of ["[]", ...all.split(","), all]) {
        const parts = await pricing({ granularity, dimensions });
        const micros = parts.reduce((sum, { cost = 0 }) => sum + Math.round(cost * 1e6), 0);
        expect([parts.reduce((sum, { volume = 0 }) => sum + volume, 0), micros]).toEqual([5, 196_600]);
      }
    }
  });

  test("answers the same as a field of the account", async () => {
    const { start, end } = autumn;
    const asked = `name,pricing_analytics.start(${start}).end(${end}).granularity(DAILY).dimensions(["COUNTRY","TIER"]).phone_numbers([]),currency`;
    const { body } = await graph(sim, "GET", `/${sim.wabaId}?fields=${encodeURIComponent(asked)}`);
    const data_points = await pricing({ dimensions: "country,tier" });
    const node = { name: "Simulator Shop", currency: "USD", id: sim.wabaId };
    expect(body).toEqual({ ...node, pricing_analytics: { data: [{ data_points }] } });
    expect(data_points).toHaveLength(2);
  });

  test("is read by the client", async () => {
    await using client = createGraphClient({ accessToken: sim.accessToken, baseUrl: sim.graphUrl, clock: sim.clock });
    const range = { from: autumn.start * 1_000, to: autumn.end * 1_000 };
    const found = await client.analytics.pricing(sim.wabaId, {
      ...range,
      granularity: "DAILY",
      phoneNumbers: [number],
      dimensions: ["COUNTRY"],
    });
    expect(found.map(({ country, volume }) => [country, volume])).toEqual([
      ["FR", 1],
      ["ES", 4],
    ]);
  });
});

test("an edge has a page, and none after it", async () => {
  const query = { ...autumn, granularity: "MONTHLY", limit: 1 };
  const { body } = await ask(sim, "pricing_analytics", query);
  const after = String(at(body, "paging", "cursors", "after"));
  expect(at(body, "paging", "next")).toBeUndefined();
  expect((await ask(sim, "pricing_analytics", { ...query, after })).body).toEqual({ data: [] });
  expect(code(await ask(sim, "pricing_analytics", { ...query, after: "x" }))).toBe(131059);
});

describe("analytics", () => {
  const messages = (query: Readonly<Record<string, string | number>>): Promise<WireMessagePoint[]> =>
    points<WireMessagePoint>(sim, "analytics", { ...autumn, granularity: "day", ...query });

  test.each([
    [{}, [5, 5]],
    [{ product_types: "0" }, [4, 4]],
    [{ product_types: "[2]" }, [1, 1]],
    [{ product_types: "100" }, [0, 1]],
    [{ country_codes: "FR" }, [1, 1]],
    [{ phone_numbers: "[]" }, [5, 5]],
    [{ granularity: "MONTH" }, [5, 5]],
  ])("counts what was sent and delivered: %j", async (query, expected) => {
    expect((await messages(query)).map(({ sent, delivered }) => [sent, delivered])).toEqual([expected]);
  });

  test("names the numbers and countries that it is of", async () => {
    const asked = `analytics.start(${autumn.start}).end(${autumn.end}).granularity(HALF_HOUR).country_codes(["ES"])`;
    const { body } = await graph(sim, "GET", `/${sim.wabaId}?fields=${encodeURIComponent(asked)}`);
    expect(at(body, "analytics")).toMatchObject({
      phone_numbers: [number],
      country_codes: ["ES"],
      granularity: "HALF_HOUR",
      data_points: [{ sent: 1 }, { sent: 1 }, { sent: 2 }],
    });
  });

  test("does not mix groups and people", async () => {
    const answer = await ask(sim, "analytics", { ...autumn, granularity: "DAY", product_types: "0,101" });
    expect([code(answer), at(answer.body, "error", "error_subcode")]).toEqual([100, 2388077]);
  });
});

test("conversations are not charged any more: their figures are empty", async () => {
  const query = { ...autumn, granularity: "DAILY", dimensions: "CONVERSATION_CATEGORY,PHONE" };
  expect((await ask(sim, "conversation_analytics", query)).body).toMatchObject({ data: [{ data_points: [] }] });
});

const daily = { ...autumn, granularity: "DAILY" };
const { start: _start, ...withoutStart } = daily;
const { end: _end, ...withoutEnd } = daily;

test.each([
  ["pricing_analytics", withoutStart, "start is required"],
  ["pricing_analytics", withoutEnd, "end is required"],
  ["pricing_analytics", autumn, "granularity is required"],
  ["pricing_analytics", { ...daily, start: "2026-11-01" }, "UNIX timestamp"],
  ["pricing_analytics", { ...daily, end: autumn.start }, "later than param start"],
  ["pricing_analytics", { ...daily, start: seconds("2025-11-30T22:59:59Z") }, "not available"],
  ["pricing_analytics", { ...daily, granularity: "DAY" }, "HALF_HOUR, DAILY, MONTHLY"],
  ["pricing_analytics", { ...daily, dimensions: "COLOUR" }, "COUNTRY, PHONE"],
  ["pricing_analytics", { ...daily, dimensions: '["COUNTRY"' }, "an array"],
  ["pricing_analytics", { ...daily, pricing_types: "FREE" }, "FREE_ENTRY_POINT"],
  ["pricing_analytics", { ...daily, pricing_categories: "CODES" }, "AUTHENTICATION_INTERNATIONAL"],
  ["pricing_analytics", { ...daily, metric_types: "CONVERSATION" }, "COST, VOLUME"],
  ["pricing_analytics", { ...daily, tiers: "1-100" }, "0:100000"],
  ["pricing_analytics", { ...daily, country_codes: "Spain" }, "ISO 3166"],
  ["pricing_analytics", { ...daily, colour: "red" }, 'Unexpected parameter "colour"'],
  ["pricing_analytics", { ...daily, limit: 0 }, "limit"],
  ["analytics", daily, "HALF_HOUR, DAY, MONTH"],
  ["analytics", { ...autumn, granularity: "DAY", product_types: "7" }, "product_types"],
  ["analytics", { ...autumn, granularity: "DAY", dimensions: "PHONE" }, "dimensions"],
  ["conversation_analytics", { ...daily, conversation_types: "PAID" }, "FREE_TIER"],
])("%s with %j is refused", async (name, query, reason) => {
  const answer = await ask(sim, name, query);
  expect([answer.status, code(answer)]).toEqual([400, 100]);
  expect(at(answer.body, "error", "message")).toContain(reason);
});

test.each([
  ["pricing_analytics", "start is required"],
  ["pricing_analytics.start(1)", "end is required"],
  ["pricing_analytics.start(1", "Syntax error"],
  ["pricing_analytics.start(1).start(2)", "Syntax error"],
  [`pricing_analytics.start(${autumn.start}).end(${autumn.end}).granularity(daily)`, "HALF_HOUR, DAILY, MONTHLY"],
  [`pricing_analytics.start(${autumn.start}).end(${autumn.end}).granularity(DAILY).colour(red)`, "Unexpected"],
  ["price_analytics.start(1)", "nonexisting field (price_analytics)"],
])("the field %s is refused", async (field, reason) => {
  const answer = await graph(sim, "GET", `/${sim.wabaId}?fields=${encodeURIComponent(field)}`);
  expect(at(answer.body, "error", "message")).toContain(reason);
});

test.each(["call_analytics", "template_group_analytics"])("%s is not simulated, and says so", async (name) => {
  expect((await ask(sim, name, daily)).status).toBe(501);
  const field = `${name}.start(${autumn.start}).end(${autumn.end}).granularity(DAILY)`;
  expect((await graph(sim, "GET", `/${sim.wabaId}?fields=${field}`)).status).toBe(501);
});

describe("costs that are not told", () => {
  test("where a partner pays: volume only, and an error for costs alone", async () => {
    await using one = await market("2026-11-30T12:00:00Z", { costWithheld: true });
    await deliver(one, "marketing", person);
    const found = (query: Readonly<Record<string, string | number>>) =>
      points<WirePricingPoint>(one, "pricing_analytics", { ...daily, ...query });
    expect(totals(await found({}))).toEqual([[1, undefined]]);
    expect(totals(await found({ metric_types: "COST,VOLUME" }))).toEqual([[1, undefined]]);
    const answer = await ask(one, "pricing_analytics", { ...daily, metric_types: "COST" });
    expect(at(answer.body, "error")).toMatchObject({
      code: 100,
      error_user_title: "Cost not available",
      error_user_msg: expect.stringContaining("partner"),
    });
  });

  test("where nobody knows a rate card: charged points have no cost, and costs alone are not refused", async () => {
    await using one = await market("2026-11-30T12:00:00Z", { currency: "GBP" });
    await deliver(one, "marketing", person);
    for (const metric_types of ["", "COST,VOLUME", "COST"]) {
      const answer = await points<WirePricingPoint>(one, "pricing_analytics", { ...daily, metric_types });
      expect(totals(answer)).toEqual([[metric_types === "COST" ? undefined : 1, undefined]]);
    }
  });
});
