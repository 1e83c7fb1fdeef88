import { describe, expect, it } from "vitest";
import { readCountry } from "../../../src/domain/import/countries.ts";
import { orderOfColumn, orderOfCountry, readDate } from "../../../src/domain/import/dates.ts";
import type { DateOrder } from "../../../src/domain/import/dates.ts";
import { readLanguage } from "../../../src/domain/import/languages.ts";
import { readOptOut, readPurposes, readYesNo } from "../../../src/domain/import/words.ts";

describe("dates", () => {
  it.each<[string, DateOrder | undefined, string]>([
    ["2025-03-25", undefined, "2025-03-25T00:00:00.000Z"],
    ["2025/3/5", undefined, "2025-03-05T00:00:00.000Z"],
    ["2025-03-25T10:20:30Z", undefined, "2025-03-25T10:20:30.000Z"],
    ["2025-03-25T10:20:30.123+02:00", undefined, "2025-03-25T08:20:30.000Z"],
    ["25/03/2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["03/25/2025", undefined, "2025-03-25T00:00:00.000Z"],
    ["5/5/2025", undefined, "2025-05-05T00:00:00.000Z"],
    ["03/04/2025", "day-first", "2025-04-03T00:00:00.000Z"],
    ["03/04/2025", "month-first", "2025-03-04T00:00:00.000Z"],
    ["3.4.25", "day-first", "2025-04-03T00:00:00.000Z"],
    ["25-03-2025 9:05", undefined, "2025-03-25T09:05:00.000Z"],
    ["3/25/2025 1:05 PM", undefined, "2025-03-25T13:05:00.000Z"],
    ["25/03/2025 12:05 a. m.", undefined, "2025-03-25T00:05:00.000Z"],
    ["29/02/2024", undefined, "2024-02-29T00:00:00.000Z"],
  ])("%s (%s) is %s", (text, order, expected) => {
    const date = readDate(text, order);
    expect(date.ok && new Date(date.at).toISOString()).toBe(expected);
  });

  it.each([
    ["03/04/2025", "ambiguous"],
    ["31/02/2025", "unreadable"],
    ["29/02/2025", "unreadable"],
    ["25/25/2025", "unreadable"],
    ["00/00/0000", "unreadable"],
    ["1900-01-01", "unreadable"],
    ["2025-03-25 25:00", "unreadable"],
    ["ayer", "unreadable"],
    ["", "unreadable"],
    ["45741", "serial"],
    ["45741,5", "serial"],
  ])("%j is %s", (text, why) => {
    expect(readDate(text, undefined)).toEqual({ ok: false, why });
  });

  it("a column shows its own order, and none when it shows both", () => {
    expect(orderOfColumn(["", "03/04/2025", "25/03/2025"])).toBe("day-first");
    expect(orderOfColumn(["03/04/2025", "03/25/2025"])).toBe("month-first");
    expect(orderOfColumn(["25/03/2025", "03/25/2025"])).toBe("mixed");
    expect(orderOfColumn(["03/04/2025", "2025-03-25"])).toBeUndefined();
  });

  it("countries have their order, or two", () => {
    expect((["ES", "MX", "US", "CA"] as const).map(orderOfCountry)).toEqual([
      "day-first",
      "day-first",
      "month-first",
      undefined,
    ]);
  });
});

describe("words", () => {
  it.each([
    ["yes", ["Sí", "si", "S", "SIM", "Yes", "TRUE", "Verdadero", "1", "x", "✓", "✔️", "Acepto", "opt-in"]],
    ["no", ["No", "n", "NÃO", "false", "Falso", "0", "opt-out", "Baja", "✗", "unsubscribed"]],
    ["blank", ["", "  ", "-", "—"]],
    ["unreadable", ["quizás", "pendiente", "sí, pero no", "25/03/2025", "2"]],
  ])("%s", (answer, cells) => {
    expect(cells.map((cell) => [cell, readYesNo(cell)])).toEqual(cells.map((cell) => [cell, answer]));
  });

  it.each([
    ["yes", ["Sí", "x", "1", "✓", "Baja", "de baja", "Unsubscribed", "opt-out", "no acepta"]],
    ["no", ["No", "0", "✗", "suscrito", "Subscribed", "acepta"]],
    ["blank", ["", "-"]],
    ["unreadable", ["quizás", "25/03/2025"]],
  ])("%s, where a column asks who opted out", (answer, cells) => {
    expect(cells.map((cell) => [cell, readOptOut(cell)])).toEqual(cells.map((cell) => [cell, answer]));
  });

  it("purposes in three languages, and nothing when one of them is unknown", () => {
    expect(readPurposes("Avisos, publicidad")).toEqual(["utility", "marketing"]);
    expect(readPurposes("códigos y atención")).toEqual(["authentication", "service"]);
    expect(readPurposes("utility+service+utility")).toEqual(["utility", "service"]);
    expect(readPurposes("")).toEqual([]);
    expect(readPurposes("avisos, sorteos")).toBeUndefined();
  });

  it.each([
    ["ES", ["España", "espana", "ES", "es", "Spain", "Espanha", "+34", "0034", "34"]],
    ["MX", ["México", "Mexico", "Méjico", "mx", "52", "+52"]],
    ["US", ["Estados Unidos", "EE. UU.", "EEUU", "EUA", "USA", "United States", "+1"]],
    ["BR", ["Brasil", "Brazil", "+55"]],
    [undefined, ["Narnia", "", "XX", "+999", "12345"]],
  ])("country %s", (country, texts) => {
    expect(texts.map((text) => [text, readCountry(text)])).toEqual(texts.map((text) => [text, country]));
  });

  it("languages as Meta names them", () => {
    expect(["es", "ES-mx", "pt", "Español", "português", "English", "en_us", "klingon", ""].map(readLanguage)).toEqual([
      "es",
      "es_MX",
      "pt_BR",
      "es",
      "pt_BR",
      "en",
      "en_US",
      undefined,
      undefined,
    ]);
  });
});
