import type { WireStatus, WireWebhookError } from "../graph/wire/webhooks.ts";
import type { Customer } from "./customers.ts";
import { webhookError } from "./errors.ts";
import type { MessageStatus, SimulatedMessage } from "./messages.ts";
import { countDelivered, priceMessage, type PricedMessage } from "./pricing.ts";
import type { NumberState } from "./state.ts";
import { sendNumberWebhook, unixSeconds, webhookContact } from "./webhook-payloads.ts";
import type { World } from "./world.ts";

/** An accepted message on its way to the person. */
export interface Outgoing {
  readonly message: SimulatedMessage;
  readonly number: NumberState;
  readonly customer: Customer;
  readonly priced: PricedMessage;
  /** A failure found while accepting that Meta reports later: media that cannot be fetched. */
  readonly laterFailure?: WireWebhookError | undefined;
}

/** Why the message will fail, in the order in which the platform notices. */
function failureOf(world: World, outgoing: Outgoing): WireWebhookError | undefined {
  const { message, customer, priced, laterFailure } = outgoing;
  if (laterFailure !== undefined) return laterFailure;
  if (!customer.onWhatsApp || customer.blocked) {
    return webhookError(131026, "Message undeliverable: the recipient cannot receive it.");
  }
  if (message.type !== "template" && !priced.insideWindow) {
    return webhookError(
      131047,
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
    );
  }
  if (priced.category === "marketing") {
    if (customer.optOut)
      return webhookError(131050, "The recipient has chosen to stop marketing messages from this business.");
    if (customer.outcome === "marketing-cap") {
      return webhookError(
        131049,
        "The recipient has had as many marketing messages as Meta delivers. Wait at least 24 hours.",
      );
    }
  }
  if (!priced.insideWindow && !world.limits.takePerson(message.to, world.clock.now())) {
    return webhookError(131048, "The limit of people reached outside a service window within 24 hours is used up.");
  }
  return undefined;
}

/** Sets off the statuses of a message that has just been accepted. */
export function startLifecycle(world: World, outgoing: Outgoing): void {
  const { delays } = world.settings;
  const { clock } = world;
  const { customer } = outgoing;
  const failure = failureOf(world, outgoing);
  if (failure !== undefined) {
    clock.after(delays.sent, () => enter(world, outgoing, "failed", failure));
    return;
  }
  const readIn = Math.max(delays.read - delays.delivered, 0);
  const read = (): Promise<void> => enter(world, outgoing, "read");
  const delivered = (): Promise<void> => {
    if (customer.readReceipts) clock.after(readIn, read);
    return enter(world, outgoing, "delivered");
  };
  const deliveredIn = Math.max(delays.delivered - delays.sent, 0) + customer.delay;
  const sent = (): Promise<void> => {
    if (customer.outcome === "read-without-delivered") clock.after(deliveredIn + readIn, read);
    else if (customer.outcome !== "never-delivered") clock.after(deliveredIn, delivered);
    return enter(world, outgoing, "sent");
  };
  clock.after(delays.sent, sent);
}

/** Moves the message into a state and reports it by webhook. */
function enter(world: World, outgoing: Outgoing, status: MessageStatus, failure?: WireWebhookError): Promise<void> {
  const { message, number, customer, priced } = outgoing;
  const now = world.clock.now();
  // `pricing` comes with `sent`, and once more with the first of `delivered` and `read`.
  const arrives = (status === "delivered" || status === "read") && message.status === "sent";
  const pricing = status === "sent" || arrives ? priceMessage(priced, number, now) : undefined;
  if (arrives) countDelivered(priced, number, now);
  message.status = status;
  message.statuses.push({ status, timestamp: unixSeconds(now) });
  if (pricing !== undefined) message.pricing = pricing;
  if (failure !== undefined) message.errors = [failure];
  world.state.messages.changed(message);
  world.events.emit("status", message);

  const callbackData = message.biz_opaque_callback_data;
  const wire: WireStatus = {
    id: message.id,
    status,
    timestamp: unixSeconds(now),
    recipient_id: message.to,
    ...(failure === undefined ? { recipient_user_id: customer.bsuid } : {}),
    ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
    ...(pricing === undefined ? {} : { pricing }),
    ...(failure === undefined ? {} : { errors: [failure] }),
  };
  return sendNumberWebhook(world, number, "messages", {
    ...(failure === undefined ? { contacts: [webhookContact(customer, status !== "sent")] } : {}),
    statuses: [wire],
  });
}
