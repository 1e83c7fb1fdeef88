import { purposes } from "./rows.ts";
import type { ConsentAction, Purpose } from "./rows.ts";

/** What is known of one purpose; `unknown`: nobody ever said anything. */
export type ConsentStatus = ConsentAction | "unknown";
export type ConsentState = Readonly<Record<Purpose, ConsentStatus>>;

const letters: Readonly<Record<ConsentStatus, string>> = { granted: "g", withdrawn: "w", declined: "d", unknown: "-" };
const statuses: Readonly<Record<string, ConsentStatus>> = { g: "granted", w: "withdrawn", d: "declined" };

/** What a contact has before anybody said anything. */
export const noConsent = "----";

/** Reads `contacts.consent`. */
export function readConsentLetters(text: string): ConsentState {
  const at = (place: number): ConsentStatus => statuses[text[place] ?? "-"] ?? "unknown";
  return { marketing: at(0), utility: at(1), authentication: at(2), service: at(3) };
}

/** `contacts.consent` after a statement. A no is not weaker for being said again: who withdrew has not only declined. */
export function writeConsentLetters(before: string, said: readonly Purpose[], action: ConsentAction): string {
  let text = "";
  for (const [place, purpose] of purposes.entries()) {
    const letter = before[place] ?? "-";
    const stays = !said.includes(purpose) || (action === "declined" && letter === letters.withdrawn);
    text += stays ? letter : letters[action];
  }
  return text;
}

/** The letter of one status, and its place in `contacts.consent` (from 1, as SQL counts). */
export function consentLetter(status: ConsentStatus): string {
  return letters[status];
}

export function consentPlace(purpose: Purpose): number {
  return purposes.indexOf(purpose) + 1;
}
