import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCountryCode, matchKey, parsePhone } from "../../src/core/phone.ts";
import type { CountryCode, PhoneRefusal } from "../../src/core/phone.ts";

function read(input: string, country?: CountryCode): string {
  const phone = parsePhone(input, { country });
  return phone.ok ? phone.e164 : phone.code;
}

describe("a number is read", () => {
  it.each<[string, CountryCode | undefined, string]>([
    ["+34 600 000 012", undefined, "+34600000012"],
    ["600 000 012", "ES", "+34600000012"],
    ["0034 600-000-012", undefined, "+34600000012"],
    ["(+34) 600.000.012", undefined, "+34600000012"],
    ["+0034600000012", undefined, "+34600000012"],
    ["34600000012", "ES", "+34600000012"],
    ["'600000012", "ES", "+34600000012"],
    ['="600000012"', "ES", "+34600000012"],
    ["600000012.0", "ES", "+34600000012"],
    ["600\u00a0000\u202f012", "ES", "+34600000012"],
    ["\u202a+34 600 000 012\u202c", undefined, "+34600000012"],
    ["whatsapp:+34600000012", undefined, "+34600000012"],
    ["tel:+34-600-000-012", undefined, "+34600000012"],
    ["34600000012@s.whatsapp.net", undefined, "+34600000012"],
    ["34600000012:7@s.whatsapp.net", undefined, "+34600000012"],
    ["5491150000012@c.us", undefined, "+5491150000012"],
    ["https://wa.me/34600000012", undefined, "+34600000012"],
    ["٦٠٠ ٠٠٠ ٠١٢", "ES", "+34600000012"],
    ["६०० ००० ०१२", "ES", "+34600000012"],
    ["+３４ ６００ ０００ ０１２", undefined, "+34600000012"],
    ["+1 202 555 0123", undefined, "+12025550123"],
    ["(202) 555-0123", "US", "+12025550123"],
    ["1-202-555-0123", "US", "+12025550123"],
    ["+1 555 010 0123", undefined, "+15550100123"],
    ["011 34 600 000 012", "US", "+34600000012"],
    ["011 34 600 000 012", undefined, "+34600000012"],
    ["011 34 600 000 012", "MX", "+34600000012"],
    ["+44 (0)7700 900123", undefined, "+447700900123"],
    ["07700 900123", "GB", "+447700900123"],
    ["06 1234 5678", "IT", "+390612345678"],
    ["+39 06 1234 5678", undefined, "+390612345678"],
    ["393 000 0012", "IT", "+393930000012"],
    ["987 000 012", "PE", "+51987000012"],
  ])("%j (%s) → %s", (input, country, expected) => {
    expect(read(input, country)).toBe(expected);
  });

  it.each<[string, CountryCode | undefined, string]>([
    ["+52 1 55 5000 0012", undefined, "+525550000012"],
    ["5215550000012", "MX", "+525550000012"],
    ["525550000012", "MX", "+525550000012"],
    ["00521 55 5000 0012", undefined, "+525550000012"],
    ["044 55 5000 0012", "MX", "+525550000012"],
    ["045 55 5000 0012", "MX", "+525550000012"],
    ["01 55 5000 0012", "MX", "+525550000012"],
    ["55 5000 0012", "MX", "+525550000012"],
  ])("Mexico: %j (%s) → %s", (input, country, expected) => {
    expect(read(input, country)).toBe(expected);
  });

  it.each<[string, CountryCode | undefined, string]>([
    ["+54 9 11 5000-0012", undefined, "+5491150000012"],
    ["+54 11 15 5000-0012", undefined, "+5491150000012"],
    ["+54 9 11 15 5000-0012", undefined, "+5491150000012"],
    ["011 15 5000-0012", "AR", "+5491150000012"],
    ["11 15 5000-0012", "AR", "+5491150000012"],
    ["0341 15 500-0012", "AR", "+5493415000012"],
    ["5491150000012", "AR", "+5491150000012"],
    // The landline next door keeps its own number.
    ["011 5000-0012", "AR", "+541150000012"],
    ["+54 11 5000 0012", undefined, "+541150000012"],
  ])("Argentina: %j (%s) → %s", (input, country, expected) => {
    expect(read(input, country)).toBe(expected);
  });

  it.each<[string, CountryCode | undefined, string]>([
    ["+55 11 8000-0012", undefined, "+551180000012"],
    ["(11) 8000-0012", "BR", "+551180000012"],
    ["(11) 98000-0012", "BR", "+5511980000012"],
    ["(11) 3000-0012", "BR", "+551130000012"],
    ["5511980000012", "BR", "+5511980000012"],
    // 55 is also the area code of Santa Maria.
    ["55 98000-0012", "BR", "+5555980000012"],
  ])("Brazil: %j (%s) → %s, no digit added", (input, country, expected) => {
    expect(read(input, country)).toBe(expected);
  });

  it("says which country the number is from, whatever country the list is from", () => {
    expect(parsePhone("+52 55 5000 0012", { country: "ES" })).toMatchObject({ ok: true, country: "MX" });
  });
});

describe("a number is refused", () => {
  it.each<[string, CountryCode | undefined, PhoneRefusal]>([
    ["", "ES", "phone.empty"],
    [" \u200e ", "ES", "phone.empty"],
    ["no tiene", "ES", "phone.not_a_phone"],
    ["ana@example.com", "ES", "phone.not_a_phone"],
    ["123456789012345@lid", undefined, "phone.not_a_phone"],
    ["120363000000000000@g.us", undefined, "phone.not_a_phone"],
    ["1-800-FLOWERS", "US", "phone.not_a_phone"],
    ["-", "ES", "phone.not_a_phone"],
    ["6".repeat(5000), "ES", "phone.not_a_phone"],
    ["5.215E+11", "MX", "phone.scientific"],
    ["5,215E+11", "MX", "phone.scientific"],
    ["5.21551E+12", undefined, "phone.scientific"],
    ["5,2155e12", "MX", "phone.scientific"],
    ["600000012 / 600000013", "ES", "phone.several"],
    ["600000012 ::: 600000013", "ES", "phone.several"],
    ["600000012 o 600000013", "ES", "phone.several"],
    ["+34600000012 +34600000013", undefined, "phone.several"],
    ["+34 910 000 012 ext. 45", undefined, "phone.extension"],
    ["910000012 x45", "ES", "phone.extension"],
    ["tel:+34910000012;ext=45", undefined, "phone.extension"],
    ["600 000 012", undefined, "phone.no_country"],
    ["34600000012", undefined, "phone.no_country"],
    ["011 4000 0012", undefined, "phone.no_country"],
    // An old Mexican mobile, or a number of New Jersey.
    ["1 551 234 5678", "MX", "phone.ambiguous"],
    // A German town's area code, or Germany's own code and a mobile.
    ["4915112345678", "DE", "phone.ambiguous"],
    ["600 000 01", "ES", "phone.invalid"],
    ["600 000 012 34", "ES", "phone.invalid"],
    ["100 000 012", "ES", "phone.invalid"],
    ["15 5000-0012", "AR", "phone.invalid"],
    ["34600000012", "MX", "phone.invalid"],
    ["+999 600 000 012", undefined, "phone.invalid"],
    ["+34 600 000 012 345 678 9", undefined, "phone.invalid"],
    ["0000", undefined, "phone.invalid"],
  ])("%j (%s) → %s", (input, country, expected) => {
    expect(read(input, country)).toBe(expected);
  });

  it("with a reason in both languages that does not repeat the number", () => {
    const phone = parsePhone("600 000 01", { country: "ES" });
    if (phone.ok) throw new Error("accepted");
    expect(phone.text.en).toBe("no such phone number can exist: check the digits, the area code and the country code");
    expect(phone.text.es).not.toContain("600");
  });
});

describe("match keys", () => {
  it.each([
    ["+551180000012", "+5511980000012"],
    ["5215550000012", "+525550000012"],
    ["5491150000012", "+541150000012"],
  ])("%s and %s are one line", (one, other) => {
    expect(matchKey(one)).toBe(matchKey(other));
  });

  it.each([
    // A Brazilian landline is not the mobile that ends the same.
    ["+551130000012", "+5511930000012"],
    ["+525550000012", "+525550000013"],
    ["+34600000012", "+34600000013"],
  ])("%s and %s are two lines", (one, other) => {
    expect(matchKey(one)).not.toBe(matchKey(other));
  });
});

describe("for any input", () => {
  const country = fc.constantFrom<(CountryCode | undefined)[]>(
    undefined,
    "ES",
    "MX",
    "AR",
    "BR",
    "US",
    "IT",
    "DE",
    "PE",
  );
  const digits = (min: number, max: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });
  const prefix = fc.constantFrom(
    "",
    "+",
    "00",
    "011",
    "+52",
    "+521",
    "+54",
    "+549",
    "+55",
    "+34",
    "+1",
    "+39",
    "+49",
    "+7",
  );
  const phoneLike = fc.tuple(prefix, digits(4, 14)).map(([start, rest]) => start + rest);

  it("answers, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), country, (input, from) => {
        expect(typeof parsePhone(input, { country: from }).ok).toBe("boolean");
      }),
      { numRuns: 500 },
    );
  });

  it("reads its own answer back unchanged, whatever the country of the list", () => {
    fc.assert(
      fc.property(phoneLike, country, country, (input, from, later) => {
        const phone = parsePhone(input, { country: from });
        if (!phone.ok) return;
        expect(parsePhone(phone.e164, { country: later })).toEqual(phone);
        expect(matchKey(phone.matchKey)).toBe(phone.matchKey);
      }),
      { numRuns: 5000 },
    );
  });

  it("refuses what would not be a number without the zero in front", () => {
    expect(parsePhone("+55090900000000")).toMatchObject({ ok: false, code: "phone.invalid" });
  });

  it("does not mind how the digits are set out", () => {
    const gap = fc.constantFrom("", " ", "-", ".", "\u00a0", " - ", "\u200e");
    fc.assert(
      fc.property(phoneLike, country, fc.array(gap, { minLength: 20, maxLength: 20 }), (input, from, gaps) => {
        const spaced = input.replace(/\d/g, (digit) => digit + (gaps[Number(digit)] ?? "")).trim();
        // A point before a last 0 is a decimal's.
        fc.pre(!/[.]0$/.test(spaced));
        expect(parsePhone(spaced, { country: from })).toEqual(parsePhone(input, { country: from }));
      }),
      { numRuns: 2000 },
    );
  });
});

it("knows the codes of countries", () => {
  expect(["ES", "MX", "XX", "es", ""].map(isCountryCode)).toEqual([true, true, false, false, false]);
});
