import { maskPhone, redactText } from "../../core/redact.ts";
import { cleanLine } from "../../core/terminal.ts";
import { same, type Text } from "../../core/text.ts";
import { explainCode } from "../../graph/error-codes.ts";
import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import type { EventCustomer, WebhookEvent } from "./events.ts";

/** The lines of some kinds of events. */
export type Lines<Event extends WebhookEvent> = {
  readonly [Kind in Event["kind"]]: (event: Extract<Event, { readonly kind: Kind }>) => Text;
};

const longest = 60;
// What is shown of a text is in its beginning; the rest need not be searched.
const longestRead = 2_000;

// Meta's own sentences ("User Rui changed from …") and customers' messages carry numbers too.
const phoneLike = /\+?\d[\d ().-]{6,}\d/g;

/** Foreign text for a line: cleaned, without secrets and whole phone numbers, and cut. */
export function shorten(text: string): string {
  const line = redactText(cleanLine(text.slice(0, longestRead)))
    .replace(phoneLike, maskPhone)
    .trim();
  const characters = Array.from(line.slice(0, longest * 4));
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}

/** An id of Meta's: cleaned and cut, its digits left as they are. */
export function shortId(id: string): string {
  return cleanLine(id.slice(0, longest));
}

/** `separator` and the text, or nothing where there is none. */
export function after(separator: string, text: string | undefined, end = ""): string {
  return text === undefined || text === "" ? "" : `${separator}${shorten(text)}${end}`;
}

export function customerName(customer: EventCustomer): Text {
  if (customer.waId !== undefined) return same(maskPhone(`+${customer.waId}`));
  // A username adopter: the first characters tell two people apart and address neither.
  const id = customer.userId ?? customer.parentUserId;
  if (id !== undefined) return same(`${cleanLine(id.slice(0, longest)).slice(0, 7)}••••`);
  return { en: "someone", es: "alguien" };
}

/** The business's own number, to stand behind a noun: `of the number …`. */
export function ofNumber(displayPhoneNumber: string | undefined): Text {
  if (displayPhoneNumber === undefined) return { en: "of the number", es: "del número" };
  const name = maskPhone(`+${displayPhoneNumber.slice(0, longest).replace(/\D/g, "")}`);
  return { en: `of ${name}`, es: `de ${name}` };
}

/** `2026-11-20` in UTC. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Our few words about an error's number, in both languages; Meta's own where the number is new. */
export function titleOf(code: number, title: string): Text {
  const entry = explainCode(code);
  return entry.kind === "unknown" ? same(shorten(title)) : entry.title;
}

/** ` · 131047 …` for the first error, or nothing. */
export function withError(line: Text, errors: readonly WireWebhookError[]): Text {
  const [error] = errors;
  if (error === undefined) return line;
  const title = titleOf(error.code, error.title);
  return { en: `${line.en} · ${error.code} ${title.en}`, es: `${line.es} · ${error.code} ${title.es}` };
}
