/**
 * What Meta posts to a business's webhook. Every member that Meta may leave out is optional, every enumeration is open,
 * and phone numbers are missing for people who write by username.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
import type { OpenEnum } from "./common.ts";

export interface WireWebhook {
  object: OpenEnum<"whatsapp_business_account">;
  entry: WireWebhookEntry[];
}

export interface WireWebhookEntry {
  /** The WhatsApp Business Account. */
  id: string;
  /** Unix seconds; on account-level fields only. */
  time?: number;
  changes: WireWebhookChange[];
}

export interface WireWebhookChange {
  field: OpenEnum<"messages" | "message_template_status_update" | "user_preferences" | "account_update">;
  value: WireWebhookValue;
}

export interface WireWebhookValue {
  messaging_product?: "whatsapp";
  metadata?: { display_phone_number: string; phone_number_id: string };
  contacts?: WireWebhookContact[];
  messages?: WireInboundMessage[];
  statuses?: WireStatus[];
  user_preferences?: WireUserPreference[];
  errors?: WireWebhookError[];
  // Members of account-level fields, read by the handlers of those fields.
  [member: string]: unknown;
}

export interface WireWebhookContact {
  profile?: { name?: string; username?: string };
  wa_id?: string;
  user_id?: string;
}

/** The `errors[]` of webhooks: not the shape of the error envelope. */
export interface WireWebhookError {
  code: number;
  title: string;
  message?: string;
  error_data?: { details?: string };
  href?: string;
}

export interface WireInboundMedia {
  id: string;
  mime_type: string;
  sha256?: string;
  caption?: string;
  filename?: string;
  url?: string;
  voice?: boolean;
  animated?: boolean;
}

export interface WireInboundMessage {
  from?: string;
  from_user_id?: string;
  id: string;
  /** Unix seconds, as a string. */
  timestamp: string;
  type: OpenEnum<
    | "text"
    | "image"
    | "video"
    | "document"
    | "audio"
    | "sticker"
    | "location"
    | "contacts"
    | "button"
    | "interactive"
    | "order"
    | "reaction"
    | "system"
    | "unsupported"
  >;
  context?: { from?: string; id?: string; forwarded?: boolean; frequently_forwarded?: boolean };
  text?: { body: string };
  /** A tap on a template's quick reply. */
  button?: { payload: string; text: string };
  interactive?: { type: string; [kind: string]: unknown };
  order?: { catalog_id: string; text?: string; product_items: unknown[] };
  reaction?: { message_id: string; emoji?: string };
  image?: WireInboundMedia;
  video?: WireInboundMedia;
  document?: WireInboundMedia;
  audio?: WireInboundMedia;
  sticker?: WireInboundMedia;
  location?: { latitude: number; longitude: number; name?: string; address?: string };
  contacts?: unknown[];
  referral?: {
    source_url?: string;
    source_id?: string;
    source_type?: string;
    ctwa_clid?: string;
    [member: string]: unknown;
  };
  errors?: WireWebhookError[];
}

export interface WirePricing {
  billable?: boolean;
  pricing_model: OpenEnum<"PMP" | "CBP">;
  type?: OpenEnum<"regular" | "free_customer_service" | "free_entry_point" | "free_group_customer_service">;
  subtype?: OpenEnum<"paid_exempt">;
  category: OpenEnum<
    | "authentication"
    | "authentication-international"
    | "marketing"
    | "marketing_lite"
    | "utility"
    | "service"
    | "referral_conversion"
  >;
}

export interface WireStatus {
  /** The wamid of the send. */
  id: string;
  status: OpenEnum<"sent" | "delivered" | "read" | "failed" | "played">;
  /** Unix seconds, as a string. */
  timestamp: string;
  recipient_id?: string;
  recipient_user_id?: string;
  biz_opaque_callback_data?: string;
  conversation?: { id: string; expiration_timestamp?: string; origin?: { type: string } };
  pricing?: WirePricing;
  errors?: WireWebhookError[];
}

export interface WireUserPreference {
  wa_id?: string;
  user_id?: string;
  detail?: string;
  category: OpenEnum<"marketing_messages">;
  value: OpenEnum<"stop" | "resume" | "signup">;
  timestamp: number | string;
}
