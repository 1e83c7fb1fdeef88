import { expect, it } from "vitest";
import { pricingRow } from "../../../../src/domain/costs/sync/points.ts";
import { costsTold } from "../../../../src/domain/costs/sync/told.ts";
import type { WirePricingPoint } from "../../../../src/graph/wire/analytics.ts";

const october = Date.parse("2026-10-12") / 1000;

/** Two offers to Spain, without their cost. */
const point = (changes: Partial<WirePricingPoint> = {}): WirePricingPoint => ({
  start: october,
  end: october + 86_400,
  country: "ES",
  pricing_type: "REGULAR",
  pricing_category: "MARKETING",
  volume: 2,
  ...changes,
});
const free = point({ pricing_type: "FREE_ENTRY_POINT", cost: 0 });
const kuwait = point({ country: "KW", pricing_category: "AUTHENTICATION_INTERNATIONAL" });

it.each<[string, string, WirePricingPoint[], string]>([
  ["nothing was charged", "USD", [free], "told"],
  ["there is nothing", "USD", [], "told"],
  ["one rate is told, another not", "USD", [point({ cost: 0.1414 }), kuwait], "told"],
  ["no rate is told, and some are known here", "USD", [point(), kuwait, free], "withheld"],
  ["the only rate that is not told is not known here either", "USD", [kuwait], "not-told"],
  ["no card here tells the rates of the currency", "GBP", [point()], "not-told"],
])("whether Meta tells costs: %s", (_, currency, points, told) => {
  const rows = points.map((one) => pricingRow(one, { wabaId: "900", currency }));
  expect(costsTold(rows, { refused: false, currency })).toBe(told);
  expect(costsTold(rows, { refused: true, currency })).toBe("withheld");
});
