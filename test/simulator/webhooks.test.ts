import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signature, webhookText } from "../../src/simulator/webhooks/webhook-client.ts";
import { startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, graph, hello, offer, person, Receiver, send } from "./helpers.ts";

const now = "2026-11-20T12:00:00Z";

describe("the signature", () => {
  test("is that of the published example", () => {
    const bytes = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
    expect(signature("test_app_secret", bytes)).toBe(
      "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
    );
  });

  test("is made over the very bytes that arrive", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    sim.inbound({ from: person, text: "¿Está listo? 🎈" });
    await sim.settled();
    const [delivery] = receiver.received;
    const expected = createHmac("sha256", sim.appSecret)
      .update(delivery?.raw ?? "")
      .digest("hex");
    expect(delivery?.headers["x-hub-signature-256"]).toBe(`sha256=${expected}`);
    expect(delivery?.headers["user-agent"]).toBe("facebookexternalua");
    expect(delivery?.headers["content-type"]).toBe("application/json");
    expect(delivery?.raw.toString("latin1")).toContain("\\u00bfEst\\u00e1 listo? \\ud83c\\udf88");
    expect(at(delivery?.body, "entry", 0, "changes", 0, "value", "messages", 0, "text", "body")).toBe(
      "¿Está listo? 🎈",
    );
  });

  test("takes the webhook's own secret", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    await sim.webhook({ appSecret: "another secret" });
    sim.inbound({ from: person, text: "Hi" });
    await sim.settled();
    const [delivery] = receiver.received;
    expect(delivery?.headers["x-hub-signature-256"]).toBe(
      signature("another secret", delivery?.raw ?? Buffer.alloc(0)),
    );
  });

  test("the bytes are plain ASCII and parse back to the same", () => {
    const payload = { text: "á\u007f\u2028😀\n" };
    const bytes = Buffer.from(webhookText(payload), "latin1");
    expect(bytes.every((byte) => byte < 0x7f)).toBe(true);
    expect(JSON.parse(bytes.toString("latin1"))).toEqual(payload);
  });
});

describe("the handshake", () => {
  test("asks with the verify token and a challenge", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await Receiver.start(sim.verifyToken);
    expect(await control(sim, "POST", "webhook", { url: receiver.url })).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect(receiver.handshakes[0]?.get("hub.mode")).toBe("subscribe");
    expect(receiver.handshakes[0]?.get("hub.challenge")).toMatch(/^\d+$/);
  });

  test("a wrong verify token is refused with the reason, and the old webhook stays", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    await using stranger = await Receiver.start("something else");
    const answer = await control(sim, "POST", "webhook", { url: stranger.url });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: "simulator.handshake_failed", message: expect.stringContaining("403") } },
    });
    sim.inbound({ from: person, text: "Hi" });
    await sim.settled();
    expect([receiver.received.length, stranger.received.length]).toEqual([1, 0]);
  });

  test("an address where nobody listens is refused", async () => {
    await using sim = await startSimulator({ now });
    const answer = await control(sim, "POST", "webhook", { url: "http://127.0.0.1:9/webhook" });
    expect(answer.status).toBe(400);
  });
});

describe("delivery", () => {
  test("is repeated at once and then with growing gaps until it is answered with 200", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    receiver.answers = [500, 503, 302];
    sim.inbound({ from: person, text: "Hi" });
    await sim.advance("0s");
    expect(receiver.received).toHaveLength(2);
    await sim.advance("1h");
    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map(({ raw }) => raw.toString()))).toHaveLength(1);
    expect(sim.deliveries()).toEqual([
      expect.objectContaining({
        state: "delivered",
        attempts: [500, 503, 302, 200].map((status) => expect.objectContaining({ status })),
      }),
    ]);
  });

  test("is given up after seven days", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    receiver.answers = Array.from({ length: 1_000 }, () => 500);
    sim.inbound({ from: person, text: "Hi" });
    await sim.advance("6d");
    expect(sim.deliveries()[0]?.state).toBe("pending");
    await sim.advance("2d");
    expect(sim.deliveries()[0]?.state).toBe("failed");
    const tries = receiver.received.length;
    await sim.advance("30d");
    expect(receiver.received).toHaveLength(tries);
    receiver.answers = [];
    expect((await control(sim, "POST", "webhook/redeliver", {})).body).toEqual({ redelivered: 1 });
    await sim.settled();
    expect(sim.deliveries()[0]?.state).toBe("delivered");
  });

  test("a failing one does not hold up those behind it", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    receiver.answers = [500, 200, 500];
    sim.inbound({ from: person, text: "one" });
    sim.inbound({ from: person, text: "two" });
    await sim.advance("1h");
    const bodies = receiver.values("messages").map((value) => at(value, "messages", 0, "text", "body"));
    expect(bodies.slice(0, 3)).toEqual(["one", "two", "one"]);
    expect((await control(sim, "GET", "webhook/deliveries")).body).toMatchObject({
      data: [{ state: "delivered" }, { state: "delivered" }],
    });
  });

  test("a receiver that is gone is tried again when it is back", async () => {
    await using sim = await startSimulator({ now, webhook: { url: "http://127.0.0.1:9/webhook" } });
    sim.inbound({ from: person, text: "Hi" });
    await sim.settled();
    expect(sim.deliveries()[0]?.attempts[0]?.error).toContain("ECONNREFUSED");
  });

  test("chaos doubles and reorders, the same way for the same seed", async () => {
    const run = async (seed: string): Promise<unknown[]> => {
      await using sim = await startSimulator({ now, clock: "manual" });
      await using receiver = await connect(sim);
      await sim.webhook({ chaos: { duplicate: 0.5, reorder: 0.5, seed } });
      for (let person = 10; person < 20; person++) await send(sim, hello(`+120255501${person}`));
      await sim.advance("1m");
      return receiver.statusNames;
    };
    const first = await run("a");
    expect(await run("a")).toEqual(first);
    expect(first.length).toBeGreaterThan(30);
    expect(first.indexOf("read")).toBeLessThan(first.lastIndexOf("sent"));
  });
});

describe("subscribed_apps", () => {
  test("without a subscription nothing is delivered", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    await graph(sim, "DELETE", `/${sim.wabaId}/subscribed_apps`);
    expect((await graph(sim, "GET", `/${sim.wabaId}/subscribed_apps`)).body).toEqual({ data: [] });
    sim.inbound({ from: person, text: "Hi" });
    await sim.settled();
    expect(receiver.received).toEqual([]);
    await graph(sim, "POST", `/${sim.wabaId}/subscribed_apps`);
    sim.inbound({ from: person, text: "Hi" });
    await sim.settled();
    expect(receiver.received).toHaveLength(1);
  });

  test("an override takes the messages, and the app keeps the account's fields", async () => {
    await using sim = await startSimulator({ now });
    await using app = await connect(sim);
    await using account = await Receiver.start("account token");
    const path = `/${sim.wabaId}/subscribed_apps`;
    const override = { override_callback_uri: account.url, verify_token: "account token" };
    expect((await graph(sim, "POST", path, override)).body).toEqual({ success: true });
    expect((await graph(sim, "GET", path)).body).toMatchObject({
      data: [{ whatsapp_business_api_data: { id: sim.appId }, override_callback_uri: account.url }],
    });
    sim.inbound({ from: person, text: "Hi" });
    const { id } = sim.template(offer);
    sim.setTemplateStatus(id, { status: "PAUSED" });
    await sim.settled();
    expect(account.values("messages")).toHaveLength(1);
    expect(app.received.map(({ body }) => at(body, "entry", 0, "changes", 0, "field"))).toEqual([
      "message_template_status_update",
    ]);
    expect(at(app.received[0]?.body, "entry", 0, "time")).toBe(Math.floor(Date.parse(now) / 1_000));
  });

  test("an override that fails its handshake is refused", async () => {
    await using sim = await startSimulator({ now });
    await using stranger = await Receiver.start("another token");
    const answer = await graph(sim, "POST", `/${sim.wabaId}/subscribed_apps`, {
      override_callback_uri: stranger.url,
      verify_token: "x",
    });
    expect(code(answer)).toBe(2200);
  });
});

describe("inbound messages", () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["a text", { text: "Hi" }, { type: "text", text: { body: "Hi" } }],
    [
      "a tap on a template's button",
      { button: { payload: "STOP", text: "Stop" }, context: { id: "wamid.x" } },
      { type: "button", button: { payload: "STOP", text: "Stop" }, context: { from: "15550100200", id: "wamid.x" } },
    ],
    [
      "a reply",
      { interactive: { type: "button_reply", button_reply: { id: "a", title: "A" } } },
      { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "a", title: "A" } } },
    ],
    [
      "a reaction",
      { reaction: { message_id: "wamid.x", emoji: "👍" } },
      { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } },
    ],
    [
      "an order",
      { order: { catalog_id: "1", product_items: [] } },
      { type: "order", order: { catalog_id: "1", product_items: [] } },
    ],
    [
      "a picture",
      { image: { caption: "Look" } },
      {
        type: "image",
        image: {
          mime_type: "image/jpeg",
          caption: "Look",
          id: expect.any(String),
          sha256: expect.stringMatching(/=$/),
        },
      },
    ],
    [
      "something unsupported",
      { type: "unsupported" },
      { type: "unsupported", errors: [expect.objectContaining({ code: 131051 })] },
    ],
    [
      "a click on an advertisement",
      { text: "Hi", referral: { source_type: "ad" } },
      { type: "text", referral: { source_type: "ad" } },
    ],
  ])("%s", async (_, input, expected) => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    const answer = await control(sim, "POST", "inbound", { from: person, profile: { name: "Ana" }, ...input });
    expect(answer.status).toBe(200);
    await sim.settled();
    expect(receiver.values("messages")[0]).toMatchObject({
      contacts: [{ profile: { name: "Ana" }, wa_id: "12025550111" }],
      messages: [{ id: at(answer.body, "id"), from: "12025550111", timestamp: expect.any(String), ...expected }],
    });
  });

  test.each([{}, { text: "a", reaction: { message_id: "b" } }, { type: "image", text: "Hi" }, { txt: "Hi" }])(
    "%j is refused",
    async (input) => {
      await using sim = await startSimulator({ now });
      expect((await control(sim, "POST", "inbound", { from: person, ...input })).status).toBe(400);
    },
  );

  test("can be marked as read, with those before", async () => {
    await using sim = await startSimulator({ now });
    const { id } = sim.inbound({ from: person, text: "Hi" });
    const receipt = { messaging_product: "whatsapp", status: "read", message_id: id };
    const path = `/${sim.phoneNumberId}/messages`;
    expect((await graph(sim, "POST", path, { ...receipt, typing_indicator: { type: "text" } })).body).toEqual({
      success: true,
    });
    expect(code(await graph(sim, "POST", path, { ...receipt, message_id: "wamid.unknown" }))).toBe(131009);
    expect(code(await graph(sim, "POST", path, { ...receipt, typing_indicator: { type: "dots" } }))).toBe(131009);
    expect(code(await graph(sim, "POST", path, { ...receipt, to: person }))).toBe(100);
    await sim.advance("31d");
    expect(code(await graph(sim, "POST", path, receipt))).toBe(131009);
  });
});
