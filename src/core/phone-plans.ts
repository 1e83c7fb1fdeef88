// The tables of libphonenumber-js, compiled once. Its own reader compiles a country's patterns anew for every number (6 to
// 12 µs each), which a list of a million people cannot wait for, and loads slower than all the rest of a send; so only its
// smallest table is used. That table knows every country's lengths and general pattern, and does not refuse ranges that
// were handed out after its last release (the larger ones do, and WhatsApp lives on landlines too, so that knowing a
// number's type would decide nothing).
import metadata from "libphonenumber-js/min/metadata";
import type { CountryCode } from "libphonenumber-js/min";

export type { CountryCode } from "libphonenumber-js/min";

/** Digits of certain lengths that match a pattern as a whole. */
interface Kind {
  readonly whole: RegExp;
  readonly lengths: readonly number[];
}

/** What the table says of one country's numbers, without the calling code. */
export interface CountryPlan {
  readonly country: CountryCode;
  /** Every number of the country matches it; not all that matches is a number. */
  readonly whole: RegExp;
  /** From short to long. */
  readonly lengths: readonly number[];
  /** What sets the country apart from those that share its calling code. */
  readonly leading: RegExp | undefined;
  /** Landlines, mobiles and so on, where the table keeps them apart: a number is of one of them. */
  readonly kinds: readonly Kind[] | undefined;
}

/** A calling code and the countries behind it. */
export interface CallingPlan {
  readonly code: string;
  /** The first is the one whose way of dialling holds for all. */
  readonly countries: readonly [CountryPlan, ...CountryPlan[]];
  /** What is dialled before a number at home, such as 0, and codes of carriers. Matches at the start only. */
  readonly prefix: RegExp | undefined;
  /** What the prefix is replaced by when it took a part of the number with it: `9$1`. */
  readonly prefixRule: string | undefined;
}

/**
 * A row of the table, by position.
 * @see https://gitlab.com/catamphetamine/libphonenumber-js/blob/master/METADATA.md
 */
const column = { code: 0, whole: 2, lengths: 3, prefix: 5, prefixForParsing: 7, prefixRule: 8, leading: 10, kinds: 11 };
type Row = readonly unknown[];

// Absent values are 0 or left out.
function textAt(row: Row, index: number): string | undefined {
  const value = row[index];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function lengthsAt(row: Row, index: number): readonly number[] | undefined {
  return Array.isArray(row[index]) ? (row[index] as number[]) : undefined;
}

function asWhole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

function compileKinds(row: Row, lengths: readonly number[]): readonly Kind[] | undefined {
  const kinds = row[column.kinds];
  if (!Array.isArray(kinds) || kinds.length === 0) return undefined;
  return kinds.flatMap((kind: unknown) => {
    const pattern = Array.isArray(kind) ? textAt(kind, 0) : undefined;
    return pattern === undefined ? [] : [{ whole: asWhole(pattern), lengths: lengthsAt(kind as Row, 1) ?? lengths }];
  });
}

function compileCountry(country: CountryCode, row: Row): CountryPlan {
  const lengths = lengthsAt(row, column.lengths) ?? [];
  const leading = textAt(row, column.leading);
  return {
    country,
    whole: asWhole(textAt(row, column.whole) ?? ""),
    lengths,
    leading: leading === undefined ? undefined : new RegExp(`^(?:${leading})`),
    kinds: compileKinds(row, lengths),
  };
}

const rows: Readonly<Record<string, Row | undefined>> = metadata.countries;
const countriesByCode: Readonly<Record<string, readonly CountryCode[] | undefined>> = metadata.country_calling_codes;

function compileCode(code: string): CallingPlan | null {
  const compiled = (countriesByCode[code] ?? []).flatMap((country) => {
    const row = rows[country];
    return row === undefined ? [] : [compileCountry(country, row)];
  });
  const [first, ...rest] = compiled;
  const row = first && rows[first.country];
  // Also the codes of no country (satellites, free numbers of everywhere): nobody's WhatsApp.
  if (first === undefined || row === undefined) return null;
  const prefix = textAt(row, column.prefixForParsing) ?? textAt(row, column.prefix);
  return {
    code,
    countries: [first, ...rest],
    prefix: prefix === undefined ? undefined : new RegExp(`^(?:${prefix})`),
    prefixRule: textAt(row, column.prefixRule),
  };
}

/** By the calling code as a number; null for codes that are no country's. */
const plans: (CallingPlan | null | undefined)[] = Array.from({ length: 1000 });

/** The plan that digits with a country code belong to. No code begins with another one, so that the first found is it. */
export function planOf(digits: string): CallingPlan | undefined {
  let code = 0;
  for (let length = 1; length <= 3 && length <= digits.length; length += 1) {
    code = code * 10 + digits.charCodeAt(length - 1) - 48;
    // No code begins with 0.
    if (code === 0) return undefined;
    let plan = plans[code];
    if (plan === undefined) plan = plans[code] = compileCode(String(code));
    if (plan !== null) return plan;
  }
  return undefined;
}

/** The calling code of a country, without `+`. */
export function callingCodeOf(country: CountryCode): string {
  return textAt(rows[country] ?? [], column.code) ?? "";
}

/** Every country that has telephone numbers. */
export const countryCodes = Object.keys(rows) as readonly CountryCode[];

/** Whether a text is the two-letter code of a country that has telephone numbers (`MX`; upper case only). */
export function isCountryCode(code: string): code is CountryCode {
  return Object.hasOwn(rows, code);
}
