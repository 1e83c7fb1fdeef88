import type { Queryable } from "../../storage/database.ts";
import { createMoves } from "../../storage/repos/moves.ts";
import { applyStatuses, type AppliedStatus, type StatusReport } from "../../storage/repos/statuses.ts";
import { recordConsent } from "./consent-ledger.ts";
import { ensureCustomer } from "./customers.ts";
import type { StatusEvent } from "./events.ts";
import type { ApplyContext, ConsentChange, EventEffect, ReceivedEvent } from "./outcomes.ts";
import { settleReports, type PricedReport } from "./settle.ts";

/** "User has stopped marketing messages from your business." */
const stoppedMarketing = 131050;

/**
 * What became of messages: their states move forward, their prices are settled, and Meta's "this person stopped you" withdraws. All
 * of them together, with the outcome that they would have one after another.
 */
export async function applyStatusEvents(
  tx: Queryable,
  received: readonly ReceivedEvent<StatusEvent>[],
  context: ApplyContext,
): Promise<EventEffect[]> {
  const reports = received.flatMap((one) => reportsOf(one, context.now));
  const moves = createMoves();
  const applied = (await applyStatuses(tx, moves, reports, context)).values();
  const effects: EventEffect[] = [];
  const priced: PricedReport[] = [];
  const stops: { readonly place: number; readonly contactId: number | null }[] = [];
  for (const [place, { event }] of received.entries()) {
    const own = applied.next().value;
    const read = event.state === "played" ? applied.next().value : undefined;
    if (own === undefined) break;
    effects.push({ outcome: outcomeOf(own, read), consent: undefined });
    const inGroup = event.groupId !== undefined;
    // In a group two members may fail in the same second: the second one's word is not known yet.
    if (own.outcome === "duplicate" && !inGroup) continue;
    const { message } = own;
    if (message !== undefined && !inGroup) priced.push({ ...own, message, state: event.state, pricing: event.pricing });
    if (event.state === "failed" && event.errors.some(({ code }) => code === stoppedMarketing)) {
      stops.push({ place, contactId: message?.contact_id ?? null });
    }
  }
  await settleReports(tx, moves, priced, context);
  await moves.write(tx);
  for (const { place, contactId } of stops) {
    const [one, effect] = [received[place], effects[place]];
    if (one === undefined || effect === undefined) continue;
    effects[place] = { ...effect, consent: await withdrawMarketing(tx, one, contactId, context.now) };
  }
  return effects;
}

/** What is told to the database: a message has no state beyond read, and who has listened to it has read it. */
function reportsOf({ event, receivedAt }: ReceivedEvent<StatusEvent>, now: number): StatusReport[] {
  const report: StatusReport = {
    messageId: event.callbackData,
    wamid: event.wamid,
    state: failedForOneMember(event) ? memberFailed : event.state,
    at: event.at ?? receivedAt,
    recordedAt: now,
    errors: event.errors.map((error) => ({
      code: error.code,
      title: error.title,
      details: error.error_data?.details ?? error.message,
    })),
    pricing: event.pricing,
    source: "meta",
  };
  if (event.state !== "played") return [report];
  return [report, { ...report, state: "read", errors: undefined, pricing: undefined, isImplied: true }];
}

function outcomeOf({ outcome }: AppliedStatus, read: AppliedStatus | undefined): AppliedStatus["outcome"] {
  return outcome !== "duplicate" && read?.outcome === "applied" ? "applied" : outcome;
}

/** Kept in the message's history; no state of the message, which others in the group may well have. */
const memberFailed = "member_failed";

function failedForOneMember({ state, groupId, customer }: StatusEvent): boolean {
  return state === "failed" && groupId !== undefined && (customer.waId ?? customer.userId) !== undefined;
}

async function withdrawMarketing(
  tx: Queryable,
  { event, receivedAt }: ReceivedEvent<StatusEvent>,
  contactId: number | null,
  now: number,
): Promise<ConsentChange | undefined> {
  const contacts = await ensureCustomer(tx, event.customer, now);
  const contactIds = new Set(contacts.map((contact) => contact.id));
  if (contactId !== null) contactIds.add(contactId);
  const at = event.at ?? receivedAt;
  const report = { contactIds: [...contactIds], signal: "meta-131050", at, now, source: event.wamid } as const;
  return (await recordConsent(tx, report)).change;
}
