import { describe, expect, test } from "vitest";
import { at, connect, control, graph, offer, person, send, template, text } from "./helpers.ts";
import { charged, deliver, egypt, market, sendTo, spain } from "./analytics-helpers.ts";

const autumn = ["2026-09-01T00:00:00Z", "2026-12-31T00:00:00Z"] as const;

describe("what a delivered message costs", () => {
  test("follows the rules of the day of its delivery, by the clocks of the account's zone", async () => {
    await using sim = await market("2026-10-01T04:59:00Z", { timezone: "America/Bogota" });
    sim.inbound({ from: spain, text: "Hola" });
    await deliver(sim, "utility", spain);
    await send(sim, text("Hola", spain));
    await sim.advance("58s");
    // Sent in September, delivered in October.
    sim.customer(spain, { delay: "2s" });
    await sendTo(sim, "utility", spain);
    await sim.advance("1m");
    expect(await charged(sim, ...autumn)).toEqual([
      "ES SERVICE FREE_CUSTOMER_SERVICE free 1 0",
      "ES UTILITY FREE_CUSTOMER_SERVICE free 1 0",
      "ES UTILITY REGULAR 0:100000 1 0.02",
    ]);
  });

  test("tells on sent what is likely, and on delivered what it is", async () => {
    await using sim = await market("2026-09-30T23:59:58Z");
    sim.inbound({ from: spain, text: "Hola" });
    sim.customer(spain, { delay: "5s" });
    await using receiver = await connect(sim);
    await sendTo(sim, "utility", spain);
    await sim.advance("1m");
    const prices = receiver.statuses.map((status) => at(status, "pricing", "type"));
    expect(prices).toEqual(["free_customer_service", "regular", undefined]);
  });

  test("is nothing for what is never delivered", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    sim.customer(spain, { online: false });
    await deliver(sim, "marketing", spain);
    await deliver(sim, "marketing", "12025550161");
    await deliver(sim, "marketing", "12025550160");
    expect(await charged(sim, ...autumn)).toEqual([]);
    sim.customer(spain, { online: true });
    await sim.advance("1s");
    expect(await charged(sim, ...autumn)).toEqual(["ES MARKETING REGULAR 0:MAX 1 0.0707"]);
  });

  test("counts once, however often it is delivered and read", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    sim.customer(spain, { chatOpen: true });
    await deliver(sim, "utility", spain);
    await deliver(sim, "utility", "12025550112");
    await sim.advance("1h");
    expect(await charged(sim, ...autumn)).toEqual([
      "ES UTILITY REGULAR 0:100000 1 0.02",
      "US UTILITY REGULAR 0:80000 1 0.0034",
    ]);
  });

  test("is by member in a group", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    sim.template(offer);
    await graph(sim, "POST", `/${sim.phoneNumberId}/groups`, { messaging_product: "whatsapp", subject: "Neighbours" });
    const to = sim.groups()[0]?.id ?? "";
    for (const phone of [spain, person, "12025550112"]) sim.joinGroup(to, phone);
    await send(sim, { ...template(offer.name, "en_US", undefined, to), recipient_type: "group" });
    await sim.advance("1m");
    expect(await charged(sim, ...autumn)).toEqual([
      "ES GROUP_MARKETING REGULAR 0:MAX 1 0.0707",
      "US GROUP_MARKETING REGULAR 0:MAX 2 0.05",
    ]);
  });

  test("is nothing for all that comes after an ad, for 72 hours or 168", async () => {
    await using sim = await market("2026-11-20T12:00:00Z", { freeEntryHours: 168 });
    sim.inbound({ from: spain, text: "I saw your ad", referral: true });
    await deliver(sim, "marketing", spain);
    await sim.advance("167h");
    await deliver(sim, "marketing", spain);
    await sim.advance("1h");
    await deliver(sim, "marketing", spain);
    expect(await charged(sim, ...autumn)).toEqual([
      "ES MARKETING REGULAR 0:MAX 1 0.0707",
      "ES REFERRAL_CONVERSION FREE_ENTRY_POINT free 2 0",
    ]);
  });
});

describe("the thousand free service messages", () => {
  test("are those of a number and a month of the account's zone", async () => {
    await using sim = await market("2026-11-30T12:00:00Z", { timezone: "America/Bogota" });
    sim.inbound({ from: spain, text: "Hola" });
    for (let sent = 0; sent < 1_002; sent++) await send(sim, text("Hola", spain));
    await sim.advance("1m");
    expect(await charged(sim, ...autumn)).toEqual([
      "ES SERVICE FREE_CUSTOMER_SERVICE free 1000 0",
      "ES SERVICE REGULAR 0:MAX 2 0.04",
    ]);
    // Midnight of UTC is not midnight in Bogotá.
    await sim.setClock("2026-12-01T04:59:00Z");
    await send(sim, text("Hola", spain));
    await sim.setClock("2026-12-01T05:00:00Z");
    await send(sim, text("Hola", spain));
    await sim.advance("1m");
    expect(await charged(sim, "2026-12-01T00:00:00Z", autumn[1])).toEqual([
      "ES SERVICE FREE_CUSTOMER_SERVICE free 1 0",
      "ES SERVICE REGULAR 0:MAX 1 0.02",
    ]);
  });
});

describe("a volume tier", () => {
  const elsewhere = { market: "Spain", category: "utility", messages: 99_999 } as const;

  test("is entered by a message, which has its price and is reported", async () => {
    await using sim = await market("2026-11-20T12:00:00Z", { tierNotices: 2 });
    await using receiver = await connect(sim);
    expect((await control(sim, "POST", "tiers", elsewhere)).body).toEqual({
      data: [{ month: "2026-11", ...elsewhere }],
    });
    for (let sent = 0; sent < 4; sent++) await deliver(sim, "utility", spain);
    expect(await charged(sim, ...autumn)).toEqual([
      "ES UTILITY REGULAR 0:100000 1 0.02",
      "ES UTILITY REGULAR 100001:1000000 3 0.057",
    ]);
    const told = (second: number) => ({
      event: "VOLUME_BASED_PRICING_TIER_UPDATE",
      volume_tier_info: {
        tier_update_time: Date.parse("2026-11-20T12:00:00Z") / 1_000 + second,
        pricing_category: "UTILITY",
        tier: "100001:1000000",
        effective_month: "2026-11",
        region: "Spain",
      },
    });
    expect(receiver.values("account_update")).toEqual([told(1), told(2)]);
  });

  test("is of one market and one category, and of the month", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    sim.chargedElsewhere({ ...elsewhere, messages: 2_000_000 });
    await deliver(sim, "code", spain);
    await deliver(sim, "utility", person);
    await sim.setClock("2026-12-01T00:00:00Z");
    await deliver(sim, "utility", spain);
    expect(await charged(sim, ...autumn)).toEqual([
      "ES AUTHENTICATION REGULAR 0:300000 1 0.02",
      "ES UTILITY REGULAR 0:100000 1 0.02",
      "US UTILITY REGULAR 0:80000 1 0.0034",
    ]);
  });

  test("is not brought nearer by what is free", async () => {
    await using sim = await market("2026-09-20T12:00:00Z");
    sim.chargedElsewhere(elsewhere);
    sim.inbound({ from: spain, text: "Hola" });
    await deliver(sim, "utility", spain);
    await sim.advance("25h");
    await deliver(sim, "utility", spain);
    expect(await charged(sim, ...autumn)).toEqual([
      "ES UTILITY FREE_CUSTOMER_SERVICE free 1 0",
      "ES UTILITY REGULAR 0:100000 1 0.02",
    ]);
  });

  test("may be reached by other accounts alone", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    await using receiver = await connect(sim);
    sim.chargedElsewhere({ ...elsewhere, messages: 3_000_000 });
    await sim.settled();
    expect(receiver.values("account_update")).toMatchObject([{ volume_tier_info: { region: "Spain" } }]);
    await deliver(sim, "utility", spain);
    expect(receiver.values("account_update")).toHaveLength(1);
  });

  test.each([
    [{ market: "Atlantis", category: "utility", messages: 1 }],
    [{ market: "Spain", category: "marketing", messages: 1 }],
    [{ market: "Spain", category: "utility", messages: 0.5 }],
  ])("cannot be moved by %j", async (input) => {
    await using sim = await market("2026-11-20T12:00:00Z");
    expect((await control(sim, "POST", "tiers", input)).status).toBe(400);
  });
});

describe("codes to people abroad", () => {
  const eligible = { startTime: "2026-11-20T12:00:00Z", exceptions: { IN: "2026-12-01T00:00:00Z" } };

  test("have their own price from its start on, and count with the others", async () => {
    await using sim = await market("2026-11-20T11:59:50Z", { authInternational: eligible, primaryLocation: "ES" });
    sim.chargedElsewhere({ market: "Egypt", category: "authentication", messages: 299_998 });
    await deliver(sim, "code", egypt);
    await sim.advance("10s");
    for (const phone of [egypt, egypt, "919000000000", spain, person]) await deliver(sim, "code", phone);
    expect(await charged(sim, ...autumn)).toEqual([
      "EG AUTHENTICATION REGULAR 0:300000 1 0.0036",
      "EG AUTHENTICATION_INTERNATIONAL REGULAR 0:300000 1 0.065",
      "EG AUTHENTICATION_INTERNATIONAL REGULAR 300001:2000000 1 0.0618",
      "ES AUTHENTICATION REGULAR 0:300000 1 0.02",
      "IN AUTHENTICATION REGULAR 0:750000 1 0.0014",
      "US AUTHENTICATION REGULAR 0:100000 1 0.0034",
    ]);
  });

  test("are told by the account, and by webhook when that changes", async () => {
    await using sim = await market("2026-11-20T12:00:00Z");
    await using receiver = await connect(sim);
    const fields = "primary_business_location,auth_international_rate_eligibility";
    const ask = async (): Promise<unknown> => (await graph(sim, "GET", `/${sim.wabaId}?fields=${fields}`)).body;
    expect(await ask()).toEqual({ id: sim.wabaId, primary_business_location: "US" });
    sim.business({ authInternational: eligible, primaryLocation: "EG" });
    sim.business({ authInternational: eligible });
    await sim.settled();
    const told = {
      start_time: Date.parse("2026-11-20T12:00:00Z") / 1_000,
      exception_countries: [{ country_code: "IN", start_time: Date.parse("2026-12-01T00:00:00Z") / 1_000 }],
    };
    expect(await ask()).toEqual({
      id: sim.wabaId,
      primary_business_location: "EG",
      auth_international_rate_eligibility: told,
    });
    expect(receiver.values("account_update")).toEqual([
      { event: "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE", auth_international_rate_eligibility: told },
      { event: "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", country: "EG" },
    ]);
  });
});

describe("the account", () => {
  test("tells its currency and its zone", async () => {
    await using sim = await market("2026-11-20T12:00:00Z", { timezone: "Europe/Madrid", currency: "EUR" });
    expect((await graph(sim, "GET", `/${sim.wabaId}?fields=currency,timezone_id`)).body).toEqual({
      id: sim.wabaId,
      currency: "EUR",
      timezone_id: "55",
    });
  });

  test("is charged in its currency, and keeps it", async () => {
    await using sim = await market("2026-11-20T12:00:00Z", { currency: "GBP" });
    sim.business({ currency: "EUR" });
    await deliver(sim, "marketing", "5491100000000");
    await deliver(sim, "marketing", "525500000000");
    expect(await charged(sim, ...autumn)).toEqual([
      "AR MARKETING REGULAR 0:MAX 1 0.0512",
      "MX MARKETING REGULAR 0:MAX 1 unknown",
    ]);
    const answer = await control(sim, "POST", "business", { currency: "USD" });
    expect([answer.status, at(answer.body, "error", "code")]).toEqual([409, "simulator.currency_fixed"]);
  });

  test.each([
    { timezone: "Mars/Base" },
    { currency: "euro" },
    { authInternational: { startTime: "soon" } },
    { authInternational: { startTime: "2026-11-20", exceptions: { XX: "2026-11-20" } } },
    { freeEntryHours: 24 },
    { tierNotices: 0 },
    { primaryLocation: "Spain" },
  ])("is not set to %j", async (change) => {
    await using sim = await market("2026-11-20T12:00:00Z");
    expect((await control(sim, "POST", "business", change)).status).toBe(400);
  });

  test("shows on the page what the month has cost", async () => {
    await using sim = await market("2026-11-30T12:00:00Z");
    await deliver(sim, "marketing", spain);
    await deliver(sim, "utility", spain);
    const page = async (): Promise<string> => (await fetch(`${sim.pageUrl}?lang=es`)).text();
    expect(await page()).toMatch(/Costos de este mes.*0\.0907 USD/s);
    await sim.advance("1d");
    expect(await page()).toMatch(/Costos de este mes.*0\.00 USD/s);
  });
});
