import { invalidValue } from "../../errors.ts";
import {
  countedArray,
  countFault,
  isObject,
  type Json,
  keys,
  objectAt,
  refuseUnknown,
  requiredAddress,
  requiredArray,
  requiredLabel,
  requiredObject,
  requiredWord,
} from "../check.ts";
import { actionPath, refuseTwice } from "./parts.ts";
import type { SendCall } from "../send-parts.ts";

const actionKeys = keys("buttons");
const replyButtonKeys = keys("type", "reply");
const linkButtonKeys = keys("type", "cta_url");
const replyKeys = keys("id", "title");
const linkKeys = keys("url", "display_text");
const longestId = 256;
const longestTitle = 20;
const mostReplies = 3;
/** Links and replies together. */
const mostMixed = 10;
const mostLinks = 2;

/**
 * Up to three buttons to answer with. A message with a category (Direct Send) may have up to two links before them, and
 * then ten buttons in all.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
export function checkButtons({ category }: SendCall, action: Json): undefined {
  refuseUnknown(action, actionKeys, actionPath);
  const [first] = requiredArray(action, "buttons", actionPath);
  const mixed = category !== undefined && isObject(first) && first["type"] === "cta_url";
  const buttons = countedArray(action, "buttons", actionPath, "Buttons", 1, mixed ? mostMixed : mostReplies);
  const ids = new Set<string>();
  const titles = new Set<string>();
  let links = 0;
  for (const [index, value] of buttons.entries()) {
    const path = `${actionPath}['buttons'][${index}]`;
    const button = objectAt(value, path);
    if (mixed && button["type"] === "cta_url") {
      if (links < index) throw invalidValue("Buttons of type cta_url must come before those of type reply.");
      links++;
      if (links > mostLinks) throw countFault("Buttons of type cta_url", 0, mostLinks);
      checkLinkButton(button, path, titles);
    } else {
      requiredWord(button, "type", path, ["reply"]);
      refuseUnknown(button, replyButtonKeys, path);
      checkReply(requiredObject(button, "reply", path, replyKeys), `${path}['reply']`, ids, titles);
    }
  }
  return undefined;
}

function checkLinkButton(button: Json, path: string, titles: Set<string>): void {
  refuseUnknown(button, linkButtonKeys, path);
  const link = requiredObject(button, "cta_url", path, linkKeys);
  const linkPath = `${path}['cta_url']`;
  refuseTwice(titles, requiredLabel(link, "display_text", linkPath, "Button title", longestTitle), "Button title");
  requiredAddress(link, "url", linkPath);
}

/** A button to answer with; its id and title are added to those of the message, where they must be new. */
function checkReply(reply: Json, path: string, ids: Set<string>, titles: Set<string>): void {
  const id = requiredLabel(reply, "id", path, "Button id", longestId);
  if (id !== id.trim()) throw invalidValue("Button id must not begin or end with a space.");
  refuseTwice(ids, id, "Button id");
  refuseTwice(titles, requiredLabel(reply, "title", path, "Button title", longestTitle), "Button title");
}
