import type { WireWebhookError } from "../../../graph/wire/webhooks.ts";
import { invalidValue } from "../../errors.ts";
import {
  countedArray,
  type Json,
  keys,
  objectAt,
  refuseUnknown,
  requiredInteger,
  requiredLabel,
  requiredObject,
  requiredWord,
} from "../check.ts";
import { checkLinkAction } from "./link.ts";
import { actionPath, type ActionResult, checkBody, checkHeader, refuseTwice } from "./parts.ts";
import { checkCatalogId, requiredProduct } from "./products.ts";
import type { SendCall } from "../send-parts.ts";

const actionKeys = keys("cards");
const cardTypes = ["cta_url", "product"] as const;
const cardKeys = {
  cta_url: keys("card_index", "type", "header", "body", "action"),
  product: keys("card_index", "type", "action"),
};
const productKeys = keys("product_retailer_id", "catalog_id");
const buttonsKeys = keys("buttons");
const buttonKeys = keys("type", "quick_reply");
const replyKeys = keys("id", "title");
const longestBody = 160;
const mostLineBreaks = 2;
const mostButtons = 10;
const longestLabel = 20;

/**
 * Cards side by side: pictures or films with buttons, or products.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-media-carousel-messages
 */
export function checkCarousel(send: SendCall, action: Json): ActionResult {
  refuseUnknown(action, actionKeys, actionPath);
  const cards = countedArray(action, "cards", actionPath, "Cards", 2, 10);
  const indexes = new Set<string>();
  const shapes = new Set<string>();
  let laterFailure: WireWebhookError | undefined;
  for (const [place, value] of cards.entries()) {
    const path = `${actionPath}['cards'][${place}]`;
    const card = objectAt(value, path);
    const type = requiredWord(card, "type", path, cardTypes);
    refuseUnknown(card, cardKeys[type], path);
    refuseTwice(indexes, String(requiredInteger(card, "card_index", path, 0, 9)), "Card index");
    if (type === "product") {
      shapes.add(type);
      const product = requiredObject(card, "action", path, productKeys);
      checkCatalogId(send.world, product, `${path}['action']`);
      requiredProduct(product, `${path}['action']`);
    } else {
      const header = requiredObject(card, "header", path);
      laterFailure = checkHeader(send.world, card, path, ["image", "video"]) ?? laterFailure;
      checkCardBody(card, path);
      shapes.add(
        `${String(header["type"])} ${checkCardButtons(requiredObject(card, "action", path), `${path}['action']`)}`,
      );
    }
  }
  if (shapes.size > 1)
    throw invalidValue(
      "Cards must all have the same type, the same kind of header, and the same number and kind of buttons.",
    );
  return { laterFailure };
}

function checkCardBody(card: Json, path: string): void {
  const text = checkBody(card, path, longestBody, true) ?? "";
  if (text.split("\n").length - 1 > mostLineBreaks)
    throw invalidValue(`Param ${path}['body']['text'] must have at most ${mostLineBreaks} line breaks.`);
}

/** @returns the number and kind of the buttons, which all cards share */
function checkCardButtons(action: Json, path: string): string {
  if (action["buttons"] === undefined) {
    checkLinkAction(action, path);
    return "1 link";
  }
  refuseUnknown(action, buttonsKeys, path);
  const buttons = countedArray(action, "buttons", path, "Buttons", 1, mostButtons);
  for (const [index, value] of buttons.entries()) {
    const buttonPath = `${path}['buttons'][${index}]`;
    const button = objectAt(value, buttonPath, buttonKeys);
    requiredWord(button, "type", buttonPath, ["quick_reply"]);
    const reply = requiredObject(button, "quick_reply", buttonPath, replyKeys);
    const replyPath = `${buttonPath}['quick_reply']`;
    requiredLabel(reply, "id", replyPath, "Button id", longestLabel);
    requiredLabel(reply, "title", replyPath, "Button title", longestLabel);
  }
  return `${buttons.length} replies`;
}
