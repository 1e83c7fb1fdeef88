import { readConsentLetters } from "../../storage/consent-letters.ts";
import type { ConsentState, ConsentStatus } from "../../storage/consent-letters.ts";
import type { ContactRow } from "../../storage/rows.ts";

export type { ConsentState, ConsentStatus } from "../../storage/consent-letters.ts";

/** Of somebody who is not in the store. */
export const nothingSaid: ConsentState = {
  marketing: "unknown",
  utility: "unknown",
  authentication: "unknown",
  service: "unknown",
};

/** What the ledger of a contact comes to: kept with the contact, in the transaction of every event. */
export function consentOf(contact: Pick<ContactRow, "consent"> | undefined): ConsentState {
  return contact === undefined ? nothingSaid : readConsentLetters(contact.consent);
}

/** Whether the contact agreed to anything at all. */
export function agreedToAnything(state: ConsentState): boolean {
  return Object.values(state).includes("granted");
}

/** The three words that scripts know. Who said no without having agreed before has withdrawn nothing. */
export function consentWordOf(status: ConsentStatus): "granted" | "withdrawn" | "unknown" {
  return status === "declined" ? "unknown" : status;
}
