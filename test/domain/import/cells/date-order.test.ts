import { describe, expect, it } from "vitest";
import type { CountryCode } from "../../../../src/core/phone.ts";
import { dateOrderSurvey, orderOfCountry, orderOfDate } from "../../../../src/domain/import/cells/date-order.ts";
import { mapColumns } from "../../../../src/domain/import/mapping/headers.ts";

function surveyed(rows: readonly (readonly [date: string, country?: string])[], country?: CountryCode): unknown {
  const columns = mapColumns(["Phone", "Opt-in date", "Country"], { map: [] }, "list.csv");
  const survey = dateOrderSurvey(columns, country);
  for (const [date, of = ""] of rows) survey.row(["", date, of]);
  return survey.result();
}

describe("the order of day and month", () => {
  it("is what one date of the file shows, and nothing when two show different ones", () => {
    expect(surveyed([[""], ["03/04/2025"], ["25/03/2025"]])).toBe("day-first");
    expect(surveyed([["03/04/2025"], ["03/25/2025 10:00"]])).toBe("month-first");
    expect(surveyed([["25/03/2025"], ["03/25/2025"]], "ES")).toBeUndefined();
    expect(surveyed([["03/04/2025"], ["2025-03-25"], ["25 mar 2025"]])).toBeUndefined();
  });

  it("is else that of the country of the list, and else the one on which the countries of its rows agree", () => {
    expect(surveyed([["03/04/2025"]], "ES")).toBe("day-first");
    expect(surveyed([["03/04/2025", "ES"]], "US")).toBe("month-first");
    expect(surveyed([["03/25/2025"]], "ES")).toBe("month-first");
    expect(
      surveyed([
        ["03/04/2025", "USA"],
        ["", ""],
        ["", "Narnia"],
      ]),
    ).toBe("month-first");
    expect(
      surveyed([
        ["03/04/2025", "España"],
        ["01/02/2025", "Perú"],
      ]),
    ).toBe("day-first");
    expect(
      surveyed([
        ["03/04/2025", "USA"],
        ["01/02/2025", "ES"],
      ]),
    ).toBeUndefined();
    expect(surveyed([["03/04/2025", "CA"]])).toBeUndefined();
  });

  it("is of no interest where there are no dates", () => {
    const columns = mapColumns(["Phone", "Country"], { map: [] }, "list.csv");
    const survey = dateOrderSurvey(columns, "ES");
    survey.row(["25/03/2025", "ES"]);
    expect(survey.result()).toBeUndefined();
  });

  it("countries have their order, or two", () => {
    expect((["ES", "MX", "US", "CA"] as const).map(orderOfCountry)).toEqual([
      "day-first",
      "day-first",
      "month-first",
      undefined,
    ]);
  });

  it.each([
    ["25/3/25", "day-first"],
    [" 25-03-2025", "day-first"],
    ["3.25.2025", "month-first"],
    ["25/25/2025", undefined],
    ["25/03/202", undefined],
    ["25/03/20255", undefined],
    ["2025-25-03", undefined],
  ])("%s shows %s", (date, order) => {
    expect(orderOfDate(date)).toBe(order);
  });
});
