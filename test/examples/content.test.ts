// In the README, word for word (test/readme.test.ts).
import { expect, test } from "vitest";
import { checkSend, content, type WireSendBody } from "../../src/index.ts";

const to = "+12025550101";

test("what Meta would refuse is refused before a call is made", () => {
  const ask = (title: string): unknown =>
    content.buttons({ body: "Tomorrow at 10:00?", buttons: [{ id: "yes", title }] });
  expect(ask("Yes")).toMatchObject({ type: "interactive", interactive: { type: "button" } });
  expect(() => ask("Yes, that suits me well")).toThrow(
    "interactive.action.buttons[0].reply.title has 23 characters; at most 20 are allowed",
  );
});

test("checkSend looks at a message from elsewhere, and never throws", () => {
  const problems = checkSend({ messaging_product: "whatsapp", to, type: "text", text: { body: "" }, colour: "red" });
  expect(problems.map(({ path }) => path)).toEqual(["colour", "text.body"]);
});

test("a wrong combination does not compile", () => {
  // @ts-expect-error: the type says text, and the content is an image.
  const body: WireSendBody = { messaging_product: "whatsapp", to, type: "text", image: { id: "1037543291543636" } };
  expect(checkSend(body).map(({ path }) => path)).toEqual(["text", "image"]);
});
