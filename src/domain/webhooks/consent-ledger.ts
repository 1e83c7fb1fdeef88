import type { Queryable } from "../../storage/database.ts";
import { appendConsentEvents, consentEventsOf, readPurposeList } from "../../storage/repos/consent.ts";
import type { LedgerEvent, NewConsentEvent } from "../../storage/repos/consent.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import { proofOf } from "../../storage/repos/proofs.ts";
import type { Purpose } from "../../storage/rows.ts";
import { consentEvent } from "../consent/events.ts";
import { consentSignals, type ConsentSignal } from "../consent/signals.ts";
import type { ConsentChange } from "./outcomes.ts";

/** What a webhook says of somebody's consent. Instants in milliseconds. */
export interface ConsentReport {
  readonly contactIds: readonly number[];
  readonly signal: ConsentSignal;
  /** When the person said so, by Meta's clock. */
  readonly at: number;
  /** When recado learned of it. */
  readonly now: number;
  /** Where: a wamid, or the field of the webhook. */
  readonly source: string;
}

export interface Recorded {
  /** False when every fact was known. */
  readonly added: boolean;
  /** What holds now because of it; undefined when a newer word of the person overrules it. */
  readonly change: ConsentChange | undefined;
}

/**
 * Adds to the ledger what a webhook reports, each fact once however often it comes.
 *
 * The ledger's last event decides, and Meta delivers in any order: a "stop" of yesterday may come after today's "resume".
 * The older fact is added all the same, and the newer one is then stated again, so that the person's last word decides.
 */
export async function recordConsent(tx: Queryable, report: ConsentReport): Promise<Recorded> {
  const { contactIds, signal, ...statement } = report;
  const rule = consentSignals[signal];
  let added = false;
  let change: ConsentChange | undefined;
  // Before it is read: what another process is writing at this moment may be the same fact, or the newer word.
  await holdLedger(tx);
  for (const contactId of contactIds) {
    const ledger = await consentEventsOf(tx, contactId);
    const fact = consentEvent({ ...statement, ...rule, contactId });
    const fresh = fact.purposes.filter((purpose) => !about(ledger, purpose).some((known) => isSameFact(known, fact)));
    if (fresh.length === 0) continue;
    const overruled = newerWords(ledger, fact, fresh);
    await appendConsentEvents(tx, [{ ...fact, purposes: fresh }, ...overruled]);
    added = true;
    // A fact that a newer one overrules changed nothing for the person.
    if (overruled.length === 0) change = { action: rule.action, purposes: rule.purposes };
  }
  return { added, change };
}

function about(ledger: readonly LedgerEvent[], purpose: Purpose): LedgerEvent[] {
  return ledger.filter((event) => readPurposeList(event.purposes).includes(purpose));
}

function isSameFact(known: LedgerEvent, fact: NewConsentEvent): boolean {
  const { method, source } = fact.proof;
  return (
    known.action === fact.action &&
    known.occurred_at === fact.occurredAt &&
    known.method === method &&
    known.source === source
  );
}

/** The words of the person that are newer than the fact and say otherwise, each stated again for what it overrules. */
function newerWords(
  ledger: readonly LedgerEvent[],
  fact: NewConsentEvent,
  fresh: readonly Purpose[],
): NewConsentEvent[] {
  const overruling = new Map<LedgerEvent, Purpose[]>();
  for (const purpose of fresh) {
    const newer = lastWord(about(ledger, purpose));
    if (newer === undefined || isYes(newer) === isYes(fact) || !overrules(newer, fact)) continue;
    overruling.set(newer, [...(overruling.get(newer) ?? []), purpose]);
  }
  return [...overruling].map(([event, purposes]) => ({
    contactId: fact.contactId,
    purposes,
    action: event.action,
    occurredAt: event.occurred_at,
    recordedAt: fact.recordedAt,
    row: event.list_row,
    proof: proofOf(event),
  }));
}

/** There are two ways to say no: `withdrawn` and `declined`. */
function isYes({ action }: Pick<LedgerEvent, "action">): boolean {
  return action === "granted";
}

function overrules(known: LedgerEvent, fact: NewConsentEvent): boolean {
  if (known.occurred_at !== fact.occurredAt) return known.occurred_at > fact.occurredAt;
  return !isYes(known);
}

/**
 * The newest fact by the instant at which it happened. A no counts whoever recorded it; a grant only when the person gave it to
 * WhatsApp itself, for dates that a business wrote down must not overrule a "stop". In doubt: no.
 */
function lastWord(events: readonly LedgerEvent[]): LedgerEvent | undefined {
  let last: LedgerEvent | undefined;
  for (const event of events) {
    if (isYes(event) && event.method !== "user-preferences") continue;
    const isNewer =
      last === undefined ||
      event.occurred_at > last.occurred_at ||
      (event.occurred_at === last.occurred_at && !isYes(event));
    if (isNewer) last = event;
  }
  return last;
}
