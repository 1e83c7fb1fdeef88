import { expect, test } from "vitest";
import { clientFor, json, rejection, startServer } from "./server.ts";

test("a number's webhooks go elsewhere, and back again", async () => {
  await using server = await startServer((_, response) => json(response, { success: true }));
  await using graph = clientFor(server);
  const override = { callbackUri: "https://hook.example/x", verifyToken: "v3rify-me" };
  await graph.phoneNumbers.setWebhook("123", override);
  await graph.phoneNumbers.setWebhook("123", undefined);
  expect(server.requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
    "POST /v25.0/123",
    "POST /v25.0/123",
  ]);
  expect(server.requests.map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual([
    { webhook_configuration: { override_callback_uri: "https://hook.example/x", verify_token: "v3rify-me" } },
    { webhook_configuration: { override_callback_uri: "" } },
  ]);
});

test("only what is asked for is read", async () => {
  const answer = { id: "123", webhook_configuration: { phone_number: "https://hook.example/x" } };
  await using server = await startServer((_, response) => json(response, answer));
  await using graph = clientFor(server);
  expect(await graph.phoneNumbers.get("123", { fields: ["webhook_configuration"] })).toEqual(answer);
  expect(server.requests[0]?.url.searchParams.get("fields")).toBe("webhook_configuration");
});

test.each(["hook.example", `https://hook.example/${"x".repeat(200)}`])(
  "an address that Meta would refuse does not leave: %s",
  async (callbackUri) => {
    await using server = await startServer((_, response) => json(response, { success: true }));
    await using graph = clientFor(server);
    const override = { callbackUri, verifyToken: "v3rify" };
    expect(await rejection(graph.phoneNumbers.setWebhook("123", override))).toMatchObject({
      code: "webhook.bad_address",
    });
    expect(await rejection(graph.wabas.subscribe("900", { override }))).toMatchObject({ code: "webhook.bad_address" });
    expect(server.requests).toHaveLength(0);
  },
);

test("usernames: taken, read, suggested, given back", async () => {
  await using server = await startServer(({ method, url }, response) => {
    if (url.pathname.endsWith("/username_suggestions")) {
      json(response, { data: [{ username_suggestions: ["tienda.uno", "tienda_uno"] }] });
    } else if (method === "DELETE") json(response, { success: true });
    else json(response, method === "GET" ? { username: "tienda", status: "approved" } : { status: "reserved" });
  });
  await using graph = clientFor(server);
  expect(await graph.phoneNumbers.setUsername("123", { username: "tienda" })).toEqual({ status: "reserved" });
  expect(await graph.phoneNumbers.username("123")).toEqual({ username: "tienda", status: "approved" });
  expect(await graph.phoneNumbers.usernameSuggestions("123")).toEqual(["tienda.uno", "tienda_uno"]);
  expect(await graph.phoneNumbers.deleteUsername("123")).toEqual({ success: true });
});

test("a person is taken out of the contact book, by the portfolio's own id only", async () => {
  await using server = await startServer((_, response) =>
    json(response, { messaging_product: "whatsapp", success: true, deleted: true }),
  );
  await using graph = clientFor(server);
  expect(await graph.phoneNumbers.deleteContact("123", "US.90817263544536271819")).toMatchObject({ deleted: true });
  expect(server.requests[0]?.method).toBe("DELETE");
  expect(`${server.requests[0]?.url.pathname}${server.requests[0]?.url.search}`).toBe(
    "/v25.0/123/contact_book?messaging_product=whatsapp&bsuid=US.90817263544536271819",
  );
  expect(await rejection(graph.phoneNumbers.deleteContact("123", "US.ENT.1"))).toMatchObject({
    code: "graph.parent_user_id",
  });
  expect(server.requests).toHaveLength(1);
});
