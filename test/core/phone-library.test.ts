import fc from "fast-check";
import metadata from "libphonenumber-js/min/metadata";
import { getCountries, getCountryCallingCode } from "libphonenumber-js/min";
import { describe, expect, it } from "vitest";
import { callingCodeOf, countryCodes, isCountryCode, parsePhone } from "../../src/core/phone.ts";
import type { CountryCode } from "../../src/core/phone.ts";
import { readings } from "./phone-reference.ts";

function digits(min: number, max: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });
}

/** Digits that match a country's general pattern, or nearly. */
function nearly(country: CountryCode): fc.Arbitrary<string> {
  const valid = fc.stringMatching(new RegExp(`^(?:${String(metadata.countries[country]?.[2])})$`));
  const slip = fc.record({ at: fc.nat(12), add: digits(0, 1), drop: fc.nat(1) });
  return fc
    .tuple(valid, fc.option(slip, { nil: undefined }))
    .map(([text, change]) =>
      change === undefined ? text : text.slice(0, change.at) + change.add + text.slice(change.at + change.drop),
    );
}

/** What stands before a number: signs, country codes, and what is dialled at home. */
function start(country: CountryCode): fc.Arbitrary<string> {
  const code = callingCodeOf(country);
  const home = String(metadata.countries[country]?.[5] ?? 0);
  return fc.constantFrom("", "", "+", `+${code}`, `+${code}`, `00${code}`, `011${code}`, code, home, `+${code}${home}`);
}

/** What recado answers, beside what the rules come to. */
function answers(text: string, country: CountryCode | undefined): [given: string, expected: string] {
  const phone = parsePhone(text, { country });
  // Zeros that a spreadsheet left are refused before the tables are asked.
  if (!phone.ok && phone.code === "phone.scientific") return ["cut", "cut"];
  const [first, ...others] = readings(text, country);
  const expected = first === undefined ? "refused" : others.length > 0 ? "phone.ambiguous" : first;
  const refusal = !phone.ok && phone.code === "phone.ambiguous" ? phone.code : "refused";
  return [phone.ok ? `${phone.e164} ${phone.country}` : refusal, expected];
}

describe("the tables are read as libphonenumber-js reads them", () => {
  const anyCountry = fc.option(fc.constantFrom(...countryCodes), { nil: undefined, freq: 2 });

  it.each(countryCodes)("%s", (country) => {
    const text = fc
      .tuple(start(country), fc.oneof({ arbitrary: nearly(country), weight: 3 }, digits(3, 13)))
      .map(([before, rest]) => before + rest);
    const list = fc.oneof(fc.constant(country), fc.constant(country), anyCountry);
    fc.assert(
      fc.property(text, list, (written, from) => {
        const [given, expected] = answers(written, from);
        expect(given).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });

  it("whatever the digits", () => {
    fc.assert(
      fc.property(fc.constantFrom("", "+"), digits(1, 20), anyCountry, (plus, rest, from) => {
        const [given, expected] = answers(plus + rest, from);
        expect(given).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
  });
});

it("the countries are the library's, with their calling codes", () => {
  expect([...countryCodes].toSorted()).toEqual(getCountries().toSorted());
  for (const country of countryCodes) expect(callingCodeOf(country)).toBe(getCountryCallingCode(country));
  expect(["ES", "MX", "XX", "es", "", "toString"].map(isCountryCode)).toEqual([true, true, false, false, false, false]);
});
