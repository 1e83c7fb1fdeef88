import { checkSend } from "../../../src/graph/check/send.ts";
import type { CheckOptions } from "../../../src/graph/check/send.ts";

export const person = "+12025550111";
export const image = { link: "https://img.example/a.jpg" };
export const chars = (count: number): string => "é".repeat(count);
export const many = <Entry>(count: number, make: (index: number) => Entry): Entry[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A send to one person, as a JavaScript caller may write it: of any shape. */
export const to = (content: object): Record<string, unknown> => ({
  messaging_product: "whatsapp",
  to: person,
  ...content,
});

export const interactive = (message: object): Record<string, unknown> =>
  to({ type: "interactive", interactive: message });

/** The places that are refused, in the order in which they are told. */
export const paths = (body: unknown, options?: CheckOptions): string[] =>
  checkSend(body, options).map(({ path }) => path);
