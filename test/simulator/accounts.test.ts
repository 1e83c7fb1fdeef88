import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fidelity } from "../../src/simulator/fidelity/fidelity.ts";
import { routes } from "../../src/simulator/http/routes.ts";
import { type Simulator, simulatorEnvironment, startSimulator } from "../../src/testing.ts";
import { at, code, control, graph, hello, send } from "./helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const call = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(sim.graphUrl + path, init);
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
};

describe("tokens", () => {
  test("a call without one answers 401 and 190", async () => {
    const answer = await call(`/v25.0/${sim.wabaId}`);
    expect([answer.status, code(answer)]).toEqual([401, 190]);
    expect(at(answer.body, "error")).toMatchObject({ type: "OAuthException", fbtrace_id: expect.any(String) });
  });

  test("a foreign one too", async () => {
    const answer = await graph(sim, "GET", `/${sim.wabaId}`, undefined, { Authorization: "Bearer EAASIMother" });
    expect([answer.status, code(answer)]).toEqual([401, 190]);
  });

  test("an expired one answers subcode 463 and is shown as expired", async () => {
    await control(sim, "POST", "token", { expired: true });
    const answer = await send(sim, hello());
    expect([answer.status, at(answer.body, "error", "error_subcode")]).toEqual([401, 463]);
    const app = { Authorization: `Bearer ${sim.appId}|${sim.appSecret}` };
    const shown = await graph(sim, "GET", `/debug_token?input_token=${sim.accessToken}`, undefined, app);
    expect(shown.body).toMatchObject({ data: { is_valid: false, error: { code: 190, subcode: 463 } } });
  });

  test("one without the scope answers 403 and 200", async () => {
    await control(sim, "POST", "token", { scopes: ["whatsapp_business_management"] });
    const answer = await send(sim, hello());
    expect([answer.status, code(answer)]).toEqual([403, 200]);
    expect((await graph(sim, "GET", `/${sim.wabaId}`)).status).toBe(200);
  });

  test("also counts in the query and in the body, where it is not part of the message", async () => {
    expect((await call(`/v25.0/${sim.wabaId}?access_token=${sim.accessToken}`)).status).toBe(200);
    const answer = await call(`/v25.0/${sim.phoneNumberId}/messages`, {
      method: "POST",
      body: JSON.stringify({ messaging_product: "whatsapp", access_token: sim.accessToken, ...hello() }),
    });
    expect(answer.status).toBe(200);
    expect(sim.messages()[0]?.payload).not.toHaveProperty("access_token");
  });

  test("a form is read like JSON", async () => {
    const form = new URLSearchParams({
      messaging_product: "whatsapp",
      to: "+12025550111",
      type: "text",
      text: '{"body":"Hi"}',
      access_token: sim.accessToken,
    });
    expect((await call(`/v25.0/${sim.phoneNumberId}/messages`, { method: "POST", body: form })).status).toBe(200);
  });

  test("debug_token tells what it may do and until when", async () => {
    const { body } = await graph(sim, "GET", `/debug_token?input_token=${sim.accessToken}`);
    expect(body).toEqual({
      data: {
        app_id: sim.appId,
        type: "SYSTEM_USER",
        application: expect.any(String),
        expires_at: 0,
        issued_at: expect.any(Number),
        is_valid: true,
        scopes: expect.arrayContaining(["whatsapp_business_management", "whatsapp_business_messaging"]),
        granular_scopes: expect.arrayContaining([{ scope: "whatsapp_business_messaging", target_ids: [sim.wabaId] }]),
        user_id: expect.any(String),
      },
    });
    expect((await graph(sim, "GET", "/debug_token?input_token=x")).body).toMatchObject({ data: { is_valid: false } });
    expect(code(await graph(sim, "GET", "/debug_token"))).toBe(100);
  });

  test("a proof is checked when it comes along", async () => {
    const proof = createHmac("sha256", sim.appSecret).update(sim.accessToken).digest("hex");
    expect((await graph(sim, "GET", `/${sim.wabaId}?appsecret_proof=${proof}`)).status).toBe(200);
    for (const wrong of ["0".repeat(64), "x", ""]) {
      expect(code(await graph(sim, "GET", `/${sim.wabaId}?appsecret_proof=${wrong}`))).toBe(100);
    }
  });
});

describe("objects", () => {
  test("the account", async () => {
    expect((await graph(sim, "GET", `/${sim.wabaId}`)).body).toMatchObject({
      id: sim.wabaId,
      name: "Simulator Shop",
      currency: "USD",
      timezone_id: expect.any(String),
    });
    expect((await graph(sim, "GET", `/${sim.wabaId}?fields=currency`)).body).toEqual({
      id: sim.wabaId,
      currency: "USD",
    });
    expect(code(await graph(sim, "GET", `/${sim.wabaId}?fields=colour`))).toBe(100);
  });

  test("its numbers", async () => {
    expect((await graph(sim, "GET", `/${sim.wabaId}/phone_numbers`)).body).toMatchObject({
      data: [
        {
          id: sim.phoneNumberId,
          display_phone_number: "+1 555-010-0200",
          verified_name: "Simulator Shop",
          quality_rating: "GREEN",
        },
      ],
    });
    const fields = "status,throughput,whatsapp_business_manager_messaging_limit";
    expect((await graph(sim, "GET", `/${sim.phoneNumberId}?fields=${fields}`)).body).toEqual({
      id: sim.phoneNumberId,
      status: "CONNECTED",
      throughput: { level: "STANDARD" },
      whatsapp_business_manager_messaging_limit: "TIER_100K",
    });
    sim.limits({ portfolio: 2_000 });
    expect((await graph(sim, "GET", `/${sim.phoneNumberId}?fields=${fields}`)).body).toMatchObject({
      whatsapp_business_manager_messaging_limit: "TIER_2K",
    });
  });

  test.each([
    ["GET", "/123456"],
    ["POST", "/123456/messages"],
    ["GET", "/123456/message_templates"],
  ])("%s %s does not exist", async (method, path) => {
    const answer = await graph(sim, method, path, method === "GET" ? undefined : hello());
    expect(answer.status).toBe(400);
    expect(at(answer.body, "error")).toMatchObject({
      code: 100,
      error_subcode: 33,
      type: "GraphMethodException",
      message: expect.stringContaining(
        `Unsupported ${method.toLowerCase()} request. Object with ID '123456' does not exist`,
      ),
    });
  });

  test("the account cannot send", async () => {
    expect(at((await graph(sim, "POST", `/${sim.wabaId}/messages`, hello())).body, "error", "error_subcode")).toBe(33);
  });

  test("calls that are not simulated answer 501 and name the file, in both languages", async () => {
    const answer = await graph(sim, "POST", `/${sim.phoneNumberId}/register`, { pin: "123456" });
    expect(answer.status).toBe(501);
    expect(answer.body).toMatchObject({
      file: "src/simulator/handlers/phone-numbers.ts",
      text: {
        en: expect.stringContaining("POST /{phone_number_id}/register"),
        es: expect.stringContaining("El simulador"),
      },
    });
    expect((await graph(sim, "GET", "/me/accounts")).status).toBe(501);
  });
});

test.each([
  ["/v20.0", "v20.0"],
  ["/v26.0", "v26.0"],
  ["/v99.0", "v26.0"],
  ["", "v20.0"],
])("the version %j is served as %s", async (path, version) => {
  const answer = await call(`${path}/${sim.wabaId}?access_token=${sim.accessToken}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("facebook-api-version")).toBe(version);
});

test("the same seed gives the same credentials, another one others", async () => {
  await using same = await startSimulator();
  await using other = await startSimulator({ seed: "another" });
  const port = /:\d+$/;
  const environment = simulatorEnvironment(sim);
  expect({ ...simulatorEnvironment(same), RECADO_GRAPH_URL: "" }).toEqual({ ...environment, RECADO_GRAPH_URL: "" });
  expect(environment["RECADO_GRAPH_URL"]).toMatch(port);
  expect(environment["RECADO_ACCESS_TOKEN"]).toMatch(/^EAASIM[A-Za-z0-9]{40,}$/);
  for (const [name, value] of Object.entries(simulatorEnvironment(other))) expect(value).not.toBe(environment[name]);
});

test("every route says what it rests on, and nothing else does", () => {
  const listed = fidelity.map((entry) => entry.route).filter((route) => route.includes("/"));
  expect(listed.toSorted()).toEqual(routes.map((route) => route.name).toSorted());
});
