import fc from "fast-check";
import { expect, it } from "vitest";
import { conversationRow, microsOfNumber, pricingRow, templateRow } from "../../../../src/domain/costs/sync/points.ts";

const figures = { wabaId: "900", currency: "USD" };

it("an amount of six decimals comes back to the last unit", () => {
  fc.assert(
    fc.property(fc.integer({ min: -3_999_999_999_000_000, max: 3_999_999_999_000_000 }), (micros) => {
      const whole = Math.trunc(Math.abs(micros) / 1_000_000);
      const text = `${micros < 0 ? "-" : ""}${whole}.${String(Math.abs(micros) % 1_000_000).padStart(6, "0")}`;
      expect(microsOfNumber(JSON.parse(text) as number)).toBe(micros);
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ["a sum that drifted", 0.1 + 0.2, 300_000],
  ["more than six decimals", 1.23456789, 1_234_568],
  ["a rate times a thousand", 0.0707 * 1000, 70_700_000],
  ["nothing", 0, 0],
  ["less than nothing, hardly", -1e-9, 0],
  ["too much to be exact", 5e9, undefined],
])("%s", (_, amount, micros) => {
  expect(microsOfNumber(amount)).toBe(micros);
});

const span = { start: 1_790_812_800, end: 1_790_899_200 };

it("a point keeps Meta's words and instants", () => {
  const point = {
    ...span,
    phone_number: "12025550143",
    country: "MX",
    tier: "0:MAX",
    pricing_type: "REGULAR",
    pricing_category: "MARKETING",
    volume: 2,
    cost: 0.0794,
  };
  expect(pricingRow(point, figures)).toEqual({
    waba_id: "900",
    from_at: 1_790_812_800_000,
    to_at: 1_790_899_200_000,
    model: "pricing",
    phone_number: "12025550143",
    country: "MX",
    category: "MARKETING",
    pricing_type: "REGULAR",
    tier: "0:MAX",
    volume: 2,
    micros: 79_400,
    currency: "USD",
  });
});

it("what is free costs nothing, and what is not told is not known", () => {
  expect(pricingRow({ ...span, volume: 1, pricing_type: "FREE_ENTRY_POINT" }, figures).micros).toBe(0);
  expect(pricingRow({ ...span, volume: 1, pricing_type: "REGULAR" }, figures).micros).toBeNull();
  expect(conversationRow({ ...span, conversation: 3, conversation_type: "FREE_TIER" }, figures)).toMatchObject({
    model: "conversation",
    volume: 3,
    micros: 0,
  });
});

it("a template's taps are those of all its buttons, each once", () => {
  const point = {
    ...span,
    template_id: "5001",
    sent: 10,
    delivered: 9,
    read: 7,
    clicked: [
      { type: "quick_reply_button", button_content: "Sí", count: 2 },
      { type: "url_button", button_content: "Ver", count: 3 },
      { type: "unique_url_button", button_content: "Ver", count: 2 },
    ],
    cost: [
      { type: "amount_spent", value: 0.765 },
      { type: "cost_per_delivered", value: 0.085 },
    ],
  };
  expect(templateRow(point, figures)).toMatchObject({ clicks: 5, micros: 765_000, read: 7 });
  expect(templateRow({ template_id: "1", start: "2026-10-01", end: "2026-10-02" }, figures)).toMatchObject({
    from_at: Date.UTC(2026, 9, 1),
    to_at: Date.UTC(2026, 9, 2),
    clicks: null,
    micros: null,
  });
});
