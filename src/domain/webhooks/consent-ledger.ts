import { newId } from "../../core/ids.ts";
import type { Queryable } from "../../storage/database.ts";
import { appendConsentEvents, consentEventsOf } from "../../storage/repos/consent.ts";
import type { ConsentEventRow } from "../../storage/rows.ts";
import { consentEvents } from "../consent/events.ts";
import { consentSignals, type ConsentSignal } from "../consent/signals.ts";
import type { ConsentChange } from "./outcomes.ts";

/** What a webhook says of somebody's consent. Instants in milliseconds. */
export interface ConsentReport {
  readonly contactIds: readonly string[];
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
  for (const contactId of contactIds) {
    const ledger = await consentEventsOf(tx, contactId);
    const rows = consentEvents({ ...statement, ...rule, contactId }).flatMap((event) =>
      additions(
        ledger.filter((known) => known.purpose === event.purpose),
        event,
      ),
    );
    if (rows.length === 0) continue;
    await appendConsentEvents(tx, rows);
    added = true;
    // A fact that a newer one overrules changed nothing for the person.
    if (rows.every((row) => row.action === rule.action)) change = { action: rule.action, purposes: rule.purposes };
  }
  return { added, change };
}

function additions(history: readonly ConsentEventRow[], event: ConsentEventRow): ConsentEventRow[] {
  if (history.some((known) => isSameFact(known, event))) return [];
  // Never in the same millisecond as the event before: the ledger is ordered by this column.
  const last = history.reduce((latest, known) => Math.max(latest, known.recorded_at), 0);
  const recordedAt = Math.max(event.recorded_at, last + 1);
  const first = { ...event, recorded_at: recordedAt };
  const newer = lastWord([...history, event]);
  if (newer.action === event.action) return [first];
  return [first, { ...newer, id: newId("cns", event.recorded_at), recorded_at: recordedAt + 1, import_id: null }];
}

function isSameFact(a: ConsentEventRow, b: ConsentEventRow): boolean {
  return a.action === b.action && a.occurred_at === b.occurred_at && a.method === b.method && a.source === b.source;
}

/**
 * The newest fact by the instant at which it happened. A withdrawal counts whoever recorded it; a grant only when the person
 * gave it to WhatsApp itself, for dates that a business wrote down must not overrule a "stop". In doubt: withdrawn.
 */
function lastWord(events: readonly ConsentEventRow[]): ConsentEventRow {
  return events
    .filter((event) => event.action === "withdrawn" || event.method === "user-preferences")
    .reduce((latest, event) =>
      event.occurred_at > latest.occurred_at ||
      (event.occurred_at === latest.occurred_at && event.action === "withdrawn")
        ? event
        : latest,
    );
}
