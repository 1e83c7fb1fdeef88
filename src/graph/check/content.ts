import { contactCards } from "./contact-cards.ts";
import { interactive } from "./interactive.ts";
import { mediaRules } from "./media.ts";
import { location, pin, reaction, textMessage } from "./plain.ts";
import type { Rule } from "./rules.ts";
import { template } from "./template.ts";

/** By the type of the message: the rules of the member that has its name. */
export const contentRules = {
  text: textMessage,
  ...mediaRules,
  location,
  contacts: contactCards,
  reaction,
  interactive,
  template,
  pin,
} as const satisfies Record<string, Rule>;

export const contentTypes: readonly string[] = Object.keys(contentRules);
