import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { code, details } from "./helpers.ts";
import {
  address,
  bare,
  type Body,
  body,
  button,
  buttons,
  card,
  carousel,
  filled,
  marketing,
  picture,
  plain,
  product,
  reply,
  sendNotice,
  values,
  words,
} from "./template-helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const cards = (...list: unknown[]): Body => ({ type: "carousel", cards: list });
const numbered = (count: number, each: (index: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, index) => each(index));

describe("cards of pictures", () => {
  const definition = card(
    picture("IMAGE"),
    body("For {{1}} only", "Ana"),
    buttons(address("https://a.example/{{1}}", "https://a.example/1"), reply("More")),
  );
  const template = marketing(body("Hello {{1}} there", "x"), carousel(definition, definition, definition));
  const photo = filled("header", { type: "image", image: { link: "https://img.example/a.png" } });
  const link = button("url", 0, words("mug"));
  const full = [photo, values("body", "Ana"), link];
  const one = (card_index: unknown, components: unknown = full): Body => ({ card_index, components });
  const three = (components?: unknown): unknown[] =>
    numbered(3, (index) => one(index, index === 1 ? (components ?? full) : full));
  const hello = values("body", "Ana");

  test.each<[string, unknown[], number | undefined]>([
    ["three cards", [hello, cards(...three())], undefined],
    ["in any order", [hello, cards(...three().toReversed())], undefined],
    [
      "payloads too",
      [hello, cards(...three([...full, button("quick_reply", 1, { type: "payload", payload: "x" })]))],
      undefined,
    ],
    ["two cards", [hello, cards(...three().slice(1))], 132000],
    ["four cards", [hello, cards(...three(), one(3))], 132000],
    ["no cards", [hello], 131008],
    ["cards that are no list", [hello, { type: "carousel", cards: {} }], 131009],
    ["a card that is none", [hello, cards(one(0), 7, one(2))], 131009],
    ["a number twice", [hello, cards(one(0), one(0), one(2))], 131009],
    ["a number too high", [hello, cards(one(0), one(1), one(3))], 131009],
    ["no number", [hello, cards(one(0), one(undefined), one(2))], 131008],
    ["an unknown member of a card", [hello, cards(one(0), { ...one(1), title: "x" }, one(2))], 100],
    ["a card without its picture", [hello, cards(...three([values("body", "Ana"), link]))], 132012],
    ["a card without its value", [hello, cards(...three([photo, link]))], 132000],
    ["a card without its address", [hello, cards(...three([photo, values("body", "Ana")]))], 131008],
    [
      "a film on a card",
      [
        hello,
        cards(
          ...three([
            filled("header", { type: "video", video: { link: "https://img.example/a" } }),
            values("body", "Ana"),
            link,
          ]),
        ),
      ],
      132012,
    ],
    [
      "160 characters on a card",
      [hello, cards(...three([photo, values("body", "x".repeat(160 - 9)), link]))],
      undefined,
    ],
    ["161 characters on a card", [hello, cards(...three([photo, values("body", "x".repeat(160 - 8)), link]))], 132005],
    ["a carousel on a card", [hello, cards(...three([cards()]))], 131009],
    ["no value for the text above", [cards(...three())], 132000],
  ])("%s", async (_, components, expected) => {
    sim.template(template as never);
    const answer = await sendNotice(sim, components);
    expect([code(answer), answer.status]).toEqual([expected, expected === undefined ? 200 : 400]);
  });

  test("the sentences name the card", async () => {
    sim.template(template as never);
    expect(details(await sendNotice(sim, [hello, cards(...three([photo, link]))]))).toBe(
      "card 1: body: number of localizable_params (0) does not match the expected number of params (1)",
    );
    expect(details(await sendNotice(sim, [hello, cards(one(0))]))).toContain("number of cards (1)");
  });

  test("a picture that cannot be reached fails later", async () => {
    sim.template(template as never);
    const gone = filled("header", { type: "image", image: { link: "https://gone.invalid/a.png" } });
    await sendNotice(sim, [hello, cards(...three([gone, values("body", "Ana"), link]))]);
    await sim.advance("1m");
    expect(sim.messages()[0]?.errors?.[0]?.code).toBe(131053);
  });

  test("a template without cards takes none", async () => {
    sim.template(marketing(plain) as never);
    expect(code(await sendNotice(sim, [cards(...three())]))).toBe(132012);
  });
});

describe("cards of products", () => {
  const definition = card(bare("PRODUCT"), buttons(product));
  const goods = (index: number): unknown => ({
    card_index: index,
    components: [
      filled("header", {
        type: "product",
        product: { product_retailer_id: `mug-${index}`, catalog_id: sim.catalogId },
      }),
    ],
  });
  test.each([
    [1, 132000],
    [2, undefined],
    [10, undefined],
    [11, 132000],
  ])("%i cards", async (count, expected) => {
    sim.template(marketing(plain, carousel(definition, definition)) as never);
    expect(code(await sendNotice(sim, [cards(...numbered(count, goods))]))).toBe(expected);
  });
});
