import { type Customer, takeUsername } from "./customers.ts";
import { countInbound, countTap } from "../figures/counting.ts";
import type { GroupState } from "../groups/groups.ts";
import { personIds, phoneIsShown, senderNames, webhookContact } from "./identifiers.ts";
import { contentOf } from "./inbound-content.ts";
import type { InboundInput } from "./inbound-input.ts";
import { type Content, findTap, sharedContact } from "./inbound-tap.ts";
import { readableText } from "./inbound-text.ts";
import { makeRoom } from "../make-room.ts";
import type { NumberState } from "../state.ts";
import { sendNumberWebhook, unixSeconds } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

const window = 24 * 3_600_000;
/** These are no messages to answer: they open no window. */
const notes = ["system", "edit", "revoke"];

const sampleReferral = {
  source_url: "https://fb.me/example",
  source_id: "120200000000000001",
  source_type: "ad",
  headline: "Chat with us",
  body: "Autumn sale",
  media_type: "image",
  image_url: "https://img.example/ad.jpg",
  ctwa_clid: "Abc-Example",
  welcome_message: { text: "Hi! What are you looking for?" },
};

export interface Sender {
  readonly customer: Customer;
  readonly number: NumberState;
  readonly group?: GroupState | undefined;
}

/** A customer writes. Opens the 24-hour window, and ends when the webhook has been tried once. */
export function receiveMessage(
  world: World,
  sender: Sender,
  input: InboundInput,
  type: string,
): { id: string; delivered: Promise<void> } {
  const { state, clock, ids } = world;
  const { customer, number, group } = sender;
  const now = clock.now();
  const tapped = type === "tap" ? tapOf(world, customer, input) : undefined;
  const content = tapped?.content ?? contentOf(world, number, customer, input, type);
  if (input.profile?.name !== undefined) customer.name = input.profile.name;
  if (input.profile?.username !== undefined) takeUsername(customer, input.profile.username);
  // The id must not tell the number of somebody who hides it.
  const id = ids.wamid("inbound", phoneIsShown(world, customer) ? customer.phone : customer.bsuid);
  const blocked = state.blockList.has(number.id, customer.phone);
  // The business has blocked the person: it hears nothing, and no window opens.
  if (blocked) return { id, delivered: Promise.resolve() };

  if (!notes.includes(content.type)) {
    openWindow(sender, input, now);
    countInbound(world, number, customer, group !== undefined);
  }
  const answers = tapped?.answers ?? input.context?.id ?? input.context?.message_id;
  if (content.type === "button" && answers !== undefined) countTap(world, answers, tappedText(content));
  if (isShared(content)) customer.contactBook = true;
  if (phoneIsShown(world, customer)) state.phoneUses.note(customer.phone, now);
  keepReceived(world, sender, id, content, now);
  const referral = input.referral === true ? sampleReferral : input.referral;
  const context = contextOf(number, input, tapped?.answers);
  const message = {
    ...(context === undefined ? {} : { context }),
    ...personIds(world, customer, senderNames),
    id,
    timestamp: unixSeconds(now),
    ...(group === undefined ? {} : { group_id: group.id }),
    ...content,
    ...(referral === undefined ? {} : { referral }),
  };
  world.events.emit("inbound", message);
  // WhatsApp's own notes come without contacts, save the one about a changed identity.
  const anonymous = content.type === "system" && content["identity"] === undefined;
  const contacts = anonymous ? {} : { contacts: [webhookContact(world, customer, { username: true })] };
  return { id, delivered: sendNumberWebhook(world, number, "messages", { ...contacts, messages: [message] }) };
}

function tapOf(
  world: World,
  customer: Customer,
  input: InboundInput,
): { readonly content: Content; readonly answers: string | undefined } {
  const answers = input.context?.id ?? input.context?.message_id;
  if (input.tap === undefined) return { content: sharedContact(customer), answers };
  const tap = findTap(world, customer, input.tap, answers, input.response);
  return { content: tap.content, answers: tap.message.id };
}

const tappedText = ({ button }: Content): string => String(Reflect.get(Object(button), "text"));

/** The window is the person's own, and in a group everybody's. */
function openWindow({ customer, number, group }: Sender, input: InboundInput, now: number): void {
  if (group !== undefined) {
    group.windowUntil = now + window;
    return;
  }
  customer.windows.set(number.id, now + window);
  if (input.referral !== undefined) customer.referrals.set(number.id, now);
}

function contextOf(
  number: NumberState,
  { context }: InboundInput,
  tapped: string | undefined,
): Record<string, unknown> | undefined {
  const id = tapped ?? context?.id ?? context?.message_id;
  const { forwarded, frequently_forwarded, referred_product } = context ?? {};
  const members = {
    ...(id === undefined && referred_product === undefined ? {} : { from: number.digits }),
    ...(id === undefined ? {} : { id }),
    ...(forwarded === true ? { forwarded } : {}),
    ...(frequently_forwarded === true ? { frequently_forwarded } : {}),
    ...(referred_product === undefined ? {} : { referred_product }),
  };
  return Object.keys(members).length === 0 ? undefined : members;
}

/** Whether the person gave away the own phone number. */
function isShared(content: Content): boolean {
  const { contacts } = content;
  return (
    Array.isArray(contacts) && contacts.some((contact) => Reflect.get(Object(contact), "origin") === "contact_request")
  );
}

/** Remembers it for read receipts and answers. */
function keepReceived(
  world: World,
  { customer, number, group }: Sender,
  id: string,
  content: Content,
  now: number,
): void {
  const { received } = world.state;
  const text = readableText(content);
  makeRoom(received, world.settings.keep.received);
  received.set(id, {
    id,
    from: customer.phone,
    phoneNumberId: number.id,
    type: content.type,
    ...(text === undefined ? {} : { text }),
    ...(group === undefined ? {} : { groupId: group.id }),
    at: now,
    read: false,
  });
}
