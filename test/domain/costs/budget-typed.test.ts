import { describe, expect, it } from "vitest";
import { readBudget, readWarn } from "../../../src/domain/costs/budget-typed.ts";

const thrown = (read: () => unknown): unknown => {
  try {
    read();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("a budget as it is typed", () => {
  it.each([
    ["200 USD/month", 200_000_000],
    ["200 USD / month", 200_000_000],
    ["USD 200/month", 200_000_000],
    ["200 usd per month", 200_000_000],
    ["200 USD a month", 200_000_000],
    ["200 USD monthly", 200_000_000],
    ["200 USD/mes", 200_000_000],
    ["200 USD al mes", 200_000_000],
    ["200 USD por mes", 200_000_000],
    ["200 USD mensuales", 200_000_000],
    ["1.250,50 USD/mes", 1_250_500_000],
    ["1,250.50 USD/month", 1_250_500_000],
    ["0.5 USD/month", 500_000],
    ["0.125 USD/month", 125_000],
    // There is no other period.
    ["200 USD", 200_000_000],
  ])("%s", (text, micros) => {
    expect(readBudget(text, "USD")).toEqual({ micros, currency: "USD" });
  });

  it.each([
    ["200"],
    ["200/month"],
    ["USD/month"],
    ["0 USD/month"],
    ["-5 USD/month"],
    ["1,250 USD/month"],
    [""],
    ["/mes"],
  ])("%j is no amount, and an example says how it is typed", (text) => {
    const error = thrown(() => readBudget(text, "USD"));
    expect(error).toMatchObject({
      code: "usage.bad_amount",
      exit: 2,
      hint: {
        en: expect.stringMatching(/recado costs budget set "[\d.]+ USD\/month"/),
        es: expect.stringMatching(/recado costs budget set "[\d.]+ USD\/mes"/),
      },
    });
  });

  it.each([["200 USD/day"], ["200 USD per week"], ["200 USD al año"], ["200 USD/\u001b[31mmonths"]])(
    "%j is of another period",
    (text) => {
      const error = thrown(() => readBudget(text, "USD"));
      expect(error).toMatchObject({ code: "usage.bad_period", exit: 2 });
      expect(String(error)).not.toContain("\u001b");
    },
  );

  it("is in the currency that Meta bills, and nothing is converted", () => {
    expect(thrown(() => readBudget("200 EUR/month", "USD"))).toMatchObject({
      code: "costs.other_currency",
      exit: 2,
      text: { en: "The budget is 200.00 EUR, and Meta bills this account in USD." },
      hint: { es: expect.stringContaining('recado costs budget set "50 USD/mes"') },
    });
    expect(readBudget("200 EUR/month", undefined)).toEqual({ micros: 200_000_000, currency: "EUR" });
  });
});

describe("the share from which it is told", () => {
  it.each([
    ["80%", 80],
    ["80 %", 80],
    ["100", 100],
    ["1%", 1],
    ["none", null],
    ["ninguno", null],
  ])("%s", (text, percent) => {
    expect(readWarn(text)).toBe(percent);
  });

  it.each([["0%"], ["101%"], ["-5%"], ["80.5%"], ["half"], [""]])("%j is none", (text) => {
    expect(thrown(() => readWarn(text))).toMatchObject({
      code: "usage.bad_value",
      exit: 2,
      data: { option: "--warn" },
    });
  });
});
