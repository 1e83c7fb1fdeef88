import { groupBy } from "../../core/group.ts";
import type { ConsentEventRow, Purpose } from "../../storage/rows.ts";

/** `unknown`: nobody ever said anything. */
export type ConsentStatus = "granted" | "withdrawn" | "unknown";
export type ConsentState = Readonly<Record<Purpose, ConsentStatus>>;

type Deciding = Pick<ConsentEventRow, "purpose" | "action" | "recorded_at" | "id">;

/** The order of the ledger. Of two events of one millisecond the withdrawal is the later: doubt never sends a message. */
function isLater(event: Deciding, than: Deciding): boolean {
  if (event.recorded_at !== than.recorded_at) return event.recorded_at > than.recorded_at;
  if (event.action !== than.action) return event.action === "withdrawn";
  return event.id > than.id;
}

/** What the ledger of one contact comes to. The order of `events` does not matter. */
export function consentState(events: readonly Deciding[]): ConsentState {
  const latest = new Map<Purpose, Deciding>();
  for (const event of events) {
    const known = latest.get(event.purpose);
    if (known === undefined || isLater(event, known)) latest.set(event.purpose, event);
  }
  return {
    marketing: latest.get("marketing")?.action ?? "unknown",
    utility: latest.get("utility")?.action ?? "unknown",
    authentication: latest.get("authentication")?.action ?? "unknown",
    service: latest.get("service")?.action ?? "unknown",
  };
}

/** The same for many contacts, by contact id; those without events are missing. */
export function consentStates(events: readonly ConsentEventRow[]): Map<string, ConsentState> {
  const byContact = groupBy(events, (event) => event.contact_id);
  return new Map([...byContact].map(([id, ledger]) => [id, consentState(ledger)]));
}

/** Whether the contact agreed to anything at all. */
export function agreedToAnything(state: ConsentState): boolean {
  return Object.values(state).includes("granted");
}
