import { describe, expect, it } from "vitest";
import { readCountry } from "../../../../src/domain/import/cells/countries.ts";
import { readLanguage } from "../../../../src/domain/import/cells/languages.ts";
import { readTimeZone } from "../../../../src/domain/import/cells/time-zones.ts";

describe("countries, languages and time zones", () => {
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

  it.each([
    ["America/Lima", ["America/Lima", " america/lima ", "AMERICA/LIMA"]],
    ["America/Mexico_City", ["America/Mexico_City", "America/Mexico City"]],
    ["Asia/Kolkata", ["Asia/Kolkata"]],
    ["US/Pacific", ["US/Pacific"]],
    ["UTC", ["UTC", "utc", "GMT", "Z", "Etc/UTC", "UTC+0", "+00:00"]],
    ["Etc/GMT+5", ["UTC-5", "GMT-05:00", "-05:00", "-0500", "utc -5", "Etc/GMT+5"]],
    ["Etc/GMT-2", ["UTC+2", "+02:00"]],
    [
      undefined,
      ["", "Lima", "CST", "EST", "5", "+05:30", "UTC+15", "Mars/Olympus", "America/../x", "(UTC-05:00) Bogota"],
    ],
  ])("time zone %s", (zone, texts) => {
    expect(texts.map((text) => [text, readTimeZone(text)])).toEqual(texts.map((text) => [text, zone]));
  });

  it("a time zone is one that messages can be timed by", () => {
    for (const text of ["Asia/Kolkata", "US/Pacific", "UTC-5", "america/argentina/buenos_aires"]) {
      expect(() => new Intl.DateTimeFormat("en", { timeZone: readTimeZone(text) })).not.toThrow();
      expect(readTimeZone(text)).toBeDefined();
    }
  });
});
