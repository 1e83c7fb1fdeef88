import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineOf, matchKey } from "../../src/core/phone.ts";

describe("match keys", () => {
  it.each([
    // Brazil's ninth digit, in São Paulo, in Recife, and where the area code is 55 itself.
    ["+551180000012", "+5511980000012"],
    ["558180000012", "+5581980000012"],
    ["+555580000012", "+5555980000012"],
    ["5215550000012", "+525550000012"],
    ["5491150000012", "+541150000012"],
    ["5492966400012", "+542966400012"],
    ["+34 600 000 012", "34600000012"],
  ])("%s and %s are one line", (one, other) => {
    expect(matchKey(one)).toBe(matchKey(other));
    expect(lineOf(one)).toBe(lineOf(other));
  });

  it.each([
    // A Brazilian landline is not the mobile that ends the same.
    ["+551130000012", "+5511930000012"],
    ["+551150000012", "+5511950000012"],
    ["+525550000012", "+525550000013"],
    ["+34600000012", "+34600000013"],
    // The same digits under another country's code.
    ["+521555000001", "+52555000001"],
    ["+12025550123", "+52025550123"],
  ])("%s and %s are two lines", (one, other) => {
    expect(matchKey(one)).not.toBe(matchKey(other));
    expect(lineOf(one)).not.toBe(lineOf(other));
  });

  it("leaves every other number as it is", () => {
    const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);
    fc.assert(
      fc.property(digits, (phone) => {
        fc.pre(!/^(?:55\d\d[6-9]\d{7}|521\d{10}|549\d{10})$/.test(phone));
        expect([matchKey(phone), matchKey(`+${phone}`)]).toEqual([phone, phone]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("lines", () => {
  it("are the key as a whole number", () => {
    expect(lineOf("+34 600 000 012")).toBe(34_600_000_012);
    expect(lineOf("558180000012")).toBe(5_581_980_000_012);
    expect(lineOf("+999999999999999")).toBe(999_999_999_999_999);
  });

  it.each(["", "+", "ana", "1234567890123456", "US.ENT.aBc"])("%j is nobody's line", (text) => {
    expect(lineOf(text)).toBe(0);
  });
});
