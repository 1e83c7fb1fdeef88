import type { Tone } from "../../cli/view.ts";
import type { Text } from "../../core/text.ts";
import type { MessageState } from "../../storage/rows.ts";

/** The states in a person's words; JSON keeps the codes. */
export const stateWords: Readonly<Record<MessageState, { readonly text: Text; readonly tone: Tone }>> = {
  queued: { text: { en: "queued", es: "en cola" }, tone: "dim" },
  sending: { text: { en: "sending", es: "enviándose" }, tone: "dim" },
  accepted: { text: { en: "accepted", es: "aceptado" }, tone: "good" },
  sent: { text: { en: "sent", es: "enviado" }, tone: "good" },
  delivered: { text: { en: "delivered", es: "entregado" }, tone: "good" },
  read: { text: { en: "read", es: "leído" }, tone: "good" },
  failed: { text: { en: "failed", es: "falló" }, tone: "bad" },
  cancelled: { text: { en: "cancelled", es: "cancelado" }, tone: "dim" },
  skipped: { text: { en: "not sent", es: "no enviado" }, tone: "warn" },
  uncertain: { text: { en: "uncertain", es: "incierto" }, tone: "bad" },
  received: { text: { en: "received", es: "recibido" }, tone: "strong" },
};

/** Why a message was skipped or is uncertain, where no error of Meta's says it. */
const reasons: Readonly<Record<string, Text>> = {
  "policy.no_consent": { en: "has not agreed to this", es: "no dio su consentimiento" },
  "policy.opted_out": { en: "opted out", es: "se dio de baja" },
  "send.abandoned": { en: "the sending process ended midway", es: "el proceso que lo enviaba se cortó" },
  "lease.expired": { en: "the sending process ended midway", es: "el proceso que lo enviaba se cortó" },
  "network.timeout": { en: "Meta did not answer in time", es: "Meta no respondió a tiempo" },
};

export function reasonText(reason: string): Text {
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  return known ?? { en: reason, es: reason };
}
