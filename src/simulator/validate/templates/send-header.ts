import type { WireWebhookError } from "../../../graph/wire/webhooks.ts";
import { invalidValue, webhookError } from "../../errors.ts";
import type { MediaKind } from "../../media/media-types.ts";
import { fillText, type PlannedHeader } from "../../templates/plan.ts";
import type { World } from "../../world.ts";
import {
  isObject,
  type Json,
  keys,
  lengthOf,
  optionalText,
  optionalWords,
  refuseUnknown,
  required,
  requiredObject,
  requiredText,
  shown,
} from "../check.ts";
import { coordinate } from "../location.ts";
import { checkMediaSource } from "../media-source.ts";
import { filledTooLong, mismatch, type TextPlace, textValues, wrongCount } from "./parameters.ts";

const mediaKeys = keys("id", "link");
const documentKeys = keys("id", "link", "filename");
const locationKeys = keys("latitude", "longitude", "name", "address");
const productKeys = keys("product_retailer_id", "catalog_id");
const mediaKinds: Readonly<Record<string, MediaKind>> = {
  image: "image",
  video: "video",
  gif: "video",
  document: "document",
};
const maxHeader = 60;
/** A moving picture is a video of 3.5 MB at most. */
const maxGifBytes = 3.5 * 1_024 * 1_024;

/**
 * Checks the parameters of a header, the template's or a card's.
 * @returns what Meta notices only when it fetches the file
 * @throws GraphFault 132012 (another kind, or nothing given), 132000, 132005, 131008, 131009
 */
export function checkHeader(
  world: World,
  parameters: readonly unknown[],
  header: PlannedHeader | undefined,
  place: TextPlace,
): WireWebhookError | undefined {
  if (header === undefined || header.format === "TEXT") {
    const text = header?.text ?? { variables: [], pieces: [""] };
    const filled = fillText(text, textValues(parameters, text.variables, place));
    if (filled.length > maxHeader && lengthOf(filled) > maxHeader) throw filledTooLong(place.name, maxHeader);
    return undefined;
  }
  const { format } = header;
  const [parameter] = parameters;
  if (parameter === undefined) throw mismatch(`${place.name}: Format mismatch, expected ${format}, received UNKNOWN`);
  if (parameters.length > 1) throw wrongCount(place.name, parameters.length, 1);
  const path = `${place.name}['parameters'][0]`;
  if (!isObject(parameter)) throw invalidValue(`Param ${path} must be an object.`);
  const type = shown(required(parameter, "type", path));
  if (type.toUpperCase() !== format)
    throw mismatch(`${place.name}: Format mismatch, expected ${format}, received ${type.toUpperCase()}`);
  refuseUnknown(parameter, new Set(["type", type]), path);
  if (format === "LOCATION") {
    checkLocation(requiredObject(parameter, type, path, locationKeys), `${path}['location']`);
    return undefined;
  }
  if (format === "PRODUCT") {
    checkProduct(world, requiredObject(parameter, type, path, productKeys), `${path}['product']`);
    return undefined;
  }
  const media = requiredObject(parameter, type, path, type === "document" ? documentKeys : mediaKeys);
  optionalText(media, "filename", `${path}['${type}']`);
  const later = checkMediaSource(world, media, mediaKinds[type] ?? "image", `${path}['${type}']`);
  return later ?? (type === "gif" ? gifTooLarge(world, media) : undefined);
}

const coordinates = { latitude: 90, longitude: 180 } as const;

function checkLocation(location: Json, path: string): void {
  for (const [key, most] of Object.entries(coordinates)) coordinate(location, key, path, most);
  optionalWords(location, "name", path);
  optionalWords(location, "address", path);
}

function checkProduct(world: World, product: Json, path: string): void {
  requiredText(product, "product_retailer_id", path);
  const catalog = requiredText(product, "catalog_id", path);
  if (catalog !== world.credentials.catalogId)
    throw invalidValue(`Param ${path}['catalog_id'] is not a catalog of this account.`);
}

function gifTooLarge(world: World, media: Json): WireWebhookError | undefined {
  const { id } = media;
  const file = typeof id === "string" || typeof id === "number" ? world.state.media.get(String(id)) : undefined;
  return (file?.bytes?.length ?? 0) > maxGifBytes
    ? webhookError(131053, "Media upload error: a GIF can have 3.5 MB at most.")
    : undefined;
}
