import { describe, expect, test } from "vitest";
import { describeEvent } from "../../../src/domain/webhooks/describe.ts";
import type { InboundContent, InboundEvent } from "../../../src/domain/webhooks/events.ts";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import { inbound, rui } from "./bodies.ts";

function read(message: object): InboundEvent {
  const [event] = parseWebhook(inbound(rui, "wamid.IN1", 1_795_100_000, message));
  if (event?.kind !== "inbound") throw new Error(`not inbound: ${event?.kind}`);
  return event;
}

const picture = { mime_type: "image/jpeg", sha256: "q1mIhVYq8Qk=", id: "660077008800" };
const answer = (type: string, member: object): object => ({
  type: "interactive",
  interactive: { type, [type]: member },
});

describe("every kind of message", () => {
  test.each<[string, object, InboundContent, string]>([
    ["a text", { type: "text", text: { body: "Hi" } }, { type: "text", text: { body: "Hi" } }, "wrote: Hi"],
    [
      "a picture with its address",
      { type: "image", image: { ...picture, caption: "Broken", url: "https://media.example/1" } },
      { type: "image", image: { ...picture, caption: "Broken", url: "https://media.example/1" } },
      "sent (image): Broken",
    ],
    ["a video", { type: "video", video: picture }, { type: "video", video: picture }, "sent (video)"],
    [
      "a document",
      { type: "document", document: { ...picture, filename: "bill.pdf" } },
      { type: "document", document: { ...picture, filename: "bill.pdf" } },
      "sent (document)",
    ],
    [
      "a voice message",
      { type: "audio", audio: { ...picture, voice: true } },
      { type: "audio", audio: { ...picture, voice: true } },
      "sent (audio)",
    ],
    [
      "a sticker",
      { type: "sticker", sticker: { ...picture, animated: false } },
      { type: "sticker", sticker: { ...picture, animated: false } },
      "sent (sticker)",
    ],
    [
      "a place",
      { type: "location", location: { latitude: 19.4, longitude: -99.1, name: "Shop", invented: 1 } },
      { type: "location", location: { latitude: 19.4, longitude: -99.1, name: "Shop" } },
      "sent (location)",
    ],
    [
      "a shared contact",
      {
        type: "contacts",
        contacts: [
          { origin: "contact_request", phones: [{ phone: "+1 202-555-0123", wa_id: rui.waId, type: "MOBILE" }] },
          { name: { formatted_name: "Ana Prueba" }, emails: [{ email: "ana@example.com", type: "WORK" }], urls: [7] },
        ],
      },
      {
        type: "contacts",
        contacts: [
          { origin: "contact_request", phones: [{ phone: "+1 202-555-0123", wa_id: rui.waId, type: "MOBILE" }] },
          { name: { formatted_name: "Ana Prueba" }, emails: [{ email: "ana@example.com", type: "WORK" }], urls: [] },
        ],
      },
      "sent (contacts)",
    ],
    [
      "a tap on a template's button",
      { type: "button", button: { payload: "STOP_PX-204", text: "Stop updates" } },
      { type: "button", button: { payload: "STOP_PX-204", text: "Stop updates" } },
      "tapped: Stop updates",
    ],
    [
      "a tap on a button",
      answer("button_reply", { id: "yes", title: "Yes" }),
      { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "yes", title: "Yes" } } },
      "tapped: Yes",
    ],
    [
      "a choice from a list",
      answer("list_reply", { id: "slot-0900", title: "09:00", description: "Anna" }),
      {
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id: "slot-0900", title: "09:00", description: "Anna" } },
      },
      "tapped: 09:00",
    ],
    [
      "a filled form",
      answer("nfm_reply", { name: "flow", body: "Sent", response_json: '{"flow_token":"tok-7f3a","guests":2}' }),
      {
        type: "interactive",
        interactive: {
          type: "nfm_reply",
          nfm_reply: { name: "flow", body: "Sent", response_json: '{"flow_token":"tok-7f3a","guests":2}' },
          response: { flow_token: "tok-7f3a", guests: 2 },
        },
      },
      "filled in a form",
    ],
    [
      "a form whose answer is no JSON",
      answer("nfm_reply", { name: "flow", response_json: "{" }),
      {
        type: "interactive",
        interactive: {
          type: "nfm_reply",
          nfm_reply: { name: "flow", response_json: "{" },
          response: undefined,
        },
      },
      "filled in a form",
    ],
    [
      "a permission to call",
      answer("call_permission_reply", {
        response: "accept",
        is_permanent: false,
        expiration_timestamp: 1_795_700_000,
        response_source: "user_action",
      }),
      {
        type: "interactive",
        interactive: {
          type: "call_permission_reply",
          call_permission_reply: {
            response: "accept",
            is_permanent: false,
            expiration_timestamp: 1_795_700_000,
            response_source: "user_action",
          },
        },
      },
      "answered a request to call",
    ],
    [
      "a way to pay",
      answer("payment_method", { payment_method: "card", last_four_digits: "0042", reference_id: "order-7" }),
      {
        type: "interactive",
        interactive: {
          type: "payment_method",
          payment_method: { payment_method: "card", last_four_digits: "0042", reference_id: "order-7" },
        },
      },
      "chose how to pay",
    ],
    [
      "a product",
      answer("product", { whatever: [1] }),
      { type: "interactive", interactive: { type: "product", product: { whatever: [1] } } },
      "tapped",
    ],
    [
      "an order",
      {
        type: "order",
        order: {
          catalog_id: "700800900",
          text: "Please gift-wrap",
          product_items: [{ product_retailer_id: "MUG-1", quantity: 2, item_price: 9.5, currency: "EUR" }],
        },
      },
      {
        type: "order",
        order: {
          catalog_id: "700800900",
          text: "Please gift-wrap",
          product_items: [{ product_retailer_id: "MUG-1", quantity: 2, item_price: 9.5, currency: "EUR" }],
        },
      },
      "ordered 1 product: Please gift-wrap",
    ],
    [
      "a reaction",
      { type: "reaction", reaction: { message_id: "wamid.OUT1", emoji: "👍" } },
      { type: "reaction", reaction: { message_id: "wamid.OUT1", emoji: "👍" } },
      "reacted: 👍",
    ],
    [
      "a reaction taken back",
      { type: "reaction", reaction: { message_id: "wamid.OUT1" } },
      { type: "reaction", reaction: { message_id: "wamid.OUT1" } },
      "took a reaction back",
    ],
    [
      "an edited message",
      {
        type: "edit",
        edit: { original_message_id: "wamid.IN0", message: { type: "text", text: { body: "Sunday?" } } },
      },
      {
        type: "edit",
        edit: { original_message_id: "wamid.IN0", content: { type: "text", text: { body: "Sunday?" } } },
      },
      "edited a message: Sunday?",
    ],
    [
      "a deleted message",
      { type: "revoke", revoke: { original_message_id: "wamid.IN0" } },
      { type: "revoke", revoke: { original_message_id: "wamid.IN0" } },
      "deleted a message",
    ],
    [
      "what WhatsApp does not pass on",
      { type: "unsupported", unsupported: { type: "poll_creation" }, errors: [{ code: 131_051, title: "Unknown" }] },
      { type: "unsupported", unsupported: { type: "poll_creation" } },
      "sent (poll_creation)",
    ],
    [
      "the same without a kind",
      { type: "unsupported" },
      { type: "unsupported", unsupported: {} },
      "sent (unsupported)",
    ],
    ["a kind that is new", { type: "hologram", hologram: { depth: 3 } }, { type: "other" }, "sent (hologram)"],
  ])("%s", (_, message, content, line) => {
    const event = read(message);
    expect(event.content).toEqual(content);
    expect(event.message).toMatchObject(message);
    expect(describeEvent(event).en).toBe(`+1202•••••23 ${line}`);
  });

  test.each<[string, object]>([
    ["a text without words", { type: "text", text: {} }],
    ["a picture without an id", { type: "image", image: { mime_type: "image/png" } }],
    ["a place without a longitude", { type: "location", location: { latitude: 1 } }],
    ["contacts that are no list", { type: "contacts", contacts: { name: "x" } }],
    ["a tap on nothing", { type: "button", button: {} }],
    ["an answer of a new kind", answer("wink", { id: "1" })],
    ["a form without an answer", answer("nfm_reply", { name: "flow" })],
    [
      "an order with half an item",
      { type: "order", order: { catalog_id: "7", product_items: [{ product_retailer_id: "MUG-1" }] } },
    ],
    ["a reaction to nothing", { type: "reaction", reaction: { emoji: "👍" } }],
    ["a content that is a text", { type: "image", image: "no" }],
    ["no type", { text: { body: "Hi" } }],
  ])("%s is other, and still a message of the customer", (_, message) => {
    expect(read(message)).toMatchObject({ content: { type: "other" }, customer: rui, message });
  });

  test("an edit of an edit ends", () => {
    const edit = (message: object): object => ({ type: "edit", edit: { original_message_id: "wamid.0", message } });
    expect(read(edit(edit(edit({ type: "text", text: { body: "x" } })))).content).toEqual({
      type: "edit",
      edit: { original_message_id: "wamid.0", content: { type: "other" } },
    });
  });
});
