/** The kinds of interactive message, each with the parts that it may have. */
import { buttonsAction } from "./buttons.ts";
import { cards } from "./carousels.ts";
import { flowAction } from "./flows.ts";
import { freeTexts } from "./free-json.ts";
import { headerKinds, interactiveKind, label, linkParameters, namedAction, type Parts } from "./interactive-parts.ts";
import { listAction, productListAction } from "./lists.ts";
import { orderDetails, orderStatus } from "./orders.ts";
import { byKind, list, need, oneOf, shape, text, whole, type Rule } from "./rules.ts";

const anyHeader: Parts = { header: headerKinds };

const address = namedAction(
  "address_message",
  shape({
    // Meta asks people in India for their address, and nobody else.
    country: need(oneOf("IN")),
    values: freeTexts,
    saved_addresses: list(shape({ id: need(text()), value: need(freeTexts) }), 0),
    validation_errors: freeTexts,
  }),
);

const voiceCall = shape({ display_text: label, ttl_minutes: whole(1, 43_200), payload: text({ max: 512 }) });

const kinds: Readonly<Record<string, readonly [Parts, Rule]>> = {
  button: [anyHeader, buttonsAction],
  list: [{ header: ["text"], bodyLimit: 4096 }, listAction],
  cta_url: [anyHeader, namedAction("cta_url", linkParameters)],
  location_request_message: [{}, namedAction("send_location")],
  flow: [anyHeader, flowAction],
  product: [{ bodyOptional: true }, shape({ catalog_id: need(text()), product_retailer_id: need(text()) })],
  product_list: [{ header: ["text"], headerNeeded: true }, productListAction],
  catalog_message: [{}, namedAction("catalog_message", shape({ thumbnail_product_retailer_id: text() }), true)],
  carousel: [{ noFooter: true }, shape({ cards: need(cards) })],
  order_details: [{ header: ["text", "image", "document"] }, namedAction("review_and_pay", orderDetails)],
  order_status: [{}, namedAction("review_order", orderStatus)],
  address_message: [anyHeader, address],
  call_permission_request: [{ bodyOptional: true }, namedAction("call_permission_request")],
  voice_call: [{ noFooter: true }, namedAction("voice_call", voiceCall, true)],
  request_contact_info: [anyHeader, namedAction("request_contact_info")],
};

export const interactive = byKind(
  "type",
  Object.fromEntries(
    Object.entries(kinds).map(([type, [parts, action]]) => [type, interactiveKind(type, parts, action)]),
  ),
);
