import { readNumber } from "./phone-number.ts";
import { callingCodeOf, planOf, type CountryCode } from "./phone-plans.ts";

/** A number that can exist. */
export interface Reading {
  /** With the country code, without `+`. */
  readonly digits: string;
  readonly country: CountryCode;
}

/**
 * Ranges that regulators keep for examples and films, and the +1 555 area that Meta gives test numbers from: no table
 * calls them valid, and everything that is tried out before going live is tried out with them.
 * @see https://www.nanpa.com and https://www.ofcom.org.uk (numbers for drama use)
 */
const examples: readonly (readonly [RegExp, CountryCode])[] = [
  [/^1555\d{7}$/, "US"],
  [/^1[2-9]\d{2}55501\d{2}$/, "US"],
  [/^447700900\d{3}$/, "GB"],
];

/** The most digits that a number has in E.164, its country code included. */
const longest = 15;

/** How Mexico and Argentina write one number in several ways; every other number is left as it is. */
function spell(digits: string): string {
  // Mexico dropped the mobile 1, and the 01, 044 and 045 that were dialled before it, in 2019.
  if (digits.startsWith("52")) return digits.replace(/^52(?:1|01|044|045)(\d{10})$/, "52$1");
  // Argentina: 9 from abroad and 15 at home say the same; who writes both means one number.
  if (digits.startsWith("549")) return digits.replace(/^549(\d{12})$/, "54$1");
  return digits;
}

/** Reads digits that start with a country code; undefined when no such number can exist. */
export function readInternational(digits: string): Reading | undefined {
  const spelling = spell(digits);
  const number = readNumber(spelling);
  if (number === undefined || number.digits.length > longest) return undefined;
  const { callingCode, country } = number;
  if (country === undefined) {
    if (callingCode !== "1" && callingCode !== "44") return undefined;
    const example = examples.find(([range]) => range.test(number.digits));
    return example && { digits: number.digits, country: example[1] };
  }
  // Brazil's general pattern also holds service numbers without an area code, which are nobody's.
  if (country === "BR" && number.digits.length < 12) return undefined;
  // A zero that people dial at home was left out; what remains must be a number by itself.
  if (number.digits !== spelling && readInternational(number.digits)?.digits !== number.digits) return undefined;
  return { digits: number.digits, country };
}

/** Leaves out a 0 that follows the country code; undefined when what remains is not a number as it stands. */
function withoutZero(digits: string, code: string): Reading | undefined {
  if (digits.charAt(code.length) !== "0") return undefined;
  const rest = code + digits.slice(code.length + 1);
  const reading = readInternational(rest);
  return reading?.digits === rest ? reading : undefined;
}

/**
 * The same for digits that were written with `+` or 00, so that the country is beyond doubt. Then "+34 0600…" has one meaning,
 * though nobody dials a 0 in Spain; in Italy the 0 belongs to landlines and is not left out. Written in brackets it may be
 * left out anywhere: where it also may not ("+39 (0)393…" is a mobile, or a landline of Monza), both numbers are answered.
 */
export function readExplicit(digits: string, zeroInBrackets = false): readonly Reading[] {
  const reading = readInternational(digits);
  if (reading !== undefined && !zeroInBrackets) return [reading];
  const code = planOf(digits)?.code;
  if (code === undefined || (code === "39" && !zeroInBrackets)) return [];
  const other = withoutZero(digits, code);
  if (reading === undefined) return other === undefined ? [] : [other];
  return other === undefined || other.digits === reading.digits ? [reading] : [reading, other];
}

/** Digits without `+` or 00: every number that a rule of the given country leads to. */
export function readBare(digits: string, country: CountryCode | undefined): readonly Reading[] {
  const found: Reading[] = [];
  const add = (reading: Reading | undefined): void => {
    if (reading !== undefined && !found.some((other) => other.digits === reading.digits)) found.push(reading);
  };
  const callingCode = country && callingCodeOf(country);
  if (digits.startsWith("011")) {
    // 011 leads abroad from North America, and is the area code of Buenos Aires, Johannesburg and Delhi elsewhere: only
    // what is too long for those is read as a number from abroad.
    if (callingCode === "1") return readExplicit(digits.slice(3));
    if (digits.length >= 14) add(readInternational(digits.slice(3)));
  }
  if (callingCode === undefined) return found;
  add(readInternational(callingCode + digits));
  if (digits.startsWith(callingCode)) add(readInternational(digits));
  // Mexico's old mobile 1 looks like North America's country code.
  if (country === "MX" && digits.length === 11 && digits.startsWith("1")) add(readInternational(digits));
  return found;
}
