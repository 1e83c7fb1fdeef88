import { describe, expect, it } from "vitest";
import { nextMonthDay } from "../../../src/domain/costs/calendar.ts";
import { budgetJson, useJson, useOf, type BudgetUse } from "../../../src/domain/costs/budget.ts";
import { budgetWarnings } from "../../../src/domain/costs/budget-fit.ts";

const unit = 1_000_000;
const used = (spent: number, open = 0, warnPercent: number | null = 80): BudgetUse =>
  useOf({ amount: { micros: 200 * unit, currency: "USD" }, warnPercent }, { month: "2026-11", spent, open });

describe("how far a budget is used", () => {
  it.each([
    [0, 0, 80, 0, "ok"],
    [100 * unit, 59 * unit, 80, 79, "ok"],
    [100 * unit, 60 * unit, 80, 80, "warn"],
    [160 * unit, 0, null, 80, "ok"],
    [160 * unit, 0, 81, 80, "ok"],
    // A micro is left: it is not said that nothing is.
    [200 * unit - 1, 0, 80, 99, "warn"],
    [200 * unit, 0, null, 100, "reached"],
    [150 * unit, 70 * unit, 80, 110, "reached"],
  ] as const)("%i settled and %i open, told from %s %%: %i %%, %s", (spent, open, warns, percent, state) => {
    expect(used(spent, open, warns)).toMatchObject({ percent, state, left: 200 * unit - spent - open });
  });

  it("is told to scripts in decimal strings", () => {
    expect(useJson(used(150 * unit, 70 * unit + 1))).toEqual({
      budget: { amount: "200.00", currency: "USD", period: "month", warnPercent: 80 },
      spent: "150.00",
      open: "70.000001",
      left: "-20.000001",
      percent: 110,
      state: "reached",
      month: "2026-11",
      currency: "USD",
    });
    const without = { month: "2026-11", currency: "EUR", spent: unit, open: 0, unpriced: 0, use: undefined };
    expect(budgetJson(without)).toEqual({
      budget: null,
      spent: "1.00",
      open: "0.00",
      left: null,
      percent: null,
      state: "ok",
      month: "2026-11",
      currency: "EUR",
    });
  });

  it.each([
    ["2026-11", "2026-12-01"],
    ["2026-12", "2027-01-01"],
  ])("after %s the next begins on %s", (month, day) => {
    expect(nextMonthDay(month)).toBe(day);
  });
});

describe("what is planned", () => {
  const codes = (use: BudgetUse, micros: number, unpriced = 0, currency: string | null = "USD"): string[] =>
    budgetWarnings(use, { micros, unpriced, currency }).map(({ code }) => code);

  it.each([
    ["fits", used(100 * unit), 50 * unit, 0, []],
    ["fits to the micro, and then all is used", used(100 * unit), 100 * unit, 0, ["near-month-budget"]],
    ["is a micro too much", used(100 * unit), 100 * unit + 1, 0, ["over-month-budget"]],
    ["is free where nothing is left", used(200 * unit), 0, 0, []],
    ["has messages without a price", used(0), 50 * unit, 3, ["budget-unknown-price"]],
    ["is told of from 80 % on", used(100 * unit), 60 * unit, 0, ["near-month-budget"]],
    ["is not told of where nobody wants it", used(100 * unit, 0, null), 60 * unit, 0, []],
  ] as const)("%s", (_, use, micros, unpriced, expected) => {
    expect(codes(use, micros, unpriced)).toEqual(expected);
  });

  it("does not fit into a budget of another currency", () => {
    expect(codes(used(0), unit, 0, "EUR")).toEqual(["budget-currency"]);
    expect(codes(used(0), 0, 2, null)).toEqual(["budget-unknown-price"]);
  });

  it("says what is left and how to raise it", () => {
    const [warning] = budgetWarnings(used(120 * unit, 20 * unit), { micros: 95 * unit, unpriced: 0, currency: "USD" });
    expect(warning?.text.en).toBe(
      'It costs about 95.00 USD, and 60.00 USD are left of the budget for 2026-11: sending stops there. Raise it with: recado costs budget set "<amount> USD/month"',
    );
    expect(warning?.text.es).toContain('recado costs budget set "<monto> USD/mes"');
  });
});
