import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import {
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

// Templates as Meta's pages create and send them, member by member and in their spelling, with values of our own.
// https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const examples: Examples = [
  [
    "a coupon",
    {
      create: {
        category: "MARKETING",
        components: [
          { type: "HEADER", format: "TEXT", text: "Mugs for less" },
          { type: "BODY", text: "Use {{1}} for {{2}} off all mugs.", example: sample("CLAY25", "25%") },
          {
            type: "BUTTONS",
            buttons: [
              { type: "QUICK_REPLY", text: "No more" },
              { type: "COPY_CODE", example: "CLAY25" },
            ],
          },
        ],
      },
      send: () => [
        part("body", text("CLAY30"), text("30%")),
        button("copy_code", 1, { type: "coupon_code", coupon_code: "CLAY30" }),
      ],
    },
  ],
  [
    "a limited-time offer",
    {
      create: {
        category: "marketing",
        components: [
          { type: "header", format: "image", example: picture },
          { type: "limited_time_offer", limited_time_offer: { text: "Ends tonight!", has_expiration: true } },
          { type: "body", text: "Good news, {{1}}! Use {{2}} for all mugs!", example: sample("Ana", "CLAY25") },
          {
            type: "buttons",
            buttons: [
              { type: "copy_code", example: "CLAY25" },
              {
                type: "url",
                text: "Buy now",
                url: "https://shop.example/o?c={{1}}",
                example: ["https://shop.example/o?c=n3"],
              },
            ],
          },
        ],
      },
      send: () => [
        part("header", image),
        part("body", text("Rosa"), text("CLAY25")),
        part("limited_time_offer", {
          type: "limited_time_offer",
          limited_time_offer: { expiration_time_ms: Date.parse("2026-11-21T00:00:00Z") },
        }),
        button("copy_code", 0, { type: "coupon_code", coupon_code: "CLAY25" }),
        button("url", 1, text("n3mt")),
      ],
    },
  ],
  [
    "a media carousel",
    {
      create: {
        category: "marketing",
        components: [
          { type: "body", text: "Mugs of the week: {{1}} off with {{2}} today!", example: sample("15%", "CLAY15") },
          {
            type: "carousel",
            cards: ["Blue as the sea.", "Red as clay."].map((words) => ({
              components: [
                { type: "header", format: "image", example: picture },
                { type: "body", text: words },
                {
                  type: "buttons",
                  buttons: [
                    { type: "quick_reply", text: "More like this" },
                    {
                      type: "url",
                      text: "Buy",
                      url: "https://shop.example/m/{{1}}",
                      example: ["https://shop.example/m/1"],
                    },
                  ],
                },
              ],
            })),
          },
        ],
      },
      send: () => [
        part("body", text("15%"), text("CLAY15")),
        {
          type: "carousel",
          cards: [0, 1].map((card_index) => ({
            card_index,
            components: [
              part("header", image),
              button("quick_reply", "0", { type: "payload", payload: `more-${card_index}` }),
              button("url", "1", text(`mug-${card_index}`)),
            ],
          })),
        },
      ],
    },
  ],
  [
    "a product carousel of two cards, sent with three, its only sample without a list",
    {
      create: {
        category: "marketing",
        components: [
          { type: "body", text: "Rare mugs! {{1}}, have a look at these.", example: { body_text: "Ana" } },
          {
            type: "carousel",
            cards: [0, 1].map(() => ({
              components: [
                { type: "header", format: "product" },
                { type: "buttons", buttons: [{ type: "spm", text: "View" }] },
              ],
            })),
          },
        ],
      },
      send: ({ catalogId }) => [
        part("body", text("Rosa")),
        {
          type: "carousel",
          cards: [0, 1, 2].map((card_index) => ({
            card_index,
            components: [part("header", product(catalogId, `mug-${card_index}`))],
          })),
        },
      ],
    },
  ],
];

test.each(examples)("%s", async (_, example) => {
  expect(await sent(sim, example)).toEqual(taken);
});
