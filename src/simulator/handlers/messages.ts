import type { WireSendResponse } from "../../graph/wire/messages.ts";
import { acceptSend } from "../sending/accept-send.ts";
import { GraphFault, invalidParameter, invalidValue } from "../errors.ts";
import type { Call } from "../http/router.ts";
import { unquote } from "../http/read-body.ts";
import { type Json, keys, optionalObject, refuseUnknown, requiredText } from "../validate/check.ts";
import { checkProduct, checkSend } from "../validate/send.ts";

const readKeys = keys("messaging_product", "status", "message_id", "typing_indicator");
const typingKeys = keys("type");
const thirtyDays = 30 * 86_400_000;

/** `POST /{phone_number_id}/messages`: a message, or a read receipt in the same place. */
export function postMessage(call: Call): unknown {
  return call.body["status"] === undefined ? send(call) : markAsRead(call);
}

/** The body with its content and its quote as objects, also where they came as JSON text. */
export function readSend(body: Json): Json {
  const { type = "text" } = body;
  return typeof type === "string" ? unquote(body, type, "context") : body;
}

function send({ world, id, body: given }: Call): WireSendResponse {
  const number = world.state.numbers.get(id);
  if (number === undefined) throw new GraphFault(100);
  const body = readSend(given);
  const checked = checkSend(world, body, number);
  if (checked.template?.category === "MARKETING" && !world.state.sending.settings.marketingOnCloudApi)
    throw new GraphFault(131063, {
      details: "Marketing templates of this WhatsApp Business account can only be sent through marketing_messages.",
    });
  return acceptSend(world, number, body, checked);
}

/**
 * Marks a message as read, and with it all that the person wrote before; in a group that message only. May show that
 * an answer is being typed.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read
 */
function markAsRead({ world, id, body }: Call): unknown {
  checkProduct(body);
  refuseUnknown(body, readKeys, "");
  if (body["status"] !== "read") throw invalidParameter("Param status must be one of {READ}.");
  const messageId = requiredText(body, "message_id", "", 512);
  const typing = optionalObject(unquote(body, "typing_indicator"), "typing_indicator", "", typingKeys);
  if (typing !== undefined && typing["type"] !== "text")
    throw invalidValue("Param typing_indicator['type'] must be text.");
  const { received } = world.state;
  const message = received.get(messageId);
  if (message === undefined || message.phoneNumberId !== id || world.clock.now() - message.at > thirtyDays) {
    throw invalidValue("Param message_id is not a message received by this phone number in the last 30 days.");
  }
  message.read = true;
  world.events.emit("seen", { id: messageId, ...(typing === undefined ? {} : { typing: true }) });
  if (message.groupId !== undefined) return { success: true };
  for (const earlier of received.values()) {
    const same = earlier.from === message.from && earlier.phoneNumberId === id && earlier.groupId === undefined;
    if (same && earlier.at <= message.at) earlier.read = true;
  }
  return { success: true };
}
