import { purposes } from "../../storage/rows.ts";
import type { ConsentAction, Purpose } from "../../storage/rows.ts";

interface SignalRule {
  readonly action: ConsentAction;
  readonly purposes: readonly Purpose[];
  readonly method: string;
  readonly actor: string;
}

/**
 * What each way of saying yes or no changes.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks (field `user_preferences`, error 131050)
 */
export const consentSignals = {
  // Someone who writes BAJA or STOP makes no difference between kinds of message, and the law of several countries takes
  // the word for all of them. Answers to what they write themselves stay possible (`mayMessage` `isReply`).
  "stop-word": { action: "withdrawn", purposes, method: "stop-word", actor: "customer" },
  // WhatsApp's own switch is labelled as being about offers and announcements: notices go on.
  "user-preferences-stop": {
    action: "withdrawn",
    purposes: ["marketing"],
    method: "user-preferences",
    actor: "customer",
  },
  // The person turned the switch back on: the one signal that takes a withdrawal back.
  "user-preferences-resume": {
    action: "granted",
    purposes: ["marketing"],
    method: "user-preferences",
    actor: "customer",
  },
  // Meta refused a marketing message because the person had stopped them.
  "meta-131050": { action: "withdrawn", purposes: ["marketing"], method: "meta-131050", actor: "meta" },
} as const satisfies Record<string, SignalRule>;

export type ConsentSignal = keyof typeof consentSignals;
