import * as v from "valibot";
import type { Customer, Customers } from "./customers.ts";

const moments = v.array(v.tuple([v.string(), v.number()]));

/** A kept person in a saved state. */
export const customerShape = v.strictObject({
  phone: v.string(),
  name: v.string(),
  username: v.exactOptional(v.string()),
  bsuid: v.string(),
  parentBsuid: v.exactOptional(v.string()),
  identityHash: v.exactOptional(v.string()),
  optOut: v.boolean(),
  blocked: v.boolean(),
  onWhatsApp: v.boolean(),
  readReceipts: v.boolean(),
  online: v.boolean(),
  chatOpen: v.boolean(),
  inExperiment: v.boolean(),
  contactBook: v.boolean(),
  delay: v.number(),
  phoneSeenAt: v.exactOptional(v.number()),
  windows: moments,
  referrals: moments,
  freeEntries: moments,
});

export type SavedCustomer = v.InferOutput<typeof customerShape>;

export function saveCustomer(customer: Customer): SavedCustomer {
  const { outcome: _outcome, windows, referrals, freeEntries, ...rest } = customer;
  return { ...rest, windows: [...windows], referrals: [...referrals], freeEntries: [...freeEntries] };
}

export function restoreCustomer(customers: Customers, saved: SavedCustomer): void {
  const { windows, referrals, freeEntries, ...rest } = saved;
  Object.assign(customers.keep(saved.phone), rest, {
    windows: new Map(windows),
    referrals: new Map(referrals),
    freeEntries: new Map(freeEntries),
  });
}
