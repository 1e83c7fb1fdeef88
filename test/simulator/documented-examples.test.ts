import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { type Body, common, delivered, reached } from "./documented-examples.ts";
import { type Answer, graph, person } from "./helpers.ts";

// The request bodies that Meta's pages print, member by member, with values of our own. None of them may be refused.
// https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(() => {
  sim.reset();
  sim.inbound({ from: person, type: "text", text: { body: "Good morning" } });
});

const post = (body: Body): Promise<Answer> => graph(sim, "POST", `/${sim.phoneNumberId}/messages`, body);
const picture = "https://img.example/mug.jpg";

type Row = [name: string, content: Body];

describe("plain messages", () => {
  test.each<Row>([
    ["text", { type: "text", text: { body: "The mug is ready." } }],
    ["text with a preview", { type: "text", text: { preview_url: true, body: "See https://shop.example/mug" } }],
    ["image by link", { type: "image", image: { link: picture, caption: "The blue one" } }],
    ["video by link", { type: "video", video: { link: "https://img.example/oven.mp4", caption: "Firing" } }],
    [
      "document by link",
      {
        type: "document",
        document: { link: "https://img.example/bill.pdf", caption: "Your bill", filename: "bill.pdf" },
      },
    ],
    ["audio by link", { type: "audio", audio: { link: "https://img.example/hello.mp3" } }],
    ["voice by link", { type: "audio", audio: { link: "https://img.example/hello.ogg", voice: true } }],
    ["sticker by link", { type: "sticker", sticker: { link: "https://img.example/wave.webp" } }],
    [
      "location with strings",
      {
        type: "location",
        location: { latitude: "-12.0464", longitude: "-77.0428", name: "Mug Shop", address: "Calle 1, Lima" },
      },
    ],
    ["location with numbers", { type: "location", location: { latitude: -12.0464, longitude: -77.0428 } }],
    [
      "contacts, every member",
      {
        type: "contacts",
        contacts: [
          {
            addresses: [
              {
                street: "Calle 1",
                city: "Lima",
                state: "LMA",
                zip: "15001",
                country: "Peru",
                country_code: "pe",
                type: "Office",
              },
              { street: "Calle 2", city: "Cusco", type: "Workshop" },
            ],
            birthday: "1990-02-28",
            emails: [{ email: "ana@shop.example", type: "Work" }],
            name: {
              formatted_name: "Dr. Ana María Ruiz",
              first_name: "Ana",
              last_name: "Ruiz",
              middle_name: "María",
              suffix: "",
              prefix: "Dr.",
            },
            org: { company: "Mug Shop", department: "Sales", title: "Head" },
            phones: [
              { phone: "+12025550142", type: "Landline" },
              { phone: "+12025550143", type: "Mobile", wa_id: "12025550143" },
            ],
            urls: [{ url: "https://shop.example", type: "Company" }],
          },
        ],
      },
    ],
    [
      "contacts, a name and a phone",
      {
        type: "contacts",
        contacts: [{ name: { formatted_name: "Ana Ruiz", first_name: "Ana" }, phones: [{ phone: "+12025550142" }] }],
      },
    ],
  ])("%s", async (_, content) => {
    expect(await delivered(sim, { ...common, ...content })).toEqual(reached);
  });

  test("without recipient_type and without type", async () => {
    const answer = await post({ messaging_product: "whatsapp", to: "12025550111", text: { body: "Hello" } });
    expect(answer.status).toBe(200);
  });

  test("a reply to what the person wrote, with data to be echoed", async () => {
    const { id } = sim.inbound({ from: person, type: "text", text: { body: "Blue?" } });
    expect(
      await delivered(sim, {
        ...common,
        context: { message_id: id },
        biz_opaque_callback_data: '{"job":7}',
        type: "text",
        text: { preview_url: false, body: "Yes, blue" },
      }),
    ).toEqual(reached);
    expect(sim.messages().at(-1)).toMatchObject({ context: { message_id: id }, biz_opaque_callback_data: '{"job":7}' });
  });

  test.each([["👍"], ["\u{1F600}"], [""]])("a reaction %s", async (emoji) => {
    const { id } = sim.inbound({ from: person, type: "text", text: { body: "Thanks" } });
    expect(await delivered(sim, { ...common, type: "reaction", reaction: { message_id: id, emoji } })).toEqual(reached);
  });

  test("to a user id, in recipient", async () => {
    const { bsuid } = sim.customer(person, {});
    const { to: _, ...nobody } = common;
    expect(await delivered(sim, { ...nobody, recipient: bsuid, type: "text", text: { body: "Hello" } })).toEqual(
      reached,
    );
  });

  test.each<Row>([
    ["marks a message as read", {}],
    ["and shows that an answer is being typed", { typing_indicator: { type: "text" } }],
  ])("%s", async (_, more) => {
    const { id } = sim.inbound({ from: person, type: "text", text: { body: "Hello?" } });
    const answer = await post({ messaging_product: "whatsapp", status: "read", message_id: id, ...more });
    expect([answer.status, answer.body]).toEqual([200, { success: true }]);
  });
});
