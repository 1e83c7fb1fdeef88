import { countryOf } from "../people/countries.ts";
import type { BusinessSettings } from "../people/business.ts";
import { dayAt } from "./calendar.ts";
import { hasInternationalRate } from "./cards.ts";
import { marketOf } from "./markets.ts";

/**
 * From when on codes to people abroad have a price of their own, for a business that sends very many of them.
 * @see https://developers.facebook.com/docs/whatsapp/pricing/authentication-international-rates
 */
export interface AuthInternational {
  /** ISO 8601. */
  readonly startTime: string;
  /** Countries, as two letters, where it begins at another time. */
  readonly exceptions?: Readonly<Record<string, string>>;
}

type Rules = Pick<BusinessSettings, "authInternational" | "primaryLocation" | "timezone">;

/** Whether a code to a person is charged as one from abroad. @param phone digits. @param at when it is delivered */
export function isInternational(
  { authInternational, primaryLocation, timezone }: Rules,
  phone: string,
  at: number,
): boolean {
  if (authInternational === null) return false;
  const country = countryOf(phone);
  const start = Date.parse(authInternational.exceptions?.[country] ?? authInternational.startTime);
  const day = dayAt(timezone, at);
  return at >= start && country !== primaryLocation && hasInternationalRate(marketOf(phone, day), day);
}

const seconds = (iso: string): number => Math.floor(Date.parse(iso) / 1_000);

/** As the account and the webhook tell it. */
export function eligibilityOf({ startTime, exceptions = {} }: AuthInternational): Record<string, unknown> {
  return {
    start_time: seconds(startTime),
    exception_countries: Object.entries(exceptions).map(([country_code, start]) => ({
      country_code,
      start_time: seconds(start),
    })),
  };
}
