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
  product,
  sample,
  text,
} from "./documented-examples.ts";

// Templates of special kinds as Meta's pages create and send them: codes and shops.
// https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const app = { package_name: "example.mugs.shop", signature_hash: "K8a/AINcGX7" };
const code = (otp: Body, more: Body[] = []): Body => ({
  category: "authentication",
  message_send_ttl_seconds: 60,
  components: [
    { type: "body", add_security_recommendation: true },
    ...more,
    { type: "buttons", buttons: [{ type: "otp", ...otp }] },
  ],
});
const expires = { type: "footer", code_expiration_minutes: 5 };
const sendCode = (): Body[] => [part("body", text("J$FpnYnP")), button("url", "0", text("J$FpnYnP"))];
const action = (value: Body): Body => ({ type: "action", action: value });

const examples: Examples = [
  ["a code to copy", { create: code({ otp_type: "copy_code", text: "Copy Code" }, [expires]), send: sendCode }],
  [
    "a code that fills itself in",
    {
      create: code({ otp_type: "one_tap", text: "Copy Code", autofill_text: "Autofill", supported_apps: [app] }, [
        expires,
      ]),
      send: sendCode,
    },
  ],
  [
    "a code without a tap",
    {
      create: code({
        otp_type: "zero_tap",
        text: "Copy Code",
        autofill_text: "Autofill",
        zero_tap_terms_accepted: true,
        supported_apps: [app, { ...app, package_name: "example.mugs.beta" }],
      }),
      send: sendCode,
    },
  ],
  [
    "a catalog",
    {
      create: {
        category: "MARKETING",
        components: [
          { type: "BODY", text: "Now see our {{1}} mugs on WhatsApp.", example: sample("blue") },
          { type: "FOOTER", text: "Mug Shop" },
          { type: "BUTTONS", buttons: [{ type: "CATALOG", text: "View catalog" }] },
        ],
      },
      send: () => [part("body", text("red")), button("CATALOG", 0, action({ thumbnail_product_retailer_id: "mug-1" }))],
    },
  ],
  [
    "several products",
    {
      create: {
        category: "MARKETING",
        components: [
          { type: "HEADER", format: "TEXT", text: "Forgot one, {{1}}?", example: { header_text: ["Ana"] } },
          { type: "BODY", text: "Use {{1}} for what is left in your basket!", example: sample("CLAY10") },
          { type: "BUTTONS", buttons: [{ type: "MPM", text: "View items" }] },
        ],
      },
      send: () => [
        part("header", text("Rosa")),
        part("body", text("CLAY15")),
        button(
          "mpm",
          0,
          action({
            thumbnail_product_retailer_id: "mug-1",
            sections: [
              { title: "Blue", product_items: [{ product_retailer_id: "mug-1" }, { product_retailer_id: "mug-2" }] },
              { title: "Green", product_items: [{ product_retailer_id: "mug-3" }] },
            ],
          }),
        ),
      ],
    },
  ],
  [
    "one product",
    {
      create: {
        category: "marketing",
        components: [
          { type: "header", format: "product" },
          { type: "body", text: "Use {{1}} for {{2}} off this one!", example: sample("CLAY25", "25%") },
          { type: "footer", text: "Until Friday" },
          { type: "buttons", buttons: [{ type: "spm", text: "View" }] },
        ],
      },
      send: ({ catalogId }) => [part("header", product(catalogId, "mug-1")), part("body", text("CLAY30"), text("30%"))],
    },
  ],
  [
    "another target of a tap on the picture",
    {
      create: {
        category: "MARKETING",
        components: [
          { type: "HEADER", format: "IMAGE", example: picture },
          { type: "BODY", text: "Hello {{1}}, all mugs are cheaper.", example: sample("Ana") },
          { type: "BUTTONS", buttons: [{ type: "URL", text: "Details", url: "https://shop.example/" }] },
        ],
      },
      send: () => [
        part("header", image),
        part("body", text("Rosa")),
        part("tap_target_configuration", {
          type: "tap_target_configuration",
          tap_target_configuration: [{ url: "https://shop.example/", title: "Details" }],
        }),
      ],
    },
  ],
];

test.each(examples)("%s", async (_, example) => {
  expect(await sent(sim, example)).toEqual(taken);
});
