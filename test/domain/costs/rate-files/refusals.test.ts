import { describe, expect, it } from "vitest";
import type { ReadOptions } from "../../../../src/domain/costs/rate-files/card.ts";
import { fixture, priceList, refusalOf, workbook } from "./card-files.ts";

const good = "Spain,USD,0.0717,0.0210";
const tiers = fixture("tiers-usd.csv");
const semicolons = (rows: readonly string[]): string =>
  ["Prices in USD, effective January 1, 2027", "Market;Currency;Marketing;Utility", ...rows, ""].join("\n");

interface Case {
  readonly content: string | Uint8Array;
  readonly code: string;
  /** A part of what a person reads. */
  readonly says: string;
  readonly options?: ReadOptions;
}

const cases: Readonly<Record<string, Case>> = {
  "a list of contacts": {
    content: "Name,Phone\nAna,+12025550101\n",
    code: "rates.another_kind",
    says: "rates.csv is no file of Meta's rates",
  },
  "a list of calling codes and their markets": {
    content: "Country,Calling code,Market\nSpain,34,Spain\n",
    code: "rates.another_kind",
    says: "Market, Marketing, Utility",
  },
  "a PDF": { content: "%PDF-1.7\n", code: "import.format", says: "it is a PDF" },
  "an empty file": { content: "", code: "rates.another_kind", says: "rates.csv" },
  "a header and nothing below it": { content: priceList([]), code: "rates.empty", says: "no price below the header" },
  "a market that there is not": {
    content: priceList([good, "Spian,USD,0.1,0.1"]),
    code: "rates.unknown_market",
    says: 'rates.csv, row 4, column A: recado knows no market "Spian". The nearest is "Spain".',
  },
  "prices without a market": {
    content: priceList([",USD,0.1,0.1"]),
    code: "rates.unknown_market",
    says: "row 3, column A",
  },
  "a market twice": {
    content: priceList([good, "India,USD,0.1,0.1", good]),
    code: "rates.market_twice",
    says: "row 5, column A: Spain is also in row 3.",
  },
  "decimals with a comma beside decimals with a point": {
    content: priceList([good, 'India,USD,"0,0118",0.0014']),
    code: "rates.decimal_sign",
    says: 'row 4, column C: the decimals of "0,0118" are not written as those of "0.0717" in row 3.',
  },
  "a comma that may be of decimals or of thousands": {
    content: semicolons(["Spain;USD;1,234;2"]),
    code: "rates.decimal_sign",
    says: 'row 3, column C: nothing tells whether "1,234" has decimals or thousands.',
  },
  "a point that may be of decimals or of thousands": {
    content: priceList(["Spain,USD,1.234,2"]),
    code: "rates.decimal_sign",
    says: '"1.234"',
  },
  "a price below zero": {
    content: priceList(["Spain,USD,-0.0717,0.0210"]),
    code: "rates.negative",
    says: 'row 3, column C: the price "-0.0717" is below zero.',
  },
  "a word for a price": {
    content: priceList(["Spain,USD,free,0.0210"]),
    code: "rates.bad_rate",
    says: 'row 3, column C: "free" is not a price.',
  },
  "more decimals than there are": {
    content: priceList(["Spain,USD,0.0717001,0.0210"]),
    code: "rates.bad_rate",
    says: "column C",
  },
  "two currencies": {
    content: priceList([good, "India,INR,0.8631,0.1150"]),
    code: "rates.two_currencies",
    says: 'row 4, column B: "INR" stands among prices in USD.',
  },
  "a currency that Meta does not bill in": {
    content: priceList(["Spain,XAU,0.1,0.1"]),
    code: "rates.unknown_currency",
    says: "row 3, column B",
  },
  "a dollar of nobody knows where": {
    content: priceList(["Spain,$,0.1,0.1"]),
    code: "rates.unknown_currency",
    says: '"$"',
  },
  "another currency than was asked for": {
    content: priceList([good]),
    options: { currency: "EUR" },
    code: "rates.two_currencies",
    says: "in USD, not in EUR",
  },
  "no currency at all": {
    content: "effective 2027-01-01\nMarket,Marketing\nSpain,0.1\n",
    code: "rates.no_currency",
    says: "in which currency",
  },
  "no day": { content: priceList([good], "Prices"), code: "rates.no_day", says: "from which day" },
  "a day that could be two": {
    content: priceList([good], "effective 10/1/2026"),
    code: "rates.no_day",
    says: "from which day",
  },
  "a day that no calendar has": {
    content: priceList([good], '"effective February 30, 2027"'),
    code: "rates.no_day",
    says: "day",
  },
  "another day than was asked for": {
    content: priceList([good]),
    options: { effectiveFrom: "2026-10-01" },
    code: "rates.two_days",
    says: "its title says 2027-01-01, and --effective says 2026-10-01",
  },
  "prices of the time of conversations": {
    content: priceList([good], '"effective April 1, 2025"'),
    code: "rates.too_old",
    says: "charged by the conversation",
  },
  "two sheets of one day": {
    content: workbook({
      "A 2027-01-01": [
        ["Market", "Currency", "Utility"],
        ["Spain", "USD", 0.1],
      ],
      "B 2027-01-01": [
        ["Market", "Currency", "Utility"],
        ["Spain", "USD", 0.2],
      ],
    }),
    code: "rates.two_cards",
    says: 'sheet "B 2027-01-01": the file has two tables for USD from 2027-01-01.',
  },
  "a quotation mark that is never closed": {
    content: `${priceList([good])}"India,USD,0.1,0.1\nItaly,USD,0.1,0.1\n`,
    code: "import.open_quote",
    says: "row 4",
  },
  "tiers with a gap": {
    content: tiers.replace('"60,001"', '"60,002"'),
    code: "rates.tier_gap",
    says: "the tier of Spain begins at message 60002, and should at 60001.",
  },
  "tiers that overlap": {
    content: tiers.replace('"60,001"', '"60,000"'),
    code: "rates.tier_gap",
    says: "column C: the tier of Spain begins at message 60000",
  },
  "tiers that do not begin at the first message": {
    content: tiers.replace("Spain,USD,0,", "Spain,USD,100,"),
    code: "rates.tier_gap",
    says: "begins at message 100, and should at 1",
  },
  "tiers without a last one": {
    content: tiers.replace('"900,001",--,', '"900,001","990,000",'),
    code: "rates.tier_end",
    says: "the last tier of Spain ends at message 990000",
  },
  "a number of messages that is none": {
    content: tiers.replace('"900,001"', '"9,00,001"'),
    code: "rates.bad_count",
    says: '"9,00,001" is not a number of messages',
  },
  "a discount that is none": { content: tiers.replace("-10%", "-ten"), code: "rates.bad_discount", says: '"-ten"' },
  "tiers of no category": {
    content: tiers.replace(/Utility|Authentication-International|Authentication/g, "Messages"),
    code: "rates.no_category",
    says: "no category is named above these tiers",
  },
};

describe("a file that is not right is refused, and says where and what to do", () => {
  it.each(Object.entries(cases))("%s", async (_, { content, code, says, options }) => {
    const error = await refusalOf(content, options);
    expect(error.code).toBe(code);
    expect(error.message).toContain(says);
    expect(error.exit).toBe(2);
    expect(error.text.es).not.toBe(error.text.en);
    expect(error.hint?.en).toMatch(/nothing has been imported$|workbook/);
  });
});
