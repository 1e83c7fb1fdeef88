import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import {
  type Body,
  button,
  type Examples,
  sent,
  taken,
  image,
  part,
  picture,
  sample,
  text,
} from "./documented-examples.ts";
import { at, details, graph, person, send } from "./helpers.ts";

// Templates whose buttons do something, as Meta's pages create and send them: calls, forms, orders; and the library.
// https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const amount = (value: number): Body => ({ value, offset: 100 });
const order = (reference_id: string, more: Body): Body => ({
  reference_id,
  type: "digital-goods",
  total_amount: amount(650),
  ...more,
  order: {
    status: "pending",
    items: [
      {
        retailer_id: "mug-1",
        name: "Mug",
        amount: amount(400),
        quantity: 1,
        country_of_origin: "India",
        importer_name: "Mug Shop",
        importer_address: { address_line1: "1 Hill Road", city: "Pune", country_code: "IN", postal_code: "411001" },
      },
    ],
    subtotal: amount(400),
    tax: amount(500),
    shipping: amount(0),
    discount: amount(250),
  },
});
const pix = {
  code: "00020101021226700014br.gov.example",
  merchant_name: "Mug Shop",
  key: "39580525000189",
  key_type: "CNPJ",
};
const action = (value: Body): Body => ({ type: "action", action: value });

const examples: Examples = [
  [
    "a permission to call",
    {
      create: {
        category: "UTILITY",
        components: [
          { type: "body", text: "We would like to call you about order {{1}} today.", example: sample("PX-204") },
          { type: "call_permission_request" },
        ],
      },
      send: () => [part("body", text("PX-205"))],
    },
  ],
  [
    "a button that calls",
    {
      create: {
        category: "MARKETING",
        components: [
          { type: "BODY", text: "You can call us on WhatsApp now!" },
          {
            type: "BUTTONS",
            buttons: [
              { type: "VOICE_CALL", text: "Call now", ttl_minutes: 1_440 },
              { type: "URL", text: "Write to us", url: "https://shop.example/help" },
            ],
          },
        ],
      },
      send: () => [button("voice_call", 0, { type: "ttl_minutes", ttl_minutes: 100 })],
    },
  ],
  [
    "a form",
    {
      create: {
        category: "MARKETING",
        components: [
          { type: "BODY", text: "Tell us what you think." },
          {
            type: "BUTTONS",
            buttons: [
              {
                type: "FLOW",
                text: "Open the form",
                flow_id: "880011",
                navigate_screen: "FIRST",
                flow_action: "navigate",
              },
            ],
          },
        ],
      },
      send: () => [button("flow", "0", action({ flow_token: "token-1", flow_action_data: { name: "Ana" } }))],
    },
  ],
  [
    "an order to pay with UPI",
    {
      create: {
        category: "UTILITY",
        components: [
          { type: "HEADER", format: "TEXT", text: "Your bill" },
          { type: "BODY", text: "Please pay for your order." },
          { type: "FOOTER", text: "Mug Shop" },
          { type: "BUTTONS", buttons: [{ type: "ORDER_DETAILS", text: "Review and Pay" }] },
        ],
      },
      send: () => [
        button(
          "order_details",
          0,
          action({
            order_details: order("upi-1", {
              currency: "INR",
              payment_type: "upi",
              payment_configuration: "config-1",
              payment_settings: [
                { type: "upi_intent_link", upi_intent_link: { link: "upi://pay?pa=shop@psp&pn=Mug&mc=5399&tr=1" } },
              ],
            }),
          }),
        ),
      ],
    },
  ],
  [
    "an order to pay with Pix, as marketing",
    {
      create: {
        category: "MARKETING",
        display_format: "ORDER_DETAILS",
        components: [
          { type: "HEADER", format: "IMAGE", example: picture },
          { type: "BODY", text: "Your order waits for you." },
          { type: "BUTTONS", buttons: [{ type: "ORDER_DETAILS", text: "Copy Pix code" }] },
        ],
      },
      send: () => [
        part("header", image),
        button(
          "order_details",
          0,
          action({
            order_details: order("pix-1", {
              currency: "BRL",
              payment_type: "br",
              payment_settings: [{ type: "pix_dynamic_code", pix_dynamic_code: pix }],
            }),
          }),
        ),
      ],
    },
  ],
];

test.each(examples)("%s", async (_, example) => {
  expect(await sent(sim, example)).toEqual(taken);
});

test("marketing messages by their own endpoint", async () => {
  await graph(sim, "POST", `/${sim.wabaId}/message_templates`, {
    name: "autumn",
    language: "en_US",
    category: "MARKETING",
    components: [{ type: "BODY", text: "Autumn has come to the shop." }],
  });
  await sim.advance("2s");
  const answer = await graph(sim, "POST", `/${sim.phoneNumberId}/marketing_messages`, {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: person,
    type: "template",
    template: { name: "autumn", language: { code: "en_US" } },
    product_policy: "CLOUD_API_FALLBACK",
    message_activity_sharing: true,
  });
  expect([answer.status, details(answer)]).toEqual([200, undefined]);
});

test("one of the library, its buttons in the loose JSON of Meta's example", async () => {
  const created = await graph(sim, "POST", `/${sim.wabaId}/message_templates`, {
    name: "my_parcel",
    category: "UTILITY",
    language: "en_US",
    library_template_name: "order_received",
    library_template_button_inputs:
      "[ {'type': 'URL', 'url': {'base_url' : 'https://shop.example/{{1}}', 'url_suffix_example' : 'https://shop.example/demo'}} ]",
  });
  expect([details(created), at(created.body, "status")]).toEqual([undefined, "APPROVED"]);
  const answer = await send(sim, {
    to: person,
    type: "template",
    template: {
      name: "my_parcel",
      language: { code: "en_US" },
      components: [part("body", text("Ana"), text("PX-204")), button("url", "0", text("PX-204"))],
    },
  });
  expect([answer.status, details(answer)]).toEqual([200, undefined]);
});
