import { isCountry } from "../people/countries.ts";
import type { World } from "../world.ts";
import { among } from "./points.ts";
import { badParameter, listOf, type Parameters } from "./parameters.ts";

/** `phone_numbers`: those asked for that the account has now. */
export function phonesOf(parameters: Parameters, { state }: World): string[] {
  const own = [...state.numbers.values()].map(({ digits }) => digits);
  return own.filter(among(listOf(parameters, "phone_numbers").map((phone) => phone.replaceAll(/\D/g, ""))));
}

/** `country_codes`, as two letters. */
export function countriesOf(parameters: Parameters): string[] {
  const codes = listOf(parameters, "country_codes");
  for (const code of codes) {
    const known = isCountry(parameters.anyCase ? code.toUpperCase() : code);
    if (!known) throw badParameter("country_codes", "countries of ISO 3166, as two letters");
  }
  return codes.map((code) => code.toUpperCase());
}
