/**
 * Fields of numbers that something else answers as well: the WhatsApp Business app, or another application.
 * @see https://developers.facebook.com/docs/whatsapp/embedded-signup/custom-flows/onboarding-business-app-users
 */
import type { OpenEnum } from "./common.ts";
import type { WireInboundMessage } from "./webhook-messages.ts";
import type { WireWebhookContact, WireWebhookError, WireWebhookMetadata } from "./webhook-people.ts";
import type { WireAnyStatus } from "./webhook-statuses.ts";

/** The values of the fields about numbers that are used elsewhere too. */
export interface WireCoexistenceFields {
  smb_message_echoes: WireEchoesValue;
  message_echoes: WireEchoesValue;
  smb_app_state_sync: WireContactSyncValue;
  standby: WireStandbyValue;
  messaging_handovers: WireHandoverValue;
}

/** Messages that the business wrote elsewhere. */
export type WireEchoesValue = {
  messaging_product?: "whatsapp";
  metadata?: WireWebhookMetadata;
  contacts?: WireWebhookContact[];
  message_echoes?: WireMessageEcho[];
};

/** What the business itself wrote, elsewhere: `from` is the business, `to` the customer. */
export interface WireMessageEcho extends WireInboundMessage {
  to?: string;
  to_user_id?: string;
  to_parent_user_id?: string;
}

/** Changes in the address book of the app. */
export type WireContactSyncValue = {
  messaging_product?: "whatsapp";
  metadata?: WireWebhookMetadata;
  state_sync?: WireContactSync[];
};

/** A change in the address book of the app. */
export interface WireContactSync {
  type: OpenEnum<"contact">;
  contact?: {
    full_name?: string;
    first_name?: string;
    phone_number?: string;
    user_id?: string;
    parent_user_id?: string;
    username?: string;
  };
  action: OpenEnum<"add" | "remove">;
  metadata?: { timestamp?: number | string };
}

/** A piece of what was written before the number came to the API; or, with `errors`, that it is not shared. */
export interface WireHistoryChunk {
  metadata?: {
    /** 0: the last day; 1: up to 90 days; 2: up to 180 days. */
    phase?: number;
    chunk_order?: number;
    /** Percent. */
    progress?: number;
  };
  threads?: WireHistoryThread[];
  errors?: WireWebhookError[];
}

/** What was written with one customer. */
export interface WireHistoryThread {
  /** The customer: a number or a user id. */
  id: string;
  context?: { wa_id?: string; user_id?: string; username?: string };
  messages?: WireHistoryMessage[];
}

/** Media come as `media_placeholder`; those of the last 14 days follow in `value.messages` of the same field. */
export interface WireHistoryMessage extends WireMessageEcho {
  history_context?: { status?: OpenEnum<"DELIVERED" | "ERROR" | "PENDING" | "PLAYED" | "READ" | "SENT"> };
}

/** What happens while another application answers the customer. */
export type WireStandbyValue = {
  messaging_product?: "whatsapp";
  metadata?: WireWebhookMetadata;
  standby?: {
    contacts?: WireWebhookContact[];
    messages?: WireInboundMessage[];
    message_echoes?: WireMessageEcho[];
    statuses?: WireAnyStatus[];
  };
};

/** Who answers the customer has changed. */
export type WireHandoverValue = {
  messaging_product?: "whatsapp";
  sender?: { phone_number?: string; user_id?: string };
  recipient?: { phone_number_id?: string; display_phone_number?: string };
  type: OpenEnum<"control_passed" | "control_taken">;
  timestamp?: number | string;
  control_passed?: WireControlChange;
  control_taken?: WireControlChange;
};

/** Who answered before, and who does now. */
export interface WireControlChange {
  previous_owner_role?: string;
  new_owner_role?: string;
  metadata?: unknown;
}
