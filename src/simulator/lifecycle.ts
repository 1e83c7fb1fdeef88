import type { WireStatus, WireWebhookError } from "../graph/wire/webhooks.ts";
import type { Customer } from "./customers.ts";
import { webhookError } from "./errors.ts";
import type { SimulatedMessage } from "./messages.ts";
import { countDelivered, priceMessage, type PricedMessage } from "./pricing.ts";
import type { NumberState } from "./state.ts";
import type { StatusTask } from "./timers.ts";
import { sendNumberWebhook, unixSeconds, webhookContact } from "./webhook-payloads.ts";
import type { World } from "./world.ts";

/** An accepted message on its way to the person. */
export interface Outgoing {
  readonly message: SimulatedMessage;
  readonly number: NumberState;
  readonly customer: Customer;
  readonly priced: PricedMessage;
  /** Found while accepting, reported later: media that cannot be fetched. */
  readonly failure?: WireWebhookError | undefined;
}

/** Why the message will fail, in the order in which the platform notices. */
function failureOf(world: World, outgoing: Outgoing): WireWebhookError | undefined {
  const { message, customer, priced, failure } = outgoing;
  if (failure !== undefined) return failure;
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
  const failure = failureOf(world, outgoing);
  const due = world.clock.now() + world.settings.delays.sent;
  schedule(world, { ...outgoing, failure }, failure === undefined ? "sent" : "failed", due);
}

/** Goes on with a message of another process. One that is no longer kept has nothing to report. */
export function resumeLifecycle(world: World, task: StatusTask, at: number): void {
  const message = world.state.messages.get(task.message);
  const number = world.state.numbers.get(task.number);
  if (message === undefined || number === undefined) return;
  const { priced, failure, status } = task;
  schedule(world, { message, number, customer: world.state.customers.get(message.to), priced, failure }, status, at);
}

function schedule(world: World, outgoing: Outgoing, status: StatusTask["status"], at: number): void {
  const { message, number, priced, failure } = outgoing;
  world.clock.at(at, () => enter(world, outgoing, status), {
    kind: "status",
    status,
    message: message.id,
    number: number.id,
    priced,
    ...(failure === undefined ? {} : { failure }),
  });
}

/** What follows a status, and when. */
function scheduleNext(world: World, outgoing: Outgoing, status: StatusTask["status"]): void {
  const { delays } = world.settings;
  const { customer } = outgoing;
  const now = world.clock.now();
  const readIn = Math.max(delays.read - delays.delivered, 0);
  if (status === "delivered" && customer.readReceipts) schedule(world, outgoing, "read", now + readIn);
  if (status !== "sent" || customer.outcome === "never-delivered") return;
  const deliveredIn = Math.max(delays.delivered - delays.sent, 0) + customer.delay;
  if (customer.outcome === "read-without-delivered") schedule(world, outgoing, "read", now + deliveredIn + readIn);
  else schedule(world, outgoing, "delivered", now + deliveredIn);
}

/** Moves the message into a state and reports it by webhook. */
function enter(world: World, outgoing: Outgoing, status: StatusTask["status"]): Promise<void> {
  scheduleNext(world, outgoing, status);
  const { message, number, customer, priced, failure } = outgoing;
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
