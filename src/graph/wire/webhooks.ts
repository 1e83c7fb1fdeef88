/**
 * What Meta posts to a business's webhook. Every member that Meta may leave out is optional, every enumeration is open,
 * and phone numbers are missing for people who write by username. The members of each subject are in `webhook-*.ts`.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
import type { OpenEnum } from "./common.ts";
import type { WireAccountFields } from "./webhook-account.ts";
import type { WireCall } from "./webhook-calls.ts";
import type { WireCoexistenceFields, WireHistoryChunk, WireMessageEcho } from "./webhook-coexistence.ts";
import type { WireFlowValue } from "./webhook-flows.ts";
import type { WireGroupChange } from "./webhook-groups.ts";
import type { WireInboundMessage } from "./webhook-messages.ts";
import type { WireWebhookContact, WireWebhookError, WireWebhookMetadata } from "./webhook-people.ts";
import type { WirePhoneNumberFields } from "./webhook-phone-numbers.ts";
import type { WireAnyStatus } from "./webhook-statuses.ts";
import type { WireTemplateFields } from "./webhook-templates.ts";

export type * from "./webhook-account.ts";
export type * from "./webhook-account-update.ts";
export type * from "./webhook-calls.ts";
export type * from "./webhook-coexistence.ts";
export type * from "./webhook-flows.ts";
export type * from "./webhook-groups.ts";
export type * from "./webhook-messages.ts";
export type * from "./webhook-people.ts";
export type * from "./webhook-phone-numbers.ts";
export type * from "./webhook-replies.ts";
export type * from "./webhook-statuses.ts";
export type * from "./webhook-templates.ts";

/** The body of a webhook. */
export interface WireWebhook {
  object: OpenEnum<"whatsapp_business_account">;
  entry: WireWebhookEntry[];
}

/** What happened in one account. */
export interface WireWebhookEntry {
  /** The WhatsApp Business Account; the business portfolio where partners are concerned. */
  id: string;
  /** Unix seconds; on account-level fields only. */
  time?: number;
  changes: WireWebhookChange[];
}

/** One thing that happened: `field` says what `value` is. */
export interface WireWebhookChange {
  field: WireWebhookField;
  value: WireWebhookValue;
}

/** What can be subscribed to. Those that `WireWebhookValues` does not list have no documented shape. */
export type WireWebhookField = OpenEnum<
  keyof WireWebhookValues | "automatic_events" | "business_status_update" | "tracking_events"
>;

/** A change of a field whose shape is known: `field` decides the type of `value`. */
export type WireKnownChange = {
  [Field in keyof WireWebhookValues]: { field: Field; value: WireWebhookValues[Field] };
}[keyof WireWebhookValues];

/** The shape of `value`, field by field. */
export interface WireWebhookValues
  extends WireTemplateFields, WireAccountFields, WirePhoneNumberFields, WireCoexistenceFields {
  messages: WireWebhookValue;
  user_preferences: WireWebhookValue;
  calls: WireWebhookValue;
  history: WireWebhookValue;
  group_lifecycle_update: WireWebhookValue;
  group_participants_update: WireWebhookValue;
  group_settings_update: WireWebhookValue;
  group_status_update: WireWebhookValue;
  flows: WireFlowValue;
}

/** What happens on a business number. One delivery holds one or a few of the lists, and `contacts` beside them. */
export interface WireWebhookValue {
  messaging_product?: "whatsapp";
  metadata?: WireWebhookMetadata;
  contacts?: WireWebhookContact[];
  messages?: WireInboundMessage[];
  statuses?: WireAnyStatus[];
  message_echoes?: WireMessageEcho[];
  user_preferences?: WireUserPreference[];
  user_actions?: WireUserAction[];
  conversation_context?: WireConversationContext;
  calls?: WireCall[];
  groups?: WireGroupChange[];
  history?: WireHistoryChunk[];
  errors?: WireWebhookError[];
  // Members of account-level fields, read by the handlers of those fields.
  [member: string]: unknown;
}

/** A choice that a person made in WhatsApp's own settings, or by signing up. */
export interface WireUserPreference {
  wa_id?: string;
  user_id?: string;
  parent_user_id?: string;
  detail?: string;
  category: OpenEnum<"marketing_messages">;
  value: OpenEnum<"stop" | "resume" | "signup">;
  signup_id?: string;
  /** Unix seconds. */
  timestamp: number | string;
}

/** A tap on a link of a marketing message. Names nobody. */
export interface WireUserAction {
  action_type: OpenEnum<"marketing_messages_link_click">;
  /** Unix seconds. */
  timestamp?: number | string;
  marketing_messages_link_click_data?: {
    click_component?: OpenEnum<"cta" | "body">;
    product_id?: string;
    click_id?: string;
    tracking_token?: string;
  };
}

/** What was said before the conversation was routed here (2026-09). */
export interface WireConversationContext {
  type: OpenEnum<"summary">;
  summary?: { text?: string };
}
