import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeConfig, type Profile } from "../../src/cli/config.ts";
import { writeSecrets } from "../../src/cli/secrets.ts";
import { variables } from "../../src/cli/settings.ts";
import { view } from "../../src/cli/view.ts";
import { errorOf, runTree, temporaryFolder } from "../helpers/run.ts";
import { trying } from "./trees.ts";

const profile: Profile = { wabaId: "waba-stored", phoneNumberId: "phone-stored", currency: "PEN", secretStore: "file" };

async function homeWith(profiles: Record<string, Profile>, current?: string): Promise<string> {
  const home = temporaryFolder();
  const paths = { config: home, data: home };
  await writeConfig(paths, { ...(current === undefined ? {} : { current }), profiles });
  for (const name of Object.keys(profiles)) {
    await writeSecrets(paths, name, "file", { accessToken: `token-of-${name}`, verifyToken: `verify-of-${name}` });
  }
  return home;
}

const showSettings = trying(async (context) => {
  const { paths: _paths, ...settings } = await context.settings();
  return view({ data: settings, blocks: [] });
});

async function settingsOf(
  args: readonly string[],
  options: Parameters<typeof runTree>[2],
): Promise<Record<string, unknown>> {
  const result = await runTree(showSettings, ["try", "--json", ...args], options);
  expect(result).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(result.stdout) as Record<string, unknown>;
}

describe("precedence of settings", () => {
  it("takes the profile where nothing else is said", async () => {
    const home = await homeWith({ default: profile });
    expect(await settingsOf([], { home })).toMatchObject({
      profile: "default",
      accessToken: "token-of-default",
      verifyToken: "verify-of-default",
      wabaId: "waba-stored",
      databaseUrl: join(home, "default.db"),
      currency: "PEN",
    });
  });

  it.each(Object.entries(variables))("%s: %s comes before the profile", async (setting, variable) => {
    const home = await homeWith({
      default: { ...profile, appId: "1", catalogId: "2", graphUrl: "http://stored", databaseUrl: "stored.db" },
    });
    const settings = await settingsOf([], { home, env: { [variable]: "from-environment" } });
    expect(settings[setting]).toBe("from-environment");
  });

  it("takes an empty variable as not set", async () => {
    const home = await homeWith({ default: profile, shop: profile }, "shop");
    const settings = await settingsOf([], { home, env: { RECADO_PROFILE: "", RECADO_WABA_ID: "", RECADO_OUTPUT: "" } });
    expect(settings).toMatchObject({ profile: "shop", wabaId: "waba-stored" });
  });

  it("still knows the stored verify token when token and app secret come from the environment", async () => {
    const home = await homeWith({ default: profile });
    const env = { RECADO_ACCESS_TOKEN: "t", RECADO_APP_SECRET: "s" };
    expect(await settingsOf([], { home, env })).toMatchObject({ accessToken: "t", verifyToken: "verify-of-default" });
  });

  it("chooses the profile by --profile, then RECADO_PROFILE, then `profiles use`", async () => {
    const home = await homeWith({ default: profile, one: profile, two: profile, three: profile }, "one");
    const env = { RECADO_PROFILE: "two" };
    expect(await settingsOf([], { home })).toMatchObject({ profile: "one", accessToken: "token-of-one" });
    expect(await settingsOf([], { home, env })).toMatchObject({ profile: "two", accessToken: "token-of-two" });
    expect(await settingsOf(["--profile", "three"], { home, env })).toMatchObject({ profile: "three" });
  });

  it("refuses a profile that does not exist and lists those that do", async () => {
    const home = await homeWith({ lima: profile, cusco: profile });
    const result = await runTree(showSettings, ["try", "--profile", "quito", "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({
      code: "config.unknown_profile",
      message: expect.stringContaining("lima, cusco"),
    });
  });

  it("reads no config file when the environment is complete", async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, "config.json"));
    const env = { RECADO_ACCESS_TOKEN: "t", RECADO_WABA_ID: "w", RECADO_PHONE_NUMBER_ID: "p", RECADO_LANG: undefined };
    expect(await settingsOf([], { home, env })).toMatchObject({ accessToken: "t", wabaId: "w", phoneNumberId: "p" });
  });

  it("says which file cannot be read when it is needed", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "config.json"), "{ not json");
    const result = await runTree(showSettings, ["try"], { home });
    expect(result.code).toBe(3);
    expect(result.stderr).toContain(join(home, "config.json"));
    expect(result.stderr).toContain("recado init");
  });

  it("asks for a missing setting with the variable and the command that sets it", async () => {
    const needsToken = trying(async (context) => {
      await context.graph();
      return view({ data: {}, blocks: [] });
    });
    const english = await runTree(needsToken, ["try"]);
    expect(english.code).toBe(3);
    expect(english.stderr).toContain("access token");
    expect(english.stderr).toContain("RECADO_ACCESS_TOKEN");
    const spanish = await runTree(needsToken, ["try", "--lang", "es"]);
    expect(spanish.stderr).toContain("token de acceso");
    expect(spanish.stderr).toContain("recado init");
  });
});

describe.skipIf(process.platform === "win32")("files of profiles and secrets", () => {
  it("may be read by their owner only, in a folder of the same kind", async () => {
    const home = join(temporaryFolder(), "new");
    const paths = { config: home, data: home };
    await writeConfig(paths, { profiles: { default: profile } });
    await writeSecrets(paths, "default", "file", { accessToken: "token-1" });
    expect(statSync(home).mode & 0o777).toBe(0o700);
    for (const name of ["config.json", "secrets.json"]) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(home, "config.json"), "utf8")).not.toContain("token-1");
  });

  it("become private again when they were open", async () => {
    const home = await homeWith({ default: profile });
    chmodSync(join(home, "config.json"), 0o644);
    await writeConfig({ config: home, data: home }, { profiles: {} });
    expect(statSync(join(home, "config.json")).mode & 0o777).toBe(0o600);
  });
});
