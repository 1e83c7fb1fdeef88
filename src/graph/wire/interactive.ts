/**
 * Interactive messages: each kind with the header, body, footer and action that it may have.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
import type { WireMediaCarousel, WireProductCarousel } from "./carousels.ts";
import type {
  WireBodyText,
  WireFooterText,
  WireInteractiveHeader,
  WireLinkAction,
  WireInteractiveTextHeader,
} from "./interactive-parts.ts";
import type { WireOrderDetails, WireOrderStatus } from "./orders.ts";

/** `id` of at most 256 characters, `title` of at most 20, both unique in the message. */
export interface WireReplyButton {
  type: "reply";
  reply: { id: string; title: string };
}

/** One to three buttons. */
export interface WireReplyButtons {
  type: "button";
  header?: WireInteractiveHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  action: { buttons: WireReplyButton[] };
}

/** `id` of at most 200 characters, `title` of at most 24, `description` of at most 72. */
export interface WireListRow {
  id: string;
  title: string;
  description?: string;
}

/** Up to ten rows in up to ten sections, which all need a title (at most 24) when there are several. */
export interface WireListMessage {
  type: "list";
  header?: WireInteractiveTextHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  /** `button`: what opens the list, at most 20 characters. */
  action: { button: string; sections: { title?: string; rows: WireListRow[] }[] };
}

/** A button that opens a web address. */
export interface WireCtaUrl {
  type: "cta_url";
  header?: WireInteractiveHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  action: WireLinkAction;
}

/** The answer is a `location` message. */
export interface WireLocationRequest {
  type: "location_request_message";
  header?: never;
  body: WireBodyText;
  footer?: WireFooterText;
  action: { name: "send_location" };
}

/** Which form a button opens, where it begins, and with what. */
export type WireFlowParameters = {
  flow_message_version: "3";
  /** The button. Meta advises at most 30 characters and no emoji. */
  flow_cta: string;
  /** Default: `unused`. */
  flow_token?: string;
  /** A draft can only be sent as `draft`. */
  mode?: "draft" | "published";
} & ({ flow_id: string; flow_name?: never } | { flow_name: string; flow_id?: never }) &
  (
    | { flow_action?: "navigate"; flow_action_payload?: { screen?: string; data?: Record<string, unknown> } }
    | { flow_action: "data_exchange"; flow_action_payload?: never }
  );

/** A button that opens a form inside WhatsApp. */
export interface WireFlowMessage {
  type: "flow";
  header?: WireInteractiveHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  action: { name: "flow"; parameters: WireFlowParameters };
}

/** One product of a catalog. */
export interface WireProductMessage {
  type: "product";
  header?: never;
  body?: WireBodyText;
  footer?: WireFooterText;
  action: { catalog_id: string; product_retailer_id: string };
}

/** `title` of at most 24 characters. */
export interface WireProductSection {
  title: string;
  product_items: { product_retailer_id: string }[];
}

/** Up to thirty products in up to ten sections, under a header. */
export interface WireProductListMessage {
  type: "product_list";
  header: WireInteractiveTextHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  action: { catalog_id: string; sections: WireProductSection[] };
}

/** A button that opens the catalog; without a thumbnail, the first product's. */
export interface WireCatalogMessage {
  type: "catalog_message";
  header?: never;
  body: WireBodyText;
  footer?: WireFooterText;
  action: { name: "catalog_message"; parameters?: { thumbnail_product_retailer_id: string } };
}

type Address = Record<string, string>;

/** Businesses and people in India; the answer is an `nfm_reply`. */
export interface WireAddressRequest {
  type: "address_message";
  header?: WireInteractiveHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  action: {
    name: "address_message";
    parameters: {
      /** ISO 3166, two letters. */
      country: string;
      values?: Address;
      saved_addresses?: { id: string; value: Address }[];
      validation_errors?: Address;
    };
  };
}

/** Once in 24 hours and twice in 7 days for each person. */
export interface WireCallPermissionRequest {
  type: "call_permission_request";
  header?: never;
  body?: WireBodyText;
  footer?: WireFooterText;
  action: { name: "call_permission_request" };
}

/** A button that calls the business. */
export interface WireVoiceCall {
  type: "voice_call";
  header?: never;
  body: WireBodyText;
  footer?: never;
  action: {
    name: "voice_call";
    /** Label of at most 20 characters, 1–43,200 minutes (default 10,080), payload of at most 512 characters. */
    parameters?: { display_text?: string; ttl_minutes?: number; payload?: string };
  };
}

/** The answer is a `contacts` message of origin `contact_request`. */
export interface WireContactRequest {
  type: "request_contact_info";
  header?: WireInteractiveHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  action: { name: "request_contact_info" };
}

/** Every kind of interactive message, told apart by `type`. */
export type WireInteractive =
  | WireReplyButtons
  | WireListMessage
  | WireCtaUrl
  | WireLocationRequest
  | WireFlowMessage
  | WireProductMessage
  | WireProductListMessage
  | WireCatalogMessage
  | WireMediaCarousel
  | WireProductCarousel
  | WireOrderDetails
  | WireOrderStatus
  | WireAddressRequest
  | WireCallPermissionRequest
  | WireVoiceCall
  | WireContactRequest;

/** The kinds of interactive messages. */
export type WireInteractiveType = WireInteractive["type"];
