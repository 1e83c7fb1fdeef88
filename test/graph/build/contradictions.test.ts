import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { content } from "../../../src/graph/build/content.ts";

const image = { link: "https://img.example/a.jpg" };
const link = { title: "Ver", url: "https://shop.example" };
const replies = [{ id: "a", title: "A" }];
const named = { name: "a", language: "es" };
const card = { image, link };

/** As a caller without types gives it. */
type Loose = Readonly<Record<string, unknown>>;
const buttons = (header: Loose) => () =>
  content.buttons({ body: "x", buttons: replies, header } as unknown as Parameters<typeof content.buttons>[0]);
const carousel = (second: unknown) => () =>
  content.mediaCarousel({ body: "x", cards: [card, second] } as Parameters<typeof content.mediaCarousel>[0]);
const template = (parts: Loose) => () => content.template({ ...named, ...parts });

const inComponents = (rest: string): string => `template.components${rest}`;

describe("what contradicts itself is refused whole, at its place in the message", () => {
  test.each<[string, () => unknown, string, string]>([
    ["two headers", buttons({ image, video: image }), "interactive.header", "has image and video"],
    [
      "three headers",
      buttons({ image, video: image, document: image }),
      "interactive.header",
      "image, video and document",
    ],
    ["no header in the header", buttons({}), "interactive.header", "needs image, video or document"],
    [
      "a card with a picture and a film",
      carousel({ ...card, video: image }),
      "interactive.action.cards[1].header",
      "has image and video",
    ],
    [
      "a card with a link and replies",
      carousel({ ...card, replies }),
      "interactive.action.cards[1].action",
      "has link and replies",
    ],
    ["a card that is none", carousel(null), "interactive.action.cards[1].header", "must be an object"],
    [
      "a button that does two things",
      template({ body: ["x"], buttons: [{ reply: "x" }, { url: "x", reply: "y" }] }),
      inComponents("[2]"),
      "has url and reply",
    ],
    ["a button that does nothing", template({ buttons: [{ index: 0 }] }), inComponents("[0]"), "needs url, reply"],
    ["a button that is none", template({ buttons: ["x"] }), inComponents("[0]"), "must be an object"],
    [
      "two headers of a template",
      template({ header: { text: "x", image } }),
      inComponents("[0].parameters[0]"),
      "has image and text",
    ],
    [
      "a picture with the name of a parameter",
      template({ header: { image, name: "x" } }),
      inComponents("[0].parameters[0]"),
      "has name",
    ],
    [
      "a text above the card of a template",
      template({ body: ["x"], carousel: [{ header: { image } }, { header: { text: "x" } }] }),
      inComponents("[1].cards[1].components[0].parameters[0]"),
      "needs image, video or product",
    ],
    [
      "a button of a card that does two things",
      template({ carousel: [{ body: ["x"], buttons: [{ url: "x", coupon: "y" }] }, {}] }),
      inComponents("[0].cards[0].components[1]"),
      "has url and coupon",
    ],
    ["a code beside values", template({ code: "1", body: ["x"] }), "template.components", "has body"],
    ["a code beside cards", template({ code: "1", carousel: [] }), "template.components", "has carousel"],
  ])("%s", (_what, build, path, says) => {
    expect(build).toThrow(InputError);
    expect(build).toThrow(
      expect.objectContaining({
        code: "message.invalid",
        message: expect.stringContaining(says) as string,
        data: expect.objectContaining({ path }) as object,
      }) as Error,
    );
  });

  test("a member that is undefined is not there", () => {
    const header = { image, video: undefined } as unknown as { image: typeof image };
    expect(content.buttons({ body: "x", buttons: replies, header }).interactive.header).toEqual({
      type: "image",
      image,
    });
  });
});
