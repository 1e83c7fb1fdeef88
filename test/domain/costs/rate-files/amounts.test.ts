import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../../src/core/errors.ts";
import { formatMicros, parseMicros } from "../../../../src/core/money.ts";
import { amountOf, countOf, numberText, percentOf } from "../../../../src/domain/costs/rate-files/amounts.ts";
import { decimalSignOf } from "../../../../src/domain/costs/rate-files/decimal-sign.ts";

const place = { file: "rates.csv", sheet: null, row: 1, column: 1 };

/** A number as a spreadsheet of some country writes it. */
function written(micros: number, decimals: number, sign: "." | ",", grouped: boolean): string {
  const [whole = "", fraction = ""] = formatMicros(micros).split(".");
  const groups = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, sign === "." ? "," : ".") : whole;
  const digits = fraction.padEnd(decimals, "0");
  return digits === "" ? groups : `${groups}${sign}${digits}`;
}

/** What a file with these cells is read as; undefined where it is refused. */
function read(cells: readonly string[]): (number | undefined)[] | undefined {
  try {
    const sign = decimalSignOf(cells.map((text) => ({ text, place })));
    return cells.map((text) => {
      const found = numberText(text);
      return typeof found === "string" ? undefined : amountOf(found.digits, sign);
    });
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

describe("amounts of a file", () => {
  const amount = fc.integer({ min: 0, max: 99_999_999 }).map((tenThousandths) => tenThousandths * 100);
  const decimals = fc.constantFrom(2, 3, 4);

  it("are what was written, or refused: never a thousand times as much", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(amount, decimals), { minLength: 1, maxLength: 8 }),
        fc.constantFrom<"." | ",">(".", ","),
        fc.boolean(),
        (amounts, sign, grouped) => {
          const cells = amounts.map(([micros, places]) => written(micros, places, sign, grouped));
          const found = read(cells);
          if (found === undefined) return;
          expect(found).toEqual(amounts.map(([micros]) => micros));
        },
      ),
    );
  });

  it("are read as soon as one of them tells how decimals are written", () => {
    fc.assert(
      fc.property(fc.array(amount), fc.constantFrom<"." | ",">(".", ","), fc.boolean(), (amounts, sign, grouped) => {
        const cells = [0.0707e6, ...amounts].map((micros) => written(Math.round(micros), 4, sign, grouped));
        expect(read(cells)).toEqual([70_700, ...amounts]);
      }),
    );
  });

  it("come from whatever a cell holds without ever failing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const found = read([text, "0.0707"]);
        expect(found === undefined || found[1] === 70_700).toBe(true);
      }),
    );
  });

  it.each([
    ["25,000,000", 25_000_000],
    ["25.000.000", 25_000_000],
    ["25 000 000", 25_000_000],
    ["0", 0],
    ["1,00", undefined],
    ["-5", undefined],
    ["many", undefined],
  ])("count %s as %s", (text, count) => {
    expect(countOf(text)).toBe(count);
  });

  it.each([
    ["-5%", 5],
    ["−30 %", 30],
    ["-0.05", 5],
    ["-0.3", 30],
    ["--", 0],
    ["n/a", 0],
    ["", 0],
    ["-5.5%", undefined],
    ["five", undefined],
  ])("take %s as %s percent less", (text, percent) => {
    expect(percentOf(text)).toBe(percent);
  });

  it("have exactly the digits of the file", () => {
    expect(amountOf("0.070701", ".")).toBe(parseMicros("0.070701"));
    expect(amountOf("0.0707015", ".")).toBeUndefined();
  });
});
