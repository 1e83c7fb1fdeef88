/** Calling codes of the countries where invented people live; +1 is taken for the United States. */
const countries: readonly (readonly [prefix: string, country: string])[] = [
  ["351", "PT"],
  ["502", "GT"],
  ["503", "SV"],
  ["504", "HN"],
  ["506", "CR"],
  ["507", "PA"],
  ["591", "BO"],
  ["593", "EC"],
  ["595", "PY"],
  ["598", "UY"],
  ["33", "FR"],
  ["34", "ES"],
  ["39", "IT"],
  ["44", "GB"],
  ["49", "DE"],
  ["51", "PE"],
  ["52", "MX"],
  ["54", "AR"],
  ["55", "BR"],
  ["56", "CL"],
  ["57", "CO"],
  ["58", "VE"],
  ["62", "ID"],
  ["91", "IN"],
];

/** The country of a phone number, as two letters: plausible, not exact. */
export function countryOf(phone: string): string {
  return countries.find(([prefix]) => phone.startsWith(prefix))?.[1] ?? "US";
}
