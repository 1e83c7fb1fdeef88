import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorOf, runRecado } from "../helpers/run.ts";

let home: string;

/** The names of those that the options choose. */
async function chosen(...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await runRecado(["contacts", "list", ...args, "--json"], { home });
  if (stdout === "") throw new Error(stderr);
  const { contacts } = JSON.parse(stdout) as { contacts: { name: string | null }[] };
  return contacts.map(({ name }) => name ?? "");
}

const people: readonly (readonly string[])[] = [
  [
    "+12025550101",
    "--name",
    "Ana",
    "--label",
    "vip",
    "--label",
    "Perú",
    "--language",
    "es_MX",
    "--field",
    "city=Lima",
    "--consent",
    "marketing",
    "--source",
    "form",
    "--username",
    "ana.q",
  ],
  [
    "+12025550102",
    "--name",
    "ÁLVARO",
    "--label",
    "VIP",
    "--label",
    "old_100%",
    "--language",
    "es",
    "--field",
    "city=Lima",
    "--field",
    "plan=gold",
    "--consent",
    "utility",
    "--source",
    "form",
  ],
  ["+447700900123", "--name", "Eve", "--language", "en_GB", "--field", "city=Li", "--field", 'note="city":"Lima"'],
];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "recado-test-"));
  for (const args of people) {
    const { code, stderr } = await runRecado(["contacts", "add", "--phone", ...args], { home });
    if (code !== 0) throw new Error(stderr);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("recado contacts list", () => {
  it.each([
    [[], ["Ana", "ÁLVARO", "Eve"]],
    [
      ["--label", "vip"],
      ["Ana", "ÁLVARO"],
    ],
    [["--label", "vip", "--label", "PERÚ"], ["Ana"]],
    [["--label", "vi"], []],
    [["--label", "old_100%"], ["ÁLVARO"]],
    [["--label", "old_1000"], []],
    [["--no-label", "VIP"], ["Eve"]],
    [["--label", "vip", "--no-label", "perú"], ["ÁLVARO"]],
    [["--consent", "marketing"], ["Ana"]],
    [["--consent", "publicidad"], ["Ana"]],
    [
      ["--no-consent", "marketing"],
      ["ÁLVARO", "Eve"],
    ],
    [["--no-consent", "marketing,utility"], ["Eve"]],
    [
      ["--language", "es"],
      ["Ana", "ÁLVARO"],
    ],
    [["--language", "es_MX"], ["Ana"]],
    [["--country", "GB"], ["Eve"]],
    [["--country", "Reino Unido"], ["Eve"]],
    [
      ["--where", "city=Lima"],
      ["Ana", "ÁLVARO"],
    ],
    [["--where", "CITY=lima", "--where", "plan=gold"], ["ÁLVARO"]],
    [["--where", "city=Li"], ["Eve"]],
    [["--search", "ana"], ["Ana"]],
    [["--search", "álvaro"], ["ÁLVARO"]],
    [["--search", "202 555-0102"], ["ÁLVARO"]],
    [["--search", "@Ana.q"], ["Ana"]],
    [["--search", "%"], []],
    [["--label", "vip", "--limit", "1"], ["Ana"]],
  ])("%j chooses %j", async (args, names) => {
    expect(await chosen(...args)).toEqual(names);
  });

  it("answers scripts with the keys that they rely on", async () => {
    const { stdout } = await runRecado(["contacts", "list", "--limit", "1", "--json"], { home });
    expect(JSON.parse(stdout)).toEqual({
      contacts: [
        {
          id: "con_1",
          name: "Ana",
          phone: "+12025550101",
          waId: null,
          userId: null,
          username: "ana.q",
          country: "US",
          labels: ["vip", "Perú"],
          language: "es_MX",
          timeZone: null,
          fields: { city: "Lima" },
          consent: { marketing: "granted", utility: "unknown", authentication: "unknown", service: "unknown" },
        },
      ],
      more: true,
    });
  });

  it.each([
    [["--consent", "everything"], "usage.bad_value"],
    [["--country", "Atlantis"], "usage.bad_value"],
    [["--language", "4"], "usage.bad_value"],
    [["--where", "city"], "usage.bad_value"],
    [["--import", "imp_9"], "imports.not_found"],
    [["--segment", "nobody"], "segments.not_found"],
  ])("refuses %j", async (args, code) => {
    const result = await runRecado(["contacts", "list", ...args, "--json"], { home });
    expect([result.code, errorOf(result).code]).toEqual([2, code]);
  });
});

describe("recado segments", () => {
  const segments = (...args: string[]) => runRecado(["segments", ...args], { home });

  it("keeps a choice by name, which any command takes beside its own", async () => {
    expect((await segments("save", "Lima", "--where", "city=Lima", "--dry-run")).stdout).toContain("would ask for");
    expect((await segments("list")).stdout).toContain("No segments yet");
    expect((await segments("save", "Lima", "--where", "city=Lima")).stdout).toContain("Contacts that fit now: 2.");
    expect(await chosen("--segment", "lima")).toEqual(["Ana", "ÁLVARO"]);
    expect(await chosen("--segment", "Lima", "--where", "plan=gold")).toEqual(["ÁLVARO"]);
    await segments("save", "gold in Lima", "--segment", "Lima", "--where", "plan=gold");
    await segments("save", "LIMA", "--country", "GB");
    expect(await chosen("--segment", "Lima")).toEqual(["Eve"]);
    expect(await chosen("--segment", "gold in Lima")).toEqual(["ÁLVARO"]);
    expect(JSON.parse((await segments("show", "gold in Lima", "--json")).stdout)).toMatchObject({
      segment: { name: "gold in Lima", filter: { where: [{ field: "plan", value: "gold" }], also: {} } },
      contacts: 1,
    });
    const wrong = await segments("show", "gold en Lima", "--json");
    expect([wrong.code, errorOf(wrong).hint]).toEqual([2, "Did you mean gold in Lima?"]);
    expect((await segments("list", "--lang", "es")).stdout).toMatch(/Lima\s+País: GB/);
    expect((await segments("remove", "Lima")).stdout).toContain("is forgotten");
    expect((await segments("show", "Lima", "--json")).code).toBe(2);
  });

  it("does not keep everybody under a name", async () => {
    expect((await segments("save", "all", "--json")).code).toBe(2);
  });
});
