import type { WirePricing, WireStatus, WireUserPreference, WireWebhookError } from "../../graph/wire/webhooks.ts";
import type { ForeignRecord } from "./foreign-json.ts";

/** Where an event came from. */
export interface EventOrigin {
  /** The subscribed field: `messages`, `user_preferences`, `message_template_status_update`… */
  readonly field: string;
  /** The WhatsApp Business Account. */
  readonly wabaId: string | undefined;
  /** The business's number; only on the fields of messages. */
  readonly phoneNumberId: string | undefined;
}

/** A customer, by what Meta tells: the number is missing for people who use a username, the user id in older shapes. */
export interface EventCustomer {
  /** What Meta calls the number: digits only. */
  readonly waId: string | undefined;
  /** Business-scoped user id, such as `US.90817263544536271819`. */
  readonly userId: string | undefined;
  /** The name that the person gave to the profile: foreign text. */
  readonly name: string | undefined;
}

/** What became of a message that the business sent. */
export interface StatusEvent extends EventOrigin {
  readonly kind: "status";
  readonly wamid: string;
  readonly state: WireStatus["status"];
  /** Milliseconds; undefined when Meta's time cannot be read. */
  readonly at: number | undefined;
  readonly customer: EventCustomer;
  /** The group, when the message went to one. */
  readonly groupId: string | undefined;
  /** `biz_opaque_callback_data`: the id that the sender gave to the message. */
  readonly callbackData: string | undefined;
  readonly pricing: WirePricing | undefined;
  readonly errors: readonly WireWebhookError[];
}

/** What a customer wrote, tapped, ordered or sent. */
export interface InboundEvent extends EventOrigin {
  readonly kind: "inbound";
  readonly wamid: string;
  readonly type: string;
  /** Milliseconds; undefined when Meta's time cannot be read. */
  readonly at: number | undefined;
  readonly customer: EventCustomer;
  /** The group in which it was written; such a message opens no window with the person who wrote it. */
  readonly groupId: string | undefined;
  /** The words of it: a text's body, a tapped button's label, a caption. */
  readonly text: string | undefined;
  /** What the business laid behind a tapped button: its payload or id. */
  readonly payload: string | undefined;
  /** The message whose button was tapped or that was quoted. */
  readonly repliesTo: string | undefined;
  /** The message as Meta sent it, bounded in depth. */
  readonly message: ForeignRecord;
}

/** A customer stopped or resumed the business's marketing messages in WhatsApp's own settings. */
export interface PreferenceEvent extends EventOrigin {
  readonly kind: "preference";
  readonly customer: EventCustomer;
  readonly category: WireUserPreference["category"];
  readonly value: WireUserPreference["value"];
  readonly at: number | undefined;
  readonly detail: string | undefined;
}

/** Meta approved, rejected, paused or disabled a template. */
export interface TemplateStatusEvent extends EventOrigin {
  readonly kind: "template-status";
  readonly templateId: string | undefined;
  readonly name: string | undefined;
  readonly language: string | undefined;
  /** `APPROVED`, `REJECTED`, `PAUSED`, `DISABLED`… */
  readonly status: string;
  readonly reason: string | undefined;
  readonly at: number | undefined;
}

/** Something went wrong on Meta's side, with no message to pin it on. */
export interface ErrorEvent extends EventOrigin {
  readonly kind: "error";
  readonly error: WireWebhookError;
}

/** Something that recado knows no rule for. It is kept with its delivery and never an error. */
export interface UnknownEvent extends EventOrigin {
  readonly kind: "unknown";
  /** What it holds, for a person: member names of `value`, or what is wrong with the shape. */
  readonly what: string;
}

export type WebhookEvent =
  | StatusEvent
  | InboundEvent
  | PreferenceEvent
  | TemplateStatusEvent
  | ErrorEvent
  | UnknownEvent;
