import { createHash } from "node:crypto";
import type { WirePricing } from "../../graph/wire/webhooks.ts";
import type { Customer } from "../people/customers.ts";
import { participantNames, personIds, phoneIsShown, recipientNames, webhookContact } from "../people/identifiers.ts";
import type { MessageStatus } from "./messages.ts";
import type { Outgoing } from "./outgoing.ts";
import { sendNumberWebhook, unixSeconds } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

/**
 * The `statuses[]` of webhooks.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages/status
 */

/** From this version on, `conversation` is left out except where everything is free. */
const firstWithoutConversation = 24;
const hour = 3_600_000;
const day = 24 * hour;

type Status = Exclude<MessageStatus, "accepted">;

interface StatusPart {
  readonly customer?: Customer;
  readonly pricing?: WirePricing | undefined;
}

/** One status to the person, or several about the members of a group in one webhook. */
export function reportStatus(
  world: World,
  outgoing: Outgoing,
  status: Status,
  parts: readonly StatusPart[],
): Promise<void> {
  const { number, failure } = outgoing;
  return sendNumberWebhook(world, number, "messages", () => {
    const people = parts.flatMap(({ customer }) => (customer === undefined ? [] : [customer]));
    const phone = outgoing.group === undefined ? shownPhone(world, outgoing) : undefined;
    const contacts = people.map((customer) => webhookContact(world, customer, { username: status !== "sent", phone }));
    return {
      ...(failure === undefined && contacts.length > 0 ? { contacts } : {}),
      statuses: parts.map((part) => statusOf(world, outgoing, status, part)),
    };
  });
}

/** A number that was sent to is always shown; behind a user id, only by the general rule. */
function shownPhone(world: World, { customer, by }: Outgoing): boolean {
  return by !== "user_id" || (customer !== undefined && phoneIsShown(world, customer));
}

function statusOf(world: World, outgoing: Outgoing, status: Status, part: StatusPart): Record<string, unknown> {
  const { message, failure, templateId } = outgoing;
  const { pricing } = part;
  const callbackData = message.biz_opaque_callback_data;
  const hash = identityHashOf(message.payload);
  return {
    id: message.id,
    status,
    timestamp: unixSeconds(world.clock.now()),
    ...recipientOf(world, outgoing, part.customer),
    ...(hash === undefined ? {} : { recipient_identity_key_hash: hash }),
    ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
    ...(templateId === undefined ? {} : { template_id: templateId }),
    ...(pricing === undefined ? {} : conversationOf(world, outgoing, status, pricing)),
    ...(pricing === undefined ? {} : { pricing }),
    ...(failure === undefined ? {} : { errors: [failure] }),
  };
}

function recipientOf(world: World, outgoing: Outgoing, customer: Customer | undefined): Record<string, string> {
  const { group, failure, by } = outgoing;
  if (group !== undefined) {
    return {
      recipient_id: group.id,
      recipient_type: "group",
      ...(customer === undefined ? {} : personIds(world, customer, participantNames)),
    };
  }
  if (customer === undefined) return {};
  // A failure says no more than the business itself did.
  if (failure !== undefined && by !== "user_id") return { recipient_id: customer.phone };
  return personIds(world, customer, recipientNames, shownPhone(world, outgoing));
}

export function identityHashOf(payload: unknown): string | undefined {
  if (typeof payload !== "object" || payload === null || !("recipient_identity_key_hash" in payload)) return undefined;
  const hash = payload.recipient_identity_key_hash;
  return typeof hash === "string" ? hash : undefined;
}

/** The conversation, for webhooks of old versions and for what is free after an ad. */
function conversationOf(
  world: World,
  { message, number, priced }: Outgoing,
  status: Status,
  pricing: WirePricing,
): Record<string, unknown> {
  const version = Number(/^v(\d+)/.exec(world.webhook?.version ?? "")?.[1] ?? firstWithoutConversation);
  if (version >= firstWithoutConversation && priced.freeEntryPoint !== true) return {};
  const started = Number(message.timestamp) * 1_000;
  const seed = `${world.settings.seed}/conversation ${number.id} ${message.to} ${pricing.category} ${Math.floor(started / day)}`;
  const length = priced.freeEntryPoint === true ? world.state.business.freeEntryHours * hour : day;
  return {
    conversation: {
      id: createHash("sha256").update(seed).digest("hex").slice(0, 32),
      ...(status === "sent" ? { expiration_timestamp: unixSeconds(started + length) } : {}),
      origin: { type: pricing.category },
    },
  };
}
