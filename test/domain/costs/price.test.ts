import { describe, expect, it } from "vitest";
import { estimateMessage } from "../../../src/domain/costs/estimate.ts";
import { freeServiceMessages, priceMessage, type PriceQuery, type PriceRule } from "../../../src/domain/costs/price.ts";
import { shippedTariff } from "../../../src/domain/costs/tariff.ts";
import type { WirePricing } from "../../../src/graph/wire/webhooks.ts";

const august = Date.parse("2026-08-15T12:00:00Z");
const november = Date.parse("2026-11-15T12:00:00Z");

function query(more: Partial<PriceQuery>): PriceQuery {
  return { market: "Spain", category: "utility", at: november, currency: "USD", windowOpen: false, ...more };
}

describe("priceMessage", () => {
  it.each<[string, Partial<PriceQuery>, number, PriceRule]>([
    ["marketing in a window", { category: "marketing", windowOpen: true }, 70_700, "list-rate"],
    ["marketing outside", { category: "marketing" }, 70_700, "list-rate"],
    ["marketing after an advertisement", { category: "marketing", freeEntryPoint: true }, 0, "free-entry-point"],
    ["authentication in a window", { category: "authentication", windowOpen: true }, 20_000, "list-rate"],
    ["utility in a window", { windowOpen: true }, 20_000, "list-rate"],
    ["utility outside", {}, 20_000, "list-rate"],
    ["utility in a window in August", { windowOpen: true, at: august }, 0, "utility-in-window"],
    ["utility outside in August", { at: august }, 20_000, "list-rate"],
    ["a free-form message in August", { category: "service", windowOpen: true, at: august }, 0, "service-free"],
    [
      "the 1,000th free-form message",
      { category: "service", windowOpen: true, freeServiceLeft: freeServiceMessages - 999 },
      0,
      "service-allowance",
    ],
    [
      "the 1,001st",
      { category: "service", windowOpen: true, freeServiceLeft: freeServiceMessages - 1000 },
      20_000,
      "list-rate",
    ],
    ["a free-form message when nobody counted", { category: "service", windowOpen: true }, 20_000, "list-rate"],
    ["a free-form message that cannot arrive", { category: "service", freeServiceLeft: 0 }, 0, "window-closed"],
  ])("%s", (_, more, micros, rule) => {
    expect(priceMessage(query(more))).toMatchObject({ charged: micros > 0, micros, currency: "USD", rule });
  });

  it.each<[string, number, boolean]>([
    ["2026-09-30T23:59:59.999Z", 0, false],
    ["2026-10-01T00:00:00.000Z", 20_000, true],
  ])("changes its rules at midnight: utility in a window at %s costs %i micros", (time, micros, charged) => {
    expect(priceMessage(query({ windowOpen: true, at: Date.parse(time) }))).toMatchObject({ micros, charged });
  });

  it.each<[string, string, number]>([
    ["America/Lima", "2026-10-01T04:59:59.999Z", 0],
    ["America/Lima", "2026-10-01T05:00:00.000Z", 20_000],
    ["Asia/Singapore", "2026-09-30T15:59:59.999Z", 0],
    ["Asia/Singapore", "2026-09-30T16:00:00.000Z", 20_000],
  ])("at midnight in the account's zone: in %s at %s it costs %i micros", (zone, time, micros) => {
    const tariff = { ...shippedTariff, zone };
    expect(priceMessage(query({ windowOpen: true, at: Date.parse(time), tariff })).micros).toBe(micros);
    const service = { category: "service", windowOpen: true, at: Date.parse(time), tariff } as const;
    expect(priceMessage(query(service)).micros).toBe(micros);
  });

  it("takes the card of the day in the account's zone", () => {
    const at = Date.parse("2026-10-01T02:00:00Z");
    const mexico = { market: "Mexico", category: "marketing", at } as const;
    expect(priceMessage(query(mexico)).micros).toBe(39_700);
    expect(priceMessage(query({ ...mexico, tariff: { ...shippedTariff, zone: "America/Mexico_City" } })).micros).toBe(
      30_500,
    );
  });

  it("charges an authentication message as international where the account has got that rate", () => {
    const eligibility = { location: "PE", from: november, exceptions: {} };
    const code = { category: "authentication", market: "India", eligibility } as const;
    expect(priceMessage(query(code)).micros).toBe(30_400);
    expect(priceMessage(query({ ...code, at: november - 1 })).micros).toBe(1_400);
    expect(priceMessage(query({ ...code, category: "utility" })).micros).toBe(1_400);
  });

  it("does not invent a rate", () => {
    expect(priceMessage(query({ currency: "GBP" }))).toEqual({
      charged: true,
      micros: null,
      currency: "GBP",
      evidence: "unknown",
      rule: "list-rate",
    });
    expect(priceMessage(query({ at: Date.parse("2025-06-30T00:00:00Z") }))).toMatchObject({
      micros: null,
      rule: "conversation-pricing",
    });
  });
});

describe("priceMessage with the webhook's word", () => {
  it.each<[string, WirePricing, Partial<PriceQuery>, number | null, boolean]>([
    ["free in a window", { pricing_model: "PMP", type: "free_customer_service", category: "utility" }, {}, 0, false],
    [
      "free entry point",
      { pricing_model: "PMP", type: "free_entry_point", category: "referral_conversion" },
      {},
      0,
      false,
    ],
    [
      "a kind of free that is new",
      { pricing_model: "PMP", type: "free_group_customer_service", category: "service" },
      {},
      0,
      false,
    ],
    ["exempt", { pricing_model: "PMP", type: "regular", subtype: "paid_exempt", category: "service" }, {}, 0, false],
    [
      "regular, although our rule says free",
      { pricing_model: "PMP", type: "regular", category: "utility" },
      { windowOpen: true, at: august },
      20_000,
      true,
    ],
    ["another category than ours", { pricing_model: "PMP", type: "regular", category: "marketing" }, {}, 70_700, true],
    ["marketing lite", { pricing_model: "PMP", type: "regular", category: "marketing_lite" }, {}, 70_700, true],
    ["in a group", { pricing_model: "PMP", type: "regular", category: "group_utility" }, {}, 20_000, true],
    [
      "international, with an underscore",
      { pricing_model: "PMP", type: "regular", category: "authentication_international" },
      { market: "India" },
      30_400,
      true,
    ],
    [
      "a category without rates",
      { pricing_model: "PMP", type: "regular", category: "general_purpose_ai" },
      {},
      null,
      true,
    ],
    [
      "marketing lite in a group",
      { pricing_model: "PMP", type: "regular", category: "group_marketing_lite" },
      {},
      70_700,
      true,
    ],
    ["an answer in a group", { pricing_model: "PMP", type: "regular", category: "group_service" }, {}, 20_000, true],
    [
      "marketing at a price that was bid for",
      { pricing_model: "PMP", type: "regular", category: "marketing_lite_dynamic" },
      {},
      null,
      true,
    ],
    ["an advertisement's conversation of old", { pricing_model: "PMP", category: "referral_conversion" }, {}, 0, false],
    ["only billable", { pricing_model: "PMP", billable: false, category: "utility" }, {}, 0, false],
    ["a conversation of old", { pricing_model: "CBP", billable: true, category: "utility" }, {}, null, true],
    [
      "neither type nor billable: our rules hold",
      { pricing_model: "PMP", category: "utility" },
      { windowOpen: true, at: august },
      0,
      false,
    ],
  ])("%s", (_, pricing, more, micros, charged) => {
    expect(priceMessage(query({ ...more, pricing }))).toMatchObject({ micros, charged });
  });
});

describe("estimateMessage", () => {
  it("finds the market and freezes it with the price", () => {
    const base = { category: "utility", at: november, currency: "USD", windowOpen: false } as const;
    expect(estimateMessage({ ...base, to: "+34600000000" })).toEqual({
      market: "Spain",
      charged: true,
      micros: 20_000,
      currency: "USD",
      evidence: "two-transcriptions",
      rule: "list-rate",
    });
    expect(estimateMessage({ ...base, to: undefined, iso2: "MX" })).toMatchObject({ market: "Mexico", micros: 8500 });
  });
});
