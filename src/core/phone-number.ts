import { planOf, type CallingPlan, type CountryCode, type CountryPlan } from "./phone-plans.ts";

/** Digits read by the tables: where they belong to, and whether such a number can exist. */
export interface NumberReading {
  /** With the country code, without what is only dialled at home. */
  readonly digits: string;
  readonly callingCode: string;
  /** Undefined when no number of any country looks like this. */
  readonly country: CountryCode | undefined;
}

function isOfKind({ whole, kinds }: CountryPlan, national: string): boolean {
  if (kinds === undefined || !whole.test(national)) return false;
  for (const kind of kinds) if (kind.lengths.includes(national.length) && kind.whole.test(national)) return true;
  return false;
}

/** Whose number it is; a country known by its leading digits is answered for numbers that cannot exist, too. */
function countryOf(national: string, { countries }: CallingPlan): CountryPlan | undefined {
  if (countries.length === 1) return countries[0];
  for (const country of countries) {
    if (country.leading === undefined ? isOfKind(country, national) : country.leading.test(national)) return country;
  }
  return undefined;
}

function canExist(country: CountryPlan, national: string): boolean {
  return country.kinds === undefined ? country.whole.test(national) : isOfKind(country, national);
}

/** Takes away what is dialled before a number at home, unless what remains could be no number while the whole could. */
function withoutPrefix(national: string, plan: CallingPlan): string {
  const match = plan.prefix?.exec(national);
  if (plan.prefix === undefined || match === undefined || match === null) return national;
  const kept = match.length > 1 ? match[match.length - 1] : undefined;
  const rest =
    plan.prefixRule !== undefined && kept !== undefined && kept !== ""
      ? national.replace(plan.prefix, plan.prefixRule)
      : national.slice(match[0].length);
  if (rest === national) return national;
  const [main] = plan.countries;
  if (main.whole.test(national) && !main.whole.test(rest)) return national;
  const { lengths } = countryOf(rest, plan) ?? main;
  return lengths.includes(rest.length) || rest.length > (lengths.at(-1) ?? 0) ? rest : national;
}

/**
 * Reads digits that start with a country code, and answers what libphonenumber-js would (the tests hold the two side by side
 * for every country). Undefined when they start with no country's code, or could not be a number of any length.
 */
export function readNumber(digits: string): NumberReading | undefined {
  const plan = planOf(digits);
  if (plan === undefined) return undefined;
  const written = digits.slice(plan.code.length);
  const national = withoutPrefix(written, plan);
  if (national.length < 2 || national.length > 17) return undefined;
  const country = countryOf(national, plan);
  return {
    digits: national === written ? digits : plan.code + national,
    callingCode: plan.code,
    country: country !== undefined && canExist(country, national) ? country.country : undefined,
  };
}
