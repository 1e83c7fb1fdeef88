import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, moneyText } from "../../src/core/money.ts";
import { same } from "../../src/core/text.ts";
import { readAmount } from "../../src/domain/costs/amount.ts";

/** As a typed amount is read, whatever the currency. */
const read = (text: string) =>
  readAmount(text, { what: same("it"), typed: same, currency: undefined, otherCurrency: "test.other" });

describe("an amount for people", () => {
  it.each([
    [0, "0.00 USD", "0,00 USD"],
    [4_282_000, "4.2820 USD", "4,2820 USD"],
    [70_700, "0.0707 USD", "0,0707 USD"],
    [30_233, "0.030233 USD", "0,030233 USD"],
    [12_345, "0.012345 USD", "0,012345 USD"],
    [12_340, "0.012340 USD", "0,012340 USD"],
    [-600_000, "-0.60 USD", "-0,60 USD"],
    [4_282_000_000, "4282.00 USD", "4282,00 USD"],
    [1_234_567_500_000, "1234567.50 USD", "1 234 567,50 USD"],
  ])("%i micros are %s, and %s in Spanish", (micros, en, es) => {
    const text = moneyText({ micros, currency: "USD" });
    expect(text).toEqual({ en, es: es.replaceAll(" ", "\u00a0") });
    expect(formatMoney({ micros, currency: "USD" })).toBe(en);
  });

  it("never has three decimals, and is read back as it was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 15 }), (micros) => {
        const money = { micros, currency: "USD" };
        for (const text of Object.values(moneyText(money))) {
          expect(text).not.toMatch(/[.,]\d{3}(?!\d)/);
          expect(read(text)).toEqual(money);
        }
      }),
    );
  });
});
