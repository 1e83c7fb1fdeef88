import { invalidValue } from "../errors.ts";
import { type Json, keys, member, optionalWords, required, requiredObject } from "./check.ts";
import type { Content, SendCall } from "./send-parts.ts";

const locationKeys = keys("latitude", "longitude", "name", "address");

/**
 * A place on the map.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/location-messages
 */
export function checkLocation({ body }: SendCall): Content {
  const location = requiredObject(body, "location", "", locationKeys);
  const latitude = coordinate(location, "latitude", "location", 90);
  const longitude = coordinate(location, "longitude", "location", 180);
  const name = optionalWords(location, "name", "location");
  const address = optionalWords(location, "address", "location");
  const named = [name, address].filter((part) => part !== undefined).join(", ");
  return { text: named === "" ? `${latitude}, ${longitude}` : named };
}

/** Degrees, as a number or as a string with one: Meta's table says string, its samples have both. */
export function coordinate(location: Json, key: string, path: string, max: number): number {
  const value = required(location, key, path);
  const readable =
    typeof value === "string" && value.length <= 40 && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(value);
  const degrees = typeof value === "number" ? value : readable ? Number(value) : Number.NaN;
  if (!(Math.abs(degrees) <= max))
    throw invalidValue(`Param ${member(path, key)} must be a number from -${max} to ${max}.`);
  return degrees;
}
