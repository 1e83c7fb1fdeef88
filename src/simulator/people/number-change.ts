import { ControlError } from "../control/error.ts";
import type { Customer } from "./customers.ts";
import { phoneIsShown, senderNames, personIds, contactNames } from "./identifiers.ts";
import { sendNumberWebhook, unixSeconds } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

export interface NumberChange {
  readonly before: Customer;
  readonly now: Customer;
}

/** A person goes over to another phone number: what was theirs moves along, and the old number leaves WhatsApp. */
export function moveToNumber(world: World, before: Customer, phone: string): NumberChange {
  const { customers, groups } = world.state;
  if (!/^\d{7,15}$/.test(phone) || phone === before.phone) {
    throw new ControlError(400, "bad_customer", {
      en: "newPhone must be another phone number with its country code.",
      es: "newPhone debe ser otro número de teléfono, con su código de país.",
    });
  }
  const { name, username, optOut, blocked, readReceipts, chatOpen, contactBook, phoneSeenAt } = before;
  const now = Object.assign(customers.keep(phone), {
    name,
    optOut,
    blocked,
    readReceipts,
    chatOpen,
    contactBook,
    onWhatsApp: true,
    ...(username === undefined ? {} : { username }),
    ...(phoneSeenAt === undefined ? {} : { phoneSeenAt }),
  });
  for (const [id, until] of before.windows) now.windows.set(id, until);
  for (const [id, until] of before.freeEntries) now.freeEntries.set(id, until);
  for (const group of groups.values()) {
    const place = group.members.indexOf(before.phone);
    if (place !== -1) group.members.splice(place, 1, phone);
  }
  before.onWhatsApp = false;
  return { before, now };
}

/** Tells the numbers that the person wrote to; all of them where there is none. */
export async function reportNumberChange(world: World, change: NumberChange): Promise<void> {
  const { numbers } = world.state;
  const written = [...numbers.values()].filter(({ id }) => change.before.windows.has(id));
  for (const number of written.length > 0 ? written : numbers.values()) {
    await sendNumberWebhook(world, number, "messages", { messages: [systemMessage(world, change)] });
  }
}

function systemMessage(world: World, { before, now }: NumberChange): Record<string, unknown> {
  const shown = phoneIsShown(world, before);
  const type = shown ? "user_changed_number" : "user_changed_user_id";
  const body = shown
    ? `User ${before.name} changed from ${before.phone} to ${now.phone}`
    : `User ${before.name} changed from ${before.bsuid} to ${now.bsuid}`;
  return {
    ...personIds(world, before, senderNames, shown),
    id: world.ids.wamid("inbound", shown ? before.phone : before.bsuid),
    timestamp: unixSeconds(world.clock.now()),
    type: "system",
    system: {
      type,
      body,
      ...personIds(world, now, contactNames, shown),
      ...(shown ? {} : { previous_user_id: before.bsuid }),
    },
  };
}
