import * as v from "valibot";
import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import { exactly } from "../saved/exact-shape.ts";
import { isObject } from "../validate/check.ts";
import type { Course } from "./course.ts";

const maybe = v.exactOptional;

/** In a saved state. */
export const courseShape = exactly<Course>()(
  v.strictObject({
    message: v.string(),
    number: v.string(),
    priced: v.strictObject({
      category: v.string(),
      insideWindow: v.boolean(),
      freeEntryPoint: maybe(v.boolean()),
      group: maybe(v.boolean()),
      reaction: maybe(v.boolean()),
    }),
    failure: maybe(v.custom<WireWebhookError>(isObject)),
    by: maybe(v.literal("user_id")),
    voice: maybe(v.literal(true)),
    ends: maybe(v.literal("sent")),
    templateId: maybe(v.string()),
    ttlSeconds: maybe(v.number()),
    members: maybe(v.array(v.string())),
  }),
);
