import { describe, expect, test } from "vitest";
import { chars, image, interactive, many, paths } from "./bodies.ts";

const body = { text: "Elija" };
const reply = (id: string, title: string) => ({ type: "reply", reply: { id, title } });
const link = (display_text: string, url = "https://shop.example/a") => ({
  type: "cta_url",
  cta_url: { display_text, url },
});
const buttons = (all: unknown, others: object = {}) =>
  interactive({ type: "button", body, action: { buttons: all }, ...others });
const replies = (count: number) => many(count, (index) => reply(`id-${index}`, `Título ${index}`));
const one = replies(1);

const row = (id: string, title = "Fila") => ({ id, title });
const rows = (count: number, prefix = "r") => many(count, (index) => row(`${prefix}${index}`));
const list = (sections: unknown, others: object = {}) =>
  interactive({ type: "list", body, action: { button: "Ver", sections }, ...others });
const link20 = { name: "cta_url", parameters: { display_text: chars(20), url: "https://shop.example" } };
const cta = (parameters: object) => interactive({ type: "cta_url", body, action: { name: "cta_url", parameters } });

const flow = (parameters: object) =>
  interactive({
    type: "flow",
    body,
    action: { name: "flow", parameters: { flow_message_version: "3", flow_cta: "Reservar", ...parameters } },
  });
const products = (count: number, prefix = "p") =>
  many(count, (index) => ({ product_retailer_id: `${prefix}${index}` }));
const productList = (sections: unknown, others: object = {}) =>
  interactive({
    type: "product_list",
    header: { type: "text", text: "Novedades" },
    body,
    action: { catalog_id: "1", sections },
    ...others,
  });
const voice = (parameters: object) =>
  interactive({ type: "voice_call", body, action: { name: "voice_call", parameters } });
const addressTo = (to: string, parameters: object) => ({
  ...interactive({ type: "address_message", body, action: { name: "address_message", parameters } }),
  to,
});
const address = (parameters: object) => addressTo("+910000000000", parameters);
const action = (name: string) => ({ action: { name } });
const sections = (count: number) => many(count, (index) => ({ title: `S${index}`, rows: [row(`r${index}`)] }));

const accepted: [string, unknown][] = [
  ["three buttons", buttons(replies(3))],
  ["an id of 256 and a title of 20", buttons([reply(chars(256), chars(20))])],
  [
    "a body of 1,024, a footer and a header of 60",
    buttons(one, {
      body: { text: chars(1024) },
      footer: { text: chars(60) },
      header: { type: "text", text: chars(60) },
    }),
  ],
  ["a picture above buttons", buttons(one, { header: { type: "image", image } })],
  [
    "a document above buttons",
    buttons(one, { header: { type: "document", document: { id: "1", filename: "a.pdf" } } }),
  ],
  ["ten rows", list([{ rows: rows(10) }])],
  ["ten sections", list(sections(10))],
  [
    "a row at its limits",
    list([{ title: chars(24), rows: [{ id: chars(200), title: chars(24), description: chars(72) }] }]),
  ],
  ["a list's body of 4,096", list([{ rows: rows(1) }], { body: { text: chars(4096) } })],
  ["a link", interactive({ type: "cta_url", body, action: link20 })],
  ["a request for a place", interactive({ type: "location_request_message", body, ...action("send_location") })],
  ["a flow by id", flow({ flow_id: "880011" })],
  [
    "a flow by name, with data",
    flow({
      flow_name: "citas",
      mode: "draft",
      flow_token: "t",
      flow_action: "navigate",
      flow_action_payload: { screen: "START", data: { guests: 2 } },
    }),
  ],
  ["a flow that asks its endpoint", flow({ flow_id: "1", flow_action: "data_exchange" })],
  ["a product alone", interactive({ type: "product", action: { catalog_id: "1", product_retailer_id: "p" } })],
  [
    "thirty products",
    productList([
      { title: chars(24), product_items: products(15, "a") },
      { title: "b", product_items: products(15, "b") },
    ]),
  ],
  ["the catalog", interactive({ type: "catalog_message", body, ...action("catalog_message") })],
  [
    "the catalog with a picture",
    interactive({
      type: "catalog_message",
      body,
      action: { name: "catalog_message", parameters: { thumbnail_product_retailer_id: "p" } },
    }),
  ],
  [
    "a request for an address",
    address({ country: "IN", values: { city: "Pune" }, saved_addresses: [{ id: "a", value: { city: "Pune" } }] }),
  ],
  ["a request to call", interactive({ type: "call_permission_request", ...action("call_permission_request") })],
  ["a call button", voice({ display_text: chars(20), ttl_minutes: 43_200, payload: chars(512) })],
  ["a call button with its defaults", interactive({ type: "voice_call", body, ...action("voice_call") })],
  ["a request for the number", interactive({ type: "request_contact_info", body, ...action("request_contact_info") })],
];

const at = (...names: string[]) => names.map((name) => `interactive.${name}`);

const refused: [string, unknown, string[]][] = [
  ["no button", buttons([]), at("action.buttons")],
  ["four buttons", buttons(replies(4)), at("action.buttons")],
  ["eleven buttons", buttons(replies(11)), at("action.buttons")],
  ["a title of 21", buttons([reply("a", "A"), reply("b", chars(21))]), at("action.buttons[1].reply.title")],
  ["an id of 257", buttons([reply(chars(257), "A")]), at("action.buttons[0].reply.id")],
  ["an id with a space at its end", buttons([reply("a ", "A")]), at("action.buttons[0].reply.id")],
  ["an empty title", buttons([reply("a", "")]), at("action.buttons[0].reply.title")],
  ["the same id twice", buttons([reply("a", "A"), reply("a", "B")]), at("action.buttons[1].reply.id")],
  ["the same title twice", buttons([reply("a", "A"), reply("b", "A")]), at("action.buttons[1].reply.title")],
  ["a button of another kind", buttons([{ type: "call", call: {} }]), at("action.buttons[0].type")],
  ["a body of 1,025", buttons(one, { body: { text: chars(1025) } }), at("body.text")],
  ["no body", buttons(one, { body: undefined }), at("body")],
  ["a footer of 61", buttons(one, { footer: { text: chars(61) } }), at("footer.text")],
  ["a header of 61", buttons(one, { header: { type: "text", text: chars(61) } }), at("header.text")],
  ["a sound above buttons", buttons(one, { header: { type: "audio", audio: image } }), at("header.type")],
  ["a header with two things", buttons(one, { header: { type: "image", image, text: "x" } }), at("header.text")],
  ["links without a category", buttons([link("Ver"), ...one]), at("action.buttons")],
  ["no kind", interactive({ body }), at("type")],
  ["a kind of Object's prototype", interactive({ type: "__proto__", body }), at("type")],
  [
    "the old name of the contact request",
    interactive({ type: "contact_request", body, ...action("contact_request") }),
    at("type"),
  ],
  ["a picture above a list", list([{ rows: rows(1) }], { header: { type: "image", image } }), at("header.type")],
  ["a list's body of 4,097", list([{ rows: rows(1) }], { body: { text: chars(4097) } }), at("body.text")],
  ["eleven rows", list([{ rows: rows(11) }]), at("action.sections[0].rows")],
  [
    "eleven rows in two sections",
    list([
      { title: "a", rows: rows(6, "a") },
      { title: "b", rows: rows(5, "b") },
    ]),
    at("action.sections"),
  ],
  ["eleven sections", list(sections(11)), at("action.sections")],
  ["no section", list([]), at("action.sections")],
  ["a section without rows", list([{ rows: [] }]), at("action.sections[0].rows")],
  [
    "two sections, one without a title",
    list([{ title: "a", rows: rows(1, "a") }, { rows: rows(1, "b") }]),
    at("action.sections[1].title"),
  ],
  ["a section's title of 25", list([{ title: chars(25), rows: rows(1) }]), at("action.sections[0].title")],
  ["a row's id of 201", list([{ rows: [row(chars(201))] }]), at("action.sections[0].rows[0].id")],
  ["a row's title of 25", list([{ rows: [row("a", chars(25))] }]), at("action.sections[0].rows[0].title")],
  [
    "a description of 73",
    list([{ rows: [{ ...row("a"), description: chars(73) }] }]),
    at("action.sections[0].rows[0].description"),
  ],
  [
    "the same row in two sections",
    list([
      { title: "a", rows: [row("x")] },
      { title: "b", rows: [row("x")] },
    ]),
    at("action.sections[1].rows[0].id"),
  ],
  [
    "a list's button of 21",
    list([{ rows: rows(1) }], { action: { button: chars(21), sections: [{ rows: rows(1) }] } }),
    at("action.button"),
  ],
  [
    "a link's label of 21",
    cta({ display_text: chars(21), url: "https://shop.example" }),
    at("action.parameters.display_text"),
  ],
  ["a link to nowhere", cta({ display_text: "Ver", url: "shop" }), at("action.parameters.url")],
  ["another action", interactive({ type: "cta_url", body, action: { ...link20, name: "url" } }), at("action.name")],
  [
    "a header on a request for a place",
    interactive({
      type: "location_request_message",
      header: { type: "text", text: "x" },
      body,
      ...action("send_location"),
    }),
    at("header"),
  ],
  ["a flow by id and name", flow({ flow_id: "1", flow_name: "citas" }), at("action.parameters")],
  ["a flow by nothing", flow({}), at("action.parameters")],
  [
    "another version of flows",
    flow({ flow_id: "1", flow_message_version: "2" }),
    at("action.parameters.flow_message_version"),
  ],
  [
    "empty data for a flow",
    flow({ flow_id: "1", flow_action_payload: { data: {} } }),
    at("action.parameters.flow_action_payload.data"),
  ],
  [
    "a payload with data_exchange",
    flow({ flow_id: "1", flow_action: "data_exchange", flow_action_payload: {} }),
    at("action.parameters.flow_action_payload"),
  ],
  [
    "a header on a product",
    interactive({
      type: "product",
      header: { type: "text", text: "x" },
      action: { catalog_id: "1", product_retailer_id: "p" },
    }),
    at("header"),
  ],
  [
    "products without a header",
    productList([{ title: "a", product_items: products(1) }], { header: undefined }),
    at("header"),
  ],
  [
    "a picture above products",
    productList([{ title: "a", product_items: products(1) }], { header: { type: "image", image } }),
    at("header.type"),
  ],
  [
    "31 products",
    productList([
      { title: "a", product_items: products(16, "a") },
      { title: "b", product_items: products(15, "b") },
    ]),
    at("action.sections"),
  ],
  [
    "31 products in one section",
    productList([{ title: "a", product_items: products(31) }]),
    at("action.sections[0].product_items"),
  ],
  [
    "eleven sections of products",
    productList(many(11, () => ({ title: "a", product_items: products(1) }))),
    at("action.sections"),
  ],
  [
    "a section of products without a title",
    productList([{ product_items: products(1) }]),
    at("action.sections[0].title"),
  ],
  ["a country of three letters", address({ country: "IND" }), at("action.parameters.country")],
  ["no country", address({}), at("action.parameters.country")],
  ["a country where Meta asks for no address", address({ country: "PE" }), at("action.parameters.country")],
  ["a request for an address to another country", addressTo("+12025550191", { country: "IN" }), ["to"]],
  ["an address that is no text", address({ country: "IN", values: { city: 7 } }), at("action.parameters.values")],
  ["a call button for no minute", voice({ ttl_minutes: 0 }), at("action.parameters.ttl_minutes")],
  ["a call button for 43,201 minutes", voice({ ttl_minutes: 43_201 }), at("action.parameters.ttl_minutes")],
  ["a call button's label of 21", voice({ display_text: chars(21) }), at("action.parameters.display_text")],
  ["a call button's payload of 513", voice({ payload: chars(513) }), at("action.parameters.payload")],
  [
    "a footer under a call button",
    interactive({ type: "voice_call", body, footer: { text: "x" }, ...action("voice_call") }),
    at("footer"),
  ],
];

describe("interactive messages", () => {
  test.each(accepted)("accept %s", (_what, message) => {
    expect(paths(message)).toEqual([]);
  });
  test.each(refused)("refuse %s", (_what, message, places) => {
    expect(paths(message)).toEqual(places);
  });
});
