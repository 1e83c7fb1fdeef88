/**
 * `POST /{phone_number_id}/messages`
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
import type { OpenEnum } from "./common.ts";
import type { WireContactCard } from "./contact-cards.ts";
import type { WireDirectContent, WireDirectTerms } from "./direct-send.ts";
import type { WireInteractive } from "./interactive.ts";
import type { WireAudio, WireCaptionedMedia, WireDocument, WireMediaSource } from "./media-source.ts";
import type { WireTemplateSend } from "./template-send.ts";

export type * from "./carousels.ts";
export type * from "./contact-cards.ts";
export type * from "./direct-send.ts";
export type * from "./interactive-parts.ts";
export type * from "./interactive.ts";
export type * from "./media-source.ts";
export type * from "./orders.ts";
export type * from "./template-send.ts";

export const messagesPath = (phoneNumberId: string): string => `/${phoneNumberId}/messages`;

/** The content of a text message. */
export interface WireText {
  /** At most 4,096 characters. */
  body: string;
  /** Shows the page behind the first address of the text. */
  preview_url?: boolean;
}

/** Degrees. Numbers are what Meta's samples send; its table says strings. */
export interface WireLocation {
  latitude: number | string;
  longitude: number | string;
  name?: string;
  address?: string;
}

/** `emoji` of one emoji, or empty to take the reaction back. */
export interface WireReaction {
  message_id: string;
  emoji: string;
}

/** In groups only: at most three messages are pinned at a time, each for 1–30 days. */
export type WirePin =
  | { type: "pin"; message_id: string; expiration_days: number }
  | { type: "unpin"; message_id: string; expiration_days?: never };

type Text = { type: "text"; text: WireText };
type Media =
  | { type: "image"; image: WireCaptionedMedia }
  | { type: "video"; video: WireCaptionedMedia }
  | { type: "document"; document: WireDocument }
  | { type: "audio"; audio: WireAudio }
  | { type: "sticker"; sticker: WireMediaSource };
type Template = { type: "template"; template: WireTemplateSend };
type Reaction = { type: "reaction"; reaction: WireReaction };
type Pin = { type: "pin"; pin: WirePin };

/** What a group can be told. */
export type WireGroupContent = Text | Media | Template | Pin;

/** What one person can be told, except reactions. */
type Quotable =
  | Text
  | Media
  | Template
  | { type: "location"; location: WireLocation }
  | { type: "contacts"; contacts: WireContactCard[] }
  | { type: "interactive"; interactive: WireInteractive };

/** What one person can be told. */
export type WirePersonContent = Quotable | Reaction;

/** The content of a message: one member named like `type`. */
export type WireContent = WirePersonContent | Pin;

/** The kinds of messages: `text`, `image`, `template`… */
export type WireContentType = WireContent["type"];

/**
 * A phone number in E.164 with `+`: without it Meta may put the sender's own country code in front. Beside a user id `to`
 * wins, and the answer has no `user_id`.
 */
export type WireToPhone = { recipient_type?: "individual"; to: string; recipient?: string };
/** A business-scoped user id, of a person whose number is not known: `US.` and up to 128 letters and digits. */
export type WireToUser = { recipient_type?: "individual"; recipient: string; to?: never };

/** Somebody, by phone number or by user id. */
export type WireToPerson = WireToPhone | WireToUser;

/** A group, by its id. */
export type WireToGroup = { recipient_type: "group"; to: string; recipient?: never };

/** What every send may have beside recipient and content. */
export interface WireSendCommon {
  messaging_product: "whatsapp";
  /** At most 512 characters; comes back in every status webhook of the message. */
  biz_opaque_callback_data?: string;
  /** Send only while the person's identity has this hash (otherwise error 137000). */
  recipient_identity_key_hash?: string;
  messaging_account_id?: string;
}

/** The message that this one answers. */
type Quoting = { context?: { message_id: string } };
/** Reactions name their message themselves. */
type Unquoting = { context?: never };
type Undirected = { category?: "service"; ttl_seconds?: never; direct_send_config?: never };
type NotDirect = { category?: never; ttl_seconds?: never; direct_send_config?: never };

/** What one person is told, with the message that it answers. */
export type WirePersonMessage = (Quoting & Quotable) | (Unquoting & Reaction);

/** A message to one person. */
export type WirePersonSend = WireSendCommon & WireToPerson & Undirected & WirePersonMessage;

/** A message to a group. */
export type WireGroupSend = WireSendCommon & WireToGroup & NotDirect & Quoting & WireGroupContent;

/** A message that comes first and has no template. */
export type WireDirectSend = WireSendCommon &
  Quoting &
  WireDirectContent &
  (
    | (WireToPerson & Exclude<WireDirectTerms, { category: "authentication" }>)
    | (WireToPhone & Extract<WireDirectTerms, { category: "authentication" }>)
  );

/** The body of a send: recipient, content, and what goes with them. */
export type WireSendBody = WirePersonSend | WireGroupSend | WireDirectSend;

/** "Accepted", nothing more: what became of the message comes by webhook. */
export interface WireSendResponse {
  messaging_product: "whatsapp";
  /** `input`: what was written to. `wa_id` for a phone number or a group, `user_id` for a business-scoped user id. */
  contacts: { input: string; wa_id?: string; user_id?: string }[];
  messages: {
    id: string;
    group_id?: string;
    /** Of templates. */
    message_status?: OpenEnum<"accepted" | "held_for_quality_assessment" | "paused">;
  }[];
}
