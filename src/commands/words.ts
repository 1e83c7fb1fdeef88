import type { Cell } from "../cli/view.ts";
import { same, type Text } from "../core/text.ts";

/** Codes of Meta's and ours in a person's words; JSON keeps the codes. A code that is new is shown as it is. */
export function wordOf(words: Readonly<Record<string, Text>>, code: string, otherwise = code): Text {
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? same(otherwise);
}

const categories: Readonly<Record<string, Text>> = {
  marketing: { en: "marketing", es: "publicidad" },
  marketing_lite: { en: "marketing (lite)", es: "publicidad (lite)" },
  utility: { en: "utility", es: "avisos" },
  authentication: { en: "authentication", es: "códigos" },
  "authentication-international": { en: "authentication, international", es: "códigos, internacional" },
  authentication_international: { en: "authentication, international", es: "códigos, internacional" },
  referral_conversion: { en: "answer to an ad", es: "respuesta a un anuncio" },
  service: { en: "service", es: "atención" },
};

/** A template's category, or a purpose of consent. */
export function categoryWord(code: string): Text {
  return wordOf(categories, code.toLowerCase());
}

const consent: Readonly<Record<string, Text>> = {
  granted: { en: "yes", es: "sí" },
  withdrawn: { en: "opted out", es: "de baja" },
  declined: { en: "said no", es: "dijo que no" },
  unknown: { en: "unknown", es: "no consta" },
};
const tones = { granted: "good", withdrawn: "bad", unknown: "dim" } as const;

export function consentCell(status: "granted" | "withdrawn" | "unknown"): Cell {
  return { text: wordOf(consent, status), tone: tones[status] };
}

export function consentWord(status: string): Text {
  return wordOf(consent, status);
}

const methods: Readonly<Record<string, Text>> = {
  import: { en: "import", es: "importación" },
  command: { en: "recado send", es: "recado send" },
  "stop-word": { en: "opt-out message", es: "mensaje de baja" },
  "user-preferences": { en: "WhatsApp's own switch", es: "opción de WhatsApp" },
  "meta-131050": { en: "Meta (131050)", es: "Meta (131050)" },
};

/** How recado came to know of a consent; an import may bring words of its own. */
export function methodWord(method: string): Text {
  return wordOf(methods, method);
}

const actors: Readonly<Record<string, Text>> = {
  customer: { en: "the customer", es: "el cliente" },
  meta: { en: "Meta", es: "Meta" },
};

export function actorWord(actor: string): Text {
  return wordOf(actors, actor);
}

const evidences: Readonly<Record<string, Text>> = {
  "meta-file": { en: "Meta's own file", es: "archivo de Meta" },
  "imported-file": { en: "a file that you imported", es: "un archivo que usted importó" },
  "two-transcriptions": { en: "two published copies that agree", es: "dos copias publicadas que coinciden" },
  "one-transcription": { en: "one published copy", es: "una copia publicada" },
  derived: { en: "worked out from other rates", es: "deducidas de otras tarifas" },
  inferred: { en: "worked out from other rates", es: "deducidas de otras tarifas" },
  rule: { en: "Meta's rule", es: "regla de Meta" },
  unknown: { en: "no known rate", es: "sin tarifa conocida" },
  "carried-unverified": { en: "an older card, not confirmed", es: "una lista anterior, sin confirmar" },
};

/** Where a rate is known from. */
export function evidenceWord(evidence: string): Text {
  return wordOf(evidences, evidence);
}
