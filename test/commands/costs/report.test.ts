import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { marketWord } from "../../../src/commands/costs/market-words.ts";
import { parseMicros } from "../../../src/core/money.ts";
import { marketNames } from "../../../src/domain/costs/market.ts";
import { errorOf, runRecado, temporaryFolder } from "../../helpers/run.ts";
import { stillClock } from "../campaigns/plan-world.ts";
import { busyOctober, monthOfMessages, monthOfUnknownRates } from "./report-world.ts";

const report = async (home: string, ...args: string[]) =>
  (await runRecado(["costs", "report", "--month", "2026-10", ...args], { home })).stdout;

it("tells a month in the reader's words", async () => {
  const home = await monthOfMessages();
  const english = await report(home);
  expect(english).toMatch(/^Category +Messages +Charged +Free +Amount$/m);
  expect(english).toContain("~ 0.0170 USD of this is an estimate: Meta has not confirmed it yet.");
  expect(english).toContain("Uncertain messages, not included: 1.");
  expect(english).toContain("No rate is known for Brazil, marketing. Messages not included: 1.");
  expect(english).toContain("Rates: worked out from other rates, Meta's own file. What counts is Meta's invoice.");

  const spanish = await report(home, "--lang", "es");
  expect(spanish).toMatch(/^Categoría +Mensajes +Con cargo +Sin cargo +Importe$/m);
  expect(spanish).toMatch(/^avisos +3 /m);
  expect(spanish).toMatch(/^publicidad +1 /m);
  expect(spanish).toMatch(/^atención +1 +0 +1 /m);
  expect(spanish).toContain("~ 0,0170\u00a0USD son una estimación: Meta aún no la confirma.");
  expect(spanish).toContain("Mensajes inciertos, no incluidos: 1.");
  expect(spanish).toContain("Se desconoce la tarifa de Brasil, publicidad. Mensajes no incluidos: 1.");
  expect(spanish).toContain(
    "Tarifas: deducidas de otras tarifas, archivo de Meta. Lo que cuenta es la factura de Meta.",
  );
});

describe("a month whose rates nobody knows", () => {
  it("has no amounts, neither an old estimate nor a zero", async () => {
    const home = await monthOfUnknownRates();
    const english = await report(home);
    expect(english).toMatch(/^utility +2 +0 +0 +–$/m);
    expect(english).toMatch(/^Total +3 +0 +1 +–$/m);
    expect(english).toMatch(/^Per message delivered +–$/m);
    expect(english).toMatch(/^Per message from a customer +–$/m);
    expect(english).toMatch(/^At list price, nothing free +–$/m);
    expect(english).toContain("No rate is known for Iraq, utility. Messages not included: 2.");
    expect(english).not.toMatch(/an estimate|[1-9] USD/);
    expect(JSON.parse(await report(home, "--json"))).toMatchObject({
      total: null,
      estimated: "0.00",
      messages: 3,
      charged: 0,
      free: 1,
      unpriced: 2,
      perDelivered: null,
      replies: 1,
      perReply: null,
      withoutFree: null,
      rows: [
        { key: { category: "utility" }, amount: null, unpriced: 2 },
        { key: { category: "service" }, amount: "0.00" },
      ],
    });
  });

  it("says so in the first tile of the page", async () => {
    const home = await monthOfUnknownRates();
    await report(home, "--html", "o.html", "--lang", "es");
    const page = readFileSync(join(home, "o.html"), "utf8");
    expect(page).toContain("<li><b>–</b><span>Gasto, sin 2 mensajes de tarifa desconocida</span></li>");
    expect(page).toContain("<li><b>–</b><span>Por mensaje entregado</span></li>");
    expect(page).not.toMatch(/0,00\sUSD<\/b>/);
  });

  it("is not what `messages show` estimates either", async () => {
    const home = await monthOfUnknownRates();
    const { stdout } = await runRecado(["messages", "show", "msg_000000", "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ message: { id: "msg_000000", cost: null } });
  });
});

it("has the head of a sheet for a month without messages", async () => {
  expect(await report(temporaryFolder(), "--output", "csv")).toBe(
    "category,messages,charged,free,unpriced,delivered,read,amount,estimated,currency\n",
  );
});

it("names markets in Spanish for people, and as Meta does for programs", async () => {
  const home = await monthOfMessages();
  const spanish = await report(home, "--by", "market", "--lang", "es");
  expect(spanish).toMatch(/^Resto de América Latina +2 /m);
  expect(spanish).toMatch(/^México +2 /m);
  const json: unknown = JSON.parse(await report(home, "--by", "market", "--lang", "es", "--json"));
  expect(json).toMatchObject({
    rows: [{ key: { market: "Rest of Latin America" } }, { key: { market: "Mexico" } }, { key: { market: "Brazil" } }],
    evidence: ["derived", "inferred", "meta-file"],
  });
});

describe("a month that is running", () => {
  const clock = stillClock("2026-10-20T15:00:00Z");
  const run = async (home: string, ...args: string[]) => runRecado(["costs", "report", ...args], { home, clock });
  const json = async (home: string, ...args: string[]) =>
    JSON.parse((await run(home, ...args, "--json")).stdout) as Readonly<Record<string, never>>;

  it("is told with what it cost for each, with nothing free, and at its end", async () => {
    const home = await busyOctober();
    const told = await json(home);
    expect(told).toMatchObject({
      month: "2026-10",
      running: true,
      total: "1.814",
      estimated: "1.414",
      messages: 60,
      charged: 40,
      free: 20,
      delivered: 60,
      read: 40,
      replies: 3,
      perDelivered: "0.030233",
      perReply: "0.604667",
      // Peru's answers at 0.03 each.
      withoutFree: { amount: "2.414", saved: "0.60", allowances: "0.60", windows: "0.00", unknown: 0 },
      // 0.0907 a day, of which there are 31.
      forecast: { amount: "2.8117", low: "2.8117", high: "2.8117", days: 19 },
      planned: [
        { name: "autumn", state: "running", messages: 1, amount: "0.0707", unpriced: 0 },
        { name: "winter <b>", state: "scheduled", messages: 1, amount: "0.0707", unpriced: 0 },
      ],
      tiers: [{ market: "Spain", category: "utility", count: 20, next: { left: 99_980 } }],
    });
    const { stdout } = await run(home);
    expect(stdout).toContain("At the month's end about 2.81 USD, probably between 2.81 USD and 2.81 USD.");
    expect(stdout).toMatch(/^marketing +20 +20 +0 +~1.4140 USD +█+$/m);
    expect(stdout).toMatch(/^service +20 +0 +20 +0.00 USD$/m);
    expect(stdout).toMatch(/^winter <b> +scheduled +1 +~0.0707 USD$/m);
    expect(stdout).toContain("Days and months are in UTC.");
  });

  it.each(["category", "market", "template", "campaign", "number", "day"])("adds up by %s", async (by) => {
    const told = (await json(await busyOctober(), "--by", by)) as unknown as {
      total: string;
      rows: { amount: string; messages: number }[];
    };
    expect(told.rows.reduce((sum, row) => sum + (parseMicros(row.amount) ?? 0), 0)).toBe(parseMicros(told.total));
    expect(told.rows.reduce((sum, row) => sum + row.messages, 0)).toBe(60);
  });

  it("counts a message under each of its labels, and says so", async () => {
    const home = await busyOctober();
    expect(await json(home, "--by", "label")).toMatchObject({
      messages: 60,
      rows: [
        { key: { label: null }, messages: 20 },
        { key: { label: "vip" }, messages: 40, amount: "0.40" },
        { key: { label: "lima" }, messages: 20, amount: "0.40" },
      ],
    });
    expect((await run(home, "--by", "label")).stdout).toContain("the lines may add up to more than the total");
  });

  it("names campaigns, and gives rows for a sheet", async () => {
    const { stdout } = await run(await busyOctober(), "--by", "campaign", "--output", "csv");
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "campaign,name,messages,charged,free,unpriced,delivered,read,amount,estimated,currency",
      "cam_1,autumn,20,20,0,0,20,0,1.414,1.414,USD",
      ",,40,20,20,0,40,40,0.40,0.00,USD",
    ]);
  });

  it("takes the days of the zone that is asked for", async () => {
    const home = await busyOctober();
    const days = async (zone: string) =>
      (
        (await json(home, "--from", "2026-10-01", "--to", "2026-10-02", "--by", "day", "--timezone", zone))[
          "rows"
        ] as unknown as {
          key: { day: string };
          messages: number;
        }[]
      ).map(({ key, messages }) => [key.day, messages]);
    expect(await days("UTC")).toEqual([
      ["2026-10-01", 3],
      ["2026-10-02", 3],
    ]);
    // Noon in UTC is the next day in Kiritimati, 14 hours ahead.
    expect(await days("Pacific/Kiritimati")).toEqual([["2026-10-02", 3]]);
  });
});

describe("--html", () => {
  it("writes one page in the reader's language, which names nothing as markup", async () => {
    const home = await busyOctober();
    const ended = await runRecado(["costs", "report", "--month", "2026-10", "--html", "o.html", "--lang", "es"], {
      home,
    });
    expect(ended).toMatchObject({ code: 0, stdout: "El informe está en o.html.\n" });
    const page = readFileSync(join(home, "o.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>\n<html lang="es">/);
    expect(page).toContain("Costo de los mensajes: 2026-10");
    expect(page).toContain("Gasto en el tiempo");
    // One sign for decimals on the whole page, and no amount that could be thousands.
    expect(page).toContain("~1,8140\u00a0USD");
    expect(page).not.toMatch(/\d\.\d+\sUSD|[.,]\d{3}\sUSD/);
    // Whom it is about, and the day that stands out.
    expect(page).toContain("<dt>Perfil</dt><dd><bdi>default</bdi></dd>");
    expect(page).toMatch(/<text [^>]*>2026-10-01: 0,0907\sUSD<\/text>/);
    expect(page).toMatch(/<th [^>]*>Plantilla<\/th><th [^>]*>Importe<\/th>/);
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)|undefined|NaN|\[object/);
  });

  it("names the business and the number that it is about, but not another one that the environment names", async () => {
    const home = await busyOctober();
    const profile = {
      wabaId: "300200100",
      phoneNumberId: "100200300",
      displayPhoneNumber: "+1 202 555 0100",
      verifiedName: "Librería <Sol>",
      secretStore: "file",
    };
    writeFileSync(join(home, "config.json"), JSON.stringify({ current: "default", profiles: { default: profile } }));
    const args = ["costs", "report", "--month", "2026-10", "--html", "o.html", "--yes"];
    const head = async (env: Readonly<Record<string, string>> = {}) => {
      expect((await runRecado(args, { home, env })).code).toBe(0);
      return readFileSync(join(home, "o.html"), "utf8")
        .match(/<bdi>.*?<\/bdi>/g)
        ?.slice(0, 4);
    };
    const bdi = (text: string) => `<bdi>${text}</bdi>`;
    expect(await head()).toEqual(["Librería &lt;Sol&gt;", "default", "+1 202 555 0100", "300200100"].map(bdi));
    const other = await head({ RECADO_PHONE_NUMBER_ID: "100200999" });
    expect(other?.slice(0, 3)).toEqual(["default", "100200999", "300200100"].map(bdi));
  });

  it("replaces a page only with --yes", async () => {
    const home = await busyOctober();
    writeFileSync(join(home, "o.html"), "old");
    const args = ["costs", "report", "--month", "2026-10", "--html", "o.html", "--json"];
    const refused = await runRecado(args, { home });
    expect(refused.code).toBe(2);
    expect(errorOf(refused)).toMatchObject({ code: "output.exists", data: { file: "o.html" } });
    expect(readFileSync(join(home, "o.html"), "utf8")).toBe("old");
    expect((await runRecado([...args, "--yes"], { home })).code).toBe(0);
    expect(readFileSync(join(home, "o.html"), "utf8")).toContain("Message costs: 2026-10");
  });

  it("leaves nothing behind where the month is wrong", async () => {
    const home = temporaryFolder();
    const ended = await runRecado(["costs", "report", "--month", "October", "--html", "o.html", "--json"], { home });
    expect(ended.code).toBe(2);
    expect(errorOf(ended).code).toBe("usage.bad_month");
    expect(existsSync(join(home, "o.html"))).toBe(false);
  });
});

it("every market that Meta prices has a Spanish name", () => {
  const alike = marketNames().filter((name) => marketWord(name).es === name);
  expect(alike).toEqual([
    "Argentina",
    "Bangladesh",
    "Chile",
    "Colombia",
    "Hong Kong",
    "India",
    "Indonesia",
    "Israel",
    "Kuwait",
    "Nepal",
    "Nigeria",
    "Sri Lanka",
  ]);
});
