import type { Outgoing } from "./outgoing.ts";
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
  const seconds = ttlSeconds ?? templateLife(world, message.payload);
  if (seconds !== undefined) return seconds < 0 ? usual : seconds * 1_000;
  return priced.category.startsWith("authentication") ? authentication : usual;
}

function templateLife(world: World, payload: unknown): number | undefined {
  const template = member(payload, "template");
  const name = member(template, "name");
  const language = member(member(template, "language"), "code");
  if (typeof name !== "string" || typeof language !== "string") return undefined;
  return world.state.templates.find(name, language)?.ttlSeconds;
}

const member = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
