import { createHmac } from "node:crypto";
import { expect, expectTypeOf, test } from "vitest";
import { createGraphClient, userAgent } from "../../src/graph/client.ts";
import { appSecretProof } from "../../src/graph/appsecret-proof.ts";
import type { WireTemplate } from "../../src/graph/wire/templates.ts";
import { collect, clientFor, json, rejection, startServer, textMessage, token } from "./server.ts";

const template: WireTemplate = {
  id: "5001",
  name: "order_shipped",
  language: "es",
  status: "APPROVED",
  category: "UTILITY",
  components: [{ type: "BODY", text: "Hola" }],
};

test("templates: filters, fields and pages", async () => {
  await using server = await startServer(({ url }, response) => {
    const after = url.searchParams.get("after");
    const data = after === null ? [template, { ...template, id: "5002" }] : [{ ...template, id: "5003" }];
    json(response, {
      data,
      paging: {
        cursors: { before: "a", after: after === null ? "c1" : "c2" },
        ...(after === null ? { next: `${server.url}/next?access_token=secret&after=c1` } : {}),
      },
    });
  });
  await using graph = clientFor(server);
  const ids: string[] = [];
  for await (const item of graph.templates.list("900", { status: "APPROVED", language: "es", pageSize: 2 })) {
    expectTypeOf(item).toEqualTypeOf<WireTemplate>();
    ids.push(item.id);
  }
  expect(ids).toEqual(["5001", "5002", "5003"]);
  const [first, second] = server.requests;
  expect(first?.url.pathname).toBe("/v25.0/900/message_templates");
  expect(Object.fromEntries(first?.url.searchParams ?? [])).toMatchObject({
    status: "APPROVED",
    language: "es",
    limit: "2",
  });
  expect(first?.url.searchParams.get("fields")?.split(",")).toContain("components");
  expect(first?.url.searchParams.has("name")).toBe(false);
  expect(second?.url.pathname).toBe("/v25.0/900/message_templates");
  expect(second?.url.searchParams.get("after")).toBe("c1");
  expect(server.requests).toHaveLength(2);
});

test("templates: get, create, delete one language, delete all", async () => {
  await using server = await startServer(({ method, url }, response) => {
    if (method === "POST") json(response, { id: "5009", status: "PENDING", category: "UTILITY" });
    else if (method === "DELETE") json(response, { success: true });
    else json(response, url.searchParams.get("fields") === "status" ? { id: "5001", status: "PAUSED" } : template);
  });
  await using graph = clientFor(server);
  const full = await graph.templates.get("5001");
  expect(full.components).toHaveLength(1);
  const part = await graph.templates.get("5001", { fields: ["status"] });
  expectTypeOf(part).toEqualTypeOf<Pick<WireTemplate, "id" | "status">>();
  expect(part).toEqual({ id: "5001", status: "PAUSED" });
  const created = await graph.templates.create("900", {
    name: "order_shipped",
    language: "es",
    category: "UTILITY",
    components: [{ type: "BODY", text: "Hola" }],
  });
  expect(created.status).toBe("PENDING");
  expect(await graph.templates.delete("900", { name: "order_shipped", id: "5001" })).toEqual({ success: true });
  await graph.templates.delete("900", { name: "order_shipped" });
  const deletions = server.requests.filter((request) => request.method === "DELETE");
  expect(deletions.map((request) => request.url.search)).toEqual([
    "?name=order_shipped&hsm_id=5001",
    "?name=order_shipped",
  ]);
});

test("a template that is created twice would be refused, so an unclear answer is not followed by another call", async () => {
  await using server = await startServer(({ socket }) => socket.destroy());
  await using graph = clientFor(server);
  const components = [{ type: "BODY" as const, text: "Hola" }];
  const body = { name: "x", language: "es", category: "UTILITY" as const, components };
  expect(await rejection(graph.templates.create("900", body))).toMatchObject({ sent: "maybe" });
  expect(server.requests).toHaveLength(1);
});

test("phone numbers: list and get, with the fields that tell their state", async () => {
  const number = { id: "123", display_phone_number: "+1 202 555 0100", verified_name: "Tienda", status: "CONNECTED" };
  await using server = await startServer(({ url }, response) =>
    json(response, url.pathname.endsWith("/phone_numbers") ? { data: [number] } : number),
  );
  await using graph = clientFor(server);
  expect(await collect(graph.phoneNumbers.list("900"))).toEqual([number]);
  expect(await graph.phoneNumbers.get("123")).toEqual(number);
  for (const request of server.requests) {
    expect(request.url.searchParams.get("fields")?.split(",")).toEqual(
      expect.arrayContaining([
        "throughput",
        "whatsapp_business_manager_messaging_limit",
        "quality_rating",
        "name_status",
      ]),
    );
  }
});

test("accounts: get, subscribed apps, subscribe, unsubscribe", async () => {
  const app = { whatsapp_business_api_data: { id: "42", name: "recado" } };
  await using server = await startServer(({ method, url }, response) => {
    if (method !== "GET") json(response, { success: true });
    else json(response, url.pathname.endsWith("/subscribed_apps") ? { data: [app] } : { id: "900", currency: "USD" });
  });
  await using graph = clientFor(server);
  expect((await graph.wabas.get("900")).currency).toBe("USD");
  expect(await graph.wabas.subscribedApps("900")).toEqual([app]);
  await graph.wabas.subscribe("900");
  await graph.wabas.subscribe("900", { override: { callbackUri: "https://hook.example/x", verifyToken: "v3rify" } });
  await graph.wabas.unsubscribe("900");
  expect(server.requests.map((request) => request.method)).toEqual(["GET", "GET", "POST", "POST", "DELETE"]);
  expect(String(server.requests[2]?.body)).toBe("");
  expect(JSON.parse(String(server.requests[3]?.body))).toEqual({
    override_callback_uri: "https://hook.example/x",
    verify_token: "v3rify",
  });
});

test("tokens: an expired one is a result, not an error", async () => {
  await using server = await startServer((_, response) => json(response, { data: { is_valid: false, expires_at: 1 } }));
  await using graph = clientFor(server);
  expect((await graph.tokens.debug("EAAother")).is_valid).toBe(false);
  expect(server.requests[0]?.url.pathname).toBe("/v25.0/debug_token");
  expect(server.requests[0]?.url.searchParams.get("input_token")).toBe("EAAother");
});

test("the bearer token always, the app secret's proof where there is a secret", async () => {
  await using server = await startServer((_, response) => json(response, { id: "1" }));
  await using plain = clientFor(server);
  await using proving = clientFor(server, { appSecret: "s3cret" });
  await plain.wabas.get("1");
  await proving.wabas.get("1");
  const [first, second] = server.requests;
  expect(first?.headers.authorization).toBe(`Bearer ${token}`);
  expect(first?.url.searchParams.has("appsecret_proof")).toBe(false);
  expect(second?.url.searchParams.get("appsecret_proof")).toBe(
    createHmac("sha256", "s3cret").update(token).digest("hex"),
  );
});

test("the proof is the HMAC of RFC 4231's second case: key and message are not swapped", () => {
  expect(appSecretProof("what do ya want for nothing?", "Jefe")).toBe(
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

test("a base address with a path keeps it; the version can be chosen", async () => {
  await using server = await startServer((_, response) => json(response, { id: "1" }));
  await using graph = clientFor({ url: `${server.url}/meta/` }, { version: "26" });
  await graph.wabas.get("1");
  expect(server.requests[0]?.url.pathname).toBe("/meta/v26.0/1");
});

test.each(["../900", "1/2", "..", ".", "", "1?x=1", "%2e%2e", "1 2", "1#2", "１２"])(
  "the id %j is refused before anything leaves",
  async (id) => {
    await using server = await startServer((_, response) => json(response, { id: "1" }));
    await using graph = clientFor(server);
    expect(await rejection(graph.wabas.get(id))).toMatchObject({ code: "graph.bad_id", exit: 2 });
    expect(await rejection(graph.messages.send(id, textMessage))).toMatchObject({ code: "graph.bad_id" });
    expect(() => graph.templates.list(id)).toThrow(/cannot be used/);
    expect(server.requests).toHaveLength(0);
  },
);

test.each(["graph.facebook.com", "ftp://x", "https://graph.facebook.com/v25.0", "http://x/?a=1", ""])(
  "the base address %j is refused",
  (baseUrl) => {
    expect(() => createGraphClient({ accessToken: token, baseUrl })).toThrow(
      expect.objectContaining({ code: "graph.bad_url", exit: 3 }),
    );
  },
);

test.each([
  ["", "config.no_token"],
  ["  ", "config.no_token"],
  ["EAA\nx", "config.bad_token"],
  ["EAA é", "config.bad_token"],
])("the token %j is refused", (accessToken, code) => {
  expect(() => createGraphClient({ accessToken })).toThrow(expect.objectContaining({ code, exit: 3 }));
});

test.each(["v25", "25", "v25.0", " V25.0 "])("the version %j is understood", async (version) => {
  await using server = await startServer((_, response) => json(response, { id: "1" }));
  await using graph = clientFor(server, { version });
  await graph.wabas.get("1");
  expect(server.requests[0]?.url.pathname).toBe("/v25.0/1");
});

test("a version that is none is refused", () => {
  expect(() => createGraphClient({ accessToken: token, version: "latest" })).toThrow(/not a version/);
});

test("Meta's usage headers reach the caller", async () => {
  await using server = await startServer((_, response) =>
    json(response, { id: "1" }, 200, {
      "x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":24}',
      "x-business-use-case-usage":
        '{"900":[{"type":"whatsapp","call_count":95,"total_cputime":20,"total_time":20,"estimated_time_to_regain_access":3}]}',
    }),
  );
  const seen: unknown[] = [];
  await using graph = clientFor(server, { onUsage: (usage) => seen.push(usage) });
  await graph.wabas.get("1");
  expect(seen).toEqual([
    {
      app: { callCount: 28, totalTime: 25, totalCpuTime: 24 },
      businesses: [
        { id: "900", type: "whatsapp", callCount: 95, totalCpuTime: 20, totalTime: 20, regainAccessMs: 180_000 },
      ],
    },
  ]);
});

test("any other endpoint can be called with the same rules", async () => {
  await using server = await startServer((_, response) => json(response, { data: { can_send_message: "AVAILABLE" } }));
  await using graph = clientFor(server);
  const read = (body: unknown): string | undefined => (JSON.stringify(body).includes("AVAILABLE") ? "yes" : undefined);
  expect(
    await graph.request({ method: "GET", path: "/900", query: { fields: "health_status" }, repeatable: true, read }),
  ).toBe("yes");
});

test("recado says who it is", () => {
  expect(userAgent("1.2.3")).toBe("recado/1.2.3 (+node)");
});
