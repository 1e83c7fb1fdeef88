import { type Json, keys, requiredAddress, requiredLabel } from "../check.ts";
import { actionPath, namedAction } from "./parts.ts";
import type { SendCall } from "../send-parts.ts";

const parameterKeys = keys("display_text", "url");

/**
 * One button that opens an address.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-cta-url-messages
 */
export function checkLink(_send: SendCall, action: Json): undefined {
  checkLinkAction(action, actionPath);
  return undefined;
}

/** The same on a card of a carousel. */
export function checkLinkAction(action: Json, path: string): void {
  const parameters = namedAction(action, "cta_url", parameterKeys, path);
  requiredLabel(parameters, "display_text", `${path}['parameters']`, "Button title", 20);
  requiredAddress(parameters, "url", `${path}['parameters']`);
}
