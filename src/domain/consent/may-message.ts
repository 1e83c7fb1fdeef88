import { isoTime } from "../../core/clock.ts";
import type { Text } from "../../core/text.ts";
import type { Purpose } from "../../storage/rows.ts";
import { nextAt, writeFrequency } from "./frequency.ts";
import type { FrequencyUse } from "./frequency.ts";
import { agreedToAnything } from "./state.ts";
import type { ConsentState } from "./state.ts";

export type Refusal = {
  readonly ok: false;
  /** The dotted code that a skipped message keeps as its reason. */
  readonly code: "policy.no_consent" | "policy.opted_out" | "policy.frequency";
  readonly text: Text;
  readonly hint: Text;
  /** From when on the same message may go (milliseconds), where waiting is all that it takes. */
  readonly nextAt?: number;
};

export type Verdict = { readonly ok: true } | Refusal;

export interface MessageIntent {
  readonly category: Purpose;
  /**
   * True for a free-form answer in the 24 hours after the customer wrote. It is not a message on the business's own
   * initiative, so that it needs no opt-in, and who wrote BAJA can still be told that it is done.
   */
  readonly isReply?: boolean | undefined;
  /** How often the person gets marketing, where that has a limit. Of no account for other messages. */
  readonly frequency?: FrequencyUse | undefined;
}

/** The purpose of a template's category, in Meta's spelling or ours; undefined for one that does not exist. */
export function purposeOfCategory(category: string): Purpose | undefined {
  switch (category.toLowerCase()) {
    case "marketing":
    // What Meta prices apart is still advertising to the person who gets it.
    case "marketing_lite":
      return "marketing";
    case "utility":
      return "utility";
    case "authentication":
    case "authentication_international":
    case "authentication-international":
      return "authentication";
    case "service":
      return "service";
    default:
      return undefined;
  }
}

const noConsentHint: Text = {
  en: 'record where they agreed: recado send … --opted-in "<where>", or recado contacts import <file> --consent-source "<where>"',
  es: 'anote dónde dieron su consentimiento: recado send … --opted-in "<dónde>", o recado contacts import <archivo> --consent-source "<dónde>"',
};

const refusals = {
  noMarketing: {
    ok: false,
    code: "policy.no_consent",
    text: { en: "this contact has not agreed to marketing", es: "este contacto no ha aceptado recibir publicidad" },
    hint: {
      en: 'marketing only if you say so: recado contacts import <file> --consent-source "<where>" --consent-purpose marketing',
      es: 'indíquelo expresamente: recado contacts import <archivo> --consent-source "<dónde>" --consent-purpose marketing',
    },
  },
  nothing: {
    ok: false,
    code: "policy.no_consent",
    text: {
      en: "nothing shows that this contact agreed to receive messages",
      es: "no consta que este contacto haya aceptado recibir mensajes",
    },
    hint: noConsentHint,
  },
  declined: {
    ok: false,
    code: "policy.no_consent",
    text: { en: "this contact said no to such messages", es: "este contacto dijo que no a este tipo de mensajes" },
    hint: noConsentHint,
  },
  optedOut: {
    ok: false,
    code: "policy.opted_out",
    text: {
      en: "this contact asked not to receive such messages",
      es: "este contacto pidió no recibir este tipo de mensajes",
    },
    hint: {
      en: "leave it so: only they can change it. See recado contacts show <phone>",
      es: "respételo: solo esa persona puede cambiarlo. Véalo con recado contacts show <teléfono>",
    },
  },
  tooOften: {
    ok: false,
    code: "policy.frequency",
    text: {
      en: "this contact has had as many marketing messages as the limit allows",
      es: "este contacto ya recibió toda la publicidad que permite el límite",
    },
    hint: {
      en: "when the next may go: recado contacts show <phone>. To allow more: recado contacts edit <phone> --marketing-limit none",
      es: "cuándo puede salir la próxima: recado contacts show <teléfono>. Para permitir más: recado contacts edit <teléfono> --marketing-limit none",
    },
  },
} as const satisfies Record<string, Refusal>;

function tooOften(use: FrequencyUse): Refusal | undefined {
  const next = nextAt(use);
  if (next === undefined) return undefined;
  const limit = writeFrequency(use.limit);
  const minute = isoTime(Math.ceil(next / 60_000) * 60_000)
    .slice(0, 16)
    .replace("T", " ");
  return {
    ...refusals.tooOften,
    text: {
      en: `the limit for marketing (${limit}) is reached; the next may go from ${minute} UTC`,
      es: `ya se alcanzó el límite de publicidad (${limit}); la próxima puede salir desde ${minute} UTC`,
    },
    nextAt: next,
  };
}

/**
 * Whether a contact may be written to, by what it agreed to and how often it was written to (window and budget are other
 * rules). Marketing needs a yes to marketing; any other message needs an opt-in of some kind, and no withdrawal for its own
 * purpose. Only marketing is ever too much: a notice is never held back for its number.
 */
export function mayMessage(state: ConsentState, intent: MessageIntent): Verdict {
  const verdict = mayMessageAtAll(state, intent);
  if (!verdict.ok || intent.category !== "marketing" || intent.frequency === undefined) return verdict;
  return tooOften(intent.frequency) ?? verdict;
}

function mayMessageAtAll(state: ConsentState, intent: MessageIntent): Verdict {
  const purpose = intent.category;
  if (intent.isReply === true && purpose === "service") return { ok: true };
  if (state[purpose] === "withdrawn") return refusals.optedOut;
  if (state[purpose] === "granted") return { ok: true };
  if (state[purpose] === "declined") return refusals.declined;
  if (purpose === "marketing") return refusals.noMarketing;
  if (agreedToAnything(state)) return { ok: true };
  return Object.values(state).includes("withdrawn") ? refusals.optedOut : refusals.nothing;
}

/** The words for a refusal that a message keeps as its reason; undefined when the reason is none of ours. */
export function refusalOf(reason: string | null, category: string | null): Refusal | undefined {
  if (reason === "policy.opted_out") return refusals.optedOut;
  if (reason === "policy.frequency") return refusals.tooOften;
  if (reason !== "policy.no_consent") return undefined;
  return purposeOfCategory(category ?? "") === "marketing" ? refusals.noMarketing : refusals.nothing;
}
