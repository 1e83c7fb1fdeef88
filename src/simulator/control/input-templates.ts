import * as v from "valibot";
import { optionalText, text } from "./input.ts";

/** What Meta does to a template after it was made, as the control calls take it. */

const flag = v.optional(v.boolean());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const statusInput = v.strictObject({ status: text, reason: optionalText });
export const qualityInput = v.strictObject({
  score: v.picklist(["GREEN", "YELLOW", "RED", "UNKNOWN", "green", "yellow", "red", "unknown"]),
  blocks: v.optional(v.record(text, count)),
});
export const categoryInput = v.strictObject({ category: text, now: flag, detected: flag });
export const pacingInput = v.strictObject({ decision: v.picklist(["hold", "release", "drop"]) });
