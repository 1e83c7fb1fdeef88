import { webhookError } from "../errors.ts";
import type { MediaKind } from "../media/media-types.ts";
import { keys, optionalBoolean, optionalText, optionalWords, requiredObject } from "./check.ts";
import { checkMediaSource, uploadedType } from "./media-source.ts";
import type { Content, SendCall } from "./send-parts.ts";

const mediaKeys: Readonly<Record<MediaKind, ReadonlySet<string>>> = {
  image: keys("id", "link", "caption"),
  video: keys("id", "link", "caption"),
  document: keys("id", "link", "caption", "filename"),
  audio: keys("id", "link", "voice"),
  sticker: keys("id", "link"),
};
const longestCaption = 1_024;

/**
 * Image, video, document, audio and sticker.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages#media-object
 */
export function checkMedia({ world, body }: SendCall, kind: MediaKind): Content {
  const media = requiredObject(body, kind, "", mediaKeys[kind]);
  const laterFailure = checkMediaSource(world, media, kind, kind);
  const filename = optionalText(media, "filename", kind);
  const text = optionalWords(media, "caption", kind, longestCaption) ?? filename;
  if (kind !== "audio") return { text, laterFailure };
  optionalBoolean(media, "voice", kind);
  if (media["voice"] !== true) return { laterFailure };
  const mimeType = uploadedType(world, media["id"]);
  const wrong = mimeType !== undefined && mimeType !== "audio/ogg";
  return {
    voice: true,
    laterFailure: wrong
      ? webhookError(131053, `Media upload error: a voice message must be audio/ogg with OPUS, not ${mimeType}.`)
      : laterFailure,
  };
}
