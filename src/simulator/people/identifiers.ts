import type { Customer } from "./customers.ts";
import type { World } from "../world.ts";

/**
 * Who is called what. A person with a user name appears without the phone number, unless the business used that number
 * in the last 30 days or has it in its contact book; the user id is always there.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */

/** Whether webhooks may show the person's phone number now. */
export function phoneIsShown(world: World, customer: Customer): boolean {
  const { phone, username, contactBook } = customer;
  return username === undefined || contactBook || world.state.phoneUses.isRecent(phone, world.clock.now());
}

/** `{wa_id?, user_id, parent_user_id?}`, with other names where Meta has others. */
export function personIds(
  world: World,
  customer: Customer,
  names: { readonly phone: string; readonly user: string; readonly parent: string },
  phone: boolean = phoneIsShown(world, customer),
): Record<string, string> {
  const parent = world.state.customers.parentIdOf(customer);
  return {
    ...(phone ? { [names.phone]: customer.phone } : {}),
    [names.user]: customer.bsuid,
    ...(parent === undefined ? {} : { [names.parent]: parent }),
  };
}

export const contactNames = { phone: "wa_id", user: "user_id", parent: "parent_user_id" } as const;
export const senderNames = { phone: "from", user: "from_user_id", parent: "from_parent_user_id" } as const;
export const recipientNames = {
  phone: "recipient_id",
  user: "recipient_user_id",
  parent: "recipient_parent_user_id",
} as const;
export const participantNames = {
  phone: "recipient_participant_id",
  user: "recipient_participant_user_id",
  parent: "recipient_participant_parent_user_id",
} as const;

/** A person in `contacts[]` of a webhook. */
export interface ShownContact {
  readonly profile: { readonly name: string; readonly username?: string };
  readonly wa_id?: string;
  readonly user_id: string;
  readonly parent_user_id?: string;
  readonly identity_key_hash?: string;
}

export interface ContactOptions {
  /** `sent` leaves the user name out. */
  readonly username: boolean;
  /** Whether the phone number is shown; by the rule above when left out. */
  readonly phone?: boolean | undefined;
}

export function webhookContact(world: World, customer: Customer, options: ContactOptions): ShownContact {
  const { name, username, identityHash } = customer;
  return {
    profile: { name, ...(options.username && username !== undefined ? { username } : {}) },
    ...personIds(world, customer, contactNames, options.phone),
    user_id: customer.bsuid,
    ...(identityHash === undefined ? {} : { identity_key_hash: identityHash }),
  };
}
