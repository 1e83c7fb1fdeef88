import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { type Body, button, common, part, text } from "./documented-examples.ts";
import { at, graph, orderShipped, person } from "./helpers.ts";

// Documented examples with one documented limit broken: refused with the documented code, and nothing is sent.
// https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(async () => {
  sim.reset();
  sim.template({ ...orderShipped, name: "shipped", language: "en_US" });
  sim.template({
    name: "coupon",
    language: "en_US",
    category: "MARKETING",
    components: [
      { type: "BODY", text: "Use it for all mugs." },
      { type: "BUTTONS", buttons: [{ type: "COPY_CODE", example: "CLAY25" }] },
    ],
  });
});

const long = (length: number): string => "m".repeat(length);
const body = { text: "Which one?" };
const reply = (id: string, title: string): Body => ({ type: "reply", reply: { id, title } });
const buttons = (...list: Body[]): Body => ({ type: "button", body, action: { buttons: list } });
const row = (id: string): Body => ({ id, title: `Row ${id}` });
const list = (sections: Body[], more: Body = {}): Body => ({
  type: "list",
  body,
  action: { button: "Show", sections },
  ...more,
});
const cta = (display_text: string, url = "https://shop.example"): Body => ({
  type: "cta_url",
  body,
  action: { name: "cta_url", parameters: { display_text, url } },
});
const card = (card_index: number, kind = "image"): Body => ({
  card_index,
  type: "cta_url",
  header: { type: kind, [kind]: { link: "https://img.example/a.jpg" } },
  action: { name: "cta_url", parameters: { display_text: "Open", url: "https://shop.example" } },
});
const cards = (...given: Body[]): Body => ({ type: "carousel", body, action: { cards: given } });
const interactive = (content: Body): Body => ({ type: "interactive", interactive: content });
const template = (name: string, components: Body[], code = "en_US"): Body => ({
  type: "template",
  template: { name, language: { code }, components },
});
const words = (value: string): Body => ({ type: "text", text: { body: value } });

const refusals: readonly (readonly [name: string, content: Body, code: number])[] = [
  ["no messaging_product", { ...words("Hi"), messaging_product: undefined }, 100],
  ["another product", { ...words("Hi"), messaging_product: "messenger" }, 100],
  ["nobody to send to", { ...words("Hi"), to: undefined }, 100],
  ["a member that does not exist", { ...words("Hi"), priority: "high" }, 100],
  ["a member that does not exist, inside", { type: "text", text: { body: "Hi", bold: true } }, 100],
  ["a type that does not exist", { type: "poll", poll: {} }, 131051],
  ["a type without its content", { type: "text" }, 131008],
  ["a text of 4,097 characters", words(long(4_097)), 131009],
  ["an empty text", words(""), 131009],
  ["callback data of 513 characters", { ...words("Hi"), biz_opaque_callback_data: long(513) }, 131009],
  ["a message to oneself", { ...words("Hi"), to: "15550100200" }, 131021],
  ["an image with an id and a link", { type: "image", image: { id: "1", link: "https://img.example/a.jpg" } }, 100],
  ["an image with neither", { type: "image", image: { caption: "A mug" } }, 100],
  [
    "a caption of 1,025 characters",
    { type: "image", image: { link: "https://img.example/a.jpg", caption: long(1_025) } },
    131009,
  ],
  [
    "a caption under a sticker",
    { type: "sticker", sticker: { link: "https://img.example/a.webp", caption: "Hi" } },
    100,
  ],
  ["a place without its longitude", { type: "location", location: { latitude: 1 } }, 131008],
  ["a contact without a name", { type: "contacts", contacts: [{ phones: [{ phone: "+12025550142" }] }] }, 131008],
  [
    "258 contacts",
    {
      type: "contacts",
      contacts: Array.from({ length: 258 }, () => ({ name: { formatted_name: "Ana R", first_name: "Ana" } })),
    },
    131009,
  ],
  ["a reaction of two emoji", { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍👍" } }, 131009],
  ["no buttons", interactive(buttons()), 131009],
  ["four buttons", interactive(buttons(...["a", "b", "c", "d"].map((id) => reply(id, id)))), 131009],
  ["a button's title of 21 characters", interactive(buttons(reply("a", long(21)))), 131009],
  ["a button's id of 257 characters", interactive(buttons(reply(long(257), "A"))), 131009],
  ["two buttons of the same id", interactive(buttons(reply("a", "A"), reply("a", "B"))), 131009],
  ["a footer of 61 characters", interactive({ ...buttons(reply("a", "A")), footer: { text: long(61) } }), 131009],
  ["a body of 1,025 characters", interactive({ ...buttons(reply("a", "A")), body: { text: long(1_025) } }), 131009],
  [
    "eleven rows in a list",
    interactive(list([{ title: "A", rows: Array.from({ length: 11 }, (_, index) => row(String(index))) }])),
    131009,
  ],
  [
    "two sections, one without a title",
    interactive(list([{ title: "A", rows: [row("1")] }, { rows: [row("2")] }])),
    131008,
  ],
  ["a row's title of 25 characters", interactive(list([{ rows: [{ id: "1", title: long(25) }] }])), 131009],
  [
    "an image above a list",
    interactive(
      list([{ rows: [row("1")] }], { header: { type: "image", image: { link: "https://img.example/a.jpg" } } }),
    ),
    131009,
  ],
  ["a link button's label of 21 characters", interactive(cta(long(21))), 131009],
  ["a link button without an address", interactive(cta("Open", "shop")), 131009],
  ["a carousel of one card", interactive(cards(card(0))), 131009],
  ["a carousel of eleven cards", interactive(cards(...Array.from({ length: 11 }, (_, index) => card(index)))), 131009],
  ["pictures and films in one carousel", interactive(cards(card(0), card(1, "video"))), 131009],
  [
    "products without a text above",
    interactive({ type: "product_list", body, action: { catalog_id: "1", sections: [] } }),
    131008,
  ],
  ["a template that does not exist", template("nothing", []), 132001],
  ["a template in another language", template("shipped", [], "de"), 132001],
  ["a parameter too few", template("shipped", [part("body", text("Ana"))]), 132000],
  ["a parameter too many", template("shipped", [part("body", text("a"), text("b"), text("c"))]), 132000],
  [
    "a picture in a body",
    template("shipped", [part("body", text("a"), { type: "image", image: { link: "https://img.example/a.jpg" } })]),
    132012,
  ],
  ["a line break in a parameter", template("shipped", [part("body", text("a\nb"), text("c"))]), 132007],
  ["a text that grows too long", template("shipped", [part("body", text(long(40_000)), text("b"))]), 132005],
  [
    "a coupon's code of 21 characters",
    template("coupon", [button("copy_code", 0, { type: "coupon_code", coupon_code: long(21) })]),
    131009,
  ],
];

test.each(refusals)("%s", async (_, content, code) => {
  const answer = await graph(sim, "POST", `/${sim.phoneNumberId}/messages`, { ...common, ...content });
  expect(at(answer.body, "error", "code")).toBe(code);
  expect(answer.status).toBe(code === 132001 ? 404 : 400);
  expect(sim.count()).toBe(0);
});

describe("templates", () => {
  const create = (changes: Body): Promise<{ body: unknown }> =>
    graph(sim, "POST", `/${sim.wabaId}/message_templates`, {
      name: "example",
      language: "en_US",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Your parcel is here." }],
      ...changes,
    });
  const withBody = (value: string, example?: unknown): Body => ({
    components: [{ type: "BODY", text: value, ...(example === undefined ? {} : { example }) }],
  });
  const withButtons = (...given: Body[]): Body => ({
    components: [
      { type: "BODY", text: "Your parcel is here." },
      { type: "BUTTONS", buttons: given },
    ],
  });
  const quick = (value: string): Body => ({ type: "QUICK_REPLY", text: value });
  const link = { type: "URL", text: "Open", url: "https://shop.example" };

  test.each<[string, Body, number | undefined]>([
    ["a name in capitals", { name: "Example" }, undefined],
    ["a name of 513 characters", { name: long(513) }, undefined],
    ["a language that does not exist", { language: "xx_XX" }, undefined],
    ["a category that does not exist", { category: "TRANSACTIONAL" }, undefined],
    ["a body of 1,025 characters", withBody(long(1_025)), 2388040],
    ["a variable at the beginning", withBody("{{1}} is here.", { body_text: [["It"]] }), 2388299],
    ["a variable without a sample", withBody("Hello {{1}}, it is here."), 2388043],
    ["a gap in the variables", withBody("Hello {{2}}, it is here.", { body_text: [["Ana"]] }), 2388072],
    ["more variables than words", withBody("Hi {{1}}, {{2}}; {{3}}.", { body_text: [["a", "b", "c"]] }), 2388293],
    [
      "a variable in the footer",
      {
        components: [
          { type: "BODY", text: "It is here." },
          { type: "FOOTER", text: "For {{1}}" },
        ],
      },
      2388073,
    ],
    ["eleven buttons", withButtons(...Array.from({ length: 11 }, (_, index) => quick(`Reply ${index}`))), undefined],
    ["three links", withButtons(link, { ...link, text: "A" }, { ...link, text: "B" }), undefined],
    ["a label of 26 characters", withButtons(quick(long(26))), 2388040],
    ["quick replies that stand apart", withButtons(quick("A"), link, quick("B")), undefined],
    ["no body", { components: [{ type: "FOOTER", text: "Mug Shop" }] }, 2388043],
  ])("with %s", async (_, changes, subcode) => {
    const { body: answer } = await create(changes);
    expect([at(answer, "error", "code"), at(answer, "error", "error_subcode")]).toEqual([100, subcode]);
  });
});

test("what a person never wrote cannot be marked as read", async () => {
  const answer = await graph(sim, "POST", `/${sim.phoneNumberId}/messages`, {
    messaging_product: "whatsapp",
    status: "read",
    message_id: "wamid.unknown",
  });
  expect(at(answer.body, "error", "code")).toBe(131009);
});

test("who did not write within 24 hours cannot be blocked", async () => {
  const answer = await graph(sim, "POST", `/${sim.phoneNumberId}/block_users`, {
    messaging_product: "whatsapp",
    block_users: [{ user: person }],
  });
  expect([answer.status, at(answer.body, "error", "code")]).toEqual([400, 139100]);
});
