import type { Customer, Customers } from "./customers.ts";

type Moments = [phoneNumberId: string, at: number][];

/** A kept person as plain data. What the magic number does follows from the number, and is left out. */
export interface SavedCustomer extends Omit<Customer, "outcome" | "windows" | "referrals" | "freeEntries"> {
  readonly windows: Moments;
  readonly referrals: Moments;
  readonly freeEntries: Moments;
}

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
