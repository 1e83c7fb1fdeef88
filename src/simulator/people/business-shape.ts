import * as v from "valibot";
import { exactly } from "../saved/exact-shape.ts";
import { isCountry } from "./countries.ts";
import type { BusinessChanges, BusinessSettings } from "./business.ts";

const positive = v.pipe(v.number(), v.gtValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const country = v.pipe(v.string(), v.check(isCountry));

/** In a saved state. */
export const businessShape = exactly<BusinessSettings>()(
  v.strictObject({
    window: v.picklist(["async", "sync"]),
    marketingCap: v.nullable(v.strictObject({ messages: count, hours: positive })),
    usMarketing: v.boolean(),
    payment: v.boolean(),
    displayName: v.boolean(),
    restrictedCountries: v.array(country),
    parentUserIds: v.boolean(),
    groups: v.picklist(["allowed", "not-eligible", "suspended"]),
    maxGroups: count,
    coexistence: v.boolean(),
    // A state saved before there was a choice has none.
    quality: v.optional(v.picklist(["GREEN", "YELLOW", "RED", "UNKNOWN"]), "GREEN"),
  }),
);

/** As the control call and the seed give it. */
export const businessInput = exactly<BusinessChanges>()(v.partial(businessShape));
