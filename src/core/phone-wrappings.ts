// What other systems put around a number, or in its place.
import type { PhoneRefusal } from "./phone-refusals.ts";

/** What was inside: a text still to be read, digits that begin with a country code, or nothing that one can write to. */
export type Unwrapped = { readonly text: string; readonly international: boolean } | { readonly refused: PhoneRefusal };

const scheme = /^(?:whatsapp|tel|sms|callto)\s*:\s*(?:\/\/)?/i;
const link =
  /^(?:https?:\/\/|whatsapp:\/\/)?(?:(?:www\.)?wa\.me\/|(?:(?:api|web)\.whatsapp\.com\/)?send\/?\?phone=)(?:\+|%2b)?(\d+)\/?(?:[?&].*)?$/i;
/** WhatsApp's own addresses; a device may be named behind a colon. */
const address = /^\+?(\d+)(?::\d+)?@(s\.whatsapp\.net|c\.us|lid)$/i;
/** @see https://www.rfc-editor.org/rfc/rfc3966 section 3 */
const telUri = /^tel:([^;]*)((?:;[a-z][a-z0-9-]*(?:=[^;:]*)?)+)$/i;
/** Business-scoped user ids: Meta's name for a person who shows no number. */
const userId = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

function readUri(number: string, parameters: string): Unwrapped {
  if (/;ext=[^;]/i.test(parameters)) return { refused: "phone.extension" };
  // A local number says in this way where it is local: tel:600000012;phone-context=+34
  const context = number.trim().startsWith("+") ? undefined : /;phone-context=(\+[\d.()-]+)/i.exec(parameters)?.[1];
  return { text: (context ?? "") + number, international: false };
}

/** Takes a tidied text out of the wrappings of other systems. */
export function unwrapPhone(text: string): Unwrapped {
  const uri = telUri.exec(text);
  if (uri) return readUri(uri[1] ?? "", uri[2] ?? "");
  const wrapped = address.exec(text);
  if (wrapped?.[2]?.toLowerCase() === "lid") return { refused: "phone.internal_id" };
  const digits = wrapped?.[1] ?? link.exec(text)?.[1];
  if (digits !== undefined) return { text: digits, international: true };
  if (userId.test(text)) return { refused: "phone.user_id" };
  return { text: text.replace(scheme, ""), international: false };
}
