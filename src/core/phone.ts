import { countryName } from "./phone-countries.ts";
import { cleanPhone } from "./phone-input.ts";
import { matchKeyOfDigits } from "./phone-key.ts";
import type { CountryCode } from "./phone-plans.ts";
import { readBare, readExplicit, readInternational, type Reading } from "./phone-readings.ts";
import {
  eitherCountry,
  fromElsewhere,
  refusePhone,
  wrongLength,
  zeroInDoubt,
  type RefusedPhone,
} from "./phone-refusals.ts";

export { lineOf, matchKey } from "./phone-key.ts";
export { callingCodeOf, countryCodes, isCountryCode } from "./phone-plans.ts";
export type { CountryCode } from "./phone-plans.ts";
export type { PhoneRefusal, RefusedPhone } from "./phone-refusals.ts";

export interface ParsedPhone {
  readonly ok: true;
  /** E.164 with `+`: `+525512345678`. */
  readonly e164: string;
  /** ISO 3166-1 alpha-2 of the number. */
  readonly country: CountryCode;
  /** See {@link matchKey}. */
  readonly matchKey: string;
  /** See {@link lineOf}. */
  readonly line: number;
}

export interface PhoneOptions {
  /** Where numbers without a country code are from. Without it they are refused: a country is never guessed. */
  readonly country?: CountryCode | undefined;
}

function accept({ digits, country }: Reading): ParsedPhone {
  const matchKey = matchKeyOfDigits(digits);
  return { ok: true, e164: `+${digits}`, country, matchKey, line: Number(matchKey) };
}

function refuseAmbiguous(one: Reading, other: Reading, signed: boolean): RefusedPhone {
  if (signed) return refusePhone("phone.ambiguous", zeroInDoubt);
  if (one.country === other.country) return refusePhone("phone.ambiguous");
  return refusePhone("phone.ambiguous", eitherCountry(countryName(one.country), countryName(other.country)));
}

function refuseInvalid(digits: string): RefusedPhone {
  if (digits.length < 8) return refusePhone("phone.invalid", wrongLength.short);
  if (digits.length > 13) return refusePhone("phone.invalid", wrongLength.long);
  return refusePhone("phone.invalid");
}

function refuseBare(digits: string, country: CountryCode | undefined): RefusedPhone {
  if (country === undefined) return refusePhone("phone.no_country");
  const elsewhere = digits.length < 8 ? undefined : readInternational(digits);
  if (elsewhere === undefined || elsewhere.country === country) return refuseInvalid(digits);
  return refusePhone("phone.invalid", fromElsewhere(countryName(country), countryName(elsewhere.country)));
}

// No country code begins with 0: whoever writes +00 or +011 means the + alone, as with 00.
function readSigned(digits: string, zeroInBrackets: boolean): readonly Reading[] {
  return readExplicit(digits.startsWith("0") ? digits.replace(/^0(?:0|11)/, "") : digits, zeroInBrackets);
}

/**
 * Reads one telephone number as people, spreadsheets and other systems write it. It is accepted only when exactly one
 * reading of it leads to a number that can exist: nothing is guessed, and no digit is added.
 */
export function parsePhone(input: string, options: PhoneOptions = {}): ParsedPhone | RefusedPhone {
  const clean = cleanPhone(input);
  if (!clean.ok) return clean;
  const { digits } = clean;
  const signed = clean.international || digits.startsWith("00");
  const [reading, other] = signed ? readSigned(digits, input.includes("(0)")) : readBare(digits, options.country);
  if (reading === undefined) return signed ? refuseInvalid(digits) : refuseBare(digits, options.country);
  return other === undefined ? accept(reading) : refuseAmbiguous(reading, other, signed);
}
