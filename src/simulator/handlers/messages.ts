import type { WireSendResponse } from "../../graph/wire/messages.ts";
import { GraphFault, invalidParameter, invalidValue } from "../errors.ts";
import { startLifecycle } from "../lifecycle.ts";
import type { SimulatedMessage } from "../messages.ts";
import type { Call } from "../router.ts";
import type { NumberState } from "../state.ts";
import { isObject, type Json, keys, refuseUnknown, requiredText } from "../validate/check.ts";
import { checkSend } from "../validate/send.ts";
import { unixSeconds } from "../webhook-payloads.ts";

const readKeys = keys("messaging_product", "status", "message_id", "typing_indicator");

/** `POST /{phone_number_id}/messages`: a message, or a read receipt in the same place. */
export function postMessage(call: Call): unknown {
  const number = call.world.state.numbers.get(call.id);
  if (number === undefined) throw new GraphFault(100);
  return call.body["status"] === undefined ? send(call, number) : markAsRead(call);
}

function send({ world, body }: Call, number: NumberState): WireSendResponse {
  const checked = checkSend(world, body, number.digits);
  const { to, type, template } = checked;
  const now = world.clock.now();
  world.limits.takeMessage(number.id, to, now);
  const customer = world.state.customers.get(to);
  const insideWindow = (customer.windows.get(number.id) ?? 0) > now;
  const timestamp = unixSeconds(now);
  const message: SimulatedMessage = {
    id: world.ids.wamid("outbound", to),
    from: number.digits,
    to,
    type,
    ...(template === undefined ? {} : { template: template.name }),
    ...(checked.text === undefined ? {} : { text: checked.text }),
    payload: body,
    status: "accepted",
    statuses: [{ status: "accepted", timestamp }],
    ...(checked.callbackData === undefined ? {} : { biz_opaque_callback_data: checked.callbackData }),
    timestamp,
  };
  world.state.messages.add(message);
  world.events.emit("message", message);
  const category = template === undefined ? "service" : template.category.toLowerCase();
  startLifecycle(world, {
    message,
    number,
    customer,
    priced: { category, insideWindow },
    failure: checked.laterFailure,
  });
  return {
    messaging_product: "whatsapp",
    contacts: [{ input: String(body["to"]), wa_id: to }],
    messages: [{ id: message.id, ...(template === undefined ? {} : { message_status: "accepted" }) }],
  };
}

const thirtyDays = 30 * 86_400_000;

function markAsRead({ world, id, body }: Call): unknown {
  const receipt: Json = body;
  if (receipt["messaging_product"] !== "whatsapp")
    throw new GraphFault(100, { message: "(#100) The parameter messaging_product is required." });
  refuseUnknown(receipt, readKeys, "");
  if (receipt["status"] !== "read") throw invalidParameter("Param status must be one of {READ}.");
  const messageId = requiredText(receipt, "message_id", "", 512);
  const typing = receipt["typing_indicator"];
  if (typing !== undefined && (!isObject(typing) || typing["type"] !== "text")) {
    throw invalidValue("Param typing_indicator['type'] must be text.");
  }
  const message = world.state.received.get(messageId);
  if (message === undefined || message.phoneNumberId !== id || world.clock.now() - message.at > thirtyDays) {
    throw invalidValue("Param message_id is not a message received by this phone number in the last 30 days.");
  }
  world.events.emit("seen", { id: messageId });
  // The receipt covers everything the person wrote before.
  for (const earlier of world.state.received.values()) {
    if (earlier.from === message.from && earlier.at <= message.at) earlier.read = true;
  }
  return { success: true };
}
