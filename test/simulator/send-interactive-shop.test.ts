import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { code, person, send } from "./helpers.ts";
import {
  address,
  carousel,
  interactive,
  many,
  mediaCard,
  permission,
  productList,
  products,
  quickReplies,
  reply,
  voiceCall,
} from "./send-bodies.ts";
import { type Content, rules } from "./send-rules.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const x = (length: number): string => "x".repeat(length);
const image = { type: "image", image: { link: "https://img.example/a.jpg" } };

describe("products", () => {
  const catalog = (): string => sim.catalogId;
  const section = (count: number, title = "Mugs"): Content => ({ title, product_items: products(count) });
  const one = (action: Content): Content => ({ type: "product", action });
  rules(
    () => sim,
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
    () => sim,
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
    () => sim,
    [
      [
        "with values and an error",
        () => address({ values: { city: "Pune" }, validation_errors: { in_pin_code: "Wrong" } }),
      ],
      ["with saved addresses", () => address({ saved_addresses: [{ id: "a", value: { city: "Pune" } }] })],
    ],
    [
      ["no country", () => address({ country: undefined }), 131008],
      ["a country's name", () => address({ country: "India" }), 131009],
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
    () => sim,
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
