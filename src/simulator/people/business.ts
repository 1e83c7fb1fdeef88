import type { AuthInternational } from "../pricing/auth-international.ts";

/** What Meta holds about the business as a whole, as far as messages depend on it. */
export interface BusinessSettings {
  /** A free-form message in a closed window: accepted and failed later, as in the field, or refused at once. */
  window: "async" | "sync";
  /** Marketing messages that one person is given in so many hours; `null` for as many as are sent. */
  marketingCap: { messages: number; hours: number } | null;
  /** Whether marketing templates reach numbers of the United States (+1). At Meta they have not since April 2025. */
  usMarketing: boolean;
  /** Whether a way to pay is on file; without one, everything that costs fails with 131042. */
  payment: boolean;
  /** Whether the display name is approved; without, everything fails with 131037. */
  displayName: boolean;
  /** Countries, as two letters, where the business may not write to anybody: 130497. */
  restrictedCountries: string[];
  /** Whether the portfolio is linked to others, so that webhooks carry parent user ids. */
  parentUserIds: boolean;
  /** Whether groups may be made: by an official business account that has not sent too much marketing. */
  groups: "allowed" | "not-eligible" | "suspended";
  /** Groups of one business number. */
  maxGroups: number;
  /** Whether the numbers are used in the WhatsApp Business app as well: 20 messages a second, whatever the limit. */
  coexistence: boolean;
  /** How people take the numbers' messages; nothing in the simulator changes it by itself. */
  quality: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  /** IANA name of the account's zone: days and months of prices and figures are those of its clocks. */
  timezone: string;
  /** Of the account, as ISO 4217. It stays as it is once something has been charged. */
  currency: string;
  /** Whether a partner pays: figures come without costs. */
  costWithheld: boolean;
  /** Whether and from when codes to people abroad have a price of their own. */
  authInternational: AuthInternational | null;
  /** The country, as two letters, that the business is at home in. */
  primaryLocation: string;
  /** Whether it is a government's or a charity's: service messages cost nothing until the end of 2027. */
  paidExempt: boolean;
  /** How long everything is free after the answer to somebody who came from an ad: Meta's pages say either. */
  freeEntryHours: 72 | 168;
  /** How many webhooks tell of a lower price by volume: Meta may send more than one. */
  tierNotices: number;
}

/**
 * Generous where Meta's rules would get in the way of trying things with example numbers, which all begin with +1.
 * The marketing cap is hidden at Meta and moves; five a day is a guess.
 */
export const defaultBusiness: BusinessSettings = {
  window: "async",
  marketingCap: { messages: 5, hours: 24 },
  usMarketing: true,
  payment: true,
  displayName: true,
  restrictedCountries: [],
  parentUserIds: false,
  groups: "allowed",
  maxGroups: 10_000,
  coexistence: false,
  quality: "GREEN",
  timezone: "UTC",
  currency: "USD",
  costWithheld: false,
  authInternational: null,
  primaryLocation: "US",
  paidExempt: false,
  freeEntryHours: 72,
  tierNotices: 1,
};

/** What is to change. */
export type BusinessChanges = { readonly [Name in keyof BusinessSettings]?: BusinessSettings[Name] | undefined };

/** Takes over what is given. */
export function changeBusiness(business: BusinessSettings, changes: BusinessChanges): BusinessSettings {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.assign(business, Object.fromEntries(given));
}
