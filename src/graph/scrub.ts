import { maskPhone, redactText } from "../core/redact.ts";
import { cleanLine } from "../core/terminal.ts";

/** Makes another program's sentence fit to be shown: one line, no control sequences, no secrets, no whole phone number. */
export type Scrub = (text: string) => string;

/** What must not be shown where another program's sentence is. */
export interface Sensitive {
  /** Replaced wherever they occur, whatever they look like. */
  readonly secrets?: readonly (string | undefined)[];
  readonly phones?: readonly string[];
}

const internationalNumber = /\+\d[\d\s().-]{6,18}\d/g;

export function createScrub(sensitive: Sensitive): Scrub {
  const secrets = (sensitive.secrets ?? [])
    .filter((secret): secret is string => secret !== undefined && secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const phones = (sensitive.phones ?? [])
    .map((phone) => phone.replace(/\D/g, ""))
    .filter((digits) => digits.length >= 7);
  return (text) => {
    let rest = cleanLine(text);
    for (const secret of secrets) rest = rest.replaceAll(secret, "••••");
    for (const digits of phones) rest = rest.replaceAll(digits, maskPhone(digits));
    return redactText(rest.replace(internationalNumber, (number) => maskPhone(number)));
  };
}

/** As `createScrub`, made when a sentence first needs it: most calls end without one. */
export function lazyScrub(sensitive: () => Sensitive): Scrub {
  let made: Scrub | undefined;
  return (text) => (made ??= createScrub(sensitive()))(text);
}
