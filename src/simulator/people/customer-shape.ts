import * as v from "valibot";
import { exactly } from "../saved/exact-shape.ts";
import type { SavedCustomer } from "./saved-customer.ts";

const maybe = v.exactOptional;
const moments = v.array(v.tuple([v.string(), v.number()]));

/** A kept person in a saved state. */
export const customerShape = exactly<SavedCustomer>()(
  v.strictObject({
    phone: v.string(),
    name: v.string(),
    username: maybe(v.string()),
    bsuid: v.string(),
    parentBsuid: maybe(v.string()),
    identityHash: maybe(v.string()),
    optOut: v.boolean(),
    blocked: v.boolean(),
    onWhatsApp: v.boolean(),
    readReceipts: v.boolean(),
    online: v.boolean(),
    chatOpen: v.boolean(),
    inExperiment: v.boolean(),
    contactBook: v.boolean(),
    delay: v.number(),
    windows: moments,
    referrals: moments,
    freeEntries: moments,
  }),
);
