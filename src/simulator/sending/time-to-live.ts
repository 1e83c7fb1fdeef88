import type { Outgoing } from "./outgoing.ts";
import { templateSent } from "./template-sent.ts";
import type { World } from "../world.ts";

const day = 86_400_000;
const usual = 30 * day;
const authentication = 10 * 60_000;

/**
 * Milliseconds after which an undelivered message is dropped, without a word to the business: 30 days, ten minutes for
 * codes, or what its template says.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates#time-to-live
 */
export function lifeOf(world: World, { message, priced, ttlSeconds }: Outgoing): number {
  const seconds = ttlSeconds ?? templateSent(world, message.payload)?.ttlSeconds;
  if (seconds !== undefined) return seconds < 0 ? usual : seconds * 1_000;
  return priced.category.startsWith("authentication") ? authentication : usual;
}
