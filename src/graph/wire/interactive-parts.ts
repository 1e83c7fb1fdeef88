/**
 * Parts that interactive messages share.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
import type { WireMediaSource, WireNamedDocument } from "./media-source.ts";

/** At most 1,024 characters; 4,096 above a list. */
export interface WireBodyText {
  text: string;
}

/** At most 60 characters. */
export interface WireFooterText {
  text: string;
}

/** At most 60 characters. */
export interface WireInteractiveTextHeader {
  type: "text";
  text: string;
}

/** A picture above the text. */
export interface WireInteractiveImageHeader {
  type: "image";
  image: WireMediaSource;
}

/** A film above the text. */
export interface WireInteractiveVideoHeader {
  type: "video";
  video: WireMediaSource;
}

/** A file above the text. */
export interface WireInteractiveDocumentHeader {
  type: "document";
  document: WireNamedDocument;
}

/** What stands above the text of an interactive message. */
export type WireInteractiveHeader =
  | WireInteractiveTextHeader
  | WireInteractiveImageHeader
  | WireInteractiveVideoHeader
  | WireInteractiveDocumentHeader;

/** `display_text` of at most 20 characters. */
export interface WireLinkAction {
  name: "cta_url";
  parameters: { display_text: string; url: string };
}
