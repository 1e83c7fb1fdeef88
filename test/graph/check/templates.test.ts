import { describe, expect, test } from "vitest";
import { chars, image, many, paths, to } from "./bodies.ts";

const template = (components: unknown, others: object = {}) =>
  to({ type: "template", template: { name: "parcel_ready", language: { code: "en_US" }, components, ...others } });
const text = (value: string, parameter_name?: string) => ({ type: "text", text: value, parameter_name });
const body = (...parameters: object[]) => template([{ type: "body", parameters }]);
const header = (...parameters: object[]) => template([{ type: "header", parameters }]);
const button = (sub_type: string, parameter: object, index: unknown = "0") => ({
  type: "button",
  sub_type,
  index,
  parameters: [parameter],
});
const buttons = (...all: object[]) => template(all);
const coupon = (code: string, index = "0") => button("copy_code", { type: "coupon_code", coupon_code: code }, index);
const url = (suffix: string, index: unknown = "0") => button("url", { type: "text", text: suffix }, index);
const reply = (payload: string, index: unknown = "0") => button("quick_reply", { type: "payload", payload }, index);
const action = (members: object) => ({ type: "action", action: members });
const offer = (expiration_time_ms: unknown) => ({
  type: "limited_time_offer",
  parameters: [{ type: "limited_time_offer", limited_time_offer: { expiration_time_ms } }],
});
const cards = (all: unknown) => template([{ type: "carousel", cards: all }]);
const card = (card_index: unknown, components: unknown = []) => ({ card_index, components });
const products = (count: number) => many(count, (index) => ({ product_retailer_id: `p${index}` }));
const mpm = (sections: unknown) => buttons(button("mpm", action({ thumbnail_product_retailer_id: "p0", sections })));

const accepted: [string, unknown][] = [
  ["a template that takes nothing", template(undefined)],
  ["an empty list of components", template([])],
  ["a name of 512", template(undefined, { name: "a".repeat(512) })],
  ["the old policy", template(undefined, { language: { code: "es", policy: "deterministic" } })],
  ["a body of 32,768", body(text(chars(32_768)))],
  ["values by name", body(text("Rui", "first_name"), text("PX-204", "parcel_no"))],
  ["four spaces in a row", body(text("a    b"))],
  [
    "money and a date",
    body(
      { type: "currency", currency: { fallback_value: "$12.34", code: "USD", amount_1000: 12_340 } },
      { type: "date_time", date_time: { fallback_value: "mañana", day_of_month: 3, month: 12 } },
    ),
  ],
  ["an invitation to a group", body({ type: "group_id", group_id: "Y2FwaV9ncm91cA" })],
  ["a header of 60", header(text(chars(60)))],
  ["a picture", header({ type: "image", image })],
  ["a moving picture", header({ type: "gif", gif: image })],
  ["a named document", header({ type: "document", document: { id: "990011", filename: "label.pdf" } })],
  [
    "a place",
    header({
      type: "location",
      location: { latitude: "19.4", longitude: "-99.1", name: "Tienda", address: "Calle 1" },
    }),
  ],
  ["a product", header({ type: "product", product: { product_retailer_id: "p", catalog_id: "1" } })],
  ["a button's place as a number", buttons(url("PX-204", 9))],
  ["a payload of 256", buttons(reply(chars(256)))],
  ["a coupon of 20", buttons(coupon(chars(20)))],
  [
    "a coupon of 15 in an offer, before the link",
    template([offer(1_800_000_000_000), coupon(chars(15)), url("a", "1")]),
  ],
  ["a flow", buttons(button("flow", action({ flow_token: "t", flow_action_data: { a: [1] } })))],
  [
    "a catalog in both spellings",
    template([
      button("catalog", action({ thumbnail_product_retailer_id: "p" })),
      button("CATALOG", action({ thumbnail_product_retailer_id: "p" }), "1"),
    ]),
  ],
  ["thirty products", mpm([{ title: chars(24), product_items: products(30) }])],
  [
    "a call button",
    template([
      {
        type: "button",
        sub_type: "voice_call",
        index: "0",
        parameters: [
          { type: "ttl_minutes", ttl_minutes: 1 },
          { type: "payload", payload: "x" },
        ],
      },
    ]),
  ],
  [
    "ten cards",
    cards(
      many(10, (index) =>
        card(index, [{ type: "header", parameters: [{ type: "image", image }] }, reply("a", "0"), url("b", "1")]),
      ),
    ),
  ],
  [
    "a tap target",
    template([
      {
        type: "tap_target_configuration",
        parameters: [
          {
            type: "tap_target_configuration",
            tap_target_configuration: [{ url: "https://shop.example", title: "Tienda" }],
          },
        ],
      },
    ]),
  ],
  ["a marketing send", { ...template(undefined), product_policy: "STRICT", message_activity_sharing: false }],
];

const at = (...names: string[]) => names.map((name) => `template.${name}`);
const first = (path: string) => at(`components[0].${path}`);

const refused: [string, unknown, string[]][] = [
  ["no name", template(undefined, { name: undefined }), at("name")],
  ["a name with capitals", template(undefined, { name: "Parcel" }), at("name")],
  ["a name of 513", template(undefined, { name: "a".repeat(513) }), at("name")],
  ["no language", template(undefined, { language: undefined }), at("language")],
  ["a language by its name", template(undefined, { language: { code: "español" } }), at("language.code")],
  ["a language that is text", template(undefined, { language: "es" }), at("language")],
  ["an unknown component", template([{ type: "footer" }]), first("type")],
  ["a component of Object's prototype", template([{ type: "toString" }]), first("type")],
  [
    "two bodies",
    template([
      { type: "body", parameters: [] },
      { type: "body", parameters: [] },
    ]),
    at("components[1].type"),
  ],
  ["a body of 32,769", body(text(chars(32_769))), first("parameters[0].text")],
  ["values that are too long together", body(text(chars(20_000)), text(chars(20_000))), first("parameters")],
  ["a line break", body(text("a\nb")), first("parameters[0].text")],
  ["a tab", body(text("a\tb")), first("parameters[0].text")],
  ["five spaces in a row", body(text("a     b")), first("parameters[0].text")],
  ["an empty value", body(text("")), first("parameters[0].text")],
  [
    "one value with a name, one without",
    body(text("Rui", "first_name"), text("PX")),
    first("parameters[1].parameter_name"),
  ],
  ["the same name twice", body(text("Rui", "a"), text("PX", "a")), first("parameters[1].parameter_name")],
  ["a picture in the body", body({ type: "image", image }), first("parameters[0].type")],
  [
    "money without its code",
    body({ type: "currency", currency: { fallback_value: "$1", amount_1000: 1000 } }),
    first("parameters[0].currency.code"),
  ],
  [
    "money in thousandths that are no whole number",
    body({ type: "currency", currency: { fallback_value: "$1", code: "USD", amount_1000: 1.5 } }),
    first("parameters[0].currency.amount_1000"),
  ],
  ["a header of 61", header(text(chars(61))), first("parameters[0].text")],
  ["two values in the header", header(text("a"), text("b")), first("parameters")],
  ["a header without a value", header(), first("parameters")],
  ["money in the header", header({ type: "currency", currency: {} }), first("parameters[0].type")],
  [
    "a place without degrees",
    header({ type: "location", location: { latitude: "19" } }),
    first("parameters[0].location.longitude"),
  ],
  ["a button's place of 10", buttons(url("a", "10")), first("index")],
  ["a button's place below 0", buttons(url("a", -1)), first("index")],
  ["no place", buttons({ type: "button", sub_type: "url", parameters: [text("a")] }), first("index")],
  ["two buttons in one place", buttons(url("a", "0"), url("b", 0)), at("components[1].index")],
  ["a kind of button that takes nothing", buttons(button("phone_number", text("a"))), first("sub_type")],
  ["a payload on a link", buttons(button("url", { type: "payload", payload: "x" })), first("parameters[0].type")],
  ["a payload of 257", buttons(reply(chars(257))), first("parameters[0].payload")],
  ["a coupon of 21", buttons(coupon(chars(21))), first("parameters[0].coupon_code")],
  ["a coupon of 16 in an offer", template([coupon(chars(16)), offer(1)]), first("parameters[0].coupon_code")],
  [
    "a link before the coupon of an offer",
    template([offer(1), url("a", "0"), coupon("A", "1")]),
    at("components[1].index"),
  ],
  [
    "an offer that ends as text",
    template([offer("tomorrow")]),
    first("parameters[0].limited_time_offer.expiration_time_ms"),
  ],
  [
    "31 products",
    mpm([{ title: "a", product_items: products(31) }]),
    first("parameters[0].action.sections[0].product_items"),
  ],
  [
    "31 products in two sections",
    mpm(many(2, (index) => ({ title: "a", product_items: products(15 + index) }))),
    first("parameters[0].action.sections"),
  ],
  [
    "a section's title of 25",
    mpm([{ title: chars(25), product_items: products(1) }]),
    first("parameters[0].action.sections[0].title"),
  ],
  [
    "a call button for 43,201 minutes",
    buttons(button("voice_call", { type: "ttl_minutes", ttl_minutes: 43_201 })),
    first("parameters[0].ttl_minutes"),
  ],
  ["one card", cards([card(0)]), first("cards")],
  [
    "words on top of a card",
    cards([card(0), card(1, [{ type: "header", parameters: [text("Hola")] }])]),
    first("cards[1].components[0].parameters[0].type"),
  ],
  ["eleven cards", cards(many(11, (index) => card(index % 10))), first("cards")],
  ["the same card twice", cards([card(0), card(0)]), first("cards[1].card_index")],
  [
    "a carousel in a card",
    cards([card(0), card(1, [{ type: "carousel", cards: [] }])]),
    first("cards[1].components[0].type"),
  ],
  [
    "two buttons in one place of a card",
    cards([card(0), card(1, [reply("a"), reply("b")])]),
    first("cards[1].components[1].index"),
  ],
  ["another policy", { ...template(undefined), product_policy: "NEVER" }, ["product_policy"]],
  [
    "a text through the Marketing Messages API",
    to({ type: "text", text: { body: "x" }, product_policy: "STRICT" }),
    ["type"],
  ],
];

describe("templates", () => {
  test.each(accepted)("accept %s", (_what, message) => {
    expect(paths(message)).toEqual([]);
  });
  test.each(refused)("refuse %s", (_what, message, places) => {
    expect(paths(message)).toEqual(places);
  });

  test("the endpoint decides about the members of marketing messages", () => {
    const message = { ...template(undefined), product_policy: "STRICT" };
    expect(paths(message, { endpoint: "marketing_messages" })).toEqual([]);
    expect(paths(message, { endpoint: "messages" })).toEqual(["product_policy"]);
    expect(paths(to({ type: "text", text: { body: "x" } }), { endpoint: "marketing_messages" })).toEqual(["type"]);
  });
});
