import type {
  WireAudio,
  WireCaptionedMedia,
  WireContactCard,
  WireContent,
  WireDirectText,
  WireDocument,
  WireLocation,
  WireMediaSource,
  WirePin,
} from "../wire/messages.ts";
import { checked, given } from "./make.ts";

/** What a builder gives: the content of a message of one type. */
export type MessageContent<Type extends WireContent["type"]> = Extract<WireContent, { type: Type }>;

/** How a text is shown. */
export interface TextOptions {
  /** Shows the page behind the first address of the text. Not in Direct Send. */
  readonly preview?: boolean | undefined;
}

/**
 * A text of at most 4,096 characters; of at most 1,024 in Direct Send, which has no preview.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/text-messages
 */
export function text(body: string): WireDirectText;
export function text(body: string, options?: TextOptions): MessageContent<"text">;
export function text(body: string, { preview }: TextOptions = {}): MessageContent<"text"> {
  return checked({ type: "text", text: { body, ...given({ preview_url: preview }) } });
}

/**
 * A JPEG or PNG of at most 5 MB, with at most 1,024 characters under it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/image-messages
 */
export function image(source: WireCaptionedMedia): MessageContent<"image"> {
  return checked({ type: "image", image: source });
}

/**
 * An MP4 or 3GP of at most 16 MB, with at most 1,024 characters under it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/video-messages
 */
export function video(source: WireCaptionedMedia): MessageContent<"video"> {
  return checked({ type: "video", video: source });
}

/**
 * A file of at most 100 MB; `filename` is what the phone calls it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/document-messages
 */
export function document(source: WireDocument): MessageContent<"document"> {
  return checked({ type: "document", document: source });
}

/**
 * A sound of at most 16 MB.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/audio-messages
 */
export function audio(source: WireMediaSource): MessageContent<"audio"> {
  return checked({ type: "audio", audio: source });
}

/**
 * A voice message: OGG with OPUS, mono. Up to 512 KB it plays by a tap, beyond that it is downloaded first.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/audio-messages
 */
export function voice(source: WireMediaSource): MessageContent<"audio"> {
  const spoken: WireAudio = { ...source, voice: true };
  return checked({ type: "audio", audio: spoken });
}

/**
 * A WebP of 512×512: 100 KB, or 500 KB when it moves.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/sticker-messages
 */
export function sticker(source: WireMediaSource): MessageContent<"sticker"> {
  return checked({ type: "sticker", sticker: source });
}

/**
 * A place, in degrees.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/location-messages
 */
export function location(place: WireLocation): MessageContent<"location"> {
  return checked({ type: "location", location: place });
}

/**
 * Contact cards: up to 257, though phones show more than five badly.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/contacts-messages
 */
export function contacts(cards: readonly WireContactCard[]): MessageContent<"contacts"> {
  return checked({ type: "contacts", contacts: Array.isArray(cards) ? [...cards] : (cards as WireContactCard[]) });
}

/**
 * One emoji on a message that is at most 30 days old; the empty text takes it back.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/reaction-messages
 */
export function reaction(messageId: string, emoji: string): MessageContent<"reaction"> {
  return checked({ type: "reaction", reaction: { message_id: messageId, emoji } });
}

/**
 * Pins a message of a group for 1–30 days, or takes a pin away (without days).
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
 */
export function pin(messageId: string, days?: number): MessageContent<"pin"> {
  const pinned: WirePin =
    days === undefined
      ? { type: "unpin", message_id: messageId }
      : { type: "pin", message_id: messageId, expiration_days: days };
  return checked({ type: "pin", pin: pinned });
}
