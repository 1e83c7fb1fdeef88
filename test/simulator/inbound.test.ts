import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../src/domain/webhooks/parse.ts";
import type { InboundInput } from "../../src/testing.ts";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, connect, control, graph, type Receiver } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const phone = "12025550111";
const seconds = Date.parse(still.now) / 1_000;

const inbound = async (sim: Simulator, receiver: Receiver, input: Omit<InboundInput, "from">): Promise<unknown> => {
  sim.inbound({ from: phone, ...input });
  await sim.settled();
  const value = receiver.values("messages").findLast((one) => at(one, "messages") !== undefined);
  return at(value, "messages", 0);
};

const media = { id: expect.any(String), sha256: expect.any(String), url: expect.stringContaining("mid=") };

describe("every kind of message", () => {
  test.each<[string, Omit<InboundInput, "from">, Record<string, unknown>]>([
    ["text", { text: "Hi" }, { text: { body: "Hi" } }],
    ["text", { text: { body: "Hi" } }, { text: { body: "Hi" } }],
    ["image", { image: { caption: "A cup" } }, { image: { ...media, mime_type: "image/jpeg", caption: "A cup" } }],
    ["video", { video: {} }, { video: { ...media, mime_type: "video/mp4" } }],
    [
      "document",
      { document: { filename: "a.pdf" } },
      { document: { ...media, mime_type: "application/pdf", filename: "a.pdf" } },
    ],
    ["audio", { audio: { voice: true } }, { audio: { ...media, mime_type: "audio/ogg", voice: true } }],
    ["sticker", { sticker: { animated: true } }, { sticker: { ...media, mime_type: "image/webp", animated: true } }],
    [
      "location",
      { location: { latitude: 1.5, longitude: -2, name: "Shop", url: "https://shop.example" } },
      { location: { latitude: 1.5, longitude: -2, name: "Shop", url: "https://shop.example" } },
    ],
    [
      "contacts",
      { contacts: [{ name: { formatted_name: "Ben" } }] },
      { contacts: [{ origin: "other", name: { formatted_name: "Ben" } }] },
    ],
    ["contacts", { shareContact: true }, { contacts: [expect.objectContaining({ origin: "contact_request" })] }],
    ["button", { button: { payload: "YES", text: "Yes" } }, { button: { payload: "YES", text: "Yes" } }],
    [
      "interactive",
      { interactive: { type: "button_reply", button_reply: { id: "a", title: "A" } } },
      { interactive: { type: "button_reply", button_reply: { id: "a", title: "A" } } },
    ],
    [
      "order",
      {
        order: {
          catalog_id: "1",
          product_items: [{ product_retailer_id: "MUG", quantity: 2, item_price: 9.5, currency: "EUR" }],
        },
      },
      { order: { catalog_id: "1", product_items: [expect.objectContaining({ quantity: 2, item_price: 9.5 })] } },
    ],
    [
      "reaction",
      { reaction: { message_id: "wamid.1", emoji: "👍" } },
      { reaction: { message_id: "wamid.1", emoji: "👍" } },
    ],
    ["reaction", { reaction: { message_id: "wamid.1", emoji: "" } }, { reaction: { message_id: "wamid.1" } }],
    [
      "edit",
      { edit: { original_message_id: "wamid.1", text: "Corrected" } },
      { edit: { original_message_id: "wamid.1", message: { type: "text", text: { body: "Corrected" } } } },
    ],
    ["revoke", { revoke: { original_message_id: "wamid.1" } }, { revoke: { original_message_id: "wamid.1" } }],
    [
      "system",
      { system: { type: "user_changed_number", wa_id: "12025550112" } },
      { system: { type: "user_changed_number", wa_id: "12025550112", body: expect.any(String) } },
    ],
    [
      "system",
      { system: { type: "customer_identity_changed" } },
      {
        system: expect.objectContaining({ type: "customer_identity_changed" }),
        identity: { acknowledged: false, created_timestamp: seconds, hash: expect.any(String) },
      },
    ],
    [
      "unsupported",
      { unsupported: { type: "poll_creation" } },
      {
        unsupported: { type: "poll_creation" },
        errors: [
          {
            code: 131051,
            title: "Message type unknown",
            message: "Message type unknown",
            error_data: { details: "Message type is currently not supported." },
          },
        ],
      },
    ],
    ["unsupported", { type: "unsupported" }, { errors: [expect.objectContaining({ code: 131051 })] }],
    ["unsupported", { unsupported: { code: 131060 } }, { errors: [expect.objectContaining({ code: 131060 })] }],
  ])("%s of %j", async (type, input, content) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const message = await inbound(sim, receiver, input);
    expect(message).toEqual({
      from: phone,
      from_user_id: expect.stringMatching(/^US\./),
      id: expect.stringMatching(/^wamid\./),
      timestamp: String(seconds),
      type,
      ...content,
    });
    expect(parseWebhook(receiver.received[0]?.body).map(({ kind }) => kind)).not.toContain("unknown");
  });

  test("an identity that changed comes with contacts, another system message without", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    await inbound(sim, receiver, { system: { type: "customer_identity_changed" }, identity: { hash: "abc" } });
    await inbound(sim, receiver, { system: { type: "user_changed_number" } });
    const [changed, number] = receiver.values("messages");
    expect(at(changed, "contacts", 0, "identity_key_hash")).toBe("abc");
    expect(number).not.toHaveProperty("contacts");
  });

  test("a file can be fetched by its address", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const data = Buffer.from("a picture").toString("base64");
    const message = await inbound(sim, receiver, { image: { data } });
    const headers = { Authorization: `Bearer ${sim.accessToken}` };
    const answer = await fetch(String(at(message, "image", "url")), { headers });
    expect([answer.status, await answer.text()]).toEqual([200, "a picture"]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["nothing", {}],
    ["two things", { text: "Hi", image: {} }],
    ["another type than its member", { type: "image", text: "Hi" }],
    ["nobody", { from: "", text: "Hi" }],
    ["a mistyped member", { txet: "Hi" }],
  ])("%s is refused", async (_, input) => {
    await using sim = await startSimulator(still);
    expect((await control(sim, "POST", "inbound", { from: phone, ...input })).status).toBe(400);
    expect(at((await control(sim, "GET", "customers")).body, "data")).toEqual([]);
  });
});

describe("around a message", () => {
  test.each<[string, InboundInput["context"], unknown]>([
    ["an answer", { id: "wamid.1" }, { from: "15550100200", id: "wamid.1" }],
    ["an answer by its other name", { message_id: "wamid.1" }, { from: "15550100200", id: "wamid.1" }],
    ["passed on", { forwarded: true }, { forwarded: true }],
    ["passed on often", { frequently_forwarded: true }, { frequently_forwarded: true }],
    [
      "about a product",
      { referred_product: { catalog_id: "1", product_retailer_id: "MUG" } },
      { from: "15550100200", referred_product: { catalog_id: "1", product_retailer_id: "MUG" } },
    ],
    ["nothing", {}, undefined],
  ])("context: %s", async (_, context, expected) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    expect(at(await inbound(sim, receiver, { text: "Hi", context }), "context")).toEqual(expected);
  });

  test("an ad is told as it is given, or as a whole sample", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const given = { source_type: "post", source_id: "7" };
    expect(at(await inbound(sim, receiver, { text: "Hi", referral: given }), "referral")).toEqual(given);
    expect(at(await inbound(sim, receiver, { text: "Hi", referral: true }), "referral")).toMatchObject({
      source_type: "ad",
      ctwa_clid: expect.any(String),
    });
  });

  test.each<[string, Omit<InboundInput, "from">, boolean]>([
    ["a text", { text: "Hi" }, true],
    ["a reaction", { reaction: { message_id: "wamid.1", emoji: "👍" } }, true],
    ["an edit", { edit: { original_message_id: "wamid.1", text: "Hi" } }, false],
    ["a revocation", { revoke: { original_message_id: "wamid.1" } }, false],
    ["a system message", { system: { type: "user_changed_number" } }, false],
  ])("the window after %s", async (_, input, open) => {
    await using sim = await startSimulator(still);
    sim.inbound({ from: phone, ...input });
    expect(sim.customers()[0]?.windows.length).toBe(open ? 1 : 0);
  });

  test("a stop word changes nothing at Meta", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    await inbound(sim, receiver, { text: "STOP" });
    expect(receiver.values("user_preferences")).toEqual([]);
    expect(sim.customers()[0]?.optOut).toBe(false);
  });
});

test("in a group, what is not passed on has a code of its own", async () => {
  await using sim = await startSimulator(still);
  await using receiver = await connect(sim);
  await graph(sim, "POST", `/${sim.phoneNumberId}/groups`, { messaging_product: "whatsapp", subject: "Us" });
  const group_id = sim.groups()[0]?.id ?? "";
  sim.joinGroup(group_id, phone);
  const message = await inbound(sim, receiver, { group_id, type: "unsupported" });
  expect(message).toMatchObject({ group_id, errors: [{ code: 130501 }] });
});
