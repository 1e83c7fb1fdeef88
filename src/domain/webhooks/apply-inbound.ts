import { untouched } from "../../storage/untouched.ts";
import { newId } from "../../core/ids.ts";
import type { Queryable } from "../../storage/database.ts";
import { insertInbound } from "../../storage/repos/messages.ts";
import type { ContactRow, MessageRow } from "../../storage/rows.ts";
import { isStopWord } from "../consent/stop-words.ts";
import { applySystem } from "./apply-system.ts";
import { recordConsent } from "./consent-ledger.ts";
import { ensureCustomer, phoneOf } from "./customers.ts";
import type { InboundEvent } from "./events.ts";
import type { EventContext, EventEffect } from "./outcomes.ts";

/**
 * A customer's message: kept once, the writer becomes a contact, the 24-hour window follows from it, and a stop word withdraws
 * consent.
 */
export async function applyInbound(tx: Queryable, event: InboundEvent, context: EventContext): Promise<EventEffect> {
  if (event.type === "system") return applySystem(tx, event, context);
  const at = event.at ?? context.receivedAt;
  const contacts = await ensureCustomer(tx, event.customer, context.now);
  const isNew = await insertInbound(tx, inboundRow(event, contacts[0], at, context.now));
  if (!isNew) return { outcome: "duplicate", consent: undefined };
  // What is said in a group is said to the group.
  if (event.groupId !== undefined || contacts.length === 0 || !saysStop(event)) {
    return { outcome: "applied", consent: undefined };
  }
  const { change } = await recordConsent(tx, {
    contactIds: contacts.map((contact) => contact.id),
    signal: "stop-word",
    at,
    now: context.now,
    source: event.wamid,
  });
  return { outcome: "applied", consent: change };
}

/** Whether a message is nothing but a stop word: written, or as the label of a tapped button or what lies behind it. */
function saysStop(event: InboundEvent): boolean {
  return [event.text, event.payload].some((words) => words !== undefined && isStopWord(words));
}

function inboundRow(event: InboundEvent, contact: ContactRow | undefined, at: number, now: number): MessageRow {
  const inGroup = event.groupId !== undefined;
  return {
    ...untouched,
    id: newId("msg", at),
    campaign_id: null,
    position: 0,
    direction: "in",
    phone_number_id: event.phoneNumberId ?? "",
    // The contact's spelling of the number: what is sent to it looks for its window under the same one.
    customer_phone: inGroup ? null : (contact?.phone ?? phoneOf(event.customer) ?? null),
    customer_user_id: event.customer.userId ?? null,
    contact_id: contact?.id ?? null,
    type: event.type,
    template: null,
    language: null,
    category: null,
    variant: null,
    content: JSON.stringify(event.message),
    labels: null,
    consent: null,
    state: "received",
    reason: null,
    wamid: event.wamid,
    due_at: 0,
    market: null,
    currency: null,
    estimate_micros: null,
    estimate_evidence: null,
    created_at: at,
    updated_at: now,
  };
}
