import { invalidValue, missingParameter } from "../../errors.ts";
import { keys, member, refuseUnknown, required, requiredObject, shown } from "../check.ts";
import { checkAddressMessage } from "./address.ts";
import { checkButtons } from "./buttons.ts";
import { checkCallPermission, checkVoiceCall } from "./calls.ts";
import { checkCarousel } from "./carousel.ts";
import { checkFlow } from "./flow.ts";
import { checkLink } from "./link.ts";
import { checkList } from "./list.ts";
import { bareAction, checkBody, checkFooter, checkHeader, type HeaderKind, type InteractiveKind } from "./parts.ts";
import { checkCatalog, checkProduct, checkProductList } from "./products.ts";
import { checkOrderDetailsAction } from "../orders/details.ts";
import { checkOrderStatus } from "../orders/status.ts";
import type { Content, SendCall } from "../send-parts.ts";

const interactiveKeys = keys("type", "header", "body", "footer", "action");
const path = "interactive";
const any: readonly HeaderKind[] = ["text", "image", "video", "document"];
const none: readonly HeaderKind[] = [];
const long = 4_096;
const short = 1_024;

const kinds = new Map<string, InteractiveKind>([
  ["button", { headers: any, body: short, action: checkButtons }],
  ["list", { headers: ["text"], body: long, action: checkList }],
  ["cta_url", { headers: any, body: short, action: checkLink }],
  ["location_request_message", { headers: none, body: short, action: bareAction("send_location") }],
  ["flow", { headers: any, body: short, action: checkFlow }],
  ["product", { headers: none, body: short, bodyOptional: true, action: checkProduct }],
  ["product_list", { headers: ["text"], headerRequired: true, body: short, action: checkProductList }],
  ["catalog_message", { headers: none, body: short, action: checkCatalog }],
  ["carousel", { headers: none, body: short, noFooter: true, action: checkCarousel }],
  ["order_details", { headers: ["text", "image", "document"], body: short, action: checkOrderDetailsAction }],
  ["order_status", { headers: none, body: short, action: checkOrderStatus }],
  ["address_message", { headers: any, body: short, action: checkAddressMessage }],
  ["call_permission_request", { headers: none, body: short, bodyOptional: true, action: checkCallPermission }],
  ["voice_call", { headers: none, body: short, noFooter: true, action: checkVoiceCall }],
  ["request_contact_info", { headers: any, body: short, action: bareAction("request_contact_info") }],
]);
const kindNames = [...kinds.keys()].join(", ");

/**
 * Messages with something to tap on.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages#interactive-object
 */
export function checkInteractive(send: SendCall): Content {
  const interactive = requiredObject(send.body, path, "");
  const type = required(interactive, "type", path);
  const kind = typeof type === "string" ? kinds.get(type) : undefined;
  if (kind === undefined)
    throw invalidValue(`Param ${member(path, "type")} must be one of {${kindNames}} - got "${shown(type)}".`);
  refuseUnknown(interactive, interactiveKeys, path);
  if (kind.headerRequired === true && interactive["header"] === undefined)
    throw missingParameter(`The parameter ${member(path, "header")} is required.`);
  const laterFailure = checkHeader(send.world, interactive, path, kind.headers);
  const body = checkBody(interactive, path, kind.body, kind.bodyOptional === true);
  if (kind.noFooter === true && interactive["footer"] !== undefined)
    throw invalidValue(`Param ${member(path, "footer")} is not allowed for this type of message.`);
  checkFooter(interactive, path);
  const result = kind.action(send, requiredObject(interactive, "action", path));
  return {
    text: body ?? result?.text,
    laterFailure: laterFailure ?? result?.laterFailure,
    accepted: result?.accepted,
  };
}
