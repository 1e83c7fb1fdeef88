import type { WireSuccess } from "../../graph/wire/common.ts";
import type { WireMedia, WireMediaUploaded } from "../../graph/wire/media.ts";
import { GraphFault, invalidParameter } from "../errors.ts";
import { mediaAddress, mediaOfAddress } from "../media/media-address.ts";
import { kindOf, largestSize, mediaKinds } from "../media/media-types.ts";
import type { Call } from "../http/router.ts";
import type { MediaFile } from "../media/media-store.ts";
import { keys, refuseUnknown } from "../validate/check.ts";
import type { World } from "../world.ts";

const uploadKeys = keys("messaging_product", "type", "ttl_minutes");
const uploadLife = 30 * 86_400_000;

const requiredAtTop = (key: string): GraphFault =>
  new GraphFault(100, { message: `(#100) The parameter ${key} is required.` });

/** `POST /{phone_number_id}/media` */
export async function uploadMedia({ world, id, body, form, query }: Call): Promise<WireMediaUploaded> {
  refuseUnknown(body, uploadKeys, "");
  const product = body["messaging_product"] ?? query.get("messaging_product");
  if (product !== "whatsapp") throw requiredAtTop("messaging_product");
  if (body["ttl_minutes"] !== undefined)
    throw invalidParameter("Param ttl_minutes is for phone numbers without storage only.");
  const file = form?.get("file");
  if (file === undefined || file === null || typeof file === "string") throw requiredAtTop("file");
  const type = body["type"] ?? query.get("type");
  // Several clients put `image` there; the file's own type counts then.
  const declared = typeof type === "string" && type.includes("/") ? type : file.type;
  const mimeType = (declared.split(";")[0] ?? "").trim().toLowerCase();
  const kind = kindOf(mimeType);
  if (kind === undefined) {
    const types = Object.values(mediaKinds).flatMap((rules) => [...rules.types]);
    throw invalidParameter(
      `Param file must be a file with one of the following types: ${types.join(", ")}. Received file of type '${mimeType || "application/octet-stream"}'.`,
    );
  }
  if (file.size === 0) throw invalidParameter("Param file is empty.");
  const bytes = Buffer.from(await file.arrayBuffer());
  const maxBytes = largestSize(kind, bytes);
  if (bytes.length > maxBytes)
    throw invalidParameter(
      `Param file of type ${kind} must have at most ${maxBytes} bytes, this one has ${bytes.length}.`,
    );
  const media = world.state.media.add({
    id: world.ids.object(),
    phoneNumberId: id,
    mimeType,
    bytes,
    expiresAt: world.clock.now() + uploadLife,
  });
  world.events.emit("media", { id: media.id });
  return { id: media.id };
}

function mediaOf({ world, id, query }: Call, method: string): MediaFile {
  const media = world.state.media.get(id);
  const owner = query.get("phone_number_id");
  if (media !== undefined && media.expiresAt > world.clock.now() && (owner === null || owner === media.phoneNumberId))
    return media;
  throw new GraphFault(100, {
    subcode: 33,
    type: "GraphMethodException",
    message: `Unsupported ${method} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  });
}

/** `GET /{media_id}`: an address that lives for five minutes. */
export function getMedia(call: Call): WireMedia {
  const media = mediaOf(call, "get");
  return {
    messaging_product: "whatsapp",
    url: mediaAddress(call.world, media.id),
    mime_type: media.mimeType,
    sha256: media.sha256,
    file_size: media.size,
    id: media.id,
  };
}

/** `DELETE /{media_id}` */
export function deleteMedia(call: Call): WireSuccess {
  const { id } = mediaOf(call, "delete");
  call.world.state.media.remove(id);
  call.world.events.emit("media", { id });
  return { success: true };
}

/** The file behind an address; undefined when the address is wrong or has run out. */
export function downloadedMedia(world: World, query: URLSearchParams): MediaFile | undefined {
  const id = mediaOfAddress(world, query);
  return id === undefined ? undefined : world.state.media.get(id);
}
