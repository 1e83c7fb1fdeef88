import type { Text } from "../../core/text.ts";
import type { Purpose } from "../../storage/rows.ts";
import { agreedToAnything } from "./state.ts";
import type { ConsentState } from "./state.ts";

export type Refusal = {
  readonly ok: false;
  /** The dotted code that a skipped message keeps as its reason. */
  readonly code: "policy.no_consent" | "policy.opted_out";
  readonly text: Text;
  readonly hint: Text;
};

export type Verdict = { readonly ok: true } | Refusal;

export interface MessageIntent {
  readonly category: Purpose;
  /**
   * True for a free-form answer in the 24 hours after the customer wrote. It is not a message on the business's own
   * initiative, so that it needs no opt-in, and who wrote BAJA can still be told that it is done.
   */
  readonly isReply?: boolean | undefined;
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
} as const satisfies Record<string, Refusal>;

/**
 * Whether a contact may be written to, by what it agreed to alone (window and budget are other rules). Marketing needs a
 * yes to marketing; any other message needs an opt-in of some kind, and no withdrawal for its own purpose.
 */
export function mayMessage(state: ConsentState, intent: MessageIntent): Verdict {
  const purpose = intent.category;
  if (intent.isReply === true && purpose === "service") return { ok: true };
  if (state[purpose] === "withdrawn") return refusals.optedOut;
  if (state[purpose] === "granted") return { ok: true };
  if (purpose === "marketing") return refusals.noMarketing;
  if (agreedToAnything(state)) return { ok: true };
  return Object.values(state).includes("withdrawn") ? refusals.optedOut : refusals.nothing;
}

/** The words for a refusal that a message keeps as its reason; undefined when the reason is none of ours. */
export function refusalOf(reason: string | null, category: string | null): Refusal | undefined {
  if (reason === "policy.opted_out") return refusals.optedOut;
  if (reason !== "policy.no_consent") return undefined;
  return purposeOfCategory(category ?? "") === "marketing" ? refusals.noMarketing : refusals.nothing;
}
