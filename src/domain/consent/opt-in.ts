import type { NewConsentEvent } from "../../storage/repos/consent.ts";
import type { Purpose } from "../../storage/rows.ts";
import { consentEvent } from "./events.ts";

export interface OptIn {
  readonly contactId: number;
  /** The operator's own words: "counter of the shop in Lima". They are the evidence. */
  readonly where: string;
  /** The purpose of the message at hand: the words vouch for nothing more. */
  readonly purpose: Purpose;
  readonly now: number;
  readonly actor: string;
}

/**
 * What `send --opted-in "<where>"` records. Ask `mayMessage` first: for a contact that opted out (`policy.opted_out`)
 * nothing may be recorded, since only the person can take a withdrawal back.
 */
export function consentFromOptIn(optIn: OptIn): NewConsentEvent {
  const { contactId, where, purpose, now, actor } = optIn;
  return consentEvent({
    contactId,
    purposes: [purpose],
    action: "granted",
    at: now,
    now,
    method: "command",
    source: where,
    actor,
  });
}
