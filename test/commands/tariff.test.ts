import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeConfig, type Profile } from "../../src/cli/config.ts";
import { errorOf, runRecado, temporaryFolder } from "../helpers/run.ts";
import { planOf, planWorld } from "./campaigns/plan-world.ts";
import { estimate, estimateOf } from "./costs/estimate-world.ts";

const lima: Profile = { wabaId: "1", phoneNumberId: "2", timezone: "America/Lima", secretStore: "file" };
/** In Lima it is still September, in Tokyo it is October. */
const clock = { now: () => Date.parse("2026-10-01T03:00:00Z"), sleep: async () => {} };
const args = ["--market", "MX=1", "--category", "marketing", "--json"];

async function homeWith(profile: Profile): Promise<string> {
  const home = temporaryFolder();
  await writeConfig({ config: home, data: home }, { current: "shop", profiles: { shop: profile } });
  return home;
}

const today = async (home: string, env: Record<string, string>, ...more: string[]): Promise<string> =>
  estimateOf(await estimate([...args, ...more], { home, env, clock })).on;

describe("the account's zone", () => {
  it("is what was typed, else the environment's, else the profile's, else UTC", async () => {
    const home = await homeWith(lima);
    const tokyo = { RECADO_TIMEZONE: "Asia/Tokyo" };
    expect(await today(home, tokyo, "--timezone", "america/bogota")).toBe("2026-09-30");
    expect(await today(home, tokyo)).toBe("2026-10-01");
    expect(await today(home, {})).toBe("2026-09-30");
    expect(await today(await homeWith({ ...lima, timezone: undefined }), {})).toBe("2026-10-01");
  });

  it("is told to be UTC only where nobody said it", async () => {
    const note = "Days and months are in UTC.";
    const table = args.filter((arg) => arg !== "--json");
    const known = await estimate([...table, "--timezone", "UTC"], { columns: 120 });
    expect(known.stdout).not.toContain(note);
    expect((await estimate(table, { columns: 120 })).stdout).toContain(note);
  });

  it.each([
    ["RECADO_TIMEZONE", lima, { RECADO_TIMEZONE: "Lema" }],
    ["profiles edit --timezone", { ...lima, timezone: "America/Lema" }, {}],
  ])("that is none is refused with where it stands: %s", async (place, profile, env) => {
    const result = await estimate(args, { home: await homeWith(profile), env, clock });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code: "usage.unknown_zone", message: expect.stringContaining(place) });
  });
});

describe("recado profiles edit --timezone", () => {
  const zoneIn = (home: string): unknown =>
    (JSON.parse(readFileSync(join(home, "config.json"), "utf8")) as { profiles: { shop: Profile } }).profiles.shop
      .timezone;

  it("keeps the zone by its own name, shows it, and forgets it again", async () => {
    const home = await homeWith({ ...lima, timezone: undefined });
    const edited = await runRecado(["profiles", "edit", "--timezone", "europe/madrid", "--json"], { home });
    expect(JSON.parse(edited.stdout)).toEqual({ profile: "shop", timezone: "Europe/Madrid", dryRun: false });
    expect(zoneIn(home)).toBe("Europe/Madrid");
    expect((await runRecado(["profiles", "show"], { home })).stdout).toMatch(/Time zone +Europe\/Madrid/);
    expect((await runRecado(["profiles", "edit", "--timezone", "none"], { home })).stdout).toContain("of UTC.");
    expect(zoneIn(home)).toBeUndefined();
  });

  it("changes nothing on a dry run, and nothing that is no zone", async () => {
    const home = await homeWith(lima);
    const tried = await runRecado(["profiles", "edit", "--timezone", "Asia/Tokyo", "--dry-run", "--lang", "es"], {
      home,
    });
    expect(tried.stdout).toContain('El perfil "shop" contaría los costos por los días y meses de Asia/Tokyo.');
    const refused = await runRecado(["profiles", "edit", "--timezone", "CST", "--json"], { home });
    expect(errorOf(refused)).toMatchObject({ code: "usage.unknown_zone" });
    expect(zoneIn(home)).toBe("America/Lima");
  });

  it("says that the environment comes first", async () => {
    const home = await homeWith(lima);
    const env = { RECADO_TIMEZONE: "Asia/Tokyo" };
    const { stderr } = await runRecado(["profiles", "edit", "--timezone", "America/Bogota"], { home, env });
    expect(stderr).toContain("RECADO_TIMEZONE is set in the environment");
  });
});

describe("the price of what is sent is of the day in the account's zone", () => {
  const last = { RECADO_TIMEZONE: "America/Lima" };

  it.each([
    ["UTC", {}, "0.0397"],
    ["Lima", last, "0.0305"],
  ])("in a campaign's plan and a dry run: %s", async (_, env, amount) => {
    const { run } = await planWorld(["Ana,+5215500000003,es"]);
    const create = ["campaigns", "create", "spring", "--template", "oferta", "--all", "--param", "nombre=Ana"];
    const plan = await run([...create, "--timezone", "UTC", "--dry-run", "--json"], { env, clock });
    expect(planOf(plan).estimate).toMatchObject({ amount, currency: "USD" });
    const send = ["send", "oferta", "--to", "+5215500000003", "--param", "nombre=Ana", "--dry-run", "--json"];
    const sent = await run(send, { env, clock });
    expect(JSON.parse(sent.stdout)).toMatchObject({ estimate: { amount, currency: "USD" } });
  });
});
