import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import { invalidParameter, invalidValue, webhookError } from "../errors.ts";
import { mediaKinds, type MediaKind } from "../media-types.ts";
import type { World } from "../world.ts";
import type { Json } from "./check.ts";

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
    const url = typeof link === "string" ? parseUrl(link) : undefined;
    if (url === undefined) throw invalidValue(`Param ${path}['link'] is not a valid URI.`);
    return url.hostname.endsWith(".invalid")
      ? webhookError(131053, "Media upload error: the link could not be reached.")
      : undefined;
  }
  const file = typeof id === "string" || typeof id === "number" ? world.state.media.get(String(id)) : undefined;
  if (file === undefined || file.expiresAt <= world.clock.now()) {
    throw invalidValue(`Param ${path}['id'] is not a valid media id of this phone number.`);
  }
  return mediaKinds[kind].types.has(file.mimeType)
    ? undefined
    : webhookError(131053, `Media upload error: ${file.mimeType} cannot be sent as ${kind}.`);
}

function parseUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
  } catch {
    return undefined;
  }
}
