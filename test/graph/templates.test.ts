import { expect, test } from "vitest";
import { apiUrlFor } from "../../src/graph/client.ts";
import { clientFor, collect, json, rejection, startServer, token } from "./server.ts";

const ids = ["5001", "5002"];

test("every filter of the list travels in Meta's spelling", async () => {
  await using server = await startServer((_, response) => json(response, { data: [] }));
  await using graph = clientFor(server);
  await collect(
    graph.templates.list("900", {
      nameOrContent: "pedido",
      category: "UTILITY",
      qualityScore: "RED",
      source: "AUTO_GENERATED",
    }),
  );
  expect(Object.fromEntries(server.requests[0]?.url.searchParams ?? [])).toMatchObject({
    name_or_content: "pedido",
    category: "UTILITY",
    quality_score: "RED",
    source: "AUTO_GENERATED",
  });
});

test("how many templates there are and may be", async () => {
  const summary = { total_count: 12, message_template_limit: 250 };
  await using server = await startServer((_, response) => json(response, { data: [], summary }));
  await using graph = clientFor(server);
  expect(await graph.templates.summary("900")).toEqual(summary);
  expect(server.requests[0]?.url.searchParams.get("summary")).toContain("message_template_limit");
});

test("a template of the library becomes one's own", async () => {
  await using server = await startServer(({ method, url }, response) => {
    if (method === "POST") json(response, { id: "1", status: "APPROVED", category: "UTILITY" });
    else if (url.searchParams.get("after") === null) {
      json(response, {
        data: [{ id: "L1", name: "delivery_update_1", language: "es", category: "UTILITY", body: "Hola" }],
        paging: { cursors: { after: "c1" }, next: "https://graph.facebook.com/x?after=c1" },
      });
    } else json(response, { data: [{ id: "L2", name: "delivery_update_2", language: "es", category: "UTILITY" }] });
  });
  await using graph = clientFor(server);
  const found = await collect(graph.templates.library({ topic: "ORDER_MANAGEMENT", language: "es" }));
  expect(found.map(({ name }) => name)).toEqual(["delivery_update_1", "delivery_update_2"]);
  await collect(graph.templates.library({ wabaId: "900", limit: 1 }));
  const body = {
    name: "mi_entrega",
    language: "es",
    category: "UTILITY",
    library_template_name: "delivery_update_1",
    library_template_body_inputs: { add_track_package_link: true },
  } as const;
  expect(await graph.templates.create("900", body)).toMatchObject({ status: "APPROVED" });
  const [first, , third, creation] = server.requests;
  expect(first?.url.pathname).toBe("/v25.0/message_template_library");
  expect(first?.url.searchParams.get("topic")).toBe("ORDER_MANAGEMENT");
  expect(third?.url.pathname).toBe("/v25.0/900/message_template_library");
  expect(JSON.parse(String(creation?.body))).toEqual(body);
});

test("a template is changed once, and lifted from a pause", async () => {
  await using server = await startServer(({ url, socket }, response) => {
    if (url.pathname.endsWith("/unpause")) json(response, { success: false, reason: "Not paused by pacing" });
    else if (server.requests.length === 1) json(response, { success: true, id: "5001" });
    else socket.destroy();
  });
  await using graph = clientFor(server);
  expect(await graph.templates.edit("5001", { components: [{ type: "BODY", text: "Hola" }] })).toEqual({
    success: true,
    id: "5001",
  });
  expect(await rejection(graph.templates.edit("5001", { category: "UTILITY" }))).toMatchObject({ sent: "maybe" });
  expect(await graph.templates.unpause("5001")).toMatchObject({ success: false, reason: "Not paused by pacing" });
  expect(server.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
    "POST /v25.0/5001",
    "POST /v25.0/5001",
    "POST /v25.0/5001/unpause",
  ]);
});

test("many templates are deleted by their ids", async () => {
  await using server = await startServer((_, response) => json(response, { success: true }));
  await using graph = clientFor(server);
  await graph.templates.delete("900", { ids });
  expect(server.requests[0]?.url.searchParams.get("hsm_ids")).toBe('["5001","5002"]');
  expect(server.requests[0]?.url.searchParams.has("name")).toBe(false);
});

test.each([
  ["deleting none", [], "template.bad_ids"],
  ["deleting 101", Array.from({ length: 101 }, (_, index) => String(index + 1)), "template.bad_ids"],
  ["deleting what is no id", ["1/2"], "graph.bad_id"],
])("refused before anything leaves: %s", async (_, given, code) => {
  await using server = await startServer((_request, response) => json(response, { success: true }));
  await using graph = clientFor(server);
  expect(await rejection(graph.templates.delete("900", { ids: given }))).toMatchObject({ code, exit: 2 });
  expect(await rejection(graph.templates.archive("900", given))).toMatchObject({ code });
  expect(server.requests).toHaveLength(0);
});

test("an authentication template in several languages, and Meta's words for it", async () => {
  await using server = await startServer(({ method }, response) =>
    json(
      response,
      method === "POST"
        ? { data: [{ id: "1", status: "APPROVED", language: "es" }] }
        : { data: [{ language: "es", body: "*{{1}}* es tu código de verificación." }] },
    ),
  );
  await using graph = clientFor(server);
  const body = {
    name: "codigo",
    category: "AUTHENTICATION" as const,
    languages: ["es", "pt_BR"],
    components: [
      { type: "BODY" as const, add_security_recommendation: true },
      { type: "BUTTONS" as const, buttons: [{ type: "OTP" as const, otp_type: "COPY_CODE" as const }] },
    ],
  };
  expect((await graph.templates.upsert("900", body)).data).toHaveLength(1);
  const previews = await graph.templates.previews("900", { languages: ["es", "pt_BR"], expirationMinutes: 5 });
  expect(previews[0]?.body).toContain("código");
  const [upsert, preview] = server.requests;
  expect(upsert?.url.pathname).toBe("/v25.0/900/upsert_message_templates");
  expect(JSON.parse(String(upsert?.body))).toEqual(body);
  expect(Object.fromEntries(preview?.url.searchParams ?? [])).toEqual({
    category: "AUTHENTICATION",
    languages: "es,pt_BR",
    code_expiration_minutes: "5",
    button_types: "OTP",
  });
});

test("two templates are compared over whole days", async () => {
  const metric = { metric: "BLOCK_RATE", type: "RELATIVE", order_by_relative_metric: ["5002", "5001"] };
  await using server = await startServer((_, response) => json(response, { data: [metric] }));
  await using graph = clientFor(server);
  const comparison = await graph.templates.compare("5001", { with: "5002", days: 7, end: 1_795_102_000 });
  expect(comparison.data).toEqual([metric]);
  const query = Object.fromEntries(server.requests[0]?.url.searchParams ?? []);
  expect(query).toEqual({ template_ids: "[5002]", start: String(1_795_102_000 - 604_800), end: "1795102000" });
});

test("templates move to another account, and those that cannot are named", async () => {
  const answer = { migrated_templates: ["5001"], failed_templates: { "5002": "Low quality" } };
  await using server = await startServer((_, response) => json(response, answer));
  await using graph = clientFor(server);
  expect(await graph.templates.migrate("901", { sourceWabaId: "900", templateIds: ids, page: 2 })).toEqual(answer);
  expect(server.requests[0]?.url.pathname).toBe("/v25.0/901/migrate_message_templates");
  expect(JSON.parse(String(server.requests[0]?.body))).toEqual({
    source_waba_id: "900",
    template_ids: ids,
    page_number: 2,
  });
  expect(await rejection(graph.templates.migrate("901", { sourceWabaId: "900", count: 501 }))).toMatchObject({
    code: "template.bad_count",
  });
});

test("archiving goes to its own host, without a version and with the token", async () => {
  const answer = { archived_templates: ["5001"], failed_templates: { "5002": "Unknown" } };
  await using server = await startServer((_, response) => json(response, {}));
  await using other = await startServer(({ url }, response) =>
    json(response, url.pathname.endsWith("/unarchive") ? { success: true } : answer),
  );
  await using graph = clientFor(server, { apiUrl: other.url });
  expect(await graph.templates.archive("900", ids)).toEqual(answer);
  expect(await graph.templates.unarchive("900", ids)).toEqual({ success: true });
  expect(server.requests).toHaveLength(0);
  expect(other.requests.map(({ url }) => url.pathname)).toEqual([
    "/900/message_templates/archive",
    "/900/message_templates/unarchive",
  ]);
  expect(other.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
  expect(JSON.parse(String(other.requests[0]?.body))).toEqual({ hsm_ids: ids });
});

test("away from Meta, archiving goes where everything goes", async () => {
  await using server = await startServer((_, response) => json(response, { success: true }));
  await using graph = clientFor(server);
  await graph.templates.archive("900", ids);
  expect(server.requests[0]?.url.pathname).toBe("/v25.0/900/message_templates/archive");
});

test.each([
  ["https://graph.facebook.com", undefined, "https://api.facebook.com"],
  ["https://graph.facebook.com/", undefined, "https://api.facebook.com"],
  ["http://127.0.0.1:4010", undefined, undefined],
  ["https://gateway.example", undefined, undefined],
  ["https://graph.facebook.com", "https://graph.facebook.com/v25.0", "https://graph.facebook.com/v25.0"],
])("the base address %s with apiUrl %s: archiving goes to %s", (baseUrl, apiUrl, wanted) => {
  expect(apiUrlFor(baseUrl, apiUrl)).toBe(wanted);
});
