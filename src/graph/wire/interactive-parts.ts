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
export interface WireInteractiveImageHeader {
  type: "image";
  image: WireMediaSource;
}
export interface WireInteractiveVideoHeader {
  type: "video";
  video: WireMediaSource;
}
export interface WireInteractiveDocumentHeader {
  type: "document";
  document: WireNamedDocument;
}
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
