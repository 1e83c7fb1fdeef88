import type { Customer } from "../people/customers.ts";
import { contactNames, personIds } from "../people/identifiers.ts";
import { sendNumberWebhook, unixSeconds } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

export type GroupField =
  | "group_lifecycle_update"
  | "group_participants_update"
  | "group_settings_update"
  | "group_status_update";

/**
 * Tells the business what happened to a group; ends when it has been tried once.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups/webhooks
 */
export function sendGroupWebhook(
  world: World,
  group: { readonly id: string; readonly phoneNumberId: string },
  field: GroupField,
  type: string,
  members: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const number = world.state.numbers.get(group.phoneNumberId);
  if (number === undefined) return Promise.resolve();
  world.events.emit("customer", { group: group.id, type });
  return sendNumberWebhook(world, number, field, {
    groups: [{ timestamp: unixSeconds(world.clock.now()), group_id: group.id, type, ...members }],
  });
}

/** A person as groups show them. */
export function participant(world: World, customer: Customer): Record<string, unknown> {
  const { username } = customer;
  return { ...personIds(world, customer, contactNames), ...(username === undefined ? {} : { username }) };
}
