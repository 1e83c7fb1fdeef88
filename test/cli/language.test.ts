import { describe, expect, it } from "vitest";
import { writeConfig } from "../../src/cli/config.ts";
import { errorOf, runRecado, temporaryFolder } from "../helpers/run.ts";

const spanish = "Comandos:";
const english = "Commands:";

describe("language of a run", () => {
  it.each([
    ["the option", ["--lang", "es"], { RECADO_LANG: "en" }, spanish],
    ["the option with =", ["--lang=es"], { RECADO_LANG: "en" }, spanish],
    ["the last option", ["--lang", "es", "--lang", "en"], {}, english],
    ["the variable", [], { RECADO_LANG: "es", LANG: "en_US.UTF-8" }, spanish],
    ["the locale", [], { RECADO_LANG: undefined, LANG: "es_PE.UTF-8" }, spanish],
    ["LC_ALL before LANG", [], { RECADO_LANG: undefined, LC_ALL: "es_MX.UTF-8", LANG: "en_US.UTF-8" }, spanish],
    ["a locale that we do not speak", [], { RECADO_LANG: undefined, LANG: "de_DE.UTF-8" }, english],
    ["no locale", [], { RECADO_LANG: undefined, LANG: "C" }, english],
  ])("is decided by %s", async (_case, args, env, expected) => {
    const { code, stdout } = await runRecado([...args, "--help"], { env });
    expect(code).toBe(0);
    expect(stdout).toContain(expected);
  });

  it("is the one chosen with init, before the locale and after the variable", async () => {
    const home = temporaryFolder();
    await writeConfig({ config: home, data: home }, { language: "es", profiles: {} });
    const env = { RECADO_LANG: undefined, LANG: "en_US.UTF-8" };
    expect((await runRecado(["--help"], { home, env })).stdout).toContain(spanish);
    expect((await runRecado(["--help"], { home, env: { ...env, RECADO_LANG: "en" } })).stdout).toContain(english);
  });

  it("must be one that recado speaks", async () => {
    const result = await runRecado(["profiles", "list", "--lang", "fr", "--json"]);
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code: "usage.bad_value", message: expect.stringContaining("en, es") });
  });
});
