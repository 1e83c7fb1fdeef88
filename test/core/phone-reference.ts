// The rules of core/phone as they read in one go, number by number through libphonenumber-js itself: some twenty times
// slower than what recado uses, and for that reason only here, to be held against it.
import { getCountryCallingCode, parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/min";

/** E.164 and country, for numbers that can exist. */
export type Read = `+${string} ${CountryCode}`;

const examples: readonly (readonly [RegExp, CountryCode])[] = [
  [/^\+1555\d{7}$/, "US"],
  [/^\+1[2-9]\d{2}55501\d{2}$/, "US"],
  [/^\+447700900\d{3}$/, "GB"],
];

function international(digits: string): Read | undefined {
  const spelling = digits.replace(/^52(?:1|01|044|045)(\d{10})$/, "52$1").replace(/^549(\d{12})$/, "54$1");
  const phone = parsePhoneNumberFromString(`+${spelling}`, { extract: false });
  if (phone === undefined || phone.number.length > 16) return undefined;
  const number = phone.number as `+${string}`;
  if (phone.country === undefined || !phone.isValid()) {
    const example = examples.find(([range]) => range.test(number));
    return example && `${number} ${example[1]}`;
  }
  if (phone.country === "BR" && phone.nationalNumber.length < 10) return undefined;
  if (number !== `+${spelling}` && international(number.slice(1))?.split(" ")[0] !== number) return undefined;
  return `${number} ${phone.country}`;
}

function explicit(digits: string): Read | undefined {
  const read = international(digits);
  if (read !== undefined || digits.startsWith("39")) return read;
  const code = parsePhoneNumberFromString(`+${digits}`, { extract: false })?.countryCallingCode;
  if (code === undefined || digits[code.length] !== "0") return undefined;
  const without = code + digits.slice(code.length + 1);
  const mended = international(without);
  return mended?.split(" ")[0] === `+${without}` ? mended : undefined;
}

/** Every number that the digits may mean; `+` in front says that they begin with a country code. */
export function readings(digits: string, country: CountryCode | undefined): Set<Read> {
  const found = new Set<Read | undefined>();
  const code = country && getCountryCallingCode(country);
  if (digits.startsWith("+")) found.add(explicit(digits.slice(1).replace(/^0(?:0|11)/, "")));
  else if (digits.startsWith("00")) found.add(explicit(digits.slice(2)));
  else if (digits.startsWith("011") && code === "1") found.add(explicit(digits.slice(3)));
  else {
    if (/^011\d{11}/.test(digits)) found.add(international(digits.slice(3)));
    if (code !== undefined) found.add(international(code + digits));
    if (code !== undefined && digits.startsWith(code)) found.add(international(digits));
    if (country === "MX" && /^1\d{10}$/.test(digits)) found.add(international(digits));
  }
  found.delete(undefined);
  return found as Set<Read>;
}
