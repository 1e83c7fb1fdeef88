import { PolicyError } from "../../core/errors.ts";
import { isoTime, utcMinute } from "../../core/clock.ts";
import { maskPhone } from "../../core/redact.ts";
import type { Text } from "../../core/text.ts";
import type { Purpose } from "../../storage/rows.ts";
import type { FrequencyUse } from "../consent/frequency.ts";
import { mayMessage, purposeOfCategory, refusalOf, type Refusal } from "../consent/may-message.ts";
import type { ConsentState } from "../consent/state.ts";
import { doNotContactCode, doNotContactHint, doNotContactText } from "../rights/do-not-contact.ts";
import type { ServiceWindow } from "./window.ts";

/** Why a message may not go out: `code` is what a skipped message keeps as its reason. */
export interface SendRefusal {
  readonly code: Refusal["code"] | "policy.window_closed" | typeof doNotContactCode;
  readonly text: Text;
  readonly hint: Text;
}

const windowClosed: SendRefusal = {
  code: "policy.window_closed",
  text: {
    en: "last wrote more than 24 hours ago: only a template may be sent",
    es: "escribió por última vez hace más de 24 horas: solo se le puede enviar una plantilla",
  },
  hint: {
    en: "send a template: recado send <template> --to <phone>",
    es: "envíe una plantilla: recado send <plantilla> --to <teléfono>",
  },
};

/** Of somebody who was erased and has not come back by themselves. */
export const erasedRefusal: SendRefusal = {
  code: doNotContactCode,
  text: doNotContactText,
  hint: doNotContactHint,
};

/** For what is no template, to somebody who is not known to have written. */
const neverWrote: SendRefusal = {
  code: "policy.no_consent",
  text: {
    en: "recado knows of no message of theirs: without one Meta delivers only templates",
    es: "recado no conoce ningún mensaje suyo: sin uno Meta solo entrega plantillas",
  },
  hint: {
    en: 'send a template: recado send <template>. If they did write, say so: --opted-in "wrote to us on WhatsApp"',
    es: 'envíe una plantilla: recado send <plantilla>. Si sí escribió, indíquelo: --opted-in "nos escribió por WhatsApp"',
  },
};

/**
 * Whether one message may go to one person. What is no template (`service`) is an answer in an open window, which needs no
 * consent; in a closed one Meta would refuse it. Where the window is not known, consent decides as for any other message.
 */
export function refusalFor(
  category: Purpose,
  {
    consent,
    window,
    frequency,
  }: { readonly consent: ConsentState; readonly window: ServiceWindow; readonly frequency?: FrequencyUse | undefined },
): SendRefusal | undefined {
  if (category === "service" && window.state === "closed") return windowClosed;
  const verdict = mayMessage(consent, { category, isReply: window.state === "open", frequency });
  return verdict.ok ? undefined : forCategory(verdict, category);
}

/** Who never wrote lacks a message of theirs, not an opt-in. */
function forCategory(refusal: Refusal, category: Purpose | undefined): SendRefusal {
  return category === "service" && refusal.code === neverWrote.code ? neverWrote : refusal;
}

/** The words for a refusal that a message keeps as its reason; undefined when the reason is none of ours. */
export function refusalOfReason(reason: string | null, category: string | null): SendRefusal | undefined {
  if (reason === windowClosed.code) return windowClosed;
  if (reason === erasedRefusal.code) return erasedRefusal;
  const refusal = refusalOf(reason, category);
  return refusal && forCategory(refusal, purposeOfCategory(category ?? ""));
}

/** Nobody's window is open: told before anything is stored or sent. */
export function windowsClosed(
  people: readonly { readonly phone: string; readonly lastInboundAt: number }[],
): PolicyError {
  const said = people.map(({ phone, lastInboundAt }) => ({
    to: maskPhone(phone),
    lastInboundAt: isoTime(lastInboundAt),
    minute: utcMinute(lastInboundAt),
  }));
  const list = (verb: string): string => said.map(({ to, minute }) => `${to} ${verb} ${minute} UTC`).join("; ");
  return new PolicyError({
    code: windowClosed.code,
    text: {
      en: `The 24-hour window is closed: ${list("last wrote on")}. Nothing was sent.`,
      es: `La ventana de 24 horas está cerrada: ${list("escribió por última vez el")}. No se envió nada.`,
    },
    hint: windowClosed.hint,
    data: { windows: said.map(({ to, lastInboundAt }) => ({ to, lastInboundAt })) },
  });
}
