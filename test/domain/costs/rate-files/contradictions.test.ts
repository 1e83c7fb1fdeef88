import { describe, expect, it } from "vitest";
import { tiersInForce } from "../../../../src/domain/costs/cards/in-force.ts";
import { tiersCsv } from "../../../../src/domain/costs/cards/write.ts";
import { shippedTariff } from "../../../../src/domain/costs/tariff.ts";
import { sheetXml, workbookParts, zip } from "../../import/formats/workbook-zip.ts";
import { cardOf, fixture, linesOf, priceList, refusalOf, workbook } from "./card-files.ts";

const tiers = fixture("tiers-usd.csv");

/** The tiers of one market: list price, then price and discount of each next one. */
function table(currency: string, list: string, ...next: readonly (readonly [string, string])[]): string {
  const rows = next.map(([rate, less], place) => {
    const to = place === next.length - 1 ? "--" : `${place + 2}0`;
    return `,,${place + 1}1,${to},Tier rate,"${rate}",${less}`;
  });
  return [
    '"effective January 1, 2027"',
    ",,Utility,,,,",
    "Market,Currency,From,To,Rate type,Rate,vs. List rate",
    `Spain,${currency},0,10,List rate,"${list}",--`,
    ...rows,
    "",
  ].join("\n");
}

describe("tiers that contradict themselves", () => {
  it.each([
    ["a price that rises", table("USD", "0.0150", ["0.0190", "-5%"]), "row 5, column F", "0.0190, more than"],
    [
      "a price that rises again",
      table("USD", "0.0200", ["0.0190", "-5%"], ["0.0191", "-10%"]),
      "row 6, column F",
      "0.0191, more than the tier before it (0.0190)",
    ],
    [
      "another discount",
      table("USD", "0.0150", ["0.0143", "-50%"]),
      "row 5, column G",
      "costs 0.0143, and the list price 0.0150 with -50% is another price",
    ],
    ["no discount", table("USD", "0.0150", ["0.0143", "--"]), "row 5, column G", "with no discount is another price"],
    ["a discount of the list price", tiers.replace("List rate,0.0210,--", "List rate,0.0210,-5%"), "column G", "-5%"],
    ["two too many in the last decimal", table("USD", "0.0212", ["0.0189", "-10%"]), "row 5, column G", "-10%"],
    ["two too many in two decimals", table("IDR", "411.08", ["390.51", "-5%"]), "row 5, column G", "-5%"],
  ])("by %s are refused", async (_, content, where, says) => {
    const error = await refusalOf(content);
    expect(error.code).toBe("rates.tier_rate");
    expect(error.message).toContain(`${where}: `);
    expect(error.message).toContain(says);
    expect(error.text.es).not.toBe(error.text.en);
  });

  it.each([
    ["as Meta rounds, from more decimals than it prints", table("USD", "0.0212", ["0.0190", "-10%"])],
    ["in a currency with two decimals", table("IDR", "411.08", ["390.52", "-5%"])],
    ["in a currency without decimals", table("CLP", "19", ["18", "-10%"])],
    ["with the same price twice", table("USD", "0.0014", ["0.0014", "-3%"])],
    ["without a column of discounts", tiers.replaceAll("vs. List rate", "Note")],
  ])("are taken %s", async (_, content) => {
    expect(linesOf(await cardOf(content)).length).toBeGreaterThan(1);
  });

  it.each(["2026-04-01", "2026-07-01", "2026-10-01"])("are none of those that recado ships for %s", async (day) => {
    const shipped = tiersInForce({ day, currency: "USD", tariff: shippedTariff });
    const card = await cardOf(tiersCsv({ currency: "USD", effectiveFrom: day }, shipped));
    expect(linesOf(card)).toHaveLength(shipped.length);
  });
});

describe("two currencies", () => {
  it("in title and column are refused, both places named", async () => {
    const title = '"Prices in GBP, effective January 1, 2027"';
    const error = await refusalOf(priceList(["Spain,EUR,0.06,0.02"], title));
    expect(error.code).toBe("rates.two_currencies");
    expect(error.message).toBe('rates.csv, row 3, column B: "EUR" stands here, and the title in row 1 says GBP.');
  });

  it("in sheet name and column are refused", async () => {
    const content = workbook({
      "GBP 2027-01-01": [
        ["Market", "Currency", "Utility"],
        ["Spain", "EUR", 0.02],
      ],
    });
    expect((await refusalOf(content)).message).toContain('"EUR" stands here, and the name of the sheet says GBP');
  });

  it("are not two where the title tells the amount of something else", async () => {
    const title = '"Business agent: 2.00 USD a million tokens. Effective January 1, 2027"';
    expect((await cardOf(priceList(["Spain,EUR,0.06,0.02"], title))).currency).toBe("EUR");
  });
});

describe("a column twice", () => {
  const prices = priceList(["Spain,USD,0.07,0.02"]);
  it.each([
    [
      "Marketing",
      prices.replace("Utility", "MARKETING messages"),
      'row 2, column D: "MARKETING messages" is also in column C',
    ],
    ["Currency", prices.replace("Utility", "Currency"), 'row 2, column D: "Currency" is also in column B'],
    [
      "a category of tiers",
      tiers.replace(",Authentication,,,,,", ",Utility,,,,,"),
      'row 4, column H: "utility" is also in column C',
    ],
    ["Rate", tiers.replace("Rate type", "Rate"), 'row 4, column F: "Rate" is also in column E'],
  ])("is refused: %s", async (_, content, says) => {
    const error = await refusalOf(content);
    expect(error.code).toBe("rates.column_twice");
    expect(error.exit).toBe(2);
    expect(error.message).toContain(says);
  });
});

describe("a file that was cut off", () => {
  const prices = fixture("rates-usd.csv");
  const upTo = (file: string, end: string): string => file.slice(0, file.indexOf(end) + end.length);
  it.each([
    ["among the prices", upTo(prices, "Spain,$US,0.0717"), "row 11, column D"],
    ["before the prices", upTo(prices, "Spain,$US"), "row 11, column C"],
    ["behind the market", upTo(prices, "\nSpain"), "row 11, column B"],
    ["among the tiers", upTo(tiers, 'Spain,USD,0,"60,000",List rate,0.0210,--'), "row 8, column H"],
    ["behind the market of tiers", upTo(tiers, "\nSpain"), "row 8, column B"],
  ])("%s is refused", async (_, content, where) => {
    const error = await refusalOf(content);
    expect(error.code).toBe("rates.cut_off");
    expect(error.message).toContain(`${where}: the row ends before this column`);
  });

  it("is none where only columns are missing that hold no price", async () => {
    const content = priceList(["Spain,USD,0.07,0.02"]).replace("Utility", "Utility,Note,");
    expect(linesOf(await cardOf(content))).toEqual(["Spain marketing 0.07", "Spain utility 0.02"]);
  });

  it("is not told from the empty cells of a workbook", async () => {
    const content = workbook({
      "2027-01-01": [
        ["Market", "Currency", "Marketing", "Utility"],
        ["Spain", "USD", 0.0707],
      ],
    });
    expect(linesOf(await cardOf(content))).toEqual(["Spain marketing 0.0707"]);
  });
});

describe("a workbook that is too large", () => {
  const parts = workbookParts({ sheets: { Rates: sheetXml("") } });
  const huge = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => {
      const content = typeof part === "string" ? part : part.content;
      return [name, name.includes("worksheets/") ? { content, claimedSize: 2 ** 31 } : part];
    }),
  );
  it.each([
    ["unpacked", zip(huge)],
    ["sideways", zip(workbookParts({ sheets: { Rates: sheetXml('<row r="1"><c r="ZZZ1"><v>1</v></c></row>') } }))],
  ])("%s is told as a file of rates, not as a list of contacts", async (_, content) => {
    const error = await refusalOf(content);
    expect(error.message).toBe("rates.csv is larger than any file of Meta's rates.");
    expect(`${error.message} ${error.hint?.en}`).not.toMatch(/contact|list /);
  });
});
