import { ControlError } from "../control/error.ts";
import type { GroupState } from "../groups/groups.ts";
import { seededWord } from "../ids.ts";
import type { Customer } from "./customers.ts";
import { phoneIsShown, senderNames, personIds, contactNames } from "./identifiers.ts";
import { sendNumberWebhook, unixSeconds } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

export interface NumberChange {
  /** As they were. */
  readonly before: Customer;
  readonly now: Customer;
  /** Whether the business is told the phone numbers, or user ids only. */
  readonly shown: boolean;
}

/**
 * A person goes over to another phone number, and the old one leaves WhatsApp.
 *
 * The account moves along: names, settings, windows, what is free after an ad, groups, and for how long the number is
 * shown. New are the user ids, and the security code with its hash. With the old number stay the business's block, the
 * counts of the limits, and what waited for it: that is lost, as nobody is there to receive it.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
export function moveToNumber(world: World, before: Customer, phone: string): NumberChange {
  const { customers, groups, phoneUses, waiting } = world.state;
  if (!/^\d{7,15}$/.test(phone) || phone === before.phone) {
    throw new ControlError(400, "bad_customer", {
      en: "newPhone must be another phone number with its country code.",
      es: "newPhone debe ser otro número de teléfono, con su código de país.",
    });
  }
  const shown = phoneIsShown(world, before);
  const { phone: old, bsuid: _bsuid, parentBsuid, identityHash, outcome: _outcome, ...account } = before;
  const now = Object.assign(customers.renew(phone), account, {
    onWhatsApp: true,
    windows: new Map(before.windows),
    referrals: new Map(before.referrals),
    freeEntries: new Map(before.freeEntries),
  });
  if (parentBsuid !== undefined) now.parentBsuid = customers.newParentId(now);
  if (identityHash !== undefined) {
    now.identityHash = seededWord(world.settings.seed, `identity ${phone} ${identityHash}`, 24);
  }
  const used = phoneUses.at(old);
  if (shown && used !== undefined) phoneUses.note(phone, Math.max(used, phoneUses.at(phone) ?? 0));
  for (const group of groups.values()) moveInGroup(group, old, phone);
  waiting.take(old, world.clock.now());
  customers.vacate(before);
  return { before, now, shown };
}

/** Who holds the new number may be in the group already, and is not to be there twice. */
function moveInGroup({ members, requests }: GroupState, old: string, phone: string): void {
  const place = members.indexOf(old);
  if (place !== -1) members.splice(place, 1, ...(members.includes(phone) ? [] : [phone]));
  const asked = requests.findIndex((request) => request.phone === old);
  const request = requests[asked];
  if (request === undefined) return;
  const twice = members.includes(phone) || requests.some((other) => other.phone === phone);
  requests.splice(asked, 1, ...(twice ? [] : [{ ...request, phone }]));
}

/** Tells the numbers that the person wrote to; all of them where there is none. */
export async function reportNumberChange(world: World, change: NumberChange): Promise<void> {
  const { numbers } = world.state;
  const written = [...numbers.values()].filter(({ id }) => change.before.windows.has(id));
  for (const number of written.length > 0 ? written : numbers.values()) {
    await sendNumberWebhook(world, number, "messages", { messages: [systemMessage(world, change)] });
  }
}

function systemMessage(world: World, { before, now, shown }: NumberChange): Record<string, unknown> {
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
