import { describe, expect, it } from "vitest";
import { parsePhone } from "../../src/core/phone.ts";
import type { CountryCode, PhoneRefusal } from "../../src/core/phone.ts";
import type { Text } from "../../src/core/text.ts";

function read(input: string, country?: CountryCode): string {
  const phone = parsePhone(input, { country });
  return phone.ok ? phone.e164 : phone.code;
}

describe("a number is refused", () => {
  it.each<[string, CountryCode | undefined, PhoneRefusal]>([
    ["", "ES", "phone.empty"],
    [" \u200e ", "ES", "phone.empty"],
    ["no tiene", "ES", "phone.not_a_phone"],
    ["ana@example.com", "ES", "phone.not_a_phone"],
    ["123456789012345@lid", undefined, "phone.internal_id"],
    ["123456789012345:7@lid", "ES", "phone.internal_id"],
    ["ES.90817263544536271819", "ES", "phone.user_id"],
    ["US.ENT.aB3dE5", undefined, "phone.user_id"],
    ["120363000000000000@g.us", undefined, "phone.not_a_phone"],
    ["1-800-FLOWERS", "US", "phone.not_a_phone"],
    ["-", "ES", "phone.not_a_phone"],
    ["6".repeat(5000), "ES", "phone.not_a_phone"],
    ["5.215E+11", "MX", "phone.scientific"],
    ["5,215E+11", "MX", "phone.scientific"],
    ["5.21551E+12", undefined, "phone.scientific"],
    ["5,2155e12", "MX", "phone.scientific"],
    ["5.215e11", "MX", "phone.scientific"],
    ["'5,215E+11", "MX", "phone.scientific"],
    ["٥٫٢١٥E+١١", "MX", "phone.scientific"],
    ["600000012 / 600000013", "ES", "phone.several"],
    ["600000012 ::: 600000013", "ES", "phone.several"],
    ["600000012 o 600000013", "ES", "phone.several"],
    ["600000012\r\n600000013", "ES", "phone.several"],
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
    // An Italian mobile with a 0 that nobody dials, or a landline of Monza.
    ["+39 (0)393 000 0012", undefined, "phone.ambiguous"],
    ["0039 (0)393 000 0012", undefined, "phone.ambiguous"],
    // Perhaps a mobile of France: without a + a 0 too many says nothing.
    ["0600 000 012", "ES", "phone.invalid"],
    // Germany's numbers may be long, but not longer than fifteen digits with the country code.
    ["+49 7605 7077 4790 757", undefined, "phone.invalid"],
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
});

describe("what a spreadsheet has cut is refused", () => {
  it.each<[string, CountryCode | undefined, string]>([
    // 5.215E+11, 5.21555E+12 and 9.19877E+11, saved and read again.
    ["521500000000", "MX", "phone.scientific"],
    ["5215550000000", "MX", "phone.scientific"],
    ["5215550000000.0", "MX", "phone.scientific"],
    ["919877000000", "IN", "phone.scientific"],
    ["5491150000000", undefined, "phone.scientific"],
    // 3.46E+10: eleven digits in a narrow column.
    ["34600000000", "ES", "phone.scientific"],
    // More digits than a spreadsheet leaves; a number of ten; and what a person has written.
    ["34610000000", "ES", "+34610000000"],
    ["34611000000", "ES", "+34611000000"],
    ["5215551000000", "MX", "+525551000000"],
    ["5550000000", "MX", "+525550000000"],
    ["+525550000000", undefined, "+525550000000"],
    ["00525550000000", undefined, "+525550000000"],
    ["52 55 5000 0000", "MX", "+525550000000"],
    ["525550000000@c.us", undefined, "+525550000000"],
  ])("%j (%s) → %s", (input, country, expected) => {
    expect(read(input, country)).toBe(expected);
  });
});

describe("the reason", () => {
  function reason(input: string, country?: CountryCode): Text {
    const phone = parsePhone(input, { country });
    if (phone.ok) throw new Error("accepted");
    return phone.text;
  }

  it("names the two countries that a number may be of", () => {
    const { en, es } = reason("1 551 234 5678", "MX");
    expect(en).toBe(
      "this can be read as two different numbers (Mexico or United States): write it with + and the country code",
    );
    expect(es).toContain("(México o Estados Unidos)");
  });

  it("names the country that a + in front would lead to", () => {
    const { en, es } = reason("34600000012", "MX");
    expect(en).toContain("with a + in front it is one of another (Spain)");
    expect(es).toContain("(México); con un + delante es de otro (España)");
  });

  it("says that a 0 in brackets is in doubt, not the country", () => {
    expect(reason("+39 (0)393 000 0012").en).toContain("with and without the (0)");
  });

  it("tells cut numbers what to do when the zeros are their own", () => {
    expect(reason("5215550000000", "MX").en).toContain("with a + in front if the zeros are its own");
  });

  it.each<[string, CountryCode | undefined]>([
    ["600 000 01", "ES"],
    ["600 01", "ES"],
    ["600 000 012 345 67", "ES"],
    ["34600000012", "MX"],
    ["1 551 234 5678", "MX"],
    ["123456789012345@lid", undefined],
    ["ES.90817263544536271819", undefined],
    ["5215550000000", "MX"],
    ["600 000 012", undefined],
  ])("of %j (%s) is in both languages and does not repeat the number", (input, country) => {
    const { en, es } = reason(input, country);
    expect(en).not.toBe(es);
    expect(`${en} ${es}`).not.toMatch(/\d/);
  });
});
