import { callingCodes } from "./calling-codes.ts";

const countries = new Map(
  [...callingCodes.join(" ").matchAll(/(\d+) ([A-Z]{2})/g)].map(([, prefix = "", country = ""]) => [prefix, country]),
);
const codes = new Set(countries.values());
const longest = Math.max(...[...countries.keys()].map((prefix) => prefix.length));

/** ISO 3166 leaves it free; what no country has begins with it, such as satellite phones. */
const nowhere = "ZZ";

/** The country of a phone number, as two letters. The islands that share +44 count as Great Britain. */
export function countryOf(phone: string): string {
  for (let length = longest; length > 0; length--) {
    const country = countries.get(phone.slice(0, length));
    if (country !== undefined) return country;
  }
  return nowhere;
}

/** Whether two letters name a country that a phone number can have. */
export const isCountry = (code: string): boolean => codes.has(code);
