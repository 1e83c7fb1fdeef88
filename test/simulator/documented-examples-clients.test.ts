import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, person } from "./helpers.ts";

// How public clients of the Cloud API write their calls, where that differs from Meta's examples.

let sim: Simulator;
let other: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
  other = await startSimulator({ clock: "manual", seed: "another" });
});
afterAll(async () => {
  await sim.close();
  await other.close();
});
beforeEach(() => sim.reset());

interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

async function call(path: string, init: RequestInit = {}): Promise<Told> {
  const headers = { Authorization: `Bearer ${sim.accessToken}`, ...init.headers };
  const answer = await fetch(path.startsWith("http") ? path : `${sim.graphUrl}${path}`, { ...init, headers });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const json = { "Content-Type": "application/json" };
const messages = (): string => `/v23.0/${sim.phoneNumberId}/messages`;
const post = (body: unknown, headers: Record<string, string> = json): Promise<Told> =>
  call(messages(), { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });
const hello = {
  messaging_product: "whatsapp",
  to: person,
  type: "template",
  template: { name: "hello_world", language: { code: "en_US" } },
};
const text = { messaging_product: "whatsapp", to: person, type: "text", text: { body: "Hello" } };
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

describe("a message is accepted", () => {
  test.each<[string, unknown, Record<string, string>?]>([
    [
      "with null where nothing is meant",
      { ...text, context: null, recipient_type: null, biz_opaque_callback_data: null },
    ],
    [
      "with null inside",
      { ...text, type: "image", text: undefined, image: { link: "https://img.example/a.png", caption: null } },
    ],
    ["with an empty list of components", { ...hello, template: { ...hello.template, components: [] } }],
    [
      "with a policy for the language",
      { ...hello, template: { name: "hello_world", language: { code: "en_US", policy: "deterministic" } } },
    ],
    ["with its content as JSON text", { ...text, text: '{"body":"Hello"}', context: '{"message_id":"wamid.x"}' }],
    [
      "with its contacts as JSON text",
      {
        ...text,
        type: "contacts",
        text: undefined,
        contacts: '[{"name":{"formatted_name":"Ana Ruiz","first_name":"Ana"}}]',
      },
    ],
    ["without a content type", JSON.stringify(text), {}],
    ["as plain text", JSON.stringify(text), { "Content-Type": "text/plain" }],
    ["with a content type in capitals", JSON.stringify(text), { "Content-Type": "APPLICATION/JSON; charset=UTF-8" }],
    ["as a form", form({ ...text, text: '{"body":"Hello"}' }), { "Content-Type": "Application/X-WWW-Form-URLencoded" }],
    ["with a token in small letters", text, { ...json, Authorization: "" }],
  ])("%s", async (_, body, headers = json) => {
    const own = headers["Authorization"] === "" ? { ...headers, Authorization: `bearer ${sim.accessToken}` } : headers;
    const answer = await post(body, own);
    expect([answer.status, at(answer.body, "error")]).toEqual([200, undefined]);
    expect(at(answer.body, "contacts", 0, "wa_id")).toBe("12025550111");
  });

  test("in a form whose callback data are JSON, which come back as they were", async () => {
    const fields = { ...text, text: '{"body":"Hello"}', biz_opaque_callback_data: '{"job":1}' };
    const answer = await post(form(fields), { "Content-Type": "application/x-www-form-urlencoded" });
    expect(answer.status).toBe(200);
    expect(sim.messages()[0]?.biz_opaque_callback_data).toBe('{"job":1}');
  });

  test.each(["/v20.0", "/v21.0", "/v22.0", "/v23.0", "/v24.0", "/v25.0", "/v26.0", "", "/v17.0"])(
    "at the version %j, with a slash at the end and parameters that nobody knows",
    async (version) => {
      const path = `${version}/${sim.phoneNumberId}/messages/?pretty=0&locale=es_ES`;
      const answer = await call(path, { method: "POST", headers: json, body: JSON.stringify(hello) });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("facebook-api-version")).toMatch(/^v2[0-6]\.0$/);
    },
  );

  test("but null does not stand for what is required", async () => {
    expect(at((await post({ ...text, messaging_product: null })).body, "error", "code")).toBe(100);
    expect(at((await post({ ...text, text: { body: null } })).body, "error", "code")).toBe(131008);
  });
});

describe("a file is accepted", () => {
  test.each<[string, string, Record<string, string>]>([
    ["with messaging_product in the address", "?messaging_product=whatsapp", {}],
    ["with a type that is only a kind", "", { messaging_product: "whatsapp", type: "image" }],
  ])("%s", async (_, query, fields) => {
    const body = new FormData();
    body.set("file", new Blob(["\u0089PNG"], { type: "image/png" }), "a.png");
    for (const [key, value] of Object.entries(fields)) body.set(key, value);
    const answer = await call(`/v23.0/${sim.phoneNumberId}/media${query}`, { method: "POST", body });
    expect(answer.body).toEqual({ id: expect.any(String) });
    const file = await call(`/v23.0/${String(at(answer.body, "id"))}`);
    expect(at(file.body, "mime_type")).toBe("image/png");
  });
});

test("a list is read to its end by its links alone, without a header", async () => {
  for (const name of ["one", "two", "three"]) {
    sim.template({
      name,
      language: "en_US",
      category: "UTILITY",
      components: [{ type: "BODY", text: `The ${name}.` }],
    });
  }
  let url: unknown = `${sim.graphUrl}/v24.0/${sim.wabaId}/message_templates?limit=1&fields=name&access_token=${sim.accessToken}`;
  const names: unknown[] = [];
  while (typeof url === "string") {
    const page: unknown = await (await fetch(url)).json();
    names.push(at(page, "data", 0, "name"));
    expect(new URL(url).pathname).toMatch(/^\/v24\.0\//);
    url = at(page, "paging", "next");
  }
  expect(names).toEqual(["hello_world", "one", "two", "three"]);
});

test("every field of a number and of an account that Meta lists can be asked for", async () => {
  const number =
    "id,verified_name,display_phone_number,status,quality_rating,quality_score{score},webhook_configuration{application}," +
    "name_status,new_name_status,code_verification_status,account_mode,is_official_business_account,is_pin_enabled," +
    "is_preverified_number,messaging_limit_tier,search_visibility,platform_type,throughput,health_status,certificate," +
    "last_onboarded_time,is_on_biz_app,official_business_account,whatsapp_business_manager_messaging_limit";
  const account =
    "id,name,currency,timezone_id,country,message_template_namespace,account_review_status,business_verification_status," +
    "ownership_type,owner_business_info,on_behalf_of_business_info,primary_funding_id,health_status,status";
  expect((await call(`/v25.0/${sim.phoneNumberId}?fields=${number}`)).body).toMatchObject({
    id: sim.phoneNumberId,
    health_status: { can_send_message: "AVAILABLE" },
  });
  expect((await call(`/v25.0/${sim.wabaId}?fields=${account}`)).body).toMatchObject({
    id: sim.wabaId,
    status: "ACTIVE",
  });
});

describe("an app's own token", () => {
  const ask = (secret: string, grant = "client_credentials"): Promise<Told> =>
    call(`/v25.0/oauth/access_token?grant_type=${grant}&client_id=${sim.appId}&client_secret=${secret}`);

  test("is given for its id and secret, and sets the app's webhook", async () => {
    const answer = await ask(sim.appSecret);
    expect(answer.body).toEqual({ access_token: `${sim.appId}|${sim.appSecret}`, token_type: "bearer" });
    const token = encodeURIComponent(String(at(answer.body, "access_token")));
    const list = await fetch(`${sim.graphUrl}/v25.0/${sim.appId}/subscriptions?access_token=${token}`);
    expect(await list.json()).toEqual({ data: [] });
  });

  test("is refused for another secret, another app's, and another grant", async () => {
    for (const secret of ["no", other.appSecret]) expect(at((await ask(secret)).body, "error", "code")).toBe(190);
    expect(at((await ask(sim.appSecret, "password")).body, "error", "code")).toBe(100);
  });
});

test.each(["HEAD", "OPTIONS", "PUT"])("%s is answered with 501, and changes nothing", async (method) => {
  const headers = { Authorization: `Bearer ${sim.accessToken}` };
  const answer = await fetch(`${sim.graphUrl}/v25.0/${sim.phoneNumberId}`, { method, headers });
  expect(answer.status).toBe(501);
  expect((await answer.text()).includes("phone-numbers.ts")).toBe(method !== "HEAD");
});
