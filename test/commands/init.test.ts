import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { errorOf, keys, runRecado, temporaryFolder } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";

interface Stored {
  current?: string;
  language?: string;
  profiles: Record<string, Record<string, unknown>>;
}

const configOf = (home: string): Stored => JSON.parse(readFileSync(join(home, "config.json"), "utf8")) as Stored;
const secretsOf = (home: string): Record<string, Record<string, string>> =>
  JSON.parse(readFileSync(join(home, "secrets.json"), "utf8")) as Record<string, Record<string, string>>;

describe("recado init from a script", () => {
  it("stores account, number, names and currency as Graph gives them", async () => {
    const sim = await simulator();
    const { home, made } = await connectedHome(sim, [
      "--number",
      sim.phoneNumberId,
      "--country",
      "pe",
      "--language",
      "es",
    ]);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(configOf(home)).toEqual({
      current: "default",
      language: "es",
      profiles: {
        default: {
          wabaId: sim.wabaId,
          phoneNumberId: sim.phoneNumberId,
          displayPhoneNumber: sim.displayPhoneNumber,
          verifiedName: "Simulator Shop",
          appId: sim.appId,
          graphUrl: sim.graphUrl,
          currency: "USD",
          country: "PE",
          secretStore: "file",
        },
      },
    });
    expect(secretsOf(home)).toEqual({ default: { accessToken: sim.accessToken } });
    expect(JSON.parse(made.stdout)).toMatchObject({
      profile: { name: "default", current: true, wabaId: sim.wabaId, currency: "USD", accountName: "Simulator Shop" },
      language: "es",
      dryRun: false,
    });
  });

  it("never prints a secret", async () => {
    const sim = await simulator();
    for (const extra of [[], ["--output", "table"], ["--dry-run"]]) {
      const { made } = await connectedHome(sim, [
        "--app-secret",
        sim.appSecret,
        "--verify-token",
        sim.verifyToken,
        ...extra,
      ]);
      expect(made.code).toBe(0);
      for (const secret of [sim.accessToken, sim.appSecret, sim.verifyToken]) {
        expect(made.stdout + made.stderr).not.toContain(secret);
      }
      expect(made.stdout).toContain(`••••${sim.accessToken.slice(-4)}`);
    }
  });

  it("makes a profile that the next commands use", async () => {
    const sim = await simulator();
    const { home } = await connectedHome(sim);
    const { stdout } = await runRecado(["profiles", "list", "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ profiles: [{ name: "default", current: true, simulator: false }] });
  });

  it.skipIf(process.platform === "win32")("keeps its files private", async () => {
    const { home } = await connectedHome(await simulator());
    for (const name of ["config.json", "secrets.json"]) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
  });

  it("takes the only number of the account, and the token from the environment", async () => {
    const sim = await simulator();
    const home = temporaryFolder();
    const env = { RECADO_ACCESS_TOKEN: sim.accessToken, RECADO_WABA_ID: sim.wabaId, RECADO_GRAPH_URL: sim.graphUrl };
    const result = await runRecado(["init"], { home, env });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(configOf(home).profiles["default"]).toMatchObject({ phoneNumberId: sim.phoneNumberId });
  });

  it("takes the number itself for its id", async () => {
    const sim = await simulator();
    const { home, made } = await connectedHome(sim, ["--number", sim.displayPhoneNumber]);
    expect(made.code).toBe(0);
    expect(configOf(home).profiles["default"]).toMatchObject({ phoneNumberId: sim.phoneNumberId });
  });

  it("changes nothing with --dry-run, and says what it would", async () => {
    const { home, made } = await connectedHome(await simulator(), ["--dry-run"]);
    expect(made.code).toBe(0);
    expect(JSON.parse(made.stdout)).toMatchObject({ dryRun: true, profile: { name: "default" } });
    expect(() => configOf(home)).toThrow(/ENOENT/);
    expect(() => secretsOf(home)).toThrow(/ENOENT/);
  });

  it("renews a profile and keeps what is not said again", async () => {
    const sim = await simulator();
    const { home } = await connectedHome(sim, [
      "--country",
      "MX",
      "--app-secret",
      sim.appSecret,
      "--database",
      "shop.db",
    ]);
    const again = await runRecado(["init", "--verify-token", "verify-1"], { home });
    expect(again.code).toBe(0);
    expect(configOf(home).profiles["default"]).toMatchObject({
      wabaId: sim.wabaId,
      country: "MX",
      databaseUrl: join(home, "shop.db"),
    });
    expect(secretsOf(home)["default"]).toEqual({
      accessToken: sim.accessToken,
      appSecret: sim.appSecret,
      verifyToken: "verify-1",
    });
  });

  it("leaves the profile in use alone when another one is made", async () => {
    const sim = await simulator();
    const { home } = await connectedHome(sim);
    const args = ["init", "--profile", "second", "--token-stdin", "--graph-url", sim.graphUrl, "--waba", sim.wabaId];
    const second = await runRecado(args, { home, stdin: sim.accessToken });
    expect(second.code).toBe(0);
    expect(second.stdout).toContain("recado profiles use second");
    expect(configOf(home)).toMatchObject({ current: "default", profiles: { default: {}, second: {} } });
  });
});

describe("recado init refuses", () => {
  it("a wrong token, with exit 3 and nothing stored", async () => {
    const sim = await simulator();
    const home = temporaryFolder();
    const args = ["init", "--token-stdin", "--graph-url", sim.graphUrl, "--waba", sim.wabaId];
    const result = await runRecado([...args, "--json"], { home, stdin: "EAAwrongtoken000000000" });
    expect(result.code).toBe(3);
    expect(errorOf(result).code).toMatch(/^graph\./);
    expect(result.stderr).not.toContain("EAAwrongtoken");
    expect(() => configOf(home)).toThrow(/ENOENT/);
  });

  it("an expired token", async () => {
    const sim = await simulator();
    sim.token({ expired: true });
    const { made } = await connectedHome(sim);
    expect(made.code).toBe(3);
  });

  it("a number of another account, and lists those of this one", async () => {
    const sim = await simulator();
    const { home, made } = await connectedHome(sim, ["--number", "999999999999999"]);
    expect(made.code).toBe(2);
    expect(errorOf(made)).toMatchObject({
      code: "usage.unknown_number",
      message: expect.stringContaining(sim.phoneNumberId),
      hint: expect.stringContaining(`--number ${sim.phoneNumberId}`),
    });
    expect(made.stderr).not.toContain(sim.displayPhoneNumber);
    expect(() => configOf(home)).toThrow(/ENOENT/);
  });

  it("an account that does not exist", async () => {
    const sim = await simulator();
    const { made } = await connectedHome(sim, ["--waba", "123123123123123"]);
    expect([3, 4]).toContain(made.code);
    expect(errorOf(made).code).toMatch(/^graph\./);
  });

  it.each([
    ["without a token", ["init"], "", "--token-stdin is missing"],
    ["an empty standard input", ["init", "--token-stdin"], " \n", "no token on standard input"],
    ["two tokens", ["init", "--token", "a", "--token-stdin"], "b", "exclude each other"],
    ["no country", ["init", "--token", "a", "--country", "Peru"], "", "two-letter code of a country"],
    ["a name that is a path", ["init", "--token", "a", "--profile", "../x"], "", 'cannot be called "../x"'],
    ["an address that is none", ["init", "--simulator", "here"], "", "not an address"],
  ])("%s", async (_case, args, stdin, message) => {
    const result = await runRecado(args, { stdin });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain(message);
  });

  it("an address without the Graph API, as temporary", async () => {
    const { made } = await connectedHome(await simulator(), ["--graph-url", "http://127.0.0.1:9"]);
    expect(made.code).toBe(5);
    expect(errorOf(made).code).toMatch(/^network\./);
  });
});

describe("recado init warns", () => {
  it("when the token lacks a permission", async () => {
    const sim = await simulator();
    sim.token({ scopes: ["whatsapp_business_management"] });
    const { made } = await connectedHome(sim);
    expect(made.code).toBe(0);
    expect(made.stderr).toContain("whatsapp_business_messaging");
  });
});

describe("recado init in a terminal", () => {
  it("asks for language, token and country, in the language just chosen", async () => {
    const sim = await simulator();
    const home = temporaryFolder();
    const env = { RECADO_LANG: undefined, RECADO_GRAPH_URL: sim.graphUrl, RECADO_WABA_ID: sim.wabaId };
    const result = await runRecado(["init"], {
      home,
      env,
      columns: 200,
      answers: [
        { seen: "Language / Idioma", type: keys.down },
        { seen: "Español", type: keys.enter },
        { seen: "Token de acceso", type: `EAAmistyped0000000000\r` },
        { seen: "no es válido", type: `${sim.accessToken}\r` },
        { seen: "País de los números", type: "\u007f\u007fPE\r" },
      ],
    });
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('El perfil "default" quedó guardado.');
    expect(result.stdout + result.stderr).not.toContain(sim.accessToken);
    expect(configOf(home)).toMatchObject({ language: "es", profiles: { default: { country: "PE" } } });
  });

  it("stops on Ctrl-C with nothing stored", async () => {
    const home = temporaryFolder();
    const result = await runRecado(["init"], { home, answers: [{ seen: "Access token", type: keys.interrupt }] });
    expect(result.code).toBe(130);
    expect(() => configOf(home)).toThrow(/ENOENT/);
  });

  it("does not ask on the standard input that carried the token", async () => {
    const sim = await simulator();
    const args = ["init", "--token-stdin", "--graph-url", sim.graphUrl, "--waba", sim.wabaId];
    const result = await runRecado(args, {
      answers: [{ seen: "", type: `${sim.accessToken}\n${keys.endOfInput}` }],
      env: { RECADO_LANG: undefined },
    });
    expect(result).toMatchObject({ code: 0, stderr: "" });
  });
});

/** Graph with two accounts of two numbers each, which the simulator does not have. */
async function graphWithChoices(): Promise<string> {
  const number = (id: string, last: string): object => ({
    id,
    display_phone_number: `+1 202-555-01${last}`,
    verified_name: `Shop ${last}`,
  });
  const answers: Readonly<Record<string, object>> = {
    "/debug_token": {
      data: {
        is_valid: true,
        app_id: "77",
        scopes: ["whatsapp_business_management", "whatsapp_business_messaging"],
        granular_scopes: [{ scope: "whatsapp_business_management", target_ids: ["1001", "1002"] }],
      },
    },
    "/1001": { id: "1001", name: "Lima", currency: "PEN", timezone_id: "900" },
    "/1002": {
      id: "1002",
      name: "Quito",
      currency: "USD",
      timezone_id: "51",
      primary_business_location: "EC",
      auth_international_rate_eligibility: {
        start_time: 1_793_491_200,
        exception_countries: [{ country_code: "ZA", start_time: 1_796_083_200 }],
      },
    },
    "/1001/phone_numbers": { data: [number("2001", "01"), number("2002", "02")] },
    "/1002/phone_numbers": { data: [number("2003", "03"), number("2004", "04")] },
  };
  return serve((path) => answers[path.replace(/^\/v[\d.]+/, "")]);
}

async function serve(answer: (path: string) => object | undefined): Promise<string> {
  const server = createServer((request, response) => {
    const body = answer(new URL(request.url ?? "/", "http://localhost").pathname);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(body === undefined ? "<p>Hello" : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

describe("recado init with several accounts and numbers", () => {
  it("lets a person choose by name", async () => {
    const home = temporaryFolder();
    const result = await runRecado(["init", "--token", "EAAtest", "--country", "EC"], {
      home,
      env: { RECADO_GRAPH_URL: await graphWithChoices() },
      answers: [
        { seen: "Quito (1002)", type: `${keys.down}${keys.enter}` },
        { seen: "Shop 04", type: `${keys.down}${keys.enter}` },
      ],
    });
    expect(result.code).toBe(0);
    expect(configOf(home).profiles["default"]).toMatchObject({
      wabaId: "1002",
      phoneNumberId: "2004",
      displayPhoneNumber: "+1 202-555-0104",
      verifiedName: "Shop 04",
      appId: "77",
      timezone: "America/Guayaquil",
      authInternational: { location: "EC", from: 1_793_491_200_000, exceptions: { ZA: 1_796_083_200_000 } },
    });
  });

  it("says that a zone has no name here, and takes one that is typed, now or later", async () => {
    const home = temporaryFolder();
    const env = { RECADO_GRAPH_URL: await graphWithChoices() };
    const args = ["init", "--token", "EAAtest", "--waba", "1001", "--number", "2001"];
    const first = await runRecado(args, { home, env });
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining("as number 900") });
    expect(configOf(home).profiles["default"]).not.toHaveProperty("timezone");
    const second = await runRecado([...args, "--timezone", "america/lima"], { home, env });
    expect(second).toMatchObject({ code: 0, stderr: "" });
    await runRecado([...args, "--country", "PE"], { home, env });
    expect(configOf(home).profiles["default"]).toMatchObject({ timezone: "America/Lima", country: "PE" });
    const wrong = await runRecado([...args, "--timezone", "Lema", "--json"], { home, env });
    expect(errorOf(wrong)).toMatchObject({ code: "usage.unknown_zone" });
  });

  it("asks a script for the option that is missing", async () => {
    const env = { RECADO_GRAPH_URL: await graphWithChoices() };
    const account = await runRecado(["init", "--token", "EAAtest", "--json"], { env });
    expect(errorOf(account)).toMatchObject({ code: "usage.missing_option", data: { option: "--waba" } });
    const number = await runRecado(["init", "--token", "EAAtest", "--waba", "1001", "--json"], { env });
    expect(errorOf(number)).toMatchObject({ code: "usage.missing_option", data: { option: "--number" } });
  });

  it("forgets the number when another account is given", async () => {
    const home = temporaryFolder();
    const env = { RECADO_GRAPH_URL: await graphWithChoices() };
    const first = await runRecado(["init", "--token", "EAAtest", "--waba", "1001", "--number", "2001"], { home, env });
    expect(first.code).toBe(0);
    const other = await runRecado(["init", "--waba", "1002", "--json"], { home, env });
    expect(errorOf(other)).toMatchObject({ data: { option: "--number" } });
  });
});

describe("recado init --simulator", () => {
  it("makes a profile without asking, with its own database", async () => {
    const sim = await simulator();
    const home = temporaryFolder();
    const result = await runRecado(["init", "--simulator", sim.url], { home, answers: [] });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(configOf(home).profiles["default"]).toMatchObject({
      simulator: true,
      graphUrl: sim.graphUrl,
      wabaId: sim.wabaId,
      phoneNumberId: sim.phoneNumberId,
      catalogId: sim.catalogId,
      currency: "USD",
      secretStore: "file",
      databaseUrl: join(home, "default-simulator.db"),
    });
    expect(secretsOf(home)["default"]).toEqual({
      accessToken: sim.accessToken,
      appSecret: sim.appSecret,
      verifyToken: sim.verifyToken,
    });
  });

  it("can be run again, also on another port", async () => {
    const home = temporaryFolder();
    const first = await simulator();
    await runRecado(["init", "--simulator", first.url, "--country", "PE"], { home });
    const second = await simulator();
    expect((await runRecado(["init", "--simulator", second.url], { home })).code).toBe(0);
    expect(configOf(home).profiles["default"]).toMatchObject({ graphUrl: second.graphUrl, country: "PE" });
  });

  it("does not take a real account's place", async () => {
    const real = await simulator();
    const { home } = await connectedHome(real);
    const sim = await simulator();
    const result = await runRecado(["init", "--simulator", sim.url], { home });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("recado init --simulator --profile simulator");
    expect(configOf(home).profiles["default"]).toMatchObject({ graphUrl: real.graphUrl });
  });

  it("keeps nothing of the simulator when a real account follows", async () => {
    const sim = await simulator();
    const home = temporaryFolder();
    await runRecado(["init", "--simulator", sim.url], { home });
    const alone = await runRecado(["init"], { home });
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain("--token-stdin");
    const real = await simulator({ seed: "real" });
    const args = ["init", "--token-stdin", "--graph-url", real.graphUrl, "--waba", real.wabaId];
    expect((await runRecado(args, { home, stdin: real.accessToken })).code).toBe(0);
    const profile = configOf(home).profiles["default"];
    expect(profile).toMatchObject({ wabaId: real.wabaId, appId: real.appId });
    expect(profile).not.toHaveProperty("simulator");
    expect(profile).not.toHaveProperty("databaseUrl");
    expect(secretsOf(home)["default"]).toEqual({ accessToken: real.accessToken });
  });

  it("warns of variables that come before the profile", async () => {
    const sim = await simulator();
    const result = await runRecado(["init", "--simulator", sim.url], { env: { RECADO_ACCESS_TOKEN: "EAAreal" } });
    expect(result.code).toBe(0);
    expect(result.stderr).toContain("RECADO_ACCESS_TOKEN");
    expect(result.stderr).not.toContain("EAAreal");
  });

  it("says how to start one when none is running", async () => {
    for (const [lang, words] of [
      ["en", "No simulator answers"],
      ["es", "Ningún simulador responde"],
    ] as const) {
      const result = await runRecado(["init", "--simulator", "http://127.0.0.1:9", "--lang", lang]);
      expect(result).toMatchObject({ code: 5, stdout: "" });
      expect(result.stderr).toContain(words);
      expect(result.stderr).toContain("recado simulator start");
    }
  });

  it("knows another server from a simulator", async () => {
    const url = await serve(() => undefined);
    const result = await runRecado(["init", "--simulator", url, "--json"]);
    expect(result.code).toBe(3);
    expect(errorOf(result).code).toBe("config.not_a_simulator");
  });
});
