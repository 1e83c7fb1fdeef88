import * as v from "valibot";
import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import { isObject } from "../validate/check.ts";

const pricedShape = v.strictObject({
  category: v.string(),
  insideWindow: v.boolean(),
  freeEntryPoint: v.exactOptional(v.boolean()),
  group: v.exactOptional(v.boolean()),
});

/** A message on its way, as plain data: all that its next statuses depend on. */
export const courseShape = v.strictObject({
  /** The wamid. */
  message: v.string(),
  /** The id of the business number. */
  number: v.string(),
  priced: pricedShape,
  failure: v.exactOptional(v.custom<WireWebhookError>(isObject)),
  /** Named by user id; by phone number when left out. */
  by: v.exactOptional(v.literal("user_id")),
  /** A voice message, which is played after it is read. */
  voice: v.exactOptional(v.literal(true)),
  /** The last status that comes, where it is not the usual one: reactions end with `sent`. */
  ends: v.exactOptional(v.literal("sent")),
  /** The template behind a message sent without one. */
  templateId: v.exactOptional(v.string()),
  /** Seconds after which an undelivered message is dropped. */
  ttlSeconds: v.exactOptional(v.number()),
  /** The phone numbers of those members of a group whom the next status concerns. */
  members: v.exactOptional(v.array(v.string())),
});

export type Course = v.InferOutput<typeof courseShape>;
