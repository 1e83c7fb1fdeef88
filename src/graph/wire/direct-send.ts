/**
 * Direct Send (beta): what a business says first without a template made beforehand.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/direct-send
 */
import type { WireBodyText, WireFooterText, WireInteractiveHeader } from "./interactive-parts.ts";
import type { WireCtaUrl, WireReplyButton, WireReplyButtons, WireVoiceCall } from "./interactive.ts";

/** What Meta takes a message without template for. */
export type WireDirectCategory = "utility" | "authentication" | "service";

/** A link among buttons; the label of at most 20 characters. */
export interface WireLinkButton {
  type: "cta_url";
  cta_url: { display_text: string; url: string };
}

/** Up to ten buttons: one or two links, and then the replies. */
export interface WireMixedButtons {
  type: "button";
  header?: WireInteractiveHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  action: { buttons: [WireLinkButton, ...(WireLinkButton | WireReplyButton)[]] };
}

/** At most 1,024 characters, without a preview. */
export interface WireDirectText {
  type: "text";
  text: { body: string; preview_url?: never };
}

/** A link, buttons, or both. */
export interface WireDirectInteractive {
  type: "interactive";
  interactive: WireCtaUrl | WireReplyButtons | WireMixedButtons | WireVoiceCall;
}

/** What a business may say first without a template. */
export type WireDirectContent = WireDirectText | WireDirectInteractive;

/** How long Meta tries (seconds), and the name under which the text becomes a template. */
export type WireDirectTerms =
  /** 30–43,200 seconds; `template_name` as templates are named: `^[a-z0-9_]{1,512}$`. */
  | { category: "utility"; ttl_seconds?: number; direct_send_config?: { template_name: string } }
  /** 30–900 seconds, to phone numbers only. */
  | { category: "authentication"; ttl_seconds?: number; direct_send_config?: never }
  | { category: "service"; ttl_seconds?: never; direct_send_config?: never };
