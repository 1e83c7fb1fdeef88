import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ratesOfCard, tiersOfCard } from "../../../../src/domain/costs/cards/of-day.ts";
import { ratesCsv, tiersCsv } from "../../../../src/domain/costs/cards/write.ts";
import { marketNames } from "../../../../src/domain/costs/market.ts";
import { rateCategories, rateOn } from "../../../../src/domain/costs/rates.ts";
import { shippedTariff, type CardBand, type CardRate, type Tariff } from "../../../../src/domain/costs/tariff.ts";
import { priceScale } from "../../../../src/domain/costs/tiers.ts";
import { cardOf } from "../rate-files/card-files.ts";

const day = 86_400_000;
const first = Date.UTC(2025, 6, 1);
const last = Date.UTC(2027, 0, 31);
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const anyDay = fc.integer({ min: 0, max: (last - first) / day }).map((days) => first + days * day);

/** The tariff after the newest list (and table) of the day was exported and imported. */
async function again(currency: string, on: string): Promise<Tariff> {
  const query = { day: on, currency, tariff: shippedTariff };
  const [rates, tiers] = [ratesOfCard(query), tiersOfCard(query)];
  const cards: { rates: CardRate[]; bands: CardBand[] } = { rates: [], bands: [] };
  const effectiveFrom = rates[0]?.rate?.effectiveFrom;
  if (effectiveFrom !== undefined) {
    const card = await cardOf(ratesCsv({ currency, effectiveFrom }, rates));
    if (card.kind === "rates") cards.rates.push(...card.rates);
  }
  const from = tiers[0]?.band.effectiveFrom;
  if (from !== undefined) {
    const card = await cardOf(tiersCsv({ currency, effectiveFrom: from }, tiers));
    if (card.kind === "tiers") cards.bands.push(...card.bands);
  }
  return { ...shippedTariff, cards };
}

describe("export, then import", () => {
  it.each(["USD", "EUR"])("changes no price in %s of any market, category and day", async (currency) => {
    await fc.assert(
      fc.asyncProperty(anyDay, fc.uniqueArray(anyDay, { minLength: 5, maxLength: 20 }), async (exported, asked) => {
        const tariff = await again(currency, isoDay(exported));
        for (const at of asked) {
          for (const market of marketNames()) {
            for (const category of rateCategories) {
              for (const billed of ["USD", "EUR"]) {
                const query = { market, category, currency: billed, at };
                expect(rateOn({ ...query, tariff })).toEqual(rateOn(query));
                expect(priceScale({ ...query, tariff })).toEqual(priceScale(query));
              }
            }
          }
        }
      }),
      { numRuns: 8 },
    );
  });

  it("writes one list as it is: what later lists have made doubtful too, and nothing of theirs", () => {
    const listed = ratesOfCard({ day: "2026-10-15", currency: "EUR", tariff: shippedTariff });
    expect(new Set(listed.map(({ rate }) => rate?.effectiveFrom))).toEqual(new Set(["2026-07-01"]));
    expect(listed).toHaveLength(123);
    const csv = ratesCsv({ currency: "EUR", effectiveFrom: "2026-07-01" }, listed);
    expect(csv).toContain("Mexico,EUR,0.0253,0.0071,0.0071,n/a,n/a,one-transcription");
  });
});
