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
};

/** What is to change. */
export type BusinessChanges = { readonly [Name in keyof BusinessSettings]?: BusinessSettings[Name] | undefined };

/** Takes over what is given. */
export function changeBusiness(business: BusinessSettings, changes: BusinessChanges): BusinessSettings {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.assign(business, Object.fromEntries(given));
}
