import { expect } from "vitest";
import type { Simulator } from "../../src/testing.ts";
import { type Answer, at, graph, person, send } from "./helpers.ts";

export type Body = Record<string, unknown>;

/** A utility template with these components. */
export const utility = (...components: unknown[]): Body => ({
  name: "notice",
  language: "en_US",
  category: "UTILITY",
  components,
});
export const marketing = (...components: unknown[]): Body => ({ ...utility(...components), category: "MARKETING" });
export const authentication = (...components: unknown[]): Body => ({
  ...utility(...components),
  category: "AUTHENTICATION",
});

export const body = (text: string, ...samples: string[]): Body => ({
  type: "BODY",
  text,
  ...(samples.length === 0 ? {} : { example: { body_text: [samples] } }),
});
export const plain = body("Your order is on its way.");
export const heading = (text: string, ...samples: string[]): Body => ({
  type: "HEADER",
  format: "TEXT",
  text,
  ...(samples.length === 0 ? {} : { example: { header_text: samples } }),
});
export const handle = "4::aW1hZ2UvanBlZw==:ARbExample";
export const picture = (format: string): Body => ({
  type: "HEADER",
  format,
  example: { header_handle: [handle] },
});
export const bare = (format: string): Body => ({ type: "HEADER", format });
export const footer = (text: string): Body => ({ type: "FOOTER", text });
export const buttons = (...list: unknown[]): Body => ({ type: "BUTTONS", buttons: list });
export const reply = (text: string): Body => ({ type: "QUICK_REPLY", text });
export const address = (url: string, ...example: string[]): Body => ({
  type: "URL",
  text: "Open",
  url,
  ...(example.length === 0 ? {} : { example }),
});
export const shop = address("https://shop.example");
export const product = { type: "SPM", text: "View" };
export const card = (...components: unknown[]): Body => ({ components });
export const carousel = (...cards: unknown[]): Body => ({ type: "CAROUSEL", cards });
export const offerBox = (text = "Ends soon", has_expiration?: boolean): Body => ({
  type: "LIMITED_TIME_OFFER",
  limited_time_offer: { text, ...(has_expiration === undefined ? {} : { has_expiration }) },
});

export const create = (sim: Simulator, template: unknown): Promise<Answer> =>
  graph(sim, "POST", `/${sim.wabaId}/message_templates`, template);

/** An answer as a refusal: its numbers and words. */
export function told({ status, body }: Answer): Body {
  const error = at(body, "error");
  return {
    status,
    code: at(error, "code"),
    subcode: at(error, "error_subcode"),
    title: at(error, "error_user_title"),
    sentence: at(error, "error_user_msg"),
    details: at(error, "error_data", "details"),
  };
}

/** What `told` must match: the rule's number and title, or a sentence about a parameter. */
export type Refusal = Readonly<Record<string, unknown>>;

const rule = (title: string, subcode?: number): Refusal => ({
  status: 400,
  code: 100,
  subcode,
  title,
  sentence: expect.any(String),
});

export const tooLong = rule("Too many characters", 2388040);
export const missing = rule("A field is missing", 2388043);
export const header = rule("Header format is incorrect", 2388047);
export const wrongBody = rule("Body format is incorrect", 2388072);
export const wrongFooter = rule("Footer format is incorrect", 2388073);
export const crowded = rule("Too many variables", 2388293);
export const atEdge = rule("Variables at the start or end", 2388299);
export const wrongButtons = rule("Buttons are incorrect");
export const together = rule("Components do not fit together");
export const terms = rule("Terms not accepted");
export const says = (details: string): Refusal => ({
  status: 400,
  code: 100,
  subcode: undefined,
  details: expect.stringContaining(details),
});
export const taken: Refusal = { status: 200, code: undefined };

/** A send of the template `notice`. */
export const sendNotice = (sim: Simulator, components?: readonly unknown[], to = person): Promise<Answer> =>
  send(sim, {
    to,
    type: "template",
    template: { name: "notice", language: { code: "en_US" }, ...(components === undefined ? {} : { components }) },
  });

export const values = (type: string, ...texts: string[]): Body => ({
  type,
  parameters: texts.map((text) => ({ type: "text", text })),
});
export const filled = (type: string, ...parameters: unknown[]): Body => ({ type, parameters });
export const button = (sub_type: string, index: unknown, ...parameters: unknown[]): Body => ({
  type: "button",
  sub_type,
  index,
  parameters,
});
export const words = (text: string): Body => ({ type: "text", text });
