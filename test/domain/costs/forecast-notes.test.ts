import { expect, it } from "vitest";
import { same } from "../../../src/core/text.ts";
import { createForecast, type ForecastMessage } from "../../../src/domain/costs/forecast.ts";
import { forecastNotes } from "../../../src/domain/costs/forecast-notes.ts";
import type { MonthCounts } from "../../../src/domain/costs/month-counts.ts";

const at = Date.parse("2026-11-15T12:00:00Z");
const words = { market: same, category: same, evidence: same };

function notes(
  messages: readonly Partial<ForecastMessage>[],
  delivered: MonthCounts["delivered"] = [],
  currency = "USD",
): { en: string[]; es: string[] } {
  const counts = { month: "2026-11", delivered, freeServiceLeft: new Map([["100", 1]]) };
  const forecast = createForecast({ currency, at, phoneNumberId: "100", counts });
  for (const message of messages) forecast.add({ market: "Spain", category: "utility", windowOpen: true, ...message });
  const texts = forecastNotes(forecast, words);
  return { en: texts.map(({ en }) => en), es: texts.map(({ es }) => es) };
}

it("tells the discount, what it rests on, and where the rates come from", () => {
  expect(notes([{}, {}], [{ market: "Spain", category: "utility", count: 99_999 }])).toEqual({
    en: [
      "Spain, utility: from message 100,001 of the month, Meta charges 5 % less.",
      "Counted as far as recado knows: if the business also sends with other programs, it may cost less.",
      "Rates: two-transcriptions, carried-unverified. What counts is Meta's invoice.",
    ],
    es: [
      "Spain, utility: desde el mensaje 100\u00a0001 del mes, Meta cobra un 5 % menos.",
      "La cuenta es hasta donde recado sabe: si la empresa también envía con otros programas, puede costar menos.",
      "Tarifas: two-transcriptions, carried-unverified. Lo que cuenta es la factura de Meta.",
    ],
  });
});

it("says that discounts may be missing only where there are enough messages for one", () => {
  const [euro] = notes([{}], [{ market: "Spain", category: "utility", count: 80_000 }], "EUR").en;
  expect(euro).toBe(
    "Volume discounts are not known here, so the list price counts and it may cost less: Spain, utility.",
  );
  expect(notes([{}], [{ market: "Spain", category: "utility", count: 79_999 }], "EUR").en).toEqual([
    "Rates: carried-unverified. What counts is Meta's invoice.",
  ]);
  expect(notes([{ category: "marketing" }], [], "EUR").en).toHaveLength(1);
});

it("tells what is free and what has no rate", () => {
  expect(notes([{ category: "service" }, { market: "Atlantis" }, { market: "Atlantis" }]).en).toEqual([
    "Free of charge, as far as recado knows: 1.",
    "No rate is known for Atlantis, utility. Messages not included: 2.",
  ]);
});

it("says nothing of an empty plan", () => {
  expect(notes([])).toEqual({ en: [], es: [] });
});
