import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { type Body, common, delivered, reached } from "./documented-examples.ts";
import { person } from "./helpers.ts";

// Interactive messages as Meta's pages print them, member by member, with values of our own.
// https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(() => {
  sim.reset();
  sim.inbound({ from: person, type: "text", text: { body: "Good morning" } });
});

const mug = "https://img.example/mug.jpg";
const body = { text: "Which one?" };
const footer = { text: "Mug Shop" };
const reply = (id: string, title: string): Body => ({ type: "reply", reply: { id, title } });
const cta = { name: "cta_url", parameters: { display_text: "See it", url: "https://shop.example/mug?ref=wa" } };
const image = { type: "image", image: { link: mug } };
const card = (card_index: number, action: Body): Body => ({
  card_index,
  type: "cta_url",
  header: image,
  body: { text: "Blue or green" },
  action,
});

test.each<[name: string, interactive: (catalog: string) => Body]>([
  ["reply buttons", () => ({ type: "button", body, action: { buttons: [reply("b", "Blue"), reply("g", "Green")] } })],
  [
    "reply buttons with an image above",
    () => ({ type: "button", header: image, body, footer, action: { buttons: [reply("b", "Blue")] } }),
  ],
  [
    "reply buttons with a document above",
    () => ({
      type: "button",
      header: { type: "document", document: { link: "https://img.example/list.pdf", filename: "list.pdf" } },
      body,
      action: { buttons: [reply("b", "Blue")] },
    }),
  ],
  [
    "list",
    () => ({
      type: "list",
      header: { type: "text", text: "Colours" },
      body,
      footer,
      action: {
        button: "Show colours",
        sections: [
          { title: "Cold", rows: [{ id: "blue", title: "Blue", description: "Like the sea" }] },
          { title: "Warm", rows: [{ id: "red", title: "Red", description: "Like clay" }] },
        ],
      },
    }),
  ],
  ["link button", () => ({ type: "cta_url", header: { type: "text", text: "New" }, body, footer, action: cta })],
  [
    "link button with a video",
    () => ({
      type: "cta_url",
      header: { type: "video", video: { link: "https://img.example/a.mp4" } },
      body,
      action: cta,
    }),
  ],
  ["location request", () => ({ type: "location_request_message", body, action: { name: "send_location" } })],
  [
    "flow, navigate",
    () => ({
      type: "flow",
      header: { type: "text", text: "Booking" },
      body,
      footer,
      action: {
        name: "flow",
        parameters: {
          flow_message_version: "3",
          flow_token: "token-1",
          flow_id: "880011",
          flow_cta: "Book",
          flow_action: "navigate",
          flow_action_payload: { screen: "FIRST", data: { name: "Ana", age: 40, tags: ["a"] } },
        },
      },
    }),
  ],
  [
    "flow by name, a draft",
    () => ({
      type: "flow",
      body,
      action: {
        name: "flow",
        parameters: {
          flow_message_version: "3",
          flow_name: "booking_v1",
          flow_cta: "Book",
          mode: "draft",
          flow_action: "data_exchange",
        },
      },
    }),
  ],
  [
    "product",
    (catalog_id) => ({ type: "product", body, footer, action: { catalog_id, product_retailer_id: "mug-1" } }),
  ],
  [
    "product list",
    (catalog_id) => ({
      type: "product_list",
      header: { type: "text", text: "Our mugs" },
      body,
      footer,
      action: {
        catalog_id,
        sections: [
          { title: "Blue", product_items: [{ product_retailer_id: "mug-1" }, { product_retailer_id: "mug-2" }] },
          { title: "Green", product_items: [{ product_retailer_id: "mug-3" }] },
        ],
      },
    }),
  ],
  [
    "catalog",
    () => ({
      type: "catalog_message",
      body,
      footer,
      action: { name: "catalog_message", parameters: { thumbnail_product_retailer_id: "mug-1" } },
    }),
  ],
  ["media carousel with links", () => ({ type: "carousel", body, action: { cards: [card(0, cta), card(1, cta)] } })],
  [
    "media carousel with quick replies",
    () => ({
      type: "carousel",
      body,
      action: {
        cards: [0, 1].map((index) =>
          card(index, { buttons: [{ type: "quick_reply", quick_reply: { id: `take-${index}`, title: "Take it" } }] }),
        ),
      },
    }),
  ],
  [
    "product carousel",
    (catalog_id) => ({
      type: "carousel",
      body,
      action: {
        cards: [0, 1].map((card_index) => ({
          card_index,
          type: "product",
          action: { product_retailer_id: `mug-${card_index}`, catalog_id },
        })),
      },
    }),
  ],
  [
    "call button",
    () => ({
      type: "voice_call",
      body,
      action: { name: "voice_call", parameters: { display_text: "Call us", ttl_minutes: 100, payload: "from-help" } },
    }),
  ],
  ["call button without parameters", () => ({ type: "voice_call", body, action: { name: "voice_call" } })],
  ["call permission", () => ({ type: "call_permission_request", body, action: { name: "call_permission_request" } })],
  ["contact request", () => ({ type: "request_contact_info", body, action: { name: "request_contact_info" } })],
])("%s", async (_, interactive) => {
  expect(await delivered(sim, { ...common, type: "interactive", interactive: interactive(sim.catalogId) })).toEqual(
    reached,
  );
});
