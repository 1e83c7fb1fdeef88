import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf } from "../../helpers/run.ts";
import { planWorld, stillClock } from "./plan-world.ts";

const ana = "Ana Pérez,+12025550101,es";
const byName = ["--param", "nombre={{first_name}}"] as const;

describe("recado campaigns create from a script", () => {
  it.each([
    ["no name", ["--template", "oferta", "--all"], 2, "usage.missing_option", "<name>"],
    ["no template", ["x", "--all"], 2, "usage.missing_option", "--template"],
    ["nobody chosen", ["x", "--template", "oferta"], 2, "usage.missing_option", "--all"],
    ["two kinds of list", ["x", "--template", "oferta", "--all", "--file", "a.csv"], 2, "usage.conflict", "--label"],
    ["a bad name", ["x/y", "--template", "oferta", "--all"], 2, "usage.bad_campaign_name", "spring-sale"],
    ["an id as name", ["cam_7", "--template", "oferta", "--all"], 2, "usage.bad_campaign_name", "cam_"],
    ["a file that is not there", ["x", "--template", "oferta", "--file", "no.csv"], 2, "input.unreadable", "path"],
    ["an unknown template", ["x", "--template", "ofreta", "--all"], 2, "template.not_found", "oferta"],
    ["an unknown segment", ["x", "--template", "oferta", "--segment", "vip"], 2, "segments.not_found", "segments list"],
    ["a word for standard input", ["x", "--template", "oferta", "--contacts", "a.csv"], 2, "usage.bad_value", "--file"],
    ["a past time", ["x", "--template", "oferta", "--all", "--at", "2020-01-01 09:00"], 2, "usage.past_time", "--at"],
    [
      "an unknown zone",
      ["x", "--template", "oferta", "--all", "--timezone", "Lima"],
      2,
      "usage.unknown_zone",
      "America/Lima",
    ],
    [
      "an hour that does not exist",
      ["x", "--template", "oferta", "--all", "--at", "2027-03-28 02:30", "--timezone", "Europe/Madrid"],
      2,
      "usage.no_such_hour",
      "2027-03-28 03:00",
    ],
    [
      "no quiet hours",
      ["x", "--template", "oferta", "--all", "--quiet-hours", "9-9"],
      2,
      "usage.endless_quiet_hours",
      "21:00",
    ],
    ["a rate that is none", ["x", "--template", "oferta", "--all", "--rate", "fast"], 2, "usage.bad_rate", "20/s"],
    [
      "an amount without currency",
      ["x", "--template", "oferta", "--all", "--max-cost", "50"],
      2,
      "usage.bad_amount",
      "USD",
    ],
    [
      "another currency",
      ["x", "--template", "oferta", "--all", "--max-cost", "50,00 EUR"],
      2,
      "campaigns.other_currency",
      "USD",
    ],
    ["a bad share", ["x", "--template", "oferta", "--all", "--max-failures", "120%"], 2, "usage.bad_share", "20%"],
    [
      "a variable that is none",
      ["x", "--template", "oferta", "--all", "--param", "nombe=x"],
      2,
      "template.unknown_value",
      "nombre",
    ],
    [
      "an unknown field",
      ["x", "--template", "oferta", "--all", "--param", "nombre={{frist_name}}"],
      2,
      "campaign.unknown_field",
      "first_name",
    ],
  ] as const)("refuses %s, and says what to type", async (_, args, exit, code, hint) => {
    const { run, sim } = await planWorld([ana]);
    const result = await run(["campaigns", "create", ...args, "--json"], { clock: stillClock("2026-11-20T12:00:00Z") });
    expect([result.code, errorOf(result).code]).toEqual([exit, code]);
    expect(`${errorOf(result).message} ${errorOf(result).hint ?? ""}`).toContain(hint);
    expect(sim.count()).toBe(0);
  });

  it("refuses a list of which nobody agreed, counts why, and says how consent is recorded", async () => {
    const { create, home } = await planWorld([]);
    writeFileSync(join(home, "lista.csv"), "telefono,nombre\n+12025550101,Ana\n+12025550102,Luis\n12,Eva\n");
    const result = await create("sin-permiso", "--file", join(home, "lista.csv"));
    expect([result.code, errorOf(result).code]).toEqual([4, "campaigns.nobody_left"]);
    expect(errorOf(result).message).toContain("no consent: 2, not a valid number: 1");
    expect(errorOf(result).hint).toContain("--consent-source");
    expect(errorOf(result).data).toMatchObject({ listed: 3, excluded: { "no-consent": 2, invalid: 1 } });
  });

  it("names the purpose of the texts where it says how consent is recorded", async () => {
    const { run, home, sim } = await planWorld([]);
    const body = { type: "BODY", text: "Su pedido llega hoy" } as const;
    sim.template({ name: "aviso", language: "es", category: "UTILITY", components: [body], status: "APPROVED" });
    writeFileSync(join(home, "lista.csv"), "telefono\n+12025550101\n+12025550102\n");
    const args = ["campaigns", "create", "x", "--file", join(home, "lista.csv"), "--json"];
    const notice = await run([...args, "--template", "aviso"]);
    expect(errorOf(notice).hint).toMatch(/--consent-purpose utility$/);
    const both = await run([...args, "--template", "aviso", "--ab-template", "oferta", "--ab-param", "nombre=usted"]);
    expect(errorOf(both).hint).toMatch(/--consent-purpose utility,marketing$/);
    const offered = await run([...args, "--template", "oferta", ...byName]);
    expect(errorOf(offered).hint).toMatch(/--consent-purpose marketing$/);
  });

  it("refuses a country that is none beside a list, and nobody's numbers are read in it", async () => {
    const { create, home } = await planWorld([ana]);
    writeFileSync(join(home, "lista.csv"), "telefono\n2025550101\n");
    const result = await create("x", "--file", join(home, "lista.csv"), "--country", "Narnia", ...byName);
    expect([result.code, errorOf(result).code]).toEqual([2, "usage.bad_value"]);
    const many = await create("x", "--file", join(home, "lista.csv"), "--label", "vip", "--country", "US");
    expect([many.code, errorOf(many).code]).toEqual([2, "usage.conflict"]);
  });

  it.each([
    ["PENDING", "template.not_approved"],
    ["PAUSED", "template.paused"],
    ["REJECTED", "template.rejected"],
  ] as const)("refuses a template that is %s", async (status, code) => {
    const { run, sim } = await planWorld([ana]);
    const body = { type: "BODY", text: "Hoy abrimos" } as const;
    sim.template({ name: "aviso", language: "es", category: "UTILITY", components: [body], status });
    const result = await run(["campaigns", "create", "x", "--template", "aviso", "--all", "--json"]);
    expect([result.code, errorOf(result).code]).toEqual([4, code]);
  });

  it("wants a ceiling only where it can be kept", async () => {
    const { create } = await planWorld([ana, "Rin,+12025550103,es"]);
    const result = await create("tope", "--all", ...byName, "--max-cost", "0.03 USD");
    const plan = JSON.parse(result.stdout) as { warnings: { code: string; text: string }[] };
    expect(plan.warnings).toMatchObject([{ code: "over-budget" }]);
    expect(plan.warnings[0]?.text).toContain("about 1 of 2");
  });
});
