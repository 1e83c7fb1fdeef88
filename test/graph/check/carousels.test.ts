import { describe, expect, test } from "vitest";
import { chars, image, interactive, many, paths } from "./bodies.ts";

const picture = { type: "image", image };
const film = { type: "video", video: { link: "https://img.example/a.mp4" } };
const link = { name: "cta_url", parameters: { display_text: "Ver", url: "https://shop.example/a" } };
const replies = (count: number, id = "a", title = "A") => ({
  buttons: many(count, (index) => ({
    type: "quick_reply",
    quick_reply: { id: `${id}${index}`, title: `${title}${index}` },
  })),
});
const card = (card_index: unknown, others: object = {}) => ({
  card_index,
  type: "cta_url",
  header: picture,
  action: link,
  ...others,
});
const product = (card_index: number, catalog_id = "1") => ({
  card_index,
  type: "product",
  action: { product_retailer_id: `p${card_index}`, catalog_id },
});
const carousel = (cards: unknown, others: object = {}) =>
  interactive({ type: "carousel", body: { text: "Esta semana" }, action: { cards }, ...others });
const two = [card(0), card(1)];
const second = (others: object) => carousel([card(0), card(1, others)]);
const words = (text: string) => second({ body: { text } });
const at = (...names: string[]) => names.map((name) => `interactive.${name}`);

const accepted: [string, unknown][] = [
  ["two cards", carousel(two)],
  ["ten cards", carousel(many(10, (index) => card(index)))],
  ["films", carousel([card(0, { header: film }), card(1, { header: film })])],
  ["replies, two on each", carousel([card(0, { action: replies(2, "a") }), card(1, { action: replies(2, "b") })])],
  [
    "a reply at its limits",
    carousel(
      many(2, (index) =>
        card(index, {
          action: { buttons: [{ type: "quick_reply", quick_reply: { id: chars(20), title: chars(20) } }] },
        }),
      ),
    ),
  ],
  ["words of 160", words(chars(160))],
  ["words of three lines", words("a\nb\nc")],
  ["two products", carousel([product(0), product(1)])],
];

const refused: [string, unknown, string[]][] = [
  ["one card", carousel([card(0)]), at("action.cards")],
  ["eleven cards", carousel(many(11, (index) => card(index % 10))), at("action.cards")],
  ["a footer", carousel(two, { footer: { text: "x" } }), at("footer")],
  ["a header", carousel(two, { header: picture }), at("header")],
  ["no text", carousel(two, { body: undefined }), at("body")],
  ["a place of 10", carousel([card(0), card(10)]), at("action.cards[1].card_index")],
  ["a place as text", carousel([card(0), card("1")]), at("action.cards[1].card_index")],
  ["the same place twice", carousel([card(0), card(0)]), at("action.cards[1].card_index")],
  ["words of 161", words(chars(161)), at("action.cards[1].body.text")],
  ["words of four lines", words("a\nb\nc\nd"), at("action.cards[1].body.text")],
  ["a card without a picture", second({ header: undefined }), at("action.cards[1].header")],
  ["a text as picture", second({ header: { type: "text", text: "x" } }), at("action.cards[1].header.type")],
  ["a picture and a film", second({ header: film }), at("action.cards[1].header.type")],
  ["a link and replies", second({ action: replies(1) }), at("action.cards[1].action")],
  [
    "one reply and two",
    carousel([card(0, { action: replies(1) }), card(1, { action: replies(2) })]),
    at("action.cards[1].action"),
  ],
  [
    "a reply's id of 21",
    carousel(
      many(2, (index) =>
        card(index, {
          action: {
            buttons: [{ type: "quick_reply", quick_reply: { id: index === 1 ? chars(21) : "a", title: "A" } }],
          },
        }),
      ),
    ),
    at("action.cards[1].action.buttons[0].quick_reply.id"),
  ],
  [
    "a link's label of 21",
    second({ action: { ...link, parameters: { ...link.parameters, display_text: chars(21) } } }),
    at("action.cards[1].action.parameters.display_text"),
  ],
  ["a card and a product", carousel([card(0), product(1)]), at("action.cards[1].type")],
  ["two catalogs", carousel([product(0), product(1, "2")]), at("action.cards[1].action.catalog_id")],
  ["a card that is none", carousel([card(0), null]), at("action.cards[1]")],
];

describe("carousels", () => {
  test.each(accepted)("accept %s", (_what, message) => {
    expect(paths(message)).toEqual([]);
  });
  test.each(refused)("refuse %s", (_what, message, places) => {
    expect(paths(message)).toEqual(places);
  });
});
