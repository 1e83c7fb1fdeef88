import * as v from "valibot";
import { exactly } from "../saved/exact-shape.ts";
import type { SavedFigures } from "./figures.ts";

const text = v.string();
const amount = v.number();
const tally = v.array(v.tuple([amount, v.array(v.tuple([v.record(text, text), v.record(text, amount)]))]));

/** In a saved state. */
export const figuresShape = exactly<SavedFigures>()(
  v.strictObject({
    insights: v.boolean(),
    prices: tally,
    traffic: tally,
    templates: tally,
    taps: tally,
    groups: tally,
    tiers: v.array(v.tuple([text, amount])),
  }),
);
