import { invalidValue } from "../errors.ts";
import { keys, requiredInteger, requiredObject, requiredText, requiredWord } from "./check.ts";
import type { Content, SendCall } from "./send-parts.ts";
import { targetOf } from "./send-target.ts";

const pinKeys = keys("type", "message_id", "expiration_days");

/**
 * Pins a group's message, or takes the pin off.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups/pin-messages
 */
export function checkPin(send: SendCall): Content {
  const pin = requiredObject(send.body, "pin", "", pinKeys);
  const type = requiredWord(pin, "type", "pin", ["pin", "unpin"]);
  const messageId = requiredText(pin, "message_id", "pin");
  if (type === "pin" || pin["expiration_days"] !== undefined) requiredInteger(pin, "expiration_days", "pin", 1, 30);
  if (targetOf(send, messageId) === undefined)
    throw invalidValue("Param pin['message_id'] is not a message of this group from the last 30 days.");
  return { text: type, ends: "sent" };
}
