import * as v from "valibot";
import { exactly } from "../saved/exact-shape.ts";
import type { ChargedElsewhere } from "./elsewhere.ts";
import { isMarket } from "./markets.ts";

/** As the control call gives it. */
export const elsewhereInput = exactly<ChargedElsewhere>()(
  v.strictObject({
    market: v.pipe(v.string(), v.check(isMarket)),
    category: v.picklist(["utility", "authentication"]),
    messages: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
);
