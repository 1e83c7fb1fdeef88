import { describe, expect, it } from "vitest";
import { doubtsOf } from "../../../../src/domain/costs/cards/doubts.ts";
import { ratesInForce, tiersInForce } from "../../../../src/domain/costs/cards/in-force.ts";
import { ratesCsv, tiersCsv } from "../../../../src/domain/costs/cards/write.ts";
import { shippedTariff } from "../../../../src/domain/costs/tariff.ts";
import { cardOf, priceList } from "../rate-files/card-files.ts";

const day = "2026-10-01";
const query = { day, currency: "USD", tariff: shippedTariff };
const prices = ratesCsv({ currency: "USD", effectiveFrom: day }, ratesInForce(query));
const tiers = tiersCsv({ currency: "USD", effectiveFrom: day }, tiersInForce(query));
const nextYear = (file: string): string => file.replace("October 1, 2026", "January 1, 2027");

/** What is said of a file, `price-jump: …`. */
async function said(file: string): Promise<string[]> {
  return doubtsOf(await cardOf(file), shippedTariff).map(({ code, text }) => `${code}: ${text.en}`);
}

describe("a file of rates beside the card before it", () => {
  it.each([
    ["the same prices", prices],
    ["the same prices from another day", nextYear(prices)],
    ["the same tiers", tiers],
    ["the same tiers from another day", nextYear(tiers)],
    ["a price five times as high", prices.replace("Spain,USD,0.0707", "Spain,USD,0.3535")],
  ])("is not doubted with %s", async (_, file) => {
    expect(await said(file)).toEqual([]);
  });

  it("is doubted when it lacks markets", async () => {
    const cut = prices.split("\n").slice(0, -4).join("\n");
    expect(await said(cut)).toEqual([
      expect.stringMatching(
        /^markets-missing: Markets that are known and are not in the file \(USD, 2026-10-01\): 3\/47: .*Was the file cut off\?$/,
      ),
    ]);
    // A market's six tiers.
    const fewer = tiers.split("\n").slice(0, -7).join("\n");
    expect(await said(fewer)).toEqual([expect.stringMatching(/^markets-missing: .*: 1\/32: \w+/)]);
  });

  it("is not doubted for markets that came later", async () => {
    const april = ratesInForce({ ...query, day: "2026-04-01" });
    expect(await said(ratesCsv({ currency: "USD", effectiveFrom: "2026-04-01" }, april))).toEqual([]);
  });

  it("is doubted when a price jumps, up or down", async () => {
    const up = nextYear(prices.replace("Spain,USD,0.0707", "Spain,USD,0.3536"));
    expect(await said(up)).toEqual([expect.stringMatching(/^price-jump: .* 1: Spain marketing 0\.0707 → 0\.3536\.$/)]);
    const down = nextYear(prices.replace("Spain,USD,0.0707", "Spain,USD,0.0141"));
    expect(await said(down)).toEqual([expect.stringContaining("Spain marketing 0.0707 → 0.0141")]);
  });

  it.each([
    ["January 1, 2027", false],
    ["April 1, 2027", false],
    ["July 1, 2027", false],
    ["October 1, 2027", false],
    ["February 1, 2027", true],
    ["January 10, 2027", true],
  ])("beginning on %s is doubted: %s", async (first, doubted) => {
    const card = await cardOf(priceList(["Spain,USD,0.0717,0.0210"], `"effective ${first}"`));
    const codes = doubtsOf(card, shippedTariff).map(({ code }) => code);
    expect(codes.includes("unusual-day")).toBe(doubted);
  });
});
