import { describe, expect, it } from "vitest";
import { cardOf, cardsOf, fixture, linesOf, priceList, workbook } from "./card-files.ts";

describe("a file of list prices", () => {
  it("is read with its day, its currency and every price", async () => {
    const card = await cardOf(fixture("rates-usd.csv"));
    expect(card).toMatchObject({ kind: "rates", currency: "USD", effectiveFrom: "2027-01-01" });
    const lines = linesOf(card);
    expect(lines).toHaveLength(8 * 4 + 2);
    expect(lines).toContain("Spain marketing 0.0717");
    expect(lines).toContain("Spain service 0.021");
    expect(lines).toContain("India authentication-international 0.0311");
    expect(lines).toContain("Rest of Central & Eastern Europe utility 0.0213");
    // n/a, nothing and -- are all no price.
    expect(lines.filter((line) => /(?:Argentina|Emirates|Other) authentication-international/.test(line))).toEqual([]);
  });

  const plain = fixture("rates-usd.csv");
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain, "utf16le")]);
  it.each<[string, string | Uint8Array]>([
    ["with a byte-order mark", `\ufeff${plain}`],
    ["in UTF-16", utf16],
    ["with line ends of Windows", plain.replaceAll("\n", "\r\n")],
    ["without quotes around its title", plain.replace(/"(Cost[^"]*)"/, "$1")],
    ["with tabs", plain.replace(/"[^"]*"|,/g, (part) => (part === "," ? "\t" : part))],
    ["with a note below it", `${plain}\n"Prices do not contain taxes.",,,,,,\n`],
  ])("is the same %s", async (_, content) => {
    expect(linesOf(await cardOf(content))).toEqual(linesOf(await cardOf(plain)));
  });

  it("may be written as a spreadsheet in Spanish saves it, and takes the day from the command line", async () => {
    const card = await cardOf(fixture("rates-eur-es.csv"), { effectiveFrom: "2026-10-01" });
    expect(card).toMatchObject({ currency: "EUR", effectiveFrom: "2026-10-01" });
    expect(linesOf(card)).toEqual([
      "Spain marketing 0.0621",
      "Spain utility 0.0181",
      "Spain authentication 0.0181",
      "Spain service 0.0181",
      "Indonesia marketing 1234.5678",
      "Indonesia utility 0.0214",
      "Indonesia authentication 0.0214",
      "Indonesia authentication-international 0.1191",
      "Indonesia service 0.0214",
    ]);
  });

  it("may be a workbook, whatever its name says, with columns of its own", async () => {
    const card = await cardOf(
      workbook({
        "Read me": [["About these prices"]],
        "List rates": [
          ["Prices in INR, effective January 1, 2027"],
          ["Market", "Currency", "Marketing", "Utility", "Authentication-\nInternational", "Meta Business Agent"],
          ["India", "INR", 0.8641, 0.116, "n/a", "$2.00 USD / 1 M (million) tokens"],
          ["Spain", "INR", 6.0001, 1.7999999999999998, 2.5, ""],
        ],
      }),
    );
    expect(card).toMatchObject({ currency: "INR", sheet: "List rates", ignored: ["Meta Business Agent"] });
    expect(linesOf(card)).toEqual([
      "India marketing 0.8641",
      "India utility 0.116",
      "Spain marketing 6.0001",
      "Spain utility 1.80",
      "Spain authentication-international 2.50",
    ]);
  });

  it("may have prices and tiers on sheets of one workbook, the day in the names of the sheets", async () => {
    const cards = await cardsOf(
      workbook({
        "List rates 1 Oct 2026": [
          ["Market", "Currency", "Utility"],
          ["Spain", "GBP", 0.016],
        ],
        "Tiers 1 Oct 2026": [
          ["", "", "Utility"],
          ["Market", "Currency", "From", "To", "Rate type", "Rate", "vs. List rate"],
          ["Spain", "GBP", 0, 50000, "List rate", 0.016, "--"],
          ["", "", 50001, "--", "Tier rate", 0.0152, -0.05],
        ],
      }),
    );
    expect(cards.map((card) => [card.kind, card.effectiveFrom, ...linesOf(card)])).toEqual([
      ["rates", "2026-10-01", "Spain utility 0.016"],
      ["tiers", "2026-10-01", "Spain utility 1-50000 0.016 -0", "Spain utility 50001- 0.0152 -5"],
    ]);
  });

  it.each([
    ["1,234.5", "1234.50"],
    ["1,234,567", "1234567.00"],
    ["$0.07", "0.07"],
    ["0.07 USD", "0.07"],
    ["US$ 0.07", "0.07"],
    ["1,234", "1234.00"],
    ["7", "7.00"],
  ])("reads %s as %s beside prices with a point", async (written, amount) => {
    const card = await cardOf(priceList([`Spain,USD,"${written}",0.0210`]));
    expect(linesOf(card)[0]).toBe(`Spain marketing ${amount}`);
  });

  it.each([
    ["effective October 1, 2026", "2026-10-01"],
    ["(effective Oct. 1st 2026)", "2026-10-01"],
    ["Updated March 3, 2026, effective 1 October 2026", "2026-10-01"],
    ["Prices of 2026-10-01", "2026-10-01"],
    ["vigentes desde el 1 de octubre de 2026", "2026-10-01"],
  ])("takes the day from a title like %s", async (title, day) => {
    const card = await cardOf(priceList(["Spain,USD,0.0717,0.0210"], `"${title}"`));
    expect(card.effectiveFrom).toBe(day);
  });

  it.each([
    ["$US", "USD"],
    ["US$", "USD"],
    ["eur", "EUR"],
    ["R$", "BRL"],
    ["€", "EUR"],
  ])("knows %s as %s", async (written, currency) => {
    const content = priceList([`Spain,${written},0.0717,0.0210`], '"effective January 1, 2027"');
    expect((await cardOf(content)).currency).toBe(currency);
  });

  it.each([
    ["Türkiye", "Turkey"],
    ["rest of central and eastern europe", "Rest of Central & Eastern Europe"],
    ["Bangladesh *", "Bangladesh"],
  ])("knows the market %s as %s", async (written, market) => {
    const card = await cardOf(priceList([`${written},USD,0.0717,0.0210`]));
    expect(linesOf(card)[0]).toBe(`${market} marketing 0.0717`);
  });
});

describe("a file of volume tiers", () => {
  it("is read by the categories above its columns, each market named once", async () => {
    const card = await cardOf(fixture("tiers-usd.csv"));
    expect(card).toMatchObject({ kind: "tiers", currency: "USD", effectiveFrom: "2027-01-01" });
    expect(linesOf(card)).toEqual([
      "India utility 1-25000000 0.0015 -0",
      "India authentication 1-10000000 0.0015 -0",
      "India authentication-international 1-750000 0.0311 -0",
      "India utility 25000001-50000000 0.0014 -6",
      "India authentication 10000001- 0.0014 -6",
      "India authentication-international 750001- 0.0292 -6",
      "India utility 50000001- 0.0013 -12",
      "Spain utility 1-60000 0.021 -0",
      "Spain authentication 1-200000 0.021 -0",
      "Spain utility 60001-900000 0.02 -5",
      "Spain authentication 200001- 0.02 -5",
      "Spain utility 900001- 0.0189 -10",
    ]);
  });
});
