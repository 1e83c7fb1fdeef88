import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import { invalidParameter, invalidValue, webhookError } from "../errors.ts";
import { mediaKinds, type MediaKind } from "../media/media-types.ts";
import type { World } from "../world.ts";
import { type Json, requiredAddress } from "./check.ts";

/**
 * Checks the `id` or `link` of a media object. A wrong form is refused at once; what Meta only notices when it fetches
 * the file is returned, to be reported by webhook. Links are not fetched: those to a `.invalid` host count as unreachable.
 */
export function checkMediaSource(
  world: World,
  media: Json,
  kind: MediaKind,
  path: string,
): WireWebhookError | undefined {
  const { id, link } = media;
  if ((id === undefined) === (link === undefined)) {
    throw invalidParameter(`Param ${path} must have exactly one of id and link.`);
  }
  if (link !== undefined) {
    return requiredAddress(media, "link", path).hostname.endsWith(".invalid")
      ? webhookError(131053, "Media upload error: the link could not be reached.")
      : undefined;
  }
  const mimeType = uploadedType(world, id);
  if (mimeType === undefined) throw invalidValue(`Param ${path}['id'] is not a valid media id of this phone number.`);
  return mediaKinds[kind].types.has(mimeType)
    ? undefined
    : webhookError(131053, `Media upload error: ${mimeType} cannot be sent as ${kind}.`);
}

/** The MIME type of a media id that can be sent now. */
export function uploadedType(world: World, id: unknown): string | undefined {
  const file = typeof id === "string" || typeof id === "number" ? world.state.media.get(String(id)) : undefined;
  return file === undefined || file.expiresAt <= world.clock.now() ? undefined : file.mimeType;
}
