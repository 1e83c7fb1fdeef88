import type { Queryable } from "../../storage/database.ts";
import { findByWamid } from "../../storage/repos/messages.ts";
import { applyStatus, type StatusOutcome, type StatusReport } from "../../storage/repos/statuses.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { recordConsent } from "./consent-ledger.ts";
import { ensureCustomer } from "./customers.ts";
import type { StatusEvent } from "./events.ts";
import type { ApplyContext, ConsentChange, EventEffect } from "./outcomes.ts";
import { settleMessage } from "./settle.ts";

/** "User has stopped marketing messages from your business." */
const stoppedMarketing = 131050;

/** What became of a message: its state moves forward, its price is settled, and Meta's "this person stopped you" withdraws. */
export async function applyStatusEvent(tx: Queryable, event: StatusEvent, context: ApplyContext): Promise<EventEffect> {
  const at = event.at ?? context.receivedAt;
  const outcome = await recordStatus(tx, event, at, context);
  const inGroup = event.groupId !== undefined;
  // In a group two members may fail in the same second: the second one's word is not known yet.
  if (outcome === "duplicate" && !inGroup) return { outcome, consent: undefined };
  const message = outcome === "unknown" ? undefined : await findByWamid(tx, event.wamid);
  if (message !== undefined && !inGroup) await settleMessage(tx, message, event, context);
  if (event.state !== "failed" || !event.errors.some((error) => error.code === stoppedMarketing)) {
    return { outcome, consent: undefined };
  }
  return { outcome, consent: await withdrawMarketing(tx, event, message, at, context.now) };
}

async function recordStatus(
  tx: Queryable,
  event: StatusEvent,
  at: number,
  { now }: ApplyContext,
): Promise<StatusOutcome> {
  const report: StatusReport = {
    messageId: event.callbackData,
    wamid: event.wamid,
    state: failedForOneMember(event) ? memberFailed : event.state,
    at,
    recordedAt: now,
    errors: event.errors.map((error) => ({
      code: error.code,
      title: error.title,
      details: error.error_data?.details ?? error.message,
    })),
    pricing: event.pricing,
    source: "meta",
  };
  const outcome = await applyStatus(tx, report);
  if (event.state !== "played" || outcome === "duplicate") return outcome;
  // A message has no state beyond read, and who has listened to it has read it.
  const read = await applyStatus(tx, { ...report, state: "read", errors: undefined, pricing: undefined });
  return read === "applied" ? read : outcome;
}

/** Kept in the message's history; no state of the message, which others in the group may well have. */
const memberFailed = "member_failed";

function failedForOneMember({ state, groupId, customer }: StatusEvent): boolean {
  return state === "failed" && groupId !== undefined && (customer.waId ?? customer.userId) !== undefined;
}

async function withdrawMarketing(
  tx: Queryable,
  event: StatusEvent,
  message: MessageRow | undefined,
  at: number,
  now: number,
): Promise<ConsentChange | undefined> {
  const contacts = await ensureCustomer(tx, event.customer, now);
  const contactIds = new Set(contacts.map((contact) => contact.id));
  if (message?.contact_id) contactIds.add(message.contact_id);
  const report = { contactIds: [...contactIds], signal: "meta-131050", at, now, source: event.wamid } as const;
  return (await recordConsent(tx, report)).change;
}
