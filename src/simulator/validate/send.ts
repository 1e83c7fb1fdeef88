import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import { GraphFault, invalidParameter, invalidValue } from "../errors.ts";
import type { NumberState } from "../state.ts";
import type { TemplateState } from "../templates/store.ts";
import type { World } from "../world.ts";
import { type Json, keys, optionalText, optionalWords, refuseUnknown, requiredObject, requiredText } from "./check.ts";
import { checkCategory, checkDirectTerms, checkDirectText, type DirectTerms } from "./direct-send.ts";
import { contentTypeOf } from "./send-content.ts";
import type { Content, SendCall } from "./send-parts.ts";
import { checkRecipient, type Recipient, requiredAtTop } from "./send-recipient.ts";
import { targetOf } from "./send-target.ts";
import { refuseTemplate } from "./send-template.ts";

const contextKeys = keys("message_id");
const accountKeys = ["messaging_account_id", "paid_messaging_account_id"];
const longestCallbackData = 512;

/** A checked message, ready to be accepted. */
export interface CheckedSend {
  readonly recipient: Recipient;
  readonly type: string;
  /** As the person reads it. */
  readonly text?: string | undefined;
  readonly template?: TemplateState | undefined;
  readonly callbackData?: string | undefined;
  /** The message above which it is shown; only where the platform draws it. */
  readonly quoted?: string | undefined;
  readonly laterFailure?: WireWebhookError | undefined;
  readonly voice?: boolean | undefined;
  readonly ends?: "sent" | undefined;
  /** Set for a business-initiated message without a template. */
  readonly direct?: DirectTerms | undefined;
  /** To be called once it is accepted. */
  readonly accepted?: (() => void) | undefined;
}

/**
 * Checks the body of a send, in the order in which Meta notices faults. Nothing is changed by it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
export function checkSend(world: World, body: Json, number: NumberState): CheckedSend {
  checkProduct(body);
  const recipient = checkRecipient(world, body, number);
  const type = body["type"] ?? "text";
  if (typeof type !== "string") throw invalidValue("Param type must be a string.");
  const { check, known, to } = contentTypeOf(type);
  refuseUnknown(body, known, "");
  if (to !== "anybody") refusePlace(recipient, type, to);
  const callbackData = optionalWords(body, "biz_opaque_callback_data", "", longestCallbackData);
  checkAccount(world, body);
  optionalText(body, "recipient_identity_key_hash", "");
  const category = checkCategory(body);
  const direct = checkDirectTerms(world, body, category, type, recipient);
  const call: SendCall = { world, number, recipient, body, category };
  const quoted = body["context"] === undefined ? undefined : quotedBy(call, type);
  const content: Content = check(call);
  if (direct !== undefined) checkDirectText(content.text);
  if (content.template !== undefined) refuseTemplate(content.template, recipient);
  return { recipient, type, callbackData, quoted, direct, ...content };
}

export function checkProduct(body: Json): void {
  if (body["messaging_product"] === undefined) throw requiredAtTop("messaging_product");
  if (body["messaging_product"] !== "whatsapp")
    throw invalidParameter("Param messaging_product must be one of {WHATSAPP} - got something else.");
}

function refusePlace(recipient: Recipient, type: string, to: "people" | "groups"): void {
  if ((recipient.kind === "group") === (to === "groups")) return;
  const where = to === "groups" ? "to groups only" : "to people only, not to groups";
  throw new GraphFault(131051, { details: `Message type ${type} is supported ${where}.` });
}

/** The account that sends has the id of the WhatsApp Business account. */
function checkAccount(world: World, body: Json): void {
  for (const key of accountKeys) {
    const account = body[key];
    if (account !== undefined && account !== world.credentials.wabaId)
      throw invalidValue(`Param ${key} is not the account of this phone number.`);
  }
}

/** The message that is quoted, if it is known and young enough to be drawn; it is sent without it otherwise. */
function quotedBy(send: SendCall, type: string): string | undefined {
  const context = requiredObject(send.body, "context", "", contextKeys);
  const id = requiredText(context, "message_id", "context");
  return type === "template" || targetOf(send, id) === undefined ? undefined : id;
}
