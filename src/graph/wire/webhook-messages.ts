/**
 * `value.messages[]`: what customers write, send, tap and order.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
import type { OpenEnum } from "./common.ts";
import type { WireWebhookError } from "./webhook-people.ts";
import type { WireInteractiveAnswer } from "./webhook-replies.ts";

/** One content member, named like `type`. */
export interface WireInboundMessage {
  /** Digits. Missing for somebody who uses a username and whose number the business does not know. */
  from?: string;
  from_user_id?: string;
  from_parent_user_id?: string;
  id: string;
  /** Unix seconds, as a string. */
  timestamp: string;
  type: OpenEnum<WireInboundType>;
  /** The group in which it was written. */
  group_id?: string;
  context?: WireInboundContext;
  text?: { body: string };
  /** A tap on a template's quick reply. */
  button?: { payload: string; text: string };
  /** A tap on anything else, or a filled form. */
  interactive?: WireInteractiveAnswer;
  order?: WireInboundOrder;
  reaction?: WireInboundReaction;
  image?: WireInboundMedia;
  video?: WireInboundMedia;
  document?: WireInboundMedia;
  audio?: WireInboundMedia;
  sticker?: WireInboundMedia;
  location?: WireInboundLocation;
  contacts?: WireSharedContact[];
  /** WhatsApp's own note: nobody wrote it. */
  system?: WireSystemNote;
  /** Beside `system` of `customer_identity_changed`. */
  identity?: WireIdentity;
  edit?: WireEdit;
  revoke?: { original_message_id: string };
  unsupported?: { type?: OpenEnum<WireUnsupportedType> };
  referral?: WireReferral;
  /** With `unsupported`: 131051, 131060, in groups 130501. */
  errors?: WireWebhookError[];
}

/** The kinds of messages that come in. */
export type WireInboundType =
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
  | "edit"
  | "revoke"
  | "unsupported"
  | "media_placeholder";

/** What a message answers, or that it was passed on. */
export interface WireInboundContext {
  from?: string;
  id?: string;
  /** Passed on up to five times. */
  forwarded?: boolean;
  /** Passed on more often than that. */
  frequently_forwarded?: boolean;
  /** The product on whose page the customer pressed "Message business". */
  referred_product?: { catalog_id?: string; product_retailer_id?: string };
}

/** The advertisement or post through which the customer came. */
export interface WireReferral {
  source_url?: string;
  source_id?: string;
  source_type?: OpenEnum<"ad" | "post">;
  headline?: string;
  body?: string;
  media_type?: OpenEnum<"image" | "video">;
  image_url?: string;
  video_url?: string;
  thumbnail_url?: string;
  /** Missing for advertisements placed in Status. */
  ctwa_clid?: string;
  welcome_message?: { text?: string };
  [member: string]: unknown;
}

/** A file that somebody sent. */
export interface WireInboundMedia {
  /** For `GET /{media_id}`; valid for seven days. */
  id: string;
  mime_type?: string;
  /** Base64 here, hexadecimal in the answer about the medium: compare it with nothing but itself. */
  sha256?: string;
  caption?: string;
  /** Of a document. */
  filename?: string;
  /** Valid for minutes, and wants the access token. */
  url?: string;
  /** Of audio: recorded in the chat, voicemail included. */
  voice?: boolean;
  /** Of a sticker. */
  animated?: boolean;
}

/** A place that somebody sent, in degrees. */
export interface WireInboundLocation {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
  url?: string;
}

/** A cart that somebody sent. */
export interface WireInboundOrder {
  catalog_id: string;
  /** What the customer wrote beside it. */
  text?: string;
  product_items: WireOrderItem[];
}

/** One product of a cart. */
export interface WireOrderItem {
  product_retailer_id: string;
  quantity: number;
  /** Of one piece, in whole units of the currency. */
  item_price: number;
  /** ISO 4217. */
  currency: string;
}

/** A reaction to a message. */
export interface WireInboundReaction {
  message_id: string;
  /** Missing (or empty, in older shapes) when the reaction is taken back. */
  emoji?: string;
}

/** A contact card. Every part may be missing: a card that answers a request holds a phone number and little else. */
export interface WireSharedContact {
  origin?: OpenEnum<"contact_request" | "other">;
  name?: {
    formatted_name?: string;
    first_name?: string;
    last_name?: string;
    middle_name?: string;
    prefix?: string;
    suffix?: string;
  };
  phones?: { phone?: string; wa_id?: string; user_id?: string; type?: string }[];
  emails?: { email?: string; type?: string }[];
  addresses?: {
    street?: string;
    city?: string;
    state?: string;
    zip?: string;
    country?: string;
    country_code?: string;
    type?: string;
  }[];
  org?: { company?: string; department?: string; title?: string };
  urls?: { url?: string; type?: string }[];
  /** `YYYY-MM-DD` */
  birthday?: string;
  vcard?: string;
}

/** A customer changed number, user id or device. Comes without `contacts`, except when the identity changed. */
export interface WireSystemNote {
  type: OpenEnum<"user_changed_number" | "user_changed_user_id" | "customer_identity_changed">;
  /** Meta's English sentence, with names and numbers in it. */
  body?: string;
  /** The new number. */
  wa_id?: string;
  /** The new user id. */
  user_id?: string;
  parent_user_id?: string;
  previous_user_id?: string;
}

/** The identity of a person, which changes with the phone. */
export interface WireIdentity {
  acknowledged?: boolean;
  created_timestamp?: number | string;
  hash?: string;
}

/** What an earlier message says now. Only on numbers shared with the WhatsApp Business app. */
export interface WireEdit {
  original_message_id: string;
  message?: Partial<WireInboundMessage>;
}

/** What Meta does not pass on. */
export type WireUnsupportedType =
  | "button"
  | "edit"
  | "errors"
  | "gif"
  | "group_invite"
  | "hsm"
  | "image"
  | "interactive"
  | "keep_in_chat"
  | "link_preview"
  | "list"
  | "location"
  | "media_placeholder"
  | "order"
  | "pin"
  | "poll_creation"
  | "poll_update"
  | "product"
  | "reaction";
