import { expect, test } from "vitest";
import type { WireMarketingSendBody } from "../../src/graph/wire/marketing-messages.ts";
import type { WireSendBody } from "../../src/graph/wire/messages.ts";
import { accepted, clientFor, graphErrorBody, json, recipient, rejection, startServer, textMessage } from "./server.ts";

const userId = "US.90817263544536271819";
const group = "Y2FwaV9ncm91cDpleGFtcGxl";
const offer: WireMarketingSendBody = {
  messaging_product: "whatsapp",
  to: recipient,
  type: "template",
  template: { name: "oferta", language: { code: "es" } },
  product_policy: "STRICT",
};

test.each<[string, WireSendBody]>([
  ["a phone number", textMessage],
  ["a user id", { messaging_product: "whatsapp", recipient: userId, type: "text", text: { body: "Hola" } }],
  [
    "a group",
    { messaging_product: "whatsapp", recipient_type: "group", to: group, type: "text", text: { body: "Hola" } },
  ],
])("a message to %s leaves as it was given", async (_, body) => {
  await using server = await startServer((_request, response) => json(response, accepted));
  await using graph = clientFor(server);
  await graph.messages.send("123", body);
  expect(JSON.parse(String(server.requests[0]?.body))).toEqual(body);
});

test.each<[string, WireSendBody]>([
  ["phone number", textMessage],
  ["user id", { messaging_product: "whatsapp", recipient: userId, type: "text", text: { body: "Hola" } }],
])("a refusal does not show the %s", async (_, body) => {
  await using server = await startServer((_request, response) =>
    json(response, graphErrorBody(131_026, `Nobody at ${recipient} or ${userId}`), 400),
  );
  await using graph = clientFor(server);
  const error = await rejection(graph.messages.send("123", body));
  expect(JSON.stringify([String(error), error])).not.toContain(body.to?.slice(1) ?? userId);
});

test("what Meta would refuse does not leave, and the place is named", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using graph = clientFor(server);
  const long: WireSendBody = { messaging_product: "whatsapp", to: recipient, type: "text", text: { body: "" } };
  expect(await rejection(graph.messages.send("123", long))).toMatchObject({
    code: "message.invalid",
    exit: 2,
    message: expect.stringContaining("text.body") as string,
  });
  const marketing = { ...offer, template: { name: "", language: { code: "es" } } };
  expect(await rejection(graph.messages.sendMarketing("123", marketing))).toMatchObject({ code: "message.invalid" });
  expect(server.requests).toHaveLength(0);
});

test("a marketing message goes its own way, once", async () => {
  await using server = await startServer(({ socket }, response) =>
    server.requests.length === 1 ? json(response, accepted) : socket.destroy(),
  );
  await using graph = clientFor(server);
  expect((await graph.messages.sendMarketing("123", offer)).messages[0]?.id).toBe("wamid.TEST1");
  expect(server.requests[0]?.url.pathname).toBe("/v25.0/123/marketing_messages");
  expect(JSON.parse(String(server.requests[0]?.body))).toEqual(offer);
  expect(await rejection(graph.messages.sendMarketing("123", offer))).toMatchObject({ sent: "maybe" });
  expect(server.requests).toHaveLength(2);
});

test.each([
  [undefined, {}],
  [true, { typing_indicator: { type: "text" } }],
])("a message is marked as read, and again after a break; typing: %s", async (typing, more) => {
  await using server = await startServer(({ socket }, response) =>
    server.requests.length === 1 ? socket.destroy() : json(response, { success: true }),
  );
  await using graph = clientFor(server);
  expect(await graph.messages.markAsRead("123", "wamid.IN", { typing })).toEqual({ success: true });
  expect(server.requests).toHaveLength(2);
  expect(server.requests[1]?.url.pathname).toBe("/v25.0/123/messages");
  expect(JSON.parse(String(server.requests[1]?.body))).toEqual({
    messaging_product: "whatsapp",
    status: "read",
    message_id: "wamid.IN",
    ...more,
  });
});
