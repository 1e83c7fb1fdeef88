import type { Queryable } from "../../storage/database.ts";
import { recordConsent } from "./consent-ledger.ts";
import { ensureCustomer } from "./customers.ts";
import type { PreferenceEvent } from "./events.ts";
import type { ConsentSignal } from "../consent/signals.ts";
import type { EventContext, EventEffect } from "./outcomes.ts";

const signals: ReadonlyMap<string, ConsentSignal> = new Map([
  ["stop", "user-preferences-stop"],
  ["resume", "user-preferences-resume"],
]);

/**
 * A choice in WhatsApp's own settings: `stop` withdraws marketing, `resume` grants it. Somebody unknown becomes a contact, so
 * that a list imported later cannot overlook the choice.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
export async function applyPreference(
  tx: Queryable,
  event: PreferenceEvent,
  context: EventContext,
): Promise<EventEffect> {
  const signal = signals.get(event.value);
  if (event.category !== "marketing_messages" || signal === undefined) {
    return { outcome: "ignored", consent: undefined };
  }
  const contacts = await ensureCustomer(tx, event.customer, context.now);
  if (contacts.length === 0) return { outcome: "ignored", consent: undefined };
  const { added, change } = await recordConsent(tx, {
    contactIds: contacts.map((contact) => contact.id),
    signal,
    at: event.at ?? context.receivedAt,
    now: context.now,
    source: event.field,
  });
  const outcome = change !== undefined ? "applied" : added ? "recorded" : "duplicate";
  return { outcome, consent: change };
}
