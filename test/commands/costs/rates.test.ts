import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { group } from "../../../src/cli/command.ts";
import { ratesCommands } from "../../../src/commands/costs/rates-spec.ts";
import { same } from "../../../src/core/text.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { correctionsOf } from "../../../src/storage/repos/cost-entries.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { fixture, priceList, workbook } from "../../domain/costs/rate-files/card-files.ts";
import { skippingClock } from "../../helpers/graph-world.ts";
import { messageRow } from "../../helpers/rows.ts";
import { errorOf, runTree, temporaryFolder, type RunOptions, type RunResult } from "../../helpers/run.ts";
import { estimate } from "./estimate-world.ts";

const tree = [group({ name: "costs", summary: same("Costs"), commands: [ratesCommands] })];
const clock = skippingClock(Date.UTC(2026, 10, 20, 12));

async function rates(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return runTree(tree, ["costs", "rates", ...args], { clock, ...options });
}

function json(result: RunResult): { rates: Record<string, unknown>[] } & Record<string, unknown> {
  return JSON.parse(result.stdout) as never;
}

describe("recado costs rates", () => {
  it("shows what a message costs without an account, and makes no database", async () => {
    const home = temporaryFolder();
    const { code, stdout, stderr } = await rates(["--market", "ES", "--category", "marketing"], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/Spain +marketing +0\.0707 USD +2026-10-01 +two published copies that agree/);
    expect(existsSync(join(home, "default.db"))).toBe(false);
  });

  it("answers scripts with the same, to the letter", async () => {
    const result = await rates(["--market", "ES", "--category", "marketing", "--json"]);
    expect(json(result)).toEqual({
      rates: [
        {
          market: "Spain",
          category: "marketing",
          currency: "USD",
          rate: "0.0707",
          effectiveFrom: "2026-10-01",
          evidence: "two-transcriptions",
        },
      ],
    });
  });

  it.each([
    ["ES", "Spain"],
    ["españa", "Spain"],
    ["+34", "Spain"],
    ["Alemania", "Germany"],
    ["Resto de América Latina", "Rest of Latin America"],
    ["República Dominicana", "Rest of Latin America"],
    ["+1242", "Other"],
  ])("knows the market %s", async (market, name) => {
    const result = await rates(["--market", market, "--category", "utility", "--json"]);
    expect(json(result).rates.map((one) => one["market"])).toEqual([name]);
  });

  it("has the markets and prices of the day that is asked for", async () => {
    const on = async (day: string) =>
      json(await rates(["--market", "UA", "--category", "utility", "--on", day, "--json"]));
    expect((await on("2026-09-30")).rates).toMatchObject([
      { market: "Rest of Central & Eastern Europe", rate: "0.0212" },
    ]);
    expect((await on("2026-10-01")).rates).toMatchObject([{ market: "Ukraine", rate: "0.0298" }]);
    const all = json(await rates(["--on", "2026-10-01", "--json"])).rates;
    expect(new Set(all.map((one) => one["market"])).size).toBe(47);
  });

  it("says which prices it does not know, and what to do", async () => {
    const iraq = await rates(["--market", "IQ", "--json"]);
    const unknown = json(iraq).rates.find((one) => one["rate"] === null);
    expect(unknown).toMatchObject({
      category: "authentication-international",
      evidence: "unknown",
      effectiveFrom: null,
    });
    expect(iraq.stderr).toContain("Prices in USD that are not known for 2026-11-20: 1 of 5.");
    const pounds = await rates(["--market", "ES", "--currency", "GBP"]);
    expect(pounds.code).toBe(0);
    expect(pounds.stderr).toContain(
      "No price in GBP is known for 2026-11-20. Import Meta's file: recado costs rates import",
    );
    expect(pounds.stderr).toContain(
      "There are price lists in: USD (since 2026-04-01), EUR (since 2026-07-01). recado never converts.",
    );
    const early = await rates(["--on", "2026-03-31", "--market", "ES", "--lang", "es"]);
    expect(early.stderr).toContain("No se conoce ningún precio en USD para el 2026-03-31.");
    const known = await rates(["--on", "2026-11-20", "--market", "ES", "--lang", "es"]);
    expect(known.stdout).toMatch(/publicidad +0,\d{4}\u00a0USD/);
  });

  it.each([
    [
      ["--market", "KW", "--currency", "EUR"],
      "The newest price list in EUR, of 2026-07-01, does not have it, or its price has changed since.",
    ],
    [["--on", "2026-03-01"], "The first price list in USD begins on 2026-04-01."],
    [["--on", "2026-05-01", "--currency", "GBP"], "There are price lists in: USD (since 2026-04-01). recado never"],
    [["--on", "2026-03-01", "--currency", "GBP"], "There is no price list in any currency for 2026-03-01."],
  ])("tells of lists that are of use on the day: %j", async (args, said) => {
    const { stderr } = await rates(args);
    expect(stderr).toContain(said);
    expect(stderr.split("\n")).toHaveLength(3);
  });

  it("shows tiers", async () => {
    const { stdout } = await rates(["--tiers", "--market", "ES", "--category", "utility"]);
    expect(stdout).toMatch(/Spain +utility +100001 +1000000 +0\.0190 USD +-5 %/);
    const result = await rates(["--tiers", "--market", "ES", "--category", "utility", "--json"]);
    expect(json(result)["tiers"]).toContainEqual({
      market: "Spain",
      category: "utility",
      currency: "USD",
      from: 100_001,
      to: 1_000_000,
      rate: "0.019",
      discount: 5,
      effectiveFrom: "2026-10-01",
      evidence: "carried-unverified",
    });
  });

  it.each([
    [["--market", "Spian"], "usage.unknown_market", "Spain"],
    [["--market", "Alemnia"], "usage.unknown_market", "Alemania"],
    [["--currency", "USDD"], "usage.bad_currency", "USD"],
    [["--on", "2026-13-01"], "usage.bad_day", "--on 2026-10-15"],
    [["--on", "October"], "usage.bad_day", "--on 2026-10-15"],
  ])("refuses %s and names what was meant", async (args, code, hint) => {
    const result = await rates([...args, "--json"]);
    expect(result.code).toBe(2);
    const error = errorOf(result);
    expect(error.code).toBe(code);
    expect(error.hint).toContain(hint);
  });
});

it("explains itself: its verbs, and the options of the one that is meant without a verb", async () => {
  for (const [language, verb] of [
    ["en", "import Meta's own file"],
    ["es", "importar el archivo de Meta"],
  ] as const) {
    const { stdout } = await rates(["--help", "--lang", language]);
    expect(stdout).toContain(verb);
    expect(stdout).toContain("--market <market>");
  }
});

describe("recado costs rates import", () => {
  function homeWith(content: string | Uint8Array, name = "rates.csv"): string {
    const home = temporaryFolder();
    writeFileSync(join(home, name), content);
    return home;
  }

  it("takes Meta's file, and its prices count from their day on", async () => {
    const home = homeWith(fixture("rates-usd.csv"));
    const trial = await rates(["import", "rates.csv", "--dry-run"], { home });
    expect(trial.stdout).toBe("Would import: prices in USD from 2027-01-01: 34 in 8 markets.\n");
    const done = await rates(["import", "rates.csv"], { home });
    expect(done.stdout).toBe("Imported: prices in USD from 2027-01-01: 34 in 8 markets.\n");
    const shown = await rates(["--market", "ES", "--category", "marketing", "--on", "2027-01-01"], { home });
    expect(shown.stdout).toMatch(/Spain +marketing +0\.0717 USD +2027-01-01 +a file that you imported/);
    const again = await rates(["import", "rates.csv", "--lang", "es"], { home });
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("Ya estaba, con las mismas cifras") });
    const list = await rates(["list"], { home });
    expect(list.stdout).toMatch(/2027-01-01 +USD +prices +rates\.csv/);
    expect(list.stdout).toMatch(/2026-10-01 +USD +volume tiers +recado/);
  });

  it("takes it from standard input, in any currency, with a day of one's own", async () => {
    const home = temporaryFolder();
    const book = workbook({
      "List rates": [
        ["Market", "Marketing"],
        ["Peru", 0.26],
      ],
    });
    const args = ["import", "-", "--currency", "PEN", "--effective", "2026-10-01", "--json"];
    const result = await rates(args, { home, stdin: book });
    expect(json(result)).toMatchObject({
      file: "stdin",
      cards: [{ kind: "rates", currency: "PEN", effectiveFrom: "2026-10-01", outcome: "new", figures: 1, markets: 1 }],
      pricedOtherwise: 0,
    });
    const shown = await rates(["--market", "PE", "--currency", "PEN", "--category", "marketing", "--json"], { home });
    expect(json(shown).rates).toMatchObject([{ rate: "0.26", evidence: "imported-file" }]);
  });

  it("keeps the first of two files for one day unless it is told to replace it", async () => {
    const home = homeWith(priceList(["Spain,USD,0.08,0.02"]));
    writeFileSync(join(home, "other.csv"), priceList(["Spain,USD,0.09,0.02"]));
    await rates(["import", "rates.csv"], { home });
    const refused = await rates(["import", "other.csv", "--json"], { home });
    expect(refused.code).toBe(2);
    expect(errorOf(refused)).toMatchObject({ code: "rates.card_exists", hint: expect.stringContaining("--replace") });
    expect((await rates(["import", "other.csv", "--lang", "es"], { home })).stderr).toContain("España es el primer");
    const replaced = await rates(["import", "other.csv", "--replace"], { home });
    expect(replaced.stdout).toContain("Replaced: prices in USD from 2027-01-01");
  });

  it("tells a wrong cell by file, row and column, and imports nothing", async () => {
    const home = homeWith(priceList(["Spain,USD,0.08,0.02", 'India,USD,"0,0118",0.0014']));
    const { code, stderr } = await rates(["import", "rates.csv", "--lang", "es"], { home });
    expect(code).toBe(2);
    expect(stderr).toContain(
      'rates.csv, fila 4, columna C: los decimales de "0,0118" no se escriben como los de "0.08"',
    );
    expect(stderr).toContain("no se ha importado nada");
    expect((await rates(["list", "--output", "csv"], { home })).stdout).not.toContain(",imported,");
  });

  it("says of tiers that belong to other list prices that they are not used, and what is missing", async () => {
    const home = temporaryFolder();
    const table = workbook({
      Tiers: [
        ["", "", "Utility", "", "", "", ""],
        ["Market", "Currency", "From", "To", "Rate type", "Rate", "vs. List rate"],
        ["Spain", "EUR", 0, 1000, "List rate", 0.0177, "--"],
        ["", "", 1001, "--", "Tier rate", 0.0168, "-5%"],
      ],
    });
    const said = "The table of tiers in EUR of 2026-10-01 belongs to other list prices and is not used for: Spain.";
    const imported = await rates(["import", "-", "--effective", "2026-10-01", "--json"], { home, stdin: table });
    expect(imported.stderr).toContain(said);
    expect(JSON.parse(imported.stdout)).toMatchObject({
      warnings: expect.arrayContaining([{ code: "tiers-other-prices", text: expect.stringContaining(said) }]),
    });
    const asked = ["--market", "ES", "--category", "utility", "--currency", "EUR", "--tiers"];
    expect((await rates(asked, { home })).stderr).toContain(said);
    const args = ["--market", "ES=10", "--category", "utility", "--currency", "EUR", "--json"];
    expect((await estimate(args, { home, clock })).stderr).toContain(said);
  });

  it("says where there is no file", async () => {
    expect(errorOf(await rates(["import", "none.csv", "--json"]))).toMatchObject({ code: "input.unreadable" });
  });
});

describe("recado costs rates export", () => {
  it("writes what import reads back to the same prices", async () => {
    const [one, other] = [temporaryFolder(), temporaryFolder()];
    for (const [name, more] of [
      ["rates.csv", []],
      ["tiers.csv", ["--tiers"]],
    ] as const) {
      const done = await rates(["export", name, ...more], { home: one });
      expect(done.stdout).toMatch(/^Prices in USD from 2026-10-01 in (?:rates|tiers)\.csv: \d+\.\n$/);
      const imported = await rates(["import", join(one, name)], { home: other });
      expect(imported.stdout).toContain("Imported");
      const [before, after] = [
        await rates([...more, "--json"], { home: one }),
        await rates([...more, "--json"], { home: other }),
      ];
      const known = ({ stdout }: RunResult) =>
        (Object.values(JSON.parse(stdout) as Record<string, Record<string, unknown>[]>)[0] ?? [])
          .filter((row) => row["rate"] !== null)
          .map((row) => ({ ...row, effectiveFrom: "" }));
      expect(known(after)).toEqual(known(before));
    }
    expect(readFileSync(join(one, "rates.csv"), "utf8")).toContain(
      "Spain,USD,0.0707,0.02,0.02,n/a,0.02,two-transcriptions",
    );
  });

  it("and import change no price: not those that only a list of before knows, nor of other months", async () => {
    const home = temporaryFolder();
    const prices = async () =>
      Promise.all(
        ["2026-07-15", "2026-08-15", "2026-10-15"].map(async (day) => {
          return json(await rates(["--currency", "EUR", "--on", day, "--json"], { home })).rates;
        }),
      );
    const before = await prices();
    const done = await rates(["export", "e.csv", "--currency", "EUR", "--on", "2026-10-15"], { home });
    expect(done.stdout).toBe("Prices in EUR from 2026-07-01 in e.csv: 123.\n");
    await rates(["import", "e.csv"], { home });
    expect(await prices()).toEqual(before);
    expect(before[1]?.find((one) => one["market"] === "Mexico")).toMatchObject({ rate: "0.0253" });
  });

  it("goes to standard output, and says so where there is nothing", async () => {
    const { stdout } = await rates(["export", "--currency", "EUR", "--on", "2026-08-01"]);
    expect(stdout.split("\n")[0]).toBe('"Price of a message in EUR, effective July 1, 2026"');
    expect(stdout).toContain("Spain,EUR,");
    const none = await rates(["export", "--currency", "GBP", "--json"]);
    expect(none.code).toBe(2);
    expect(errorOf(none)).toMatchObject({
      code: "rates.unknown",
      hint: expect.stringContaining("recado costs rates import"),
    });
  });
});

describe("recado costs rates apply", () => {
  const october = Date.UTC(2026, 9, 20);

  async function homeWithMessage(): Promise<string> {
    const home = temporaryFolder();
    const db = await openDatabase(join(home, "default.db"), { createFolder: true });
    await insertMessages(db, [
      messageRow(1, {
        state: "delivered",
        wamid: "wamid.1",
        market: "Spain",
        accepted_at: october,
        delivered_at: october,
        priced_at: october,
        pricing_type: "regular",
        pricing_category: "utility",
        settled_micros: 20_000,
      }),
    ]);
    await db.close();
    writeFileSync(join(home, "rates.csv"), priceList(["Spain,USD,0.0707,0.0230"], '"effective October 1, 2026"'));
    return home;
  }

  it("corrects what import says was settled otherwise, once", async () => {
    const home = await homeWithMessage();
    const imported = await rates(["import", "rates.csv"], { home });
    expect(imported.stdout).toContain(
      "Messages since 2026-10-01 that were settled at another price, or at none: 1. Correct them with: recado costs rates apply --from 2026-10-01",
    );
    const trial = await rates(["apply", "--dry-run"], { home });
    expect(trial.stdout).toContain("Messages that would be corrected: 1.");
    const done = await rates(["apply", "--json"], { home });
    expect(JSON.parse(done.stdout)).toEqual({
      from: "2026-10-01",
      dryRun: false,
      messages: 1,
      lines: [
        {
          market: "Spain",
          category: "utility",
          currency: "USD",
          messages: 1,
          unknown: 0,
          before: "0.02",
          after: "0.023",
        },
      ],
    });
    const again = await rates(["apply"], { home });
    expect(again.stdout).toBe("Every message settled since 2026-10-01 has the price that the lists say.\n");
    const db = await openDatabase(join(home, "default.db"), { createFolder: true });
    expect(await correctionsOf(db, "msg_000001")).toHaveLength(1);
    await db.close();
  });

  it("takes the price back after the list was removed", async () => {
    const home = await homeWithMessage();
    await rates(["import", "rates.csv"], { home });
    await rates(["apply"], { home });
    const unasked = await rates(["remove", "USD", "2026-10-01"], { home });
    expect(unasked.code).toBe(2);
    const removed = await rates(["remove", "USD", "2026-10-01", "--yes"], { home });
    expect(removed.stdout).toContain("recado costs rates apply --from 2026-10-01");
    expect((await rates(["apply"], { home })).stdout).toContain("No price list was imported");
    const applied = await rates(["apply", "--from", "2026-10-01", "--json"], { home });
    expect(JSON.parse(applied.stdout)).toMatchObject({ messages: 1, lines: [{ before: "0.023", after: "0.02" }] });
    const none = await rates(["remove", "USD", "2026-10-01", "--yes", "--json"], { home });
    expect(errorOf(none)).toMatchObject({ code: "rates.no_card" });
  });
});
