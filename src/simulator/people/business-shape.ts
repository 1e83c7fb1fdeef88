import * as v from "valibot";
import { isZone } from "../pricing/zones.ts";
import { exactly } from "../saved/exact-shape.ts";
import { isCountry } from "./countries.ts";
import type { BusinessChanges, BusinessSettings } from "./business.ts";

const positive = v.pipe(v.number(), v.gtValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const country = v.pipe(v.string(), v.check(isCountry));
const moment = v.pipe(
  v.string(),
  v.check((time) => !Number.isNaN(Date.parse(time))),
);

const settings = exactly<BusinessSettings>()(
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
    quality: v.picklist(["GREEN", "YELLOW", "RED", "UNKNOWN"]),
    timezone: v.pipe(v.string(), v.check(isZone)),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
    costWithheld: v.boolean(),
    authInternational: v.nullable(
      v.strictObject({ startTime: moment, exceptions: v.exactOptional(v.record(country, moment)) }),
    ),
    primaryLocation: country,
    paidExempt: v.boolean(),
    freeEntryHours: v.picklist([72, 168]),
    tierNotices: v.pipe(count, v.maxValue(100)),
  }),
);

/** As the control call, the seed and a saved state give it. */
export const businessInput = exactly<BusinessChanges>()(v.partial(settings));
