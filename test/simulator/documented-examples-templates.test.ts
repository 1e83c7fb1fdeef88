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

// Templates as Meta's pages create and send them, member by member and in their spelling, with values of our own.
// https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const named = (parameter_name: string, value: string): Body => ({ type: "text", parameter_name, text: value });

const examples: Examples = [
  [
    "marketing with an image, named parameters, a footer and three kinds of buttons",
    {
      create: {
        category: "marketing",
        parameter_format: "named",
        components: [
          { type: "header", format: "image", example: picture },
          {
            type: "body",
            text: "Welcome, {{first_name}}!\n\nWith *{{code}}* your first mug costs {{saving}} less!",
            example: {
              body_text_named_params: [
                { param_name: "first_name", example: "Ana" },
                { param_name: "code", example: "CLAY20" },
                { param_name: "saving", example: "20%" },
              ],
            },
          },
          { type: "footer", text: "Mug Shop, Lima" },
          {
            type: "buttons",
            buttons: [
              { type: "url", text: "See mugs", url: "https://shop.example/new" },
              { type: "phone_number", text: "Call us", phone_number: "+12025550100" },
              { type: "quick_reply", text: "No more" },
            ],
          },
        ],
      },
      send: () => [
        part("header", image),
        part("body", named("first_name", "Rosa"), named("code", "CLAY25"), named("saving", "25%")),
      ],
    },
  ],
  [
    "utility with a text header, positional parameters and a link with a variable",
    {
      create: {
        category: "UTILITY",
        allow_category_change: true,
        components: [
          { type: "HEADER", format: "TEXT", text: "Order {{1}} is packed", example: { header_text: ["PX-204"] } },
          { type: "BODY", text: "Thank you, {{1}}! It leaves on {{2}}.", example: sample("Ana", "Monday") },
          {
            type: "BUTTONS",
            buttons: [
              {
                type: "URL",
                text: "Follow it",
                url: "https://shop.example/o/{{1}}",
                example: ["https://shop.example/o/PX"],
              },
              { type: "QUICK_REPLY", text: "Stop updates" },
            ],
          },
        ],
      },
      send: () => [
        part("header", text("PX-205")),
        part("body", text("Rosa"), {
          type: "date_time",
          date_time: { fallback_value: "Tuesday", day_of_week: 2, hour: 9, minute: 30 },
        }),
        button("url", "0", text("PX-205")),
        button("quick_reply", "1", { type: "payload", payload: "STOP_PX-205" }),
      ],
    },
  ],
  [
    "an amount of money in the body",
    {
      create: {
        category: "UTILITY",
        components: [{ type: "BODY", text: "You paid {{1}} for it.", example: { body_text: ["$ 10"] } }],
      },
      send: () => [
        part("body", { type: "currency", currency: { fallback_value: "$ 10", code: "USD", amount_1000: 10_000 } }),
      ],
    },
  ],
  [
    "a document above",
    {
      create: {
        category: "UTILITY",
        components: [
          { type: "HEADER", format: "DOCUMENT", example: picture },
          { type: "BODY", text: "Your bill is above." },
        ],
      },
      send: () => [
        part("header", { type: "document", document: { link: "https://img.example/bill.pdf", filename: "bill.pdf" } }),
      ],
    },
  ],
  [
    "a location above",
    {
      create: {
        category: "utility",
        components: [
          { type: "header", format: "location" },
          { type: "body", text: "Good news, {{1}}! Order {{2}} is here.", example: sample("Ana", "PX-204") },
          { type: "footer", text: "Tap below to hear no more of it." },
          { type: "buttons", buttons: [{ type: "quick_reply", text: "Stop" }] },
        ],
      },
      send: () => [
        part("header", {
          type: "location",
          location: { latitude: "-12.0464", longitude: "-77.0428", name: "Mug Shop", address: "Calle 1, Lima" },
        }),
        part("body", text("Rosa"), text("PX-205")),
      ],
    },
  ],
];

test.each(examples)("%s", async (_, example) => {
  expect(await sent(sim, example)).toEqual(taken);
});
