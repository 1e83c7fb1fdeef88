import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, details, person, send } from "./helpers.ts";
import {
  address,
  buttons,
  carousel,
  flow,
  interactive,
  link,
  list,
  many,
  mediaCard,
  permission,
  productList,
  products,
  quickReplies,
  reply,
  row,
  voiceCall,
} from "./send-bodies.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

type Content = Record<string, unknown>;
type Inside = [name: string, content: () => Content];
type Outside = [name: string, content: () => Content, code: number, details?: string];

const x = (length: number): string => "x".repeat(length);
const indian = "+910000000000";
const to = (content: Content): string => (content["type"] === "address_message" ? indian : person);

/** One row for each rule: just inside and just outside. */
function rules(inside: readonly Inside[], outside: readonly Outside[]): void {
  test.each(inside)("%s: accepted", async (_, content) => {
    const body = content();
    const answer = await send(sim, interactive(body, to(body)));
    expect([answer.status, details(answer)]).toEqual([200, undefined]);
  });
  test.each(outside)("%s: refused", async (_, content, expected, sentence) => {
    const body = content();
    const answer = await send(sim, interactive(body, to(body)));
    const said = sentence === undefined ? undefined : details(answer);
    expect([answer.status, code(answer), said]).toEqual([400, expected, sentence]);
    expect(sim.count()).toBe(0);
  });
}

const image = { type: "image", image: { link: "https://img.example/a.jpg" } };

describe("header, body and footer", () => {
  rules(
    [
      ["a header of 60 characters", () => ({ ...buttons(), header: { type: "text", text: x(60) } })],
      ["an image as header", () => ({ ...buttons(), header: image })],
      [
        "a document with its name as header",
        () => ({
          ...buttons(),
          header: { type: "document", document: { link: "https://img.example/a.pdf", filename: "a.pdf" } },
        }),
      ],
      ["a body of 1,024 emojis", () => ({ ...buttons(), body: { text: "🎈".repeat(1_024) } })],
      ["a footer of 60 characters", () => ({ ...buttons(), footer: { text: x(60) } })],
    ],
    [
      [
        "a header of 61 characters",
        () => ({ ...buttons(), header: { type: "text", text: x(61) } }),
        131009,
        "Header text length invalid. Min length: 1, Max length: 60",
      ],
      ["a header of an unknown type", () => ({ ...buttons(), header: { type: "gif", gif: {} } }), 131009],
      ["a header without its file", () => ({ ...buttons(), header: { type: "image" } }), 131008],
      ["a header of two kinds", () => ({ ...buttons(), header: { ...image, text: "Hi" } }), 100],
      [
        "a caption in a header",
        () => ({ ...buttons(), header: { type: "image", image: { link: "https://img.example/a.jpg", caption: "x" } } }),
        100,
      ],
      ["an image above a list", () => ({ ...list(), header: image }), 131009],
      [
        "a body of 1,025 characters",
        () => ({ ...buttons(), body: { text: x(1_025) } }),
        131009,
        "Body text length invalid. Min length: 1, Max length: 1024",
      ],
      ["no body", () => ({ ...buttons(), body: undefined }), 131008, "The parameter interactive['body'] is required."],
      ["a body that is a text", () => ({ ...buttons(), body: "Hi" }), 131009],
      ["an empty body", () => ({ ...buttons(), body: { text: " " } }), 131009],
      ["a footer of 61 characters", () => ({ ...buttons(), footer: { text: x(61) } }), 131009],
      ["no action", () => ({ ...buttons(), action: undefined }), 131008],
      ["an action that is an array", () => ({ ...buttons(), action: [] }), 131009],
      [
        "an unknown member",
        () => ({ ...buttons(), subject: "x" }),
        100,
        'Unexpected key "subject" on param "interactive".',
      ],
      ["no type", () => ({ ...buttons(), type: undefined }), 131008],
      ["an unknown type", () => ({ ...buttons(), type: "poll" }), 131009],
      ["a type named like a method of every object", () => ({ ...buttons(), type: "constructor" }), 131009],
      ["the name that contact requests had before", () => ({ ...buttons(), type: "contact_request" }), 131009],
    ],
  );

  test("a header's file that cannot be fetched fails later", async () => {
    sim.inbound({ from: person, text: "Hola" });
    const broken = { type: "image", image: { link: "https://img.invalid/a.jpg" } };
    expect((await send(sim, interactive({ ...buttons(), header: broken }))).status).toBe(200);
    await sim.advance("1m");
    expect(at(sim.messages()[0], "errors", 0, "code")).toBe(131053);
  });
});

describe("buttons", () => {
  const three = many(3, (index) => reply(`id-${index}`, `Button ${index}`));
  rules(
    [
      ["three", () => buttons(...three)],
      ["an id of 256 and a title of 20 characters", () => buttons(reply(x(256), x(20)))],
    ],
    [
      [
        "none",
        () => ({ ...buttons(), action: { buttons: [] } }),
        131009,
        "Buttons count invalid. Min count: 1, Max count: 3",
      ],
      ["four", () => buttons(...three, reply("more", "More")), 131009],
      [
        "a title of 21 characters",
        () => buttons(reply("a", x(21))),
        131009,
        "Button title length invalid. Min length: 1, Max length: 20",
      ],
      ["an id of 257 characters", () => buttons(reply(x(257), "A")), 131009],
      [
        "a space before an id",
        () => buttons(reply(" a", "A")),
        131009,
        "Button id must not begin or end with a space.",
      ],
      ["the same id twice", () => buttons(reply("a", "A"), reply("a", "B")), 131009],
      ["the same title twice", () => buttons(reply("a", "A"), reply("b", "A")), 131009],
      ["no id", () => buttons({ type: "reply", reply: { title: "A" } }), 131008],
      ["another type", () => buttons({ type: "url", url: {} }), 131009],
      [
        "a link among them",
        () => buttons({ type: "cta_url", cta_url: { display_text: "A", url: "https://a.example" } }),
        131009,
      ],
      ["an unknown member", () => buttons({ ...reply("a", "A"), color: "red" }), 100],
    ],
  );
});

describe("lists", () => {
  const rows = (count: number, from = 0): Content[] => many(count, (index) => row(`row-${from + index}`));
  const sections = (count: number): Content[] =>
    many(count, (index) => ({ title: `Section ${index}`, rows: rows(1, index) }));
  rules(
    [
      ["a body of 4,096 characters", () => ({ ...list(), body: { text: x(4_096) } })],
      ["ten sections of one row", () => list(sections(10))],
      ["ten rows in a section without title", () => list([{ rows: rows(10) }])],
      [
        "the longest id, title and description",
        () => list([{ title: x(24), rows: [{ id: x(200), title: x(24), description: x(72) }] }]),
      ],
    ],
    [
      ["a body of 4,097 characters", () => ({ ...list(), body: { text: x(4_097) } }), 131009],
      [
        "a label of 21 characters",
        () => ({ ...list(), action: { button: x(21), sections: sections(1) } }),
        131009,
        "Button label length invalid. Min length: 1, Max length: 20",
      ],
      ["no label", () => ({ ...list(), action: { sections: sections(1) } }), 131008],
      ["no section", () => list([]), 131009, "Sections count invalid. Min count: 1, Max count: 10"],
      ["eleven sections", () => list(sections(11)), 131009],
      [
        "eleven rows in all",
        () =>
          list([
            { title: "A", rows: rows(6) },
            { title: "B", rows: rows(5, 6) },
          ]),
        131009,
        "Rows count invalid. Min count: 1, Max count: 10",
      ],
      ["a section without rows", () => list([{ title: "A", rows: [] }]), 131009],
      ["two sections, one without title", () => list([{ title: "A", rows: rows(1) }, { rows: rows(1, 1) }]), 131008],
      ["a section title of 25 characters", () => list([{ title: x(25), rows: rows(1) }]), 131009],
      ["a row id of 201 characters", () => list([{ rows: [row(x(201))] }]), 131009],
      ["a row title of 25 characters", () => list([{ rows: [row("a", x(25))] }]), 131009],
      ["a description of 73 characters", () => list([{ rows: [{ ...row("a"), description: x(73) }] }]), 131009],
      [
        "the same id in two sections",
        () =>
          list([
            { title: "A", rows: rows(1) },
            { title: "B", rows: rows(1) },
          ]),
        131009,
      ],
      ["rows that are an object", () => list([{ rows: {} }]), 131009],
    ],
  );
});

describe("links", () => {
  const cta = (action: unknown): Content => ({ type: "cta_url", body: { text: "Look" }, action });
  rules(
    [["a label of 20 characters", () => cta(link(x(20)))]],
    [
      ["a label of 21 characters", () => cta(link(x(21))), 131009],
      ["no address", () => cta({ name: "cta_url", parameters: { display_text: "A" } }), 131008],
      ["an address that is none", () => cta(link("A", "shop.example")), 131009],
      ["an address of another protocol", () => cta(link("A", "javascript:alert(1)")), 131009],
      ["another name", () => cta({ ...link(), name: "url" }), 131009],
      ["no parameters", () => cta({ name: "cta_url" }), 131008],
    ],
  );
});

describe("location and contact requests", () => {
  const request = (type: string, name: string): Content => ({ type, body: { text: "Please" }, action: { name } });
  rules(
    [
      ["a location request", () => request("location_request_message", "send_location")],
      ["a contact request", () => request("request_contact_info", "request_contact_info")],
    ],
    [
      ["another action", () => request("location_request_message", "location"), 131009],
      [
        "parameters",
        () => ({ ...request("request_contact_info", "x"), action: { name: "request_contact_info", parameters: {} } }),
        100,
      ],
      [
        "a header above a location request",
        () => ({ ...request("location_request_message", "send_location"), header: image }),
        131009,
      ],
    ],
  );
});

describe("flows", () => {
  rules(
    [
      ["by name, as a draft", () => flow({ flow_id: undefined, flow_name: "booking", mode: "draft" })],
      ["with data exchange and a token", () => flow({ flow_action: "data_exchange", flow_token: "tok-1" })],
      ["with a first screen", () => flow({ flow_action_payload: { screen: "START" } })],
    ],
    [
      ["another version", () => flow({ flow_message_version: "2" }), 131009],
      ["neither id nor name", () => flow({ flow_id: undefined }), 131008],
      ["id and name", () => flow({ flow_name: "booking" }), 100],
      ["no button", () => flow({ flow_cta: undefined }), 131008],
      ["an unknown mode", () => flow({ mode: "test" }), 131009],
      ["an unknown action", () => flow({ flow_action: "open" }), 131009],
      [
        "a payload with data exchange",
        () => flow({ flow_action: "data_exchange", flow_action_payload: { screen: "A" } }),
        131009,
      ],
      ["empty data", () => flow({ flow_action_payload: { screen: "A", data: {} } }), 131009],
      ["data that is an array", () => flow({ flow_action_payload: { data: [1] } }), 131009],
      ["an id that is no number", () => flow({ flow_id: "booking" }), 131009],
    ],
  );
});

describe("products", () => {
  const catalog = (): string => sim.catalogId;
  const section = (count: number, title = "Mugs"): Content => ({ title, product_items: products(count) });
  const one = (action: Content): Content => ({ type: "product", action });
  rules(
    [
      ["one without a body", () => one({ catalog_id: catalog(), product_retailer_id: "sku-1" })],
      ["thirty", () => productList(catalog(), [section(30)])],
      [
        "ten sections",
        () =>
          productList(
            catalog(),
            many(10, () => section(1)),
          ),
      ],
      [
        "a catalog with a thumbnail",
        () => ({
          type: "catalog_message",
          body: { text: "All" },
          action: { name: "catalog_message", parameters: { thumbnail_product_retailer_id: "sku-1" } },
        }),
      ],
    ],
    [
      ["another catalog", () => one({ catalog_id: "1", product_retailer_id: "sku-1" }), 131009],
      ["no product", () => one({ catalog_id: catalog() }), 131008],
      ["a header", () => ({ ...one({ catalog_id: catalog(), product_retailer_id: "a" }), header: image }), 131009],
      [
        "thirty-one",
        () => productList(catalog(), [section(16), section(15)]),
        131009,
        "Products count invalid. Min count: 1, Max count: 30",
      ],
      [
        "eleven sections",
        () =>
          productList(
            catalog(),
            many(11, () => section(1)),
          ),
        131009,
      ],
      ["an empty section", () => productList(catalog(), [section(0)]), 131009],
      ["a section title of 25 characters", () => productList(catalog(), [section(1, x(25))]), 131009],
      [
        "two sections, one without title",
        () => productList(catalog(), [section(1), { product_items: products(1) }]),
        131008,
      ],
      [
        "a list without header",
        () => ({ ...productList(catalog(), [section(1)]), header: undefined }),
        131008,
        "The parameter interactive['header'] is required.",
      ],
      ["a list with an image as header", () => ({ ...productList(catalog(), [section(1)]), header: image }), 131009],
      ["a catalog without body", () => ({ type: "catalog_message", action: { name: "catalog_message" } }), 131008],
    ],
  );
});

describe("carousels", () => {
  const cards = (count: number, changes: Content = {}): Content[] => many(count, (index) => mediaCard(index, changes));
  const product = (index: number, catalog_id = sim.catalogId): Content => ({
    card_index: index,
    type: "product",
    action: { product_retailer_id: "sku-1", catalog_id },
  });
  rules(
    [
      ["ten cards", () => carousel(cards(10))],
      ["a body of 160 characters", () => carousel(cards(2, { body: { text: x(160) } }))],
      ["two line breaks", () => carousel(cards(2, { body: { text: "a\nb\nc" } }))],
      ["no body on a card", () => carousel(cards(2, { body: undefined }))],
      [
        "quick replies with ids of 20 characters",
        () => carousel(many(2, (index) => mediaCard(index, { action: quickReplies(`${index}${x(19)}`) }))),
      ],
      ["products", () => carousel([product(0), product(1)])],
    ],
    [
      ["one card", () => carousel(cards(1)), 131009, "Cards count invalid. Min count: 2, Max count: 10"],
      ["eleven cards", () => carousel(cards(11)), 131009],
      ["an index of 10", () => carousel([mediaCard(0), mediaCard(10)]), 131009],
      ["an index that is a text", () => carousel([mediaCard(0), { ...mediaCard(1), card_index: "1" }]), 131009],
      ["the same index twice", () => carousel([mediaCard(1), mediaCard(1)]), 131009],
      ["a card body of 161 characters", () => carousel(cards(2, { body: { text: x(161) } })), 131009],
      ["three line breaks", () => carousel(cards(2, { body: { text: "a\nb\nc\nd" } })), 131009],
      [
        "a document as header",
        () => carousel(cards(2, { header: { type: "document", document: { link: "https://a.example/a.pdf" } } })),
        131009,
      ],
      ["a card without header", () => carousel(cards(2, { header: undefined })), 131008],
      [
        "an image and a video",
        () =>
          carousel([
            mediaCard(0),
            mediaCard(1, { header: { type: "video", video: { link: "https://a.example/a.mp4" } } }),
          ]),
        131009,
      ],
      ["links and replies", () => carousel([mediaCard(0), mediaCard(1, { action: quickReplies("a") })]), 131009],
      [
        "one reply and two",
        () => carousel([mediaCard(0, { action: quickReplies("a") }), mediaCard(1, { action: quickReplies("b", "c") })]),
        131009,
      ],
      ["media and products", () => carousel([mediaCard(0), product(1)]), 131009],
      [
        "a reply id of 21 characters",
        () => carousel(many(2, (index) => mediaCard(index, { action: quickReplies(`${index}${x(20)}`) }))),
        131009,
      ],
      ["an ordinary reply button", () => carousel(cards(2, { action: { buttons: [reply("a", "A")] } })), 100],
      ["a footer", () => ({ ...carousel(cards(2)), footer: { text: "x" } }), 131009],
      ["a header above it", () => ({ ...carousel(cards(2)), header: image }), 131009],
      ["another catalog", () => carousel([product(0), product(1, "1")]), 131009],
      ["a product with a body", () => carousel([product(0), { ...product(1), body: { text: "x" } }]), 100],
      ["an unknown type of card", () => carousel(cards(2, { type: "image" })), 131009],
    ],
  );
});

describe("address messages", () => {
  rules(
    [
      [
        "with values and an error",
        () => address({ values: { city: "Pune" }, validation_errors: { in_pin_code: "Wrong" } }),
      ],
      ["with saved addresses", () => address({ saved_addresses: [{ id: "a", value: { city: "Pune" } }] })],
    ],
    [
      ["no country", () => address({ country: undefined }), 131008],
      ["another country", () => address({ country: "PE" }), 131009],
      ["values that are no texts", () => address({ values: { city: 1 } }), 131009],
      ["a saved address without id", () => address({ saved_addresses: [{ value: {} }] }), 131008],
    ],
  );

  test("to people outside India are refused", async () => {
    expect(code(await send(sim, interactive(address())))).toBe(131009);
  });
});

describe("calls", () => {
  rules(
    [
      ["a call button without parameters", () => voiceCall()],
      [
        "the longest label, time and payload",
        () => voiceCall({ display_text: x(20), ttl_minutes: 43_200, payload: x(512) }),
      ],
    ],
    [
      ["a label of 21 characters", () => voiceCall({ display_text: x(21) }), 131009],
      ["a time of 0 minutes", () => voiceCall({ ttl_minutes: 0 }), 131009],
      ["a time of 43,201 minutes", () => voiceCall({ ttl_minutes: 43_201 }), 131009],
      ["a time that is no whole number", () => voiceCall({ ttl_minutes: 1.5 }), 131009],
      ["a payload of 513 characters", () => voiceCall({ payload: x(513) }), 131009],
      ["a header", () => ({ ...voiceCall(), header: image }), 131009],
    ],
  );

  test("leave to call is asked for once a day and twice a week", async () => {
    const ask = async (to: string = person): Promise<unknown> => code(await send(sim, interactive(permission, to)));
    expect(await ask()).toBeUndefined();
    expect(await ask("+12025550112")).toBeUndefined();
    expect(await ask()).toBe(138009);
    await sim.advance("23h");
    expect(await ask()).toBe(138009);
    await sim.advance("61m");
    expect(await ask()).toBeUndefined();
    await sim.advance("25h");
    expect(await ask()).toBe(138009);
    await sim.advance(`${6 * 24}h`);
    expect(await ask()).toBeUndefined();
  });
});
