import { purposes } from "../../storage/rows.ts";
import { consentWordOf } from "../consent/state.ts";
import type { ConsentState } from "../consent/state.ts";
import type { Contact } from "./view.ts";

/** What was said of each purpose, in the three words that scripts know. */
function consentJson(consent: ConsentState): Record<string, string> {
  return Object.fromEntries(purposes.map((purpose) => [purpose, consentWordOf(consent[purpose])]));
}

/** A contact as programs get it: keys that scripts rely on. */
export function contactJson(contact: Contact): Record<string, unknown> {
  const { id, name, phone, waId, userId, username, country, language, timeZone, labels, fields, consent } = contact;
  return {
    id,
    name,
    phone,
    waId,
    userId,
    username,
    country,
    labels,
    language,
    timeZone,
    fields,
    consent: consentJson(consent),
  };
}
