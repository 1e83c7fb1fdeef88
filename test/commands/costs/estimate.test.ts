import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { messageRow } from "../../helpers/rows.ts";
import { errorOf, temporaryFolder } from "../../helpers/run.ts";
import { estimate, estimateOf } from "./estimate-world.ts";

const marketing = ["--market", "ES=1200", "--market", "MX=500", "--category", "marketing"];

describe("recado costs estimate with markets", () => {
  it("needs no account and no network, and leaves nothing behind", async () => {
    const home = temporaryFolder();
    const result = await estimate([...marketing, "--on", "2026-10-15", "--json"], { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toEqual({
      currency: "USD",
      total: "104.69",
      on: "2026-10-15",
      lines: [
        {
          market: "Spain",
          category: "marketing",
          messages: 1200,
          charged: 1200,
          free: 0,
          rate: "0.0707",
          amount: "84.84",
          tier: null,
          evidence: "two-transcriptions",
        },
        {
          market: "Mexico",
          category: "marketing",
          messages: 500,
          charged: 500,
          free: 0,
          rate: "0.0397",
          amount: "19.85",
          tier: null,
          evidence: "two-transcriptions",
        },
      ],
    });
    expect(readdirSync(home)).toEqual([]);
  });

  it("is a table in words, with what has to be known about it", async () => {
    const { stdout } = await estimate([...marketing, "--lang", "es"], { columns: 120 });
    expect(stdout).toMatch(/España +publicidad +1200 +1200 +0 +0,0707 +84,84 +dos copias publicadas que coinciden/);
    expect(stdout).toContain("~104,69\u00a0USD si se entregan todos, con los precios del 2026-11-15.");
    expect(stdout).toContain("Lo que cuenta es la factura de Meta.");
    expect(stdout).toContain("recado profiles edit --timezone America/Lima");
  });

  it("adds up what is said twice of one market", async () => {
    const args = [
      "--market",
      "ES=1",
      "--market",
      "España=2",
      "--market",
      "+34=3",
      "--market",
      "US=1",
      "--market",
      "CA=1",
    ];
    const { lines } = estimateOf(await estimate([...args, "--category", "utility", "--json"]));
    expect(lines.map(({ market, messages }) => [market, messages])).toEqual([
      ["Spain", 6],
      ["North America", 2],
    ]);
  });

  it("divides messages at the borders of the volume tiers", async () => {
    const args = ["--market", "ES=100002", "--category", "utility", "--json"];
    const { total, lines } = estimateOf(await estimate(args));
    expect(lines.map(({ messages, rate, amount, tier }) => ({ messages, rate, amount, tier }))).toEqual([
      { messages: 100_000, rate: "0.02", amount: "2000.00", tier: { from: 1, to: 100_000, discount: 0 } },
      { messages: 2, rate: "0.019", amount: "0.038", tier: { from: 100_001, to: 1_000_000, discount: 5 } },
    ]);
    expect(total).toBe("2000.038");
  });

  it("counts the thousand free answers of a month first", async () => {
    const args = ["--market", "ES=1200", "--category", "service", "--json"];
    expect(estimateOf(await estimate(args))).toMatchObject({
      total: "4.00",
      lines: [{ messages: 1200, charged: 200, free: 1000, rate: "0.02", amount: "4.00" }],
    });
    expect(estimateOf(await estimate([...args, "--on", "2026-09-30"]))).toMatchObject({
      total: "0.00",
      lines: [{ charged: 0, free: 1200, evidence: "rule" }],
    });
  });

  it("divides them among the markets, whichever is named first, and says what it may come to", async () => {
    const more = ["--category", "service", "--on", "2026-10-15", "--json"];
    const one = await estimate(["--market", "ES=1000", "--market", "CO=1000", ...more]);
    const other = await estimate(["--market", "CO=1000", "--market", "ES=1000", ...more]);
    expect(other).toEqual(one);
    expect(estimateOf(one)).toMatchObject({ total: "10.40", lines: [{ free: 500 }, { free: 500 }] });
    expect(one.stderr).toContain("By which come first, it is from 0.80 to 20.00 USD.");
  });

  it("says of discounts that it has no table for that they may be missed: a tier that is null is not always none", async () => {
    const args = ["--market", "ES=200000", "--category", "utility", "--currency", "EUR", "--on", "2026-08-15"];
    const { stderr } = await estimate([...args, "--window", "closed", "--json"]);
    expect(stderr).toContain("Volume discounts are not known here");
    const none = await estimate([...marketing, "--on", "2026-10-15", "--json"]);
    expect(none.stderr).toBe("");
  });

  it("writes prices with four decimals, so that they stand below one another", async () => {
    const { stdout } = await estimate(["--market", "ES=1", "--market", "FR=1", "--category", "utility"], {
      columns: 120,
    });
    expect(stdout).toMatch(/Spain .* 0\.0200 /);
  });

  it.each([
    ["open", "0.00"],
    ["closed", "20.00"],
  ])("goes by the rules of its day: utility in August, window %s", async (window, total) => {
    const args = ["--market", "ES=1000", "--category", "utility", "--on", "2026-08-15", "--window", window, "--json"];
    expect(estimateOf(await estimate(args)).total).toBe(total);
  });

  it("knows today by the clocks of the account's zone", async () => {
    const clock = { now: () => Date.parse("2026-10-01T03:00:00Z"), sleep: async () => {} };
    const args = ["--market", "MX=1", "--category", "marketing", "--json"];
    expect(estimateOf(await estimate(args, { clock }))).toMatchObject({ on: "2026-10-01", total: "0.0397" });
    for (const zone of [
      { env: { RECADO_TIMEZONE: "America/Lima" }, args },
      { env: {}, args: [...args, "--timezone", "America/Lima"] },
      { env: { RECADO_TIMEZONE: "Asia/Tokyo" }, args: [...args, "--timezone", "UTC-5"] },
    ]) {
      const answer = await estimate(zone.args, { clock, env: zone.env });
      expect(estimateOf(answer)).toMatchObject({ on: "2026-09-30", total: "0.0305" });
    }
  });

  it("takes another currency's own list and converts none", async () => {
    const args = ["--market", "ES=100", "--category", "marketing", "--currency", "eur", "--json"];
    const { currency, lines } = estimateOf(await estimate(args));
    expect(currency).toBe("EUR");
    expect(lines[0]?.rate).not.toBe("0.0707");
  });

  it("writes rows for a spreadsheet", async () => {
    const { stdout } = await estimate([...marketing, "--output", "csv"]);
    expect(stdout.split("\n")[0]).toContain("market,category,messages,charged,free,rate,amount,evidence,tierFrom");
  });
});

describe("a rate that is not known", () => {
  it("is null, in no total, and told on stderr", async () => {
    const args = ["--market", "IN=10", "--market", "IQ=3", "--category", "authentication-international", "--json"];
    const result = await estimate(args);
    expect(estimateOf(result)).toMatchObject({
      total: "0.304",
      lines: [
        { market: "Iraq", messages: 3, charged: 3, rate: null, amount: null, evidence: "unknown" },
        { market: "India", rate: "0.0304", amount: "0.304" },
      ],
    });
    expect(result.stderr).toContain("No rate is known for Iraq, authentication, international.");
  });

  it.each([
    ["a currency without a card", ["--currency", "GBP"], "recado has no price list in GBP, and converts none."],
    ["a day before the first card", ["--on", "2026-03-31"], "is of 2026-04-01: there is none for 2026-03-31."],
    ["a day of the conversation prices", ["--on", "2025-06-30"], "Meta charged by the conversation"],
  ])("for %s, with the reason", async (_, more, reason) => {
    const result = await estimate(["--market", "ES=5", "--category", "marketing", ...more, "--json"]);
    expect(estimateOf(result)).toMatchObject({ total: "0.00", lines: [{ rate: null, evidence: "unknown" }] });
    expect(result.stderr).toContain(reason);
  });

  it("where Meta has no such rate at all, says which category to ask for", async () => {
    const args = ["--market", "ES=5", "--category", "authentication-international", "--lang", "es"];
    const { stdout, stderr } = await estimate(args);
    expect(stderr).toContain("España no tiene tarifa internacional");
    expect(stdout).toContain("No se conoce el costo.");
  });

  it("of a quarter to come is not made up: the present list stands in, and that is said", async () => {
    const { stderr } = await estimate([...marketing, "--on", "2027-02-15", "--json"]);
    expect(stderr).toContain("Meta may change its prices on 2027-01-01: these are the ones of 2026-10-01.");
  });
});

describe("recado costs estimate refuses", () => {
  it.each<[string, readonly string[], string, RegExp]>([
    ["a market that is none", ["--market", "Spian=5", "--category", "utility"], "usage.unknown_market", /mean Spain/],
    [
      "a number in no market",
      ["--market", "+999=5", "--category", "utility"],
      "usage.unknown_market",
      /--market ES=1200/,
    ],
    ["nothing at all", [], "usage.missing_option", /--market ES=1200 --category marketing.*--template/],
    ["a negative count", ["--market", "ES=-5", "--category", "utility"], "usage.bad_value", /whole number/],
    ["a fraction", ["--market", "ES=1.5", "--category", "utility"], "usage.bad_value", /digits only/],
    ["thousands with a sign", ["--market", "ES=1,200", "--category", "utility"], "usage.bad_value", /digits only/],
    [
      "more than anybody sends",
      ["--market", "ES=1000000001", "--category", "utility"],
      "usage.bad_value",
      /1000000000/,
    ],
    ["no count", ["--market", "ES", "--category", "utility"], "usage.bad_value", /market and count/],
    ["no market", ["--market", "=5", "--category", "utility"], "usage.bad_value", /market and count/],
    ["no category", ["--market", "ES=5"], "usage.missing_option", /--category marketing/],
    ["an unknown category", ["--market", "ES=5", "--category", "ads"], "usage.bad_value", /./],
    [
      "a day that is none",
      ["--market", "ES=5", "--category", "utility", "--on", "2026-02-30"],
      "usage.bad_day",
      /2026-10-15/,
    ],
    [
      "a day written otherwise",
      ["--market", "ES=5", "--category", "utility", "--on", "15/10/2026"],
      "usage.bad_day",
      /2026-10-15/,
    ],
    [
      "a currency that is none",
      ["--market", "ES=5", "--category", "utility", "--currency", "EURO"],
      "usage.bad_currency",
      /EUR/,
    ],
    [
      "a zone that is none",
      ["--market", "ES=5", "--category", "utility", "--timezone", "Lema"],
      "usage.unknown_zone",
      /Lima/,
    ],
    ["a template beside markets", ["--market", "ES=5", "--template", "x"], "usage.conflict", /--template <name>/],
    [
      "people beside markets",
      ["--market", "ES=5", "--category", "utility", "--label", "vip"],
      "usage.conflict",
      /--label/,
    ],
    [
      "a template and a category",
      ["--template", "x", "--category", "utility", "--all"],
      "usage.conflict",
      /--template/,
    ],
    [
      "an answer outside the window",
      ["--market", "ES=5", "--category", "service", "--window", "closed"],
      "usage.conflict",
      /./,
    ],
    ["a window of people", ["--category", "utility", "--all", "--window", "open"], "usage.conflict", /./],
    ["nobody", ["--category", "utility"], "usage.missing_option", /--segment/],
  ])("%s", async (_, args, code, hint) => {
    const result = await estimate([...args, "--json"]);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    const error = errorOf(result);
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.hint}`).toMatch(hint);
  });

  it("signs of a terminal in what was typed", async () => {
    const result = await estimate(["--market", "\u001b[31mX\u202e=5", "--category", "utility"]);
    expect(result.code).toBe(2);
    expect(result.stderr).not.toMatch(/[\u001b\u202e]/);
  });
});

describe("with an account", () => {
  const account = { RECADO_ACCESS_TOKEN: "EAAx", RECADO_WABA_ID: "1", RECADO_PHONE_NUMBER_ID: "100200300" };
  const at = Date.parse("2026-11-10T12:00:00Z");
  const sent = (first: number, count: number, changes: Partial<MessageRow>): MessageRow[] =>
    Array.from({ length: count }, (_, place) =>
      messageRow(first + place, {
        market: "Spain",
        state: "delivered",
        wamid: `wamid.${first + place}`,
        accepted_at: at,
        delivered_at: at,
        ...changes,
      }),
    );

  it("goes on from what was sent this month, and says so", async () => {
    const home = temporaryFolder();
    const file = join(home, "shop.db");
    const db = await openDatabase(file);
    await insertMessages(db, sent(0, 990, { type: "text", category: "service" }));
    await db.close();
    const env = { ...account, RECADO_DATABASE_URL: file };
    const args = ["--market", "ES=20", "--category", "service"];
    expect(estimateOf(await estimate([...args, "--json"], { home, env })).lines).toMatchObject([
      { free: 10, charged: 10 },
    ]);
    expect((await estimate(args, { home, env, columns: 120 })).stdout).toContain(
      "It goes on from what recado has sent",
    );
    const december = await estimate([...args, "--on", "2026-12-01", "--json"], { home, env });
    expect(estimateOf(december).lines).toMatchObject([{ free: 20, charged: 0 }]);
    const other = { ...env, RECADO_PHONE_NUMBER_ID: "another" };
    expect(estimateOf(await estimate([...args, "--json"], { home, env: other })).lines).toMatchObject([{ free: 20 }]);
  });

  it("begins at zero where there is no database yet, and makes none", async () => {
    const home = temporaryFolder();
    const file = join(home, "none.db");
    const env = { ...account, RECADO_DATABASE_URL: file };
    const result = await estimate(["--market", "ES=20", "--category", "service"], { home, env, columns: 120 });
    expect(result.stdout).toContain("Counted as the first messages of the month");
    expect(existsSync(file)).toBe(false);
  });
});
