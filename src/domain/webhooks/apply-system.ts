import { lineOf } from "../../core/phone.ts";
import type { Queryable } from "../../storage/database.ts";
import { findContactsByLines, findContactsByUserId, updateContact } from "../../storage/repos/contacts.ts";
import { findCustomer, numberColumns, phoneOf } from "./customers.ts";
import type { InboundEvent } from "./events.ts";
import type { EventContext, EventEffect } from "./outcomes.ts";
import type { WireSystemNote } from "../../graph/wire/webhooks.ts";

const ignored: EventEffect = { outcome: "ignored", consent: undefined };
const applied: EventEffect = { outcome: "applied", consent: undefined };

/**
 * WhatsApp's own note about a customer. Nobody wrote, and no window opens; but a contact who has a new number or a new
 * user id goes by it from now on, and keeps consent and history. Where another contact has it already, both stay as they are.
 */
export async function applySystem(tx: Queryable, event: InboundEvent, context: EventContext): Promise<EventEffect> {
  if (event.content.type !== "system") return ignored;
  const note = event.content.system;
  if (note.type === "user_changed_number") return moveNumber(tx, event, note, context);
  if (note.type === "user_changed_user_id") return moveUserId(tx, event, note, context);
  return ignored;
}

async function moveNumber(
  tx: Queryable,
  event: InboundEvent,
  note: WireSystemNote,
  { now }: EventContext,
): Promise<EventEffect> {
  const phone = phoneOf({ waId: note.wa_id });
  if (phone === undefined) return ignored;
  const [contact] = await findCustomer(tx, event.customer);
  const holders = await findContactsByLines(tx, [lineOf(phone)]);
  if (contact === undefined || holders.size > 0) return ignored;
  // With a number changes the user id. Where the new one is not told, the next message brings it.
  const userId = note.user_id ?? null;
  const changes = { ...numberColumns(phone), wa_id: note.wa_id ?? null, user_id: userId, updated_at: now };
  await updateContact(tx, contact.id, changes);
  return applied;
}

async function moveUserId(
  tx: Queryable,
  event: InboundEvent,
  note: WireSystemNote,
  { now }: EventContext,
): Promise<EventEffect> {
  const next = note.user_id;
  const previous = note.previous_user_id ?? event.customer.userId;
  if (next === undefined || previous === undefined || next === previous) return ignored;
  const [contact] = await findContactsByUserId(tx, previous);
  const holders = await findContactsByUserId(tx, next);
  if (contact === undefined || holders.length > 0) return ignored;
  await updateContact(tx, contact.id, { user_id: next, updated_at: now });
  return applied;
}
