import { isoTime } from "../../core/clock.ts";
import { ControlError } from "../control/error.ts";
import { type Customer, digitsOf, takeUsername } from "./customers.ts";
import { contactNames, personIds, phoneIsShown, webhookContact } from "./identifiers.ts";
import { deliverWaiting } from "../sending/lifecycle.ts";
import { milliseconds } from "../time/milliseconds.ts";
import { moveToNumber, type NumberChange } from "./number-change.ts";
import { sendNumberWebhook } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

/** What can be changed of a person. */
export interface CustomerChanges {
  readonly name?: string | undefined;
  /** `null` gives it up. */
  readonly username?: string | null | undefined;
  readonly bsuid?: string | undefined;
  readonly parentBsuid?: string | undefined;
  readonly identityHash?: string | undefined;
  /** The person takes another phone number, and a new user id with it; the business hears of it. */
  readonly newPhone?: string | undefined;
  readonly optOut?: boolean | undefined;
  readonly blocked?: boolean | undefined;
  readonly onWhatsApp?: boolean | undefined;
  readonly readReceipts?: boolean | undefined;
  /** Becoming reachable brings what waited. */
  readonly online?: boolean | undefined;
  readonly chatOpen?: boolean | undefined;
  readonly inExperiment?: boolean | undefined;
  readonly contactBook?: boolean | undefined;
  /** Milliseconds, or `5m`, before `delivered`. */
  readonly delay?: number | string | undefined;
}

export interface ChangedCustomer {
  readonly customer: Customer;
  /** Whether the business is to hear that the person stopped marketing messages, or takes them again. */
  readonly preferenceChanged: boolean;
  /** Set where the business is to hear of a new number. */
  readonly numberChange?: NumberChange;
}

/** Changes a person, and says what the business is to hear of it. */
export function changeCustomer(world: World, phone: string, changes: CustomerChanges): ChangedCustomer {
  const { delay, newPhone, username, ...rest } = changes;
  const added = delay === undefined ? undefined : milliseconds(delay);
  const kept = world.state.customers.keep(digitsOf(phone));
  const numberChange = newPhone === undefined ? undefined : moveToNumber(world, kept, digitsOf(newPhone));
  // What else is given is about the person as they are from now on.
  const customer = numberChange?.now ?? kept;
  const optedOut = customer.optOut;
  Object.assign(customer, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)));
  if (added !== undefined) customer.delay = added;
  if (username === null) delete customer.username;
  else if (username !== undefined) takeUsername(customer, username);
  if (changes.online === true) deliverWaiting(world, customer.phone);
  world.events.emit("customer", { phone: kept.phone });
  if (numberChange !== undefined) world.events.emit("customer", { phone: customer.phone });
  return {
    customer,
    preferenceChanged: customer.optOut !== optedOut,
    ...(numberChange === undefined ? {} : { numberChange }),
  };
}

/** Tells the business by webhook that a person stopped marketing messages, or takes them again. */
export async function reportPreference(world: World, customer: Customer): Promise<void> {
  const value = customer.optOut ? "stop" : "resume";
  for (const number of world.state.numbers.values()) {
    await sendNumberWebhook(world, number, "user_preferences", {
      contacts: [webhookContact(world, customer, { username: true })],
      user_preferences: [
        {
          ...personIds(world, customer, contactNames),
          detail: `User requested to ${value} marketing messages`,
          category: "marketing_messages",
          value,
          timestamp: Math.floor(world.clock.now() / 1_000),
        },
      ],
    });
  }
}

/** How long something lasts, for each business number; ISO 8601. */
export interface NumberTime {
  readonly phone_number_id: string;
  readonly until: string;
}

/** A person as the control calls show them. */
export interface CustomerView extends Omit<Customer, "windows" | "referrals" | "freeEntries"> {
  /** When the business last sent to this phone number, or heard from it; ISO 8601. */
  readonly phoneSeenAt?: string;
  /** Whether webhooks show the phone number. */
  readonly phoneShown: boolean;
  /** When the 24-hour windows close. */
  readonly windows: NumberTime[];
  /** Until when everything is free after the answer to somebody who came from an ad. */
  readonly freeEntries: NumberTime[];
}

export function describeCustomer(world: World, customer: Customer): CustomerView {
  const { windows, referrals: _referrals, freeEntries, ...rest } = customer;
  const now = world.clock.now();
  const phoneSeenAt = world.state.phoneUses.at(customer.phone);
  const times = (moments: Iterable<[string, number]>): NumberTime[] =>
    [...moments].map(([id, until]) => ({ phone_number_id: id, until: isoTime(until) }));
  const parentBsuid = world.state.customers.parentIdOf(customer);
  return {
    ...rest,
    ...(parentBsuid === undefined ? {} : { parentBsuid }),
    ...(phoneSeenAt === undefined ? {} : { phoneSeenAt: isoTime(phoneSeenAt) }),
    phoneShown: phoneIsShown(world, customer),
    windows: times(windows),
    freeEntries: times([...freeEntries].filter(([, until]) => until > now)),
  };
}

/** The digits of a person's number, or the number behind a user id. */
export function phoneOf(world: World, name: string): string {
  const digits = world.state.customers.byUserId(name)?.phone ?? digitsOf(name);
  if (/^\d{7,15}$/.test(digits)) return digits;
  throw new ControlError(400, "bad_customer", {
    en: "A customer is named by a phone number, as in customers/12025550101, or by a user id.",
    es: "Un cliente se indica con su número de teléfono, como en customers/12025550101, o con su id de usuario.",
  });
}
