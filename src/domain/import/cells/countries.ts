import { callingCodeOf, countryCodes, isCountryCode } from "../../../core/phone.ts";
import type { CountryCode } from "../../../core/phone.ts";
import { cachedReader } from "./cache.ts";
import { plainWords } from "./words.ts";

// What people write and Intl's names leave out.
const alsoCalled: readonly (readonly [string, CountryCode])[] = [
  ["usa", "US"],
  ["eeuu", "US"],
  ["ee uu", "US"],
  ["eua", "US"],
  ["estados unidos de america", "US"],
  ["uk", "GB"],
  ["inglaterra", "GB"],
  ["gran bretana", "GB"],
  ["mejico", "MX"],
  ["mex", "MX"],
  ["esp", "ES"],
  ["arg", "AR"],
  ["bra", "BR"],
  ["col", "CO"],
  ["per", "PE"],
  ["chl", "CL"],
  ["prt", "PT"],
  ["republica dominicana", "DO"],
];

// The country that a calling code shared by several is first of all.
const mainCountries: Readonly<Record<string, CountryCode>> = {
  "1": "US",
  "7": "RU",
  "39": "IT",
  "44": "GB",
  "47": "NO",
};

interface CountryWords {
  readonly names: ReadonlyMap<string, CountryCode>;
  readonly callingCodes: ReadonlyMap<string, CountryCode>;
}

let known: CountryWords | undefined;

function countryWords(): CountryWords {
  if (known !== undefined) return known;
  const names = new Map<string, CountryCode>();
  const callingCodes = new Map<string, CountryCode>();
  for (const language of ["es", "pt", "en"]) {
    const display = new Intl.DisplayNames([language], { type: "region" });
    for (const country of countryCodes) {
      const name = display.of(country);
      if (name !== undefined) names.set(plainWords(name), country);
    }
  }
  for (const [name, country] of alsoCalled) names.set(name, country);
  for (const country of countryCodes) {
    const code = callingCodeOf(country);
    if (!callingCodes.has(code)) callingCodes.set(code, mainCountries[code] ?? country);
  }
  known = { names, callingCodes };
  return known;
}

/** Reads `ES`, `es`, `España`, `Spain`, `+34`, `0034` or `34` as a country; undefined when it is none. */
export const readCountry = cachedReader((text): CountryCode | undefined => {
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  if (isCountryCode(upper)) return upper;
  const callingCode = /^(?:\+|00)?\s*([1-9]\d{0,2})$/.exec(trimmed)?.[1];
  if (callingCode !== undefined) return countryWords().callingCodes.get(callingCode);
  return countryWords().names.get(plainWords(trimmed));
});
