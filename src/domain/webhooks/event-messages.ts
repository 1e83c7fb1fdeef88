import type {
  WireConversationContext,
  WireInboundContext,
  WirePayment,
  WirePaymentStatus,
  WirePricing,
  WireReferral,
  WireStatus,
  WireUserAction,
  WireUserPreference,
  WireWebhookError,
} from "../../graph/wire/webhooks.ts";
import type { InboundContent } from "./event-content.ts";
import type { EventCustomer, EventOrigin } from "./event-origin.ts";
import type { ForeignRecord } from "./foreign-json.ts";

/** What became of a message that the business sent. */
export interface StatusEvent extends EventOrigin {
  readonly kind: "status";
  readonly wamid: string;
  readonly state: WireStatus["status"];
  /** Milliseconds; undefined when Meta's time cannot be read. */
  readonly at: number | undefined;
  /** In a group: the member whom the status is about. */
  readonly customer: EventCustomer;
  /** The group, when the message went to one. */
  readonly groupId: string | undefined;
  /** `biz_opaque_callback_data`: the id that the sender gave to the message. */
  readonly callbackData: string | undefined;
  /** The template behind a Direct Send. */
  readonly templateId: string | undefined;
  readonly pricing: WirePricing | undefined;
  /** Until v23 of the API; later for free entry points only. */
  readonly conversation: StatusConversation | undefined;
  readonly errors: readonly WireWebhookError[];
}

/** The conversation that a message was counted in. */
export interface StatusConversation {
  readonly id: string;
  readonly origin: string | undefined;
  /** Milliseconds. */
  readonly expiresAt: number | undefined;
}

/** What became of the payment of an order (India). */
export interface PaymentEvent extends EventOrigin {
  readonly kind: "payment";
  /** The message that asked for it. */
  readonly wamid: string;
  readonly state: WirePaymentStatus["status"];
  readonly at: number | undefined;
  readonly customer: EventCustomer;
  /** The business's own number of the order. */
  readonly referenceId: string | undefined;
  readonly payment: WirePayment;
}

/** What a customer wrote, tapped, ordered or sent. */
export interface InboundEvent extends EventOrigin {
  readonly kind: "inbound";
  readonly wamid: string;
  /** Meta's word, also where it is new; `content.type` is the one to branch on. */
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
  readonly content: InboundContent;
  readonly context: WireInboundContext | undefined;
  /** The advertisement or post through which the customer came. */
  readonly referral: WireReferral | undefined;
  /** Why WhatsApp could not pass the message on (`unsupported`). */
  readonly errors: readonly WireWebhookError[];
  /** The message as Meta sent it, bounded in depth. */
  readonly message: ForeignRecord;
}

/** A customer stopped or resumed the business's marketing messages in WhatsApp's own settings, or signed up for them. */
export interface PreferenceEvent extends EventOrigin {
  readonly kind: "preference";
  readonly customer: EventCustomer;
  readonly category: WireUserPreference["category"];
  readonly value: WireUserPreference["value"];
  readonly at: number | undefined;
  readonly detail: string | undefined;
  readonly signupId: string | undefined;
}

/** Somebody tapped a link of a marketing message; Meta does not say who. */
export interface LinkClickEvent extends EventOrigin {
  readonly kind: "link-click";
  readonly at: number | undefined;
  /** `cta`: the button; `body`: a link in the text. */
  readonly component: NonNullable<WireUserAction["marketing_messages_link_click_data"]>["click_component"] | undefined;
  readonly productId: string | undefined;
  readonly clickId: string | undefined;
  readonly trackingToken: string | undefined;
}

/** What was said before the conversation was routed to this application. */
export interface ConversationContextEvent extends EventOrigin {
  readonly kind: "conversation-context";
  readonly type: WireConversationContext["type"];
  readonly summary: string | undefined;
  /** The customer, when the delivery is about one person. */
  readonly customer: EventCustomer;
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
  /** The item as Meta sent it, or the whole `value`: bounded in depth. */
  readonly value: unknown;
}

/** The events of messages: what came in, and what became of what was sent. */
export type MessagingEvent =
  | StatusEvent
  | PaymentEvent
  | InboundEvent
  | PreferenceEvent
  | LinkClickEvent
  | ConversationContextEvent
  | ErrorEvent
  | UnknownEvent;
