import { describe, expect, test } from "vitest";
import { listPrice } from "../../src/simulator/pricing/cards.ts";
import { dayAt, nextMonth, startOfDay } from "../../src/simulator/pricing/calendar.ts";
import { marketOf } from "../../src/simulator/pricing/markets.ts";
import { type PricedMessage, priceMessage } from "../../src/simulator/pricing/rules.ts";
import { tierOf } from "../../src/simulator/pricing/tiers.ts";
import { isZone, timezoneId } from "../../src/simulator/pricing/zones.ts";

test.each([
  ["Spain", "34600000000", "2026-11-20", "Spain"],
  ["the United States", "12025550111", "2026-11-20", "North America"],
  ["the Bahamas: not in Meta's list", "12425550111", "2026-11-20", "Other"],
  ["the Dominican Republic", "18095550111", "2026-11-20", "Rest of Latin America"],
  ["Jamaica", "16585550111", "2026-11-20", "Rest of Latin America"],
  ["Korea: not in Meta's list", "821000000000", "2026-11-20", "Other"],
  ["Russia", "79000000000", "2026-11-20", "Russia"],
  ["Kazakhstan", "77000000000", "2026-10-01", "Kazakhstan"],
  ["Kazakhstan, before", "77000000000", "2026-09-30", "Other"],
  ["Morocco", "212600000000", "2026-10-01", "Morocco"],
  ["Morocco, before", "212600000000", "2026-09-30", "Rest of Africa"],
  ["Poland", "48500000000", "2026-07-01", "Poland"],
  ["Poland, before", "48500000000", "2026-06-30", "Rest of Central & Eastern Europe"],
])("%s is priced in its market of the day", (_, phone, day, market) => {
  expect(marketOf(phone, day)).toBe(market);
});

test.each([
  ["USD", "Spain", "marketing", "2026-10-01", 70_700],
  ["USD", "Mexico", "marketing", "2026-09-30", 30_500],
  ["USD", "Mexico", "marketing", "2026-10-01", 39_700],
  ["USD", "Spain", "service", "2026-09-30", 0],
  ["USD", "Spain", "service", "2026-10-01", 20_000],
  ["USD", "Egypt", "authentication_international", "2026-10-01", 65_000],
  ["USD", "Spain", "authentication_international", "2026-10-01", undefined],
  ["a rate nobody has seen", "Iraq", "authentication_international", "2026-10-01", undefined],
  ["USD", "Spain", "marketing", "2026-03-31", undefined],
  ["EUR", "Argentina", "marketing", "2026-07-01", 51_200],
  ["EUR", "Argentina", "marketing", "2026-11-01", 51_200],
  ["EUR", "Argentina", "service", "2026-11-01", 21_600],
  // Dearer in dollars since October: what it is in euros is not known.
  ["EUR", "Mexico", "marketing", "2026-10-01", undefined],
  ["GBP", "Spain", "marketing", "2026-10-01", undefined],
] as const)("in %s, %s, %s, %s: %s", (currency, market, category, day, micros) => {
  expect(listPrice(/^[A-Z]{3}$/.test(currency) ? currency : "USD", market, category, day)).toBe(micros);
});

const october = "2026-10-01";

test.each([
  ["the first", "utility", october, 1, "0:80000"],
  ["the last of the first tier", "utility", october, 80_000, "0:80000"],
  ["the first of the second", "utility", october, 80_001, "80001:"],
  ["very many", "utility", october, 2_000_000_000, ":MAX"],
  ["marketing has none", "marketing", october, 1, "none"],
  ["service has none", "service", october, 1, "none"],
  ["before the first table", "utility", "2026-03-31", 1, "none"],
] as const)("tiers: %s", (_, category, day, place, part) => {
  const market = "North America";
  const tier = tierOf({ currency: "USD", market, category, day, list: listPrice("USD", market, category, day) }, place);
  expect(tier?.name ?? "none").toContain(part);
});

test("tiers: their prices are those of the table, which no formula gives", () => {
  const market = "Rest of Central & Eastern Europe";
  const list = listPrice("USD", market, "utility", october);
  const prices = new Set<number | undefined>();
  for (let place = 1; place < 1e9; place *= 2)
    prices.add(tierOf({ currency: "USD", market, category: "utility", day: october, list }, place)?.micros);
  expect([...prices]).toEqual([21_200, 20_100, 19_000, 18_000, 16_900, 15_900]);
});

test("tiers: there are none where the list price is of another card, and none in euros", () => {
  const query = { market: "Spain", category: "utility", day: october } as const;
  expect(tierOf({ ...query, currency: "USD", list: 20_000 }, 1)?.micros).toBe(20_000);
  expect(tierOf({ ...query, currency: "USD", list: 20_001 }, 1)).toBeUndefined();
  expect(tierOf({ ...query, currency: "EUR", list: 20_000 }, 1)).toBeUndefined();
});

const inside = (category: string): PricedMessage => ({ category, insideWindow: true });
const outside = (category: string): PricedMessage => ({ category, insideWindow: false });
const group = (category: string): PricedMessage => ({ category, insideWindow: true, group: true });
const afterAd = (category: string): PricedMessage => ({ ...inside(category), freeEntryPoint: true });
const moment = { day: october, services: 0, exempt: false, international: false };
const september = { ...moment, day: "2026-09-30" };
const used = { ...moment, services: 1_000 };
const exempt = { ...used, exempt: true };
const abroad = { ...moment, international: true };

test.each([
  ["marketing, in the window", inside("marketing"), moment, "regular marketing"],
  ["marketing in September", inside("marketing"), september, "regular marketing"],
  ["marketing through Marketing Messages", inside("marketing_lite"), moment, "regular marketing_lite"],
  ["utility in the window, in September", inside("utility"), september, "free_customer_service utility"],
  ["utility in the window, in October", inside("utility"), moment, "regular utility"],
  ["utility outside, in September", outside("utility"), september, "regular utility"],
  ["a code in the window, in September", inside("authentication"), september, "regular authentication"],
  ["a code to abroad", outside("authentication"), abroad, "regular authentication-international"],
  ["only codes are from abroad", outside("utility"), abroad, "regular utility"],
  ["service, the 1,000th", inside("service"), { ...moment, services: 999 }, "free_customer_service service"],
  ["service, the 1,001st", inside("service"), used, "regular service"],
  [
    "service, the 1,001st in September",
    inside("service"),
    { ...september, services: 1_000 },
    "free_customer_service service",
  ],
  ["a reaction", { ...inside("service"), reaction: true }, used, "free_customer_service service"],
  ["service after an ad", afterAd("service"), used, "free_entry_point referral_conversion"],
  ["marketing after an ad", afterAd("marketing"), moment, "free_entry_point referral_conversion"],
  ["service to a group", group("service"), moment, "free_group_customer_service group_service"],
  ["service to a group, beyond", group("service"), used, "regular group_service"],
  ["utility to a group, in September", group("utility"), september, "free_group_customer_service group_utility"],
  ["utility to a group", group("utility"), moment, "regular group_utility"],
  ["marketing to a group, in its window", group("marketing"), moment, "regular group_marketing"],
  ["a charity's service", inside("service"), { ...exempt, services: 0 }, "free_customer_service service"],
  [
    "a charity's, beyond, not told yet",
    inside("service"),
    { ...exempt, day: "2026-10-11" },
    "free_customer_service service",
  ],
  ["a charity's, beyond", inside("service"), { ...exempt, day: "2026-10-12" }, "regular service paid_exempt"],
  ["a charity's, on the last day", inside("service"), { ...exempt, day: "2027-12-31" }, "regular service paid_exempt"],
  ["a charity's, after it", inside("service"), { ...exempt, day: "2028-01-01" }, "regular service"],
  ["a charity's marketing", inside("marketing"), exempt, "regular marketing"],
])("rules: %s", (_, message, at, expected) => {
  const { type, category, subtype, billable } = priceMessage(message, at);
  expect([type, category, subtype].filter((word) => word !== undefined).join(" ")).toBe(expected);
  expect(billable).toBe(type === "regular" && subtype === undefined);
});

describe("days", () => {
  test.each([
    ["UTC", "2026-10-01T00:00:00Z", "2026-10-01"],
    ["America/Bogota", "2026-10-01T04:59:59Z", "2026-09-30"],
    ["America/Bogota", "2026-10-01T05:00:00Z", "2026-10-01"],
    ["Asia/Kathmandu", "2026-09-30T18:15:00Z", "2026-10-01"],
  ])("in %s it is %s of %s", (zone, iso, day) => {
    expect(dayAt(zone, Date.parse(iso))).toBe(day);
    expect(dayAt(zone, startOfDay(zone, day))).toBe(day);
    expect(dayAt(zone, startOfDay(zone, day) - 1) < day).toBe(true);
  });

  test("a day without midnight begins when the clocks are moved", () => {
    expect(new Date(startOfDay("America/Asuncion", "2023-10-01")).toISOString()).toBe("2023-10-01T04:00:00.000Z");
  });

  test("December is followed by January", () => {
    expect(nextMonth("2026-12-31")).toBe("2027-01-01");
  });

  test.each([
    ["Europe/Madrid", "55"],
    ["America/Mexico_City", "94"],
    ["Europe/Stockholm", "127"],
    ["UTC", "0"],
  ])("Meta's number of %s is %s", (zone, number) => {
    expect([isZone(zone), timezoneId(zone)]).toEqual([true, number]);
  });

  test.each(["", "Mars/Base", "UTC\u0000", "+02:00"])("%j is no zone", (zone) => {
    expect(isZone(zone)).toBe(false);
  });
});
