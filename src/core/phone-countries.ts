import type { CountryCode } from "./phone-plans.ts";
import { languages, type Language, type Text } from "./text.ts";

const known = new Map<CountryCode, Text>();
const names = new Map<Language, Intl.DisplayNames>();

function nameIn(language: Language, country: CountryCode): string {
  let display = names.get(language);
  if (display === undefined) names.set(language, (display = new Intl.DisplayNames([language], { type: "region" })));
  return display.of(country) ?? country;
}

/** What people call a country, in every language; kept, because a list may ask a hundred thousand times. */
export function countryName(country: CountryCode): Text {
  let name = known.get(country);
  if (name === undefined) {
    name = Object.fromEntries(languages.map((language) => [language, nameIn(language, country)])) as Text;
    known.set(country, name);
  }
  return name;
}
