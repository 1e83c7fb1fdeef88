import type { WireSendResponse } from "../../graph/wire/messages.ts";
import { refuseClosedWindow } from "./failures.ts";
import { startLifecycle } from "./lifecycle.ts";
import type { SimulatedMessage } from "./messages.ts";
import type { Outgoing } from "./outgoing.ts";
import type { NumberState } from "../state.ts";
import { holdMessage, paceTemplate } from "../templates/pacing.ts";
import { directTemplate } from "../validate/direct-send.ts";
import type { Json } from "../validate/check.ts";
import type { CheckedSend } from "../validate/send.ts";
import type { Recipient } from "../validate/send-recipient.ts";
import { unixSeconds } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

/**
 * Accepts a checked message, unless a limit refuses it, and sets it on its way.
 * @param category in which it is charged; the content's own when left out
 */
export function acceptSend(
  world: World,
  number: NumberState,
  body: Json,
  checked: CheckedSend,
  category: string = categoryOf(checked),
): WireSendResponse {
  const { recipient, template } = checked;
  const now = world.clock.now();
  const to = recipient.kind === "group" ? recipient.group.id : recipient.customer.phone;
  const windowUntil =
    recipient.kind === "group" ? recipient.group.windowUntil : (recipient.customer.windows.get(number.id) ?? 0);
  const priced = { category, insideWindow: windowUntil > now };
  // Pins and reactions that fail do so on their own.
  if (checked.laterFailure === undefined && checked.type !== "pin") refuseClosedWindow(world, priced);
  world.limits.takeMessage(number.id, to, now, world.state.business.coexistence);

  checked.accepted?.();
  const direct = checked.direct === undefined ? undefined : directTemplate(world, checked.direct, body, checked);
  const message = messageOf(world, number, to, body, checked, direct?.templateId);
  world.state.messages.add(message);
  world.events.emit("message", message);
  const outgoing: Outgoing = {
    message,
    number,
    ...(recipient.kind === "group" ? { group: recipient.group } : { customer: recipient.customer, by: recipient.by }),
    priced,
    failure: checked.laterFailure ?? direct?.failure,
    voice: checked.voice,
    ends: checked.ends,
    templateId: direct?.templateId,
    ttlSeconds: checked.direct?.ttlSeconds,
  };
  const status = template === undefined ? undefined : paceTemplate(world, template);
  if (template !== undefined && status === "held_for_quality_assessment") holdMessage(world, template, outgoing);
  else startLifecycle(world, outgoing);
  return {
    messaging_product: "whatsapp",
    contacts: [contactOf(recipient)],
    messages: [
      {
        id: message.id,
        ...(recipient.kind === "group" ? { group_id: recipient.group.id } : {}),
        ...(status === undefined ? {} : { message_status: status }),
      },
    ],
  };
}

const categoryOf = ({ template, direct }: CheckedSend): string =>
  template?.category.toLowerCase() ?? direct?.category ?? "service";

function messageOf(
  world: World,
  number: NumberState,
  to: string,
  body: Json,
  checked: CheckedSend,
  templateId: string | undefined,
): SimulatedMessage {
  const { recipient, template, text, callbackData, quoted } = checked;
  const timestamp = unixSeconds(world.clock.now());
  const userId = recipient.kind === "person" && recipient.by === "user_id" ? recipient.input : undefined;
  return {
    // The id of a message to a user id must not tell the phone number.
    id: world.ids.wamid("outbound", userId ?? to),
    from: number.digits,
    to,
    ...(userId === undefined ? {} : { user_id: userId }),
    ...(recipient.kind === "group" ? { group_id: to } : {}),
    type: checked.type,
    ...(template === undefined ? {} : { template: template.name }),
    ...(templateId === undefined ? {} : { template_id: templateId }),
    ...(text === undefined ? {} : { text }),
    ...(quoted === undefined ? {} : { context: { message_id: quoted } }),
    payload: body,
    status: "accepted",
    statuses: [{ status: "accepted", timestamp }],
    ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
    timestamp,
  };
}

/** How the answer names the recipient: with what the caller wrote, and the id of the same kind. */
function contactOf(recipient: Recipient): WireSendResponse["contacts"][number] {
  const { input } = recipient;
  if (recipient.kind === "group") return { input, wa_id: recipient.group.id };
  return recipient.by === "phone"
    ? { input, wa_id: recipient.customer.phone }
    : { input, user_id: recipient.customer.bsuid };
}
