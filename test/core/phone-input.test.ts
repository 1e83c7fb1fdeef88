import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanAnyPhone, cleanPhone } from "../../src/core/phone-input.ts";

describe("cells are cleaned alike, the plain ones in a shorter way", () => {
  const plain = fc.constantFrom(..."00123456789  ()-.+\u00a0\u202f");
  const other = fc.constantFrom(..."0012345  ()-.+\u00a0\n\t,/·'=\"x@:;eE٣\u200e\u202a‐＋");

  it.each([
    ["plain", plain],
    ["any", other],
  ])("%s", (_kind, unit) => {
    const text = fc.string({ unit, maxLength: 22 });
    fc.assert(
      fc.property(text, (cell) => {
        expect(cleanPhone(cell)).toEqual(cleanAnyPhone(cell));
      }),
      { numRuns: 10_000 },
    );
  });

  it.each(["", " ", "()", "-", "+", "( +34)", "(+34) 600", " 600", "600.000.010", "6000000.0", "521500000000 "])(
    "%j",
    (cell) => {
      expect(cleanPhone(cell)).toEqual(cleanAnyPhone(cell));
    },
  );
});

it("a cell as long as a novel is refused at once", () => {
  expect(cleanPhone("+34 ".repeat(1_000_000))).toMatchObject({ ok: false, code: "phone.not_a_phone" });
});
