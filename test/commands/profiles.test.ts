import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeConfig, type Profile } from "../../src/cli/config.ts";
import { writeSecrets } from "../../src/cli/secrets.ts";
import { errorOf, runRecado, temporaryFolder } from "../helpers/run.ts";

const lima: Profile = {
  wabaId: "102290129340398",
  phoneNumberId: "106540352242922",
  displayPhoneNumber: "+1 202-555-0101",
  currency: "PEN",
  timezone: "America/Lima",
  country: "PE",
  secretStore: "file",
};
const play: Profile = { wabaId: "2", phoneNumberId: "3", secretStore: "file", simulator: true };
const token = "EAAlima0000000000000000wxyz";

async function twoProfiles(): Promise<string> {
  const home = temporaryFolder();
  const paths = { config: home, data: home };
  await writeConfig(paths, { current: "lima", language: "en", profiles: { play, lima } });
  await writeSecrets(paths, "lima", "file", { accessToken: token, appSecret: "secret-of-lima-1234" });
  await writeSecrets(paths, "play", "file", { accessToken: "EAASIM0000000000000000" });
  return home;
}

const configOf = (home: string): unknown => JSON.parse(readFileSync(join(home, "config.json"), "utf8"));

describe("recado profiles list", () => {
  it("marks the one in use", async () => {
    const home = await twoProfiles();
    const { stdout } = await runRecado(["profiles", "list"], { home });
    expect(stdout.split("\n").map((row) => row.trimEnd())).toEqual([
      "   Name  Number           Number ID        Account ID       Time zone     Kind",
      "*  lima  +1 202-555-0101  106540352242922  102290129340398  America/Lima  Meta",
      "   play  –                3                2                –             simulator",
      "",
    ]);
  });

  it("answers programs with every profile", async () => {
    const home = await twoProfiles();
    const { stdout } = await runRecado(["profiles", "list", "--json"], { home, env: { RECADO_PROFILE: "play" } });
    expect(JSON.parse(stdout)).toEqual({
      profiles: [
        {
          name: "lima",
          current: false,
          wabaId: "102290129340398",
          phoneNumberId: "106540352242922",
          displayPhoneNumber: "+1 202-555-0101",
          timezone: "America/Lima",
          simulator: false,
        },
        {
          name: "play",
          current: true,
          wabaId: "2",
          phoneNumberId: "3",
          displayPhoneNumber: null,
          timezone: null,
          simulator: true,
        },
      ],
    });
  });

  it("says how to make the first one", async () => {
    const empty = await runRecado(["profiles", "list"]);
    expect(empty.code).toBe(0);
    expect(empty.stdout).toContain("recado init");
    expect((await runRecado(["profiles", "list", "--json"])).stdout).toContain('"profiles": []');
  });
});

describe("recado profiles use", () => {
  it("chooses for the next commands", async () => {
    const home = await twoProfiles();
    expect((await runRecado(["profiles", "use", "play"], { home })).code).toBe(0);
    expect(configOf(home)).toMatchObject({ current: "play", language: "en", profiles: { lima: { country: "PE" } } });
  });

  it("changes nothing with --dry-run, and says what it would", async () => {
    const home = await twoProfiles();
    const { stdout } = await runRecado(["profiles", "use", "play", "--dry-run"], { home });
    expect(stdout).toContain('would use the profile "play"');
    expect(configOf(home)).toMatchObject({ current: "lima" });
  });

  it("warns when the environment chooses another one", async () => {
    const home = await twoProfiles();
    const { stderr } = await runRecado(["profiles", "use", "play"], { home, env: { RECADO_PROFILE: "lima" } });
    expect(stderr).toContain("RECADO_PROFILE");
  });

  it.each(["quito", "constructor", "__proto__"])("refuses %s, which does not exist", async (name) => {
    const home = await twoProfiles();
    const result = await runRecado(["profiles", "use", name, "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toBe("config.unknown_profile");
    expect(errorOf(result).message).toContain("play, lima");
  });
});

describe("recado profiles show", () => {
  it("shows the one in use, and of secrets only their ends", async () => {
    const home = await twoProfiles();
    for (const args of [[], ["--json"], ["--output", "csv"], ["--lang", "es"]]) {
      const { stdout } = await runRecado(["profiles", "show", ...args], { home });
      expect(stdout).toContain("lima");
      expect(stdout).toContain("••••wxyz");
      expect(stdout).toContain("••••1234");
      expect(stdout).not.toContain(token);
      expect(stdout).not.toContain("secret-of-lima");
    }
  });

  it("says where the data is, without a password", async () => {
    const home = await twoProfiles();
    const file = JSON.parse((await runRecado(["profiles", "show", "--json"], { home })).stdout) as { database: string };
    expect(file.database).toBe(join(home, "lima.db"));
    const paths = { config: home, data: home };
    const databaseUrl = "postgres://ana:pa55word@db.example.com/recado";
    await writeConfig(paths, { profiles: { lima: { ...lima, databaseUrl } } });
    const { stdout } = await runRecado(["profiles", "show", "lima", "--json"], { home });
    expect(stdout).toContain("db.example.com/recado");
    expect(stdout).not.toContain("pa55word");
  });

  it("names the variables that come before it", async () => {
    const home = await twoProfiles();
    const { stdout } = await runRecado(["profiles", "show"], { home, env: { RECADO_WABA_ID: "9" } });
    expect(stdout).toContain("RECADO_WABA_ID");
  });
});

describe("recado profiles remove", () => {
  it("demands --yes from a script", async () => {
    const home = await twoProfiles();
    const result = await runRecado(["profiles", "remove", "lima"], { home });
    expect(result.code).toBe(2);
    expect(configOf(home)).toMatchObject({ profiles: { lima: {} } });
  });

  it("forgets profile and secrets, keeps the database and says where it is", async () => {
    const home = await twoProfiles();
    const database = join(home, "lima.db");
    writeFileSync(database, "people");
    const { code, stdout } = await runRecado(["profiles", "remove", "lima", "--yes"], { home });
    expect(code).toBe(0);
    expect(stdout).toContain(database);
    expect(stdout).toContain("recado profiles use play");
    expect(existsSync(database)).toBe(true);
    expect(configOf(home)).toEqual({ language: "en", profiles: { play } });
    expect(readFileSync(join(home, "secrets.json"), "utf8")).not.toContain(token);
    expect(readFileSync(join(home, "secrets.json"), "utf8")).toContain("EAASIM");
  });

  it("changes nothing with --dry-run", async () => {
    const home = await twoProfiles();
    const { code, stdout } = await runRecado(["profiles", "remove", "lima", "--dry-run", "--json"], { home });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ removed: "lima", database: join(home, "lima.db"), dryRun: true });
    expect(configOf(home)).toMatchObject({ current: "lima", profiles: { lima: {} } });
    expect(readFileSync(join(home, "secrets.json"), "utf8")).toContain(token);
  });
});
