import type { Queryable } from "../../storage/database.ts";
import type { QueuedMessage } from "../../storage/repos/claims.ts";
import { contactsToRecheck, type RecheckedContact } from "../../storage/repos/contacts.ts";
import { marketingTimesBeside } from "../../storage/repos/marketing-count.ts";
import { lastInboundTimes, lastOutboundTimes } from "../../storage/repos/messages.ts";
import { windowRefusedTimes } from "../../storage/repos/window-refusals.ts";
import type { Purpose } from "../../storage/rows.ts";
import { limitOf, type Frequency, type FrequencyUse } from "../consent/frequency.ts";
import { purposeOfCategory } from "../consent/may-message.ts";
import { consentOf } from "../consent/state.ts";
import { refusalFor } from "../messages/permission.ts";
import { windowAt, type ServiceWindow } from "../messages/window.ts";
import { pairMemoryMs, pairReadyAt } from "./pair-rate.ts";

/** What is found about a message at the moment of sending, where it does not simply go. */
export type Ruling =
  /** Our rules say no by now: a dotted code (`policy.opted_out`). */
  | { readonly kind: "skip"; readonly reason: string }
  /** It may go later (milliseconds). */
  | { readonly kind: "wait"; readonly until: number };

/** Asked again at the moment of sending, for many messages at once; who is missing in the answer may be written to. */
export type Recheck = (tx: Queryable, messages: readonly QueuedMessage[], now: number) => Promise<Map<string, Ruling>>;

export interface RecheckRules {
  /** How much marketing anybody gets who has no limit of their own. */
  readonly marketingLimit?: Frequency | undefined;
  /** When a person may next be written to for the sake of their quiet hours (milliseconds); `now` when at once. */
  readonly loudAt?: ((person: RecheckedContact | undefined, phone: string, now: number) => number) | undefined;
}

interface People {
  readonly contacts: ReadonlyMap<number, RecheckedContact>;
  readonly windows: ReadonlyMap<string, ServiceWindow>;
  readonly uses: ReadonlyMap<string, FrequencyUse>;
}

const unknownWindow: ServiceWindow = { state: "unknown" };

/** What has a category that nobody knows is asked for as the one with the strictest rules. */
const purposeOf = ({ category }: QueuedMessage): Purpose => purposeOfCategory(category ?? "") ?? "marketing";

function contactOf(message: QueuedMessage, contacts: People["contacts"]): RecheckedContact | undefined {
  return message.contact_id === null ? undefined : contacts.get(message.contact_id);
}

/** The windows of messages that are no templates: the others may go in a closed one. */
async function windowsOf(
  tx: Queryable,
  messages: readonly QueuedMessage[],
  contacts: People["contacts"],
  now: number,
): Promise<Map<string, ServiceWindow>> {
  const windows = new Map<string, ServiceWindow>();
  const answers = messages.filter(({ category }) => category === "service");
  const [first] = answers;
  if (first === undefined) return windows;
  const phoneOf = (message: QueuedMessage): string =>
    contactOf(message, contacts)?.phone ?? message.customer_phone ?? "";
  const phones = answers.map(phoneOf);
  const inbound = await lastInboundTimes(tx, first.phone_number_id, phones);
  const refused = await windowRefusedTimes(tx, first.phone_number_id, phones);
  for (const message of answers) {
    const phone = phoneOf(message);
    windows.set(message.id, windowAt(inbound.get(phone), now, refused.get(phone)));
  }
  return windows;
}

/** How much marketing the people of these messages had beside them, where there is a limit to it. */
async function usesOf(
  tx: Queryable,
  messages: readonly QueuedMessage[],
  contacts: People["contacts"],
  { marketingLimit, now }: { readonly marketingLimit: Frequency | undefined; readonly now: number },
): Promise<Map<string, FrequencyUse>> {
  let longest = 0;
  const limited = messages.flatMap((message) => {
    const contact = contactOf(message, contacts);
    if (contact === undefined || purposeOf(message) !== "marketing") return [];
    const limit = limitOf(contact.marketing_limit, marketingLimit);
    if (limit === undefined) return [];
    longest = Math.max(longest, limit.periodMs);
    return [{ id: message.id, created_at: message.created_at, contact_id: contact.id, limit }];
  });
  if (limited.length === 0) return new Map();
  const times = await marketingTimesBeside(tx, limited, now - longest);
  return new Map(limited.map(({ id, limit }) => [id, { limit, sent: times.get(id) ?? [], now }]));
}

/** Consent, window, frequency, quiet hours and Meta's limit for one person, as they are now. */
export function recheckBy({ marketingLimit, loudAt }: RecheckRules = {}): Recheck {
  return async (tx, messages, now) => {
    const rulings = new Map<string, Ruling>();
    const [first] = messages;
    if (first === undefined) return rulings;
    const found = await contactsToRecheck(
      tx,
      messages.flatMap(({ contact_id: id }) => id ?? []),
    );
    const contacts = new Map(found.map((contact) => [contact.id, contact]));
    const windows = await windowsOf(tx, messages, contacts, now);
    const uses = await usesOf(tx, messages, contacts, { marketingLimit, now });
    const phones = messages.flatMap(({ customer_phone: phone }) => phone ?? []);
    const sent = await lastOutboundTimes(tx, first.phone_number_id, phones, now - pairMemoryMs);
    for (const message of messages) {
      const contact = contactOf(message, contacts);
      const refusal = refusalFor(purposeOf(message), {
        consent: consentOf(contact),
        window: windows.get(message.id) ?? unknownWindow,
        frequency: uses.get(message.id),
      });
      if (refusal !== undefined) {
        rulings.set(message.id, { kind: "skip", reason: refusal.code });
        continue;
      }
      const phone = message.customer_phone ?? "";
      const times = sent.get(phone);
      const ready = Math.max(
        times === undefined ? now : pairReadyAt(times, now),
        loudAt === undefined ? now : loudAt(contact, phone, now),
      );
      if (ready > now) rulings.set(message.id, { kind: "wait", until: ready });
    }
    return rulings;
  };
}
