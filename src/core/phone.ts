// The smallest of the library's tables: it knows every country's lengths and general pattern, loads and runs fastest, and
// does not refuse ranges that were handed out after its last release (the larger tables do, and WhatsApp lives on
// landlines too, so that knowing a number's type would decide nothing).
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { CountryCode } from "libphonenumber-js/min";
import { cleanPhone } from "./phone-input.ts";
import { matchKey } from "./phone-key.ts";
import { phoneRefusals, wrongLength } from "./phone-refusals.ts";
import type { PhoneRefusal } from "./phone-refusals.ts";
import type { Text } from "./text.ts";

export { matchKey } from "./phone-key.ts";
export type { PhoneRefusal } from "./phone-refusals.ts";
export type { CountryCode } from "libphonenumber-js/min";

export interface ParsedPhone {
  readonly ok: true;
  /** E.164 with `+`: `+525512345678`. */
  readonly e164: string;
  /** ISO 3166-1 alpha-2 of the number. */
  readonly country: CountryCode;
  /** See {@link matchKey}. */
  readonly matchKey: string;
}

export interface RefusedPhone {
  readonly ok: false;
  readonly code: PhoneRefusal;
  /** What is wrong and what to mend; never repeats the number. */
  readonly text: Text;
}

export interface PhoneOptions {
  /** Where numbers without a country code are from. Without it they are refused: a country is never guessed. */
  readonly country?: CountryCode | undefined;
}

interface Reading {
  readonly e164: string;
  readonly country: CountryCode;
}

/**
 * Ranges that regulators keep for examples and films, and the +1 555 area that Meta gives test numbers from: no table
 * calls them valid, and everything that is tried out before going live is tried out with them.
 * @see https://www.nanpa.com and https://www.ofcom.org.uk (numbers for drama use)
 */
const examples: readonly (readonly [RegExp, CountryCode])[] = [
  [/^\+1555\d{7}$/, "US"],
  [/^\+1[2-9]\d{2}55501\d{2}$/, "US"],
  [/^\+447700900\d{3}$/, "GB"],
];

/** Reads digits that start with a country code; undefined when no such number can exist. */
function readInternational(digits: string): Reading | undefined {
  // Mexico dropped the mobile 1, and the 01, 044 and 045 that were dialled before it, in 2019.
  const mexico = /^52(?:1|01|044|045)(\d{10})$/.exec(digits);
  // Argentina: 9 from abroad and 15 at home say the same; who writes both means one number.
  const argentina = /^549(\d{12})$/.exec(digits);
  const spelling = mexico ? `52${mexico[1]}` : argentina ? `54${argentina[1]}` : digits;
  const phone = parsePhoneNumberFromString(`+${spelling}`, { extract: false });
  if (phone === undefined) return undefined;
  if (phone.country !== undefined && phone.isValid()) {
    // Brazil's general pattern also holds service numbers without an area code, which are nobody's.
    if (phone.country === "BR" && phone.nationalNumber.length < 10) return undefined;
    // A zero that people dial at home was left out; what remains must be a number by itself.
    if (phone.number !== `+${spelling}` && readInternational(phone.number.slice(1))?.e164 !== phone.number)
      return undefined;
    return { e164: phone.number, country: phone.country };
  }
  const example = examples.find(([range]) => range.test(phone.number));
  return example && { e164: phone.number, country: example[1] };
}

/** Digits without a `+`: every rule that may apply in the given country, each answering the number it leads to. */
function readBare(digits: string, country: CountryCode | undefined): (Reading | undefined)[] {
  if (digits.startsWith("00")) return [readInternational(digits.slice(2))];
  const callingCode = country && getCountryCallingCode(country);
  const afterPrefix = digits.startsWith("011") ? digits.slice(3) : undefined;
  if (callingCode === "1" && afterPrefix !== undefined) return [readInternational(afterPrefix)];

  const readings: (Reading | undefined)[] = [];
  // 011 leads abroad from North America, and is the area code of Buenos Aires, Johannesburg and Delhi elsewhere: only
  // what is too long for those is read as a number from abroad.
  if (afterPrefix !== undefined && afterPrefix.length >= 11) readings.push(readInternational(afterPrefix));
  if (callingCode !== undefined) {
    readings.push(readInternational(`${callingCode}${digits}`));
    if (digits.startsWith(callingCode)) readings.push(readInternational(digits));
    // Mexico's old mobile 1 looks like North America's country code.
    if (country === "MX" && /^1\d{10}$/.test(digits)) readings.push(readInternational(digits));
  }
  return readings;
}

function refuse(code: PhoneRefusal, text: Text = phoneRefusals[code]): RefusedPhone {
  return { ok: false, code, text };
}

function refuseInvalid(digits: string): RefusedPhone {
  if (digits.length < 8) return refuse("phone.invalid", wrongLength.short);
  if (digits.length > 13) return refuse("phone.invalid", wrongLength.long);
  return refuse("phone.invalid");
}

/**
 * Reads one telephone number as people, spreadsheets and other systems write it. It is accepted only when exactly one
 * reading of it leads to a number that can exist: nothing is guessed, and no digit is added.
 */
export function parsePhone(input: string, options: PhoneOptions = {}): ParsedPhone | RefusedPhone {
  const clean = cleanPhone(input);
  if (!clean.ok) return refuse(clean.code);
  const { digits, international } = clean;
  const readings = international ? [readInternational(digits.replace(/^00/, ""))] : readBare(digits, options.country);
  const found = new Map<string, Reading>();
  for (const reading of readings) if (reading !== undefined) found.set(reading.e164, reading);

  if (found.size > 1) return refuse("phone.ambiguous");
  const [reading] = found.values();
  if (reading !== undefined) return { ok: true, ...reading, matchKey: matchKey(reading.e164) };
  if (!international && options.country === undefined && !digits.startsWith("00")) return refuse("phone.no_country");
  return refuseInvalid(digits);
}

/** Whether a text is the two-letter code of a country that has telephone numbers (`MX`; upper case only). */
export function isCountryCode(code: string): code is CountryCode {
  return isSupportedCountry(code);
}
