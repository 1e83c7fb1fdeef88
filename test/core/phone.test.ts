import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineOf, matchKey, parsePhone } from "../../src/core/phone.ts";
import type { CountryCode } from "../../src/core/phone.ts";

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
    ["00 34 600 000 012", "MX", "+34600000012"],
    ["+34 (0)600 000 012", undefined, "+34600000012"],
    ["0034 (0)600 000 012", undefined, "+34600000012"],
    ["+011 34 600 000 012", undefined, "+34600000012"],
    ["++34 600 000 012", undefined, "+34600000012"],
    ["(+ +34) 600 000 012", undefined, "+34600000012"],
    ["'600000012", "ES", "+34600000012"],
    ['="600000012"', "ES", "+34600000012"],
    ["'+34600000012", undefined, "+34600000012"],
    ["600000012.0", "ES", "+34600000012"],
    ["34600000012,00", "ES", "+34600000012"],
    ["600\u00a0000\u202f012", "ES", "+34600000012"],
    ["+34\u2009600\u200a000\u3000012", undefined, "+34600000012"],
    ["\u202a+34 600 000 012\u202c", undefined, "+34600000012"],
    ["whatsapp:+34600000012", undefined, "+34600000012"],
    ["tel:+34-600-000-012", undefined, "+34600000012"],
    ["TEL:+34.600.000.012", undefined, "+34600000012"],
    ["tel:+34-600-000-012;ext=", undefined, "+34600000012"],
    ["tel:600-000-012;phone-context=+34", undefined, "+34600000012"],
    ["tel:+34-600-000-012;phone-context=example.com;type=cell", undefined, "+34600000012"],
    ["sms:+34600000012", undefined, "+34600000012"],
    ["34600000012@s.whatsapp.net", undefined, "+34600000012"],
    ["34600000012:7@s.whatsapp.net", undefined, "+34600000012"],
    ["5491150000012@c.us", undefined, "+5491150000012"],
    ["https://wa.me/34600000012", undefined, "+34600000012"],
    ["https://wa.me/34600000012?text=Hola%20y%20gracias", undefined, "+34600000012"],
    ["https://api.whatsapp.com/send?phone=34600000012&text=Hola", undefined, "+34600000012"],
    ["٦٠٠ ٠٠٠ ٠١٢", "ES", "+34600000012"],
    ["+۳۴ ۶۰۰ ۰۰۰ ۰۱۲", undefined, "+34600000012"],
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
    ["+39 (0)6 1234 5678", undefined, "+390612345678"],
    ["+39 039 300 0012", undefined, "+390393000012"],
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
    // A landline of Guadalajara, and one whose own digits begin with the old prefixes' 44.
    ["33 3000 0012", "MX", "+523330000012"],
    ["442 200 0012", "MX", "+524422000012"],
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
    ["341 15 500-0012", "AR", "+5493415000012"],
    ["+54 341 15 500-0012", undefined, "+5493415000012"],
    ["02966 15 40-0012", "AR", "+5492966400012"],
    ["2966 15 40-0012", "AR", "+5492966400012"],
    ["+54 9 2966 15 40-0012", undefined, "+5492966400012"],
    ["+54 9 2966 40-0012", undefined, "+5492966400012"],
    ["5491150000012", "AR", "+5491150000012"],
    // The landline next door keeps its own number.
    ["011 5000-0012", "AR", "+541150000012"],
    ["+54 11 5000 0012", undefined, "+541150000012"],
    ["02966 40-0012", "AR", "+542966400012"],
    // Digits 15 that are the number's own.
    ["+54 11 1550 0012", undefined, "+541115500012"],
  ])("Argentina: %j (%s) → %s", (input, country, expected) => {
    expect(read(input, country)).toBe(expected);
  });

  it.each<[string, CountryCode | undefined, string]>([
    ["+55 11 8000-0012", undefined, "+551180000012"],
    ["(11) 8000-0012", "BR", "+551180000012"],
    ["(11) 98000-0012", "BR", "+5511980000012"],
    ["(11) 3000-0012", "BR", "+551130000012"],
    ["+55 (0)11 3000-0012", undefined, "+551130000012"],
    ["0 21 11 98000-0012", "BR", "+5511980000012"],
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
        expect([matchKey(phone.e164), lineOf(phone.e164)]).toEqual([phone.matchKey, phone.line]);
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
        fc.pre(!/[.]0+$/.test(spaced));
        expect(parsePhone(spaced, { country: from })).toEqual(parsePhone(input, { country: from }));
      }),
      { numRuns: 2000 },
    );
  });
});
