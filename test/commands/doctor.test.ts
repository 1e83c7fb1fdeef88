import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkNode } from "../../src/commands/doctor/local.ts";
import { checkLimit, checkQuality, checkStatus, checkThroughput } from "../../src/commands/doctor/number-checks.ts";
import { checkExpiry, checkScopes } from "../../src/commands/doctor/token-checks.ts";
import { judgeClock } from "../../src/commands/doctor/clock-check.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { setBudget } from "../../src/storage/repos/budgets.ts";
import { insertMessages } from "../../src/storage/repos/messages.ts";
import { systemClock } from "../../src/core/clock.ts";
import type { WirePhoneNumber } from "../../src/graph/wire/phone-numbers.ts";
import type { Simulator } from "../../src/testing.ts";
import { messageRow } from "../helpers/rows.ts";
import { errorOf, runRecado, temporaryFolder, type RunOptions, type RunResult } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";

interface Report {
  readonly checks: readonly { check: string; status: "pass" | "warn" | "fail"; text: string; next: string | null }[];
  readonly ok: boolean;
}

const names = [
  "node",
  "config",
  "folders",
  "token",
  "token-scopes",
  "token-expiry",
  "number",
  "quality",
  "messaging-limit",
  "throughput",
  "webhook",
  "app-secret",
  "timezone",
  "database",
  "budget",
  "clock",
];

async function examine(
  options: RunOptions,
): Promise<{ result: RunResult; statuses: Record<string, string>; report: Report }> {
  const result = await runRecado(["doctor", "--json"], options);
  const report = JSON.parse(result.stdout) as Report;
  expect(report.checks.map(({ check }) => check)).toEqual(names);
  for (const { status, next, text } of report.checks) {
    expect(text).not.toBe("");
    expect(next === null).toBe(status === "pass");
  }
  expect(report.ok).toBe(report.checks.every(({ status }) => status !== "fail"));
  expect(result.code).toBe(report.ok ? 0 : 3);
  const statuses = Object.fromEntries(report.checks.map(({ check, status }) => [check, status]));
  return { result, statuses, report };
}

async function connected(
  extra: (sim: Simulator) => readonly string[] = (sim) => ["--app-secret", sim.appSecret],
): Promise<{ sim: Simulator; home: string }> {
  const sim = await simulator();
  const { home, made } = await connectedHome(sim, extra(sim));
  expect(made.code).toBe(0);
  return { sim, home };
}

describe("recado doctor", () => {
  it("finds nothing wrong with a sound set-up", async () => {
    const { home } = await connected();
    const { result, statuses } = await examine({ home, env: { RECADO_TIMEZONE: "America/Lima" } });
    expect(Object.values(statuses).every((status) => status === "pass")).toBe(true);
    expect(result).toMatchObject({ code: 0, stderr: "" });
  });

  it("speaks both languages and shows no secret", async () => {
    const { sim, home } = await connected();
    for (const [lang, words] of [
      ["en", "Meta accepts the token"],
      ["es", "Meta acepta el token"],
    ] as const) {
      const { code, stdout } = await runRecado(["doctor", "--lang", lang], { home });
      expect(code).toBe(0);
      expect(stdout).toContain(words);
      expect(stdout).toContain(join(home, "default.db"));
      for (const secret of [sim.accessToken, sim.appSecret]) expect(stdout).not.toContain(secret);
    }
  });

  it("fails every check that needs an account when there is none, and says what to type", async () => {
    const { result, statuses } = await examine({});
    expect(statuses).toMatchObject({
      node: "pass",
      folders: "pass",
      config: "fail",
      token: "fail",
      number: "fail",
      webhook: "fail",
      database: "pass",
    });
    expect(result.stdout).toContain("recado init");
    expect(errorOf(result)).toMatchObject({
      code: "doctor.failed",
      message: "Failed checks: 4. Not done: 5.",
      data: { failed: 4, notDone: 5 },
    });
  });

  it("goes on when the network is down", async () => {
    const { sim, home } = await connected();
    await sim.close();
    const { result, statuses } = await examine({ home });
    expect(statuses).toMatchObject({
      config: "pass",
      token: "fail",
      "token-scopes": "fail",
      number: "fail",
      quality: "fail",
      webhook: "fail",
      "app-secret": "pass",
      database: "pass",
    });
    expect(result.stdout).toContain(`recado simulator start --port ${new URL(sim.url).port}`);
  });

  it("shows a person the remedy of every failure, and apart from them what was not looked at", async () => {
    const { sim, home } = await connected();
    await sim.close();
    const { stdout, stderr } = await runRecado(["doctor", "--lang", "es"], { home });
    const lines = stdout.split("\n");
    const failures = lines.flatMap((text, place) => (text.startsWith("✗") ? [lines[place + 1]?.trim()] : []));
    expect(failures).toHaveLength(3);
    for (const remedy of failures) expect(remedy).toMatch(/^→ /);
    expect(lines.filter((text) => text.startsWith("– ")).map((text) => text.slice(2).split(/ {2,}/))).toContainEqual([
      "Permisos",
      "Sin comprobar: vea Token",
    ]);
    expect(stderr).toContain("Comprobaciones fallidas: 3. Sin hacer: 5.\n→ Siga las líneas marcadas con →.");
  });

  it("goes on when the config cannot be read", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "config.json"), "{");
    const { statuses, report } = await examine({ home });
    expect(statuses).toMatchObject({ node: "pass", config: "fail", token: "fail", clock: "fail" });
    expect(report.checks.find(({ check }) => check === "config")?.text).toContain(join(home, "config.json"));
  });

  it("goes on when the database cannot be opened", async () => {
    const { home } = await connected();
    writeFileSync(join(home, "default.db"), "this is no database, however long it is; not at all".repeat(50));
    const { statuses } = await examine({ home });
    expect(statuses).toMatchObject({ database: "fail", budget: "fail", token: "pass", clock: "pass" });
  });

  it("tells in which time zone months begin, and how to set the account's", async () => {
    const { home } = await connected();
    const told = async (zone: string | undefined): Promise<Report["checks"][number] | undefined> => {
      const { report } = await examine({ home, env: { RECADO_TIMEZONE: zone } });
      return report.checks.find(({ check }) => check === "timezone");
    };
    expect(await told("America/Lima")).toMatchObject({ status: "pass", text: expect.stringContaining("America/Lima") });
    expect(await told("Lima, Ohio")).toMatchObject({ status: "fail" });
    const lines = (await runRecado(["doctor"], { home, env: { RECADO_TIMEZONE: "Lima, Ohio" } })).stdout;
    expect(lines).toMatch(/^– Budget +Not checked: see Time zone$/m);
  });

  it("warns of a budget that is nearly used up or reached, with exit code 0", async () => {
    const { home } = await connected();
    const db = await openDatabase(join(home, "default.db"), { createFolder: true });
    const now = Date.now();
    const taken = { state: "accepted", wamid: "wamid.1", accepted_at: now, created_at: now, estimate_micros: 900_000 };
    await insertMessages(db, [messageRow(1, { ...taken, state: "accepted" })]);
    const budgetOf = async (micros: number): Promise<Report["checks"][number] | undefined> => {
      await setBudget(db, { period: "month", micros, currency: "USD", warn_percent: 80, set_at: now });
      const { report } = await examine({ home });
      return report.checks.find(({ check }) => check === "budget");
    };
    expect(await budgetOf(2_000_000)).toMatchObject({
      status: "pass",
      text: expect.stringMatching(/^0\.90 of 2\.00 USD used in \d{4}-\d\d \(45 %\), 1\.10 USD left$/),
    });
    expect(await budgetOf(1_000_000)).toMatchObject({
      status: "warn",
      next: expect.stringContaining('recado costs budget set "<amount> USD/month"'),
    });
    expect(await budgetOf(900_000)).toMatchObject({ status: "warn", next: expect.stringContaining("has stopped") });
    await db.close();
  });

  it("tells an expired token", async () => {
    const { sim, home } = await connected();
    sim.token({ expired: true });
    const { statuses } = await examine({ home });
    expect(statuses).toMatchObject({ token: "fail", "token-scopes": "fail", "token-expiry": "fail", database: "pass" });
  });

  it("tells a missing permission", async () => {
    const { sim, home } = await connected();
    sim.token({ scopes: ["whatsapp_business_management"] });
    const { statuses, report } = await examine({ home });
    expect(statuses).toMatchObject({ token: "pass", "token-scopes": "fail" });
    expect(report.checks.find(({ check }) => check === "token-scopes")?.text).toContain("whatsapp_business_messaging");
  });

  it("tells a wrong number id", async () => {
    const { home } = await connected();
    const { statuses } = await examine({ home, env: { RECADO_PHONE_NUMBER_ID: "999999999999999" } });
    expect(statuses).toMatchObject({ token: "pass", number: "fail", quality: "fail", webhook: "pass" });
  });

  it("tells that no webhook arrives", async () => {
    const { sim, home } = await connected();
    const url = `${sim.graphUrl}/v25.0/${sim.wabaId}/subscribed_apps`;
    await fetch(url, { method: "DELETE", headers: { authorization: `Bearer ${sim.accessToken}` } });
    expect((await examine({ home })).statuses).toMatchObject({ webhook: "fail", number: "pass" });
  });

  it("warns when webhooks cannot be checked", async () => {
    const { home } = await connected(() => []);
    const { result, statuses } = await examine({ home });
    expect(statuses).toMatchObject({ "app-secret": "warn" });
    expect(result.code).toBe(0);
  });

  it("warns when the clock is off", async () => {
    const { home } = await connected();
    const clock = { ...systemClock, now: () => Date.now() + 300_000 };
    const { report } = await examine({ home, clock });
    expect(report.checks.find(({ check }) => check === "clock")).toMatchObject({
      status: "warn",
      text: expect.stringMatching(/(299|30[01]) seconds ahead/),
    });
  });

  it.skipIf(process.platform === "win32")(
    "warns when others may read the files, and says how to close them",
    async () => {
      const { home } = await connected();
      chmodSync(join(home, "secrets.json"), 0o644);
      const { report } = await examine({ home });
      expect(report.checks.find(({ check }) => check === "config")).toMatchObject({
        status: "warn",
        next: expect.stringContaining(`chmod 600 "${join(home, "secrets.json")}"`),
      });
    },
  );

  it("needs no profile when the environment says everything", async () => {
    const sim = await simulator();
    const env = {
      RECADO_ACCESS_TOKEN: sim.accessToken,
      RECADO_WABA_ID: sim.wabaId,
      RECADO_PHONE_NUMBER_ID: sim.phoneNumberId,
      RECADO_GRAPH_URL: sim.graphUrl,
      RECADO_APP_SECRET: sim.appSecret,
    };
    expect((await examine({ env })).result.code).toBe(0);
  });

  it("has rows for --output csv", async () => {
    const { home } = await connected();
    const { stdout } = await runRecado(["doctor", "--output", "csv"], { home });
    expect(stdout.split("\n")[0]).toBe("check,status,checked,text,next");
  });
});

describe("Node", () => {
  it.each([
    ["20.18.0", "fail"],
    ["20.18.1", "pass"],
    ["20.9.5", "fail"],
    ["20.20.2", "pass"],
    ["18.99.99", "fail"],
    ["22.0.0", "pass"],
    ["26.1.0-nightly", "pass"],
  ])("%s is a %s", (version, status) => {
    expect(checkNode(version).status).toBe(status);
  });
});

describe("token", () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const day = 86_400;
  it.each([
    ["never expires", 0, "pass"],
    ["expired a second ago", now / 1_000 - 1, "fail"],
    ["expires tomorrow", now / 1_000 + day, "warn"],
    ["expires in just under seven days", now / 1_000 + 7 * day - 1, "warn"],
    ["expires in seven days", now / 1_000 + 7 * day, "pass"],
  ])("that %s", (_case, expires_at, status) => {
    expect(checkExpiry({ is_valid: true, expires_at }, now).status).toBe(status);
  });

  it("that Meta says nothing about is a warning", () => {
    expect(checkExpiry(undefined, now).status).toBe("warn");
    expect(checkScopes(undefined).status).toBe("warn");
  });

  it("that expires is told with the day", () => {
    const check = checkExpiry({ is_valid: true, expires_at: Date.UTC(2026, 10, 22, 9, 30) / 1_000 }, now);
    expect(check.text.en).toBe("The token expires on 2026-11-22 09:30 UTC");
  });
});

describe("number", () => {
  const number: WirePhoneNumber = { id: "1", display_phone_number: "+1 202-555-0101", verified_name: "Café Lima" };
  it.each([
    ["CONNECTED", "pass"],
    ["PENDING", "fail"],
    ["BANNED", "fail"],
    ["SOMETHING_NEW", "fail"],
    [undefined, "warn"],
  ])("with the status %s is a %s", (status, expected) => {
    expect(checkStatus(status === undefined ? number : { ...number, status }).status).toBe(expected);
  });

  it.each([
    ["GREEN", "pass"],
    ["YELLOW", "warn"],
    ["RED", "fail"],
    ["UNKNOWN", "pass"],
  ])("with the quality %s is a %s", (quality_rating, expected) => {
    expect(checkQuality({ ...number, quality_rating }).status).toBe(expected);
  });

  it.each([
    ["TIER_250", "250"],
    ["TIER_2K", "2,000"],
    ["TIER_100K", "100,000"],
    ["TIER_UNLIMITED", "no limit"],
    ["UNTIERED", "states no limit (UNTIERED)"],
  ])("with the limit %s may reach %s people a day", (tier, people) => {
    expect(checkLimit({ ...number, whatsapp_business_manager_messaging_limit: tier }).text.en).toContain(people);
  });

  it("has its limit grouped in Spanish by a space that no line ends at", () => {
    const limit = (tier: string): string =>
      checkLimit({ ...number, whatsapp_business_manager_messaging_limit: tier }).text.es;
    expect(limit("TIER_2K")).toContain(": 2000 (");
    expect(limit("TIER_100K")).toContain(": 100\u00a0000 (");
  });

  it.each([
    ["STANDARD", "pass"],
    ["HIGH", "pass"],
    ["NOT_APPLICABLE", "warn"],
  ])("with the throughput %s is a %s", (level, expected) => {
    expect(checkThroughput({ ...number, throughput: { level } }).status).toBe(expected);
  });
});

describe("clock", () => {
  it.each([
    [0, "pass", "agrees"],
    [60_000, "pass", "agrees"],
    [61_000, "warn", "61 seconds ahead"],
    [-3_600_000, "warn", "3600 seconds behind"],
  ])("that is off by %i ms is a %s", (difference, status, words) => {
    expect(judgeClock(difference)).toMatchObject({ status, text: { en: expect.stringContaining(words) } });
  });
});
