import { type Customer, digitsOf } from "./customers.ts";
import { milliseconds } from "./milliseconds.ts";
import { sendNumberWebhook, webhookContact } from "./webhook-payloads.ts";
import type { World } from "./world.ts";

export interface CustomerChanges {
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  readonly bsuid?: string | undefined;
  readonly optOut?: boolean | undefined;
  readonly blocked?: boolean | undefined;
  readonly onWhatsApp?: boolean | undefined;
  readonly readReceipts?: boolean | undefined;
  /** Milliseconds, or `5m`, before `delivered`. */
  readonly delay?: number | string | undefined;
}

/** Changes a person, and says whether the business is to hear of it. */
export function changeCustomer(
  world: World,
  phone: string,
  changes: CustomerChanges,
): { customer: Customer; preferenceChanged: boolean } {
  const { delay, ...rest } = changes;
  const added = delay === undefined ? undefined : milliseconds(delay);
  const customer = world.state.customers.keep(digitsOf(phone));
  const optedOut = customer.optOut;
  Object.assign(customer, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)));
  if (added !== undefined) customer.delay = added;
  world.events.emit("customer", { phone: customer.phone });
  return { customer, preferenceChanged: customer.optOut !== optedOut };
}

/** Tells the business by webhook that a person stopped marketing messages, or takes them again. */
export async function reportPreference(world: World, customer: Customer): Promise<void> {
  const value = customer.optOut ? "stop" : "resume";
  for (const number of world.state.numbers.values()) {
    await sendNumberWebhook(world, number, "user_preferences", {
      contacts: [webhookContact(customer, true)],
      user_preferences: [
        {
          wa_id: customer.phone,
          user_id: customer.bsuid,
          detail: `User requested to ${value} marketing messages`,
          category: "marketing_messages",
          value,
          timestamp: Math.floor(world.clock.now() / 1_000),
        },
      ],
    });
  }
}
