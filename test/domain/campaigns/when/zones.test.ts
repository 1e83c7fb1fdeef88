import { describe, expect, it } from "vitest";
import { UsageError } from "../../../../src/core/errors.ts";
import { countryCodes } from "../../../../src/core/phone.ts";
import { tableZones, zonesOfCountry } from "../../../../src/domain/campaigns/when/country-zones.ts";
import { zonesOf } from "../../../../src/domain/campaigns/when/zone-of.ts";
import { requireZone, zoneName } from "../../../../src/domain/campaigns/when/zones.ts";

function hintOf(text: string): string | undefined {
  try {
    requireZone(text);
  } catch (error) {
    if (error instanceof UsageError && error.code === "usage.unknown_zone") return error.hint?.en;
    throw error;
  }
  return undefined;
}

describe("a time zone that somebody types", () => {
  it.each([
    ["America/Lima", "America/Lima", "America/Lima"],
    ["america/lima", "America/Lima", "America/Lima"],
    ["America/Mexico City", "America/Mexico_City", "America/Mexico_City"],
    ["UTC", "UTC", "UTC"],
    ["z", "UTC", "UTC"],
    ["-05:00", "Etc/GMT+5", "UTC-5"],
    ["UTC-5", "Etc/GMT+5", "UTC-5"],
    ["utc+2", "Etc/GMT-2", "UTC+2"],
  ])("%s is %s, shown as %s", (text, zone, shown) => {
    expect(requireZone(text)).toBe(zone);
    expect(zoneName(zone)).toBe(shown);
    expect(requireZone(shown)).toBe(zone);
  });

  it.each([
    ["Lima", "America/Lima"],
    ["Amercia/Lima", "America/Lima"],
    ["Bogotá", "America/Bogota"],
    ["Perú", "America/Lima"],
    ["PE", "America/Lima"],
    ["España", "Europe/Madrid, Atlantic/Canary"],
    ["Santigo", "America/Santiago"],
  ])("%s is none, but may mean %s", (text, likely) => {
    expect(hintOf(text)).toContain(likely);
  });

  it.each(["CST", "EST", "+05:30", "", "UTC+15", "🕘", "../../etc/passwd\u001b[31m"])("%j is none", (text) => {
    expect(hintOf(text)).toBeDefined();
  });

  it("says which option is wrong", () => {
    expect(() => requireZone("Narnia/Cair", "--quiet-hours")).toThrow(/^--quiet-hours: "Narnia\/Cair" is no time zone/);
  });
});

describe("where somebody may live", () => {
  it("every country with numbers has zones that this machine knows", () => {
    expect(countryCodes.filter((country) => (zonesOfCountry(country)?.length ?? 0) === 0)).toEqual([]);
    for (const zone of tableZones()) expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
  });

  it.each([
    [
      "their own zone before all",
      { timeZone: "Europe/Madrid", country: "PE", phone: "+12025550123" },
      ["Europe/Madrid"],
    ],
    ["their own distance from UTC", { timeZone: "-05:00", country: "ES" }, ["Etc/GMT+5"]],
    ["the only zone of a country", { country: "PE", phone: null }, ["America/Lima"]],
    ["Argentina has one clock", { country: "AR" }, ["America/Argentina/Buenos_Aires"]],
    ["Spain has two", { country: "ES" }, ["Europe/Madrid", "Atlantic/Canary"]],
    ["Portugal has two", { country: "PT" }, ["Europe/Lisbon", "Atlantic/Azores"]],
    ["the country of the number", { phone: "+447700900123" }, ["Europe/London"]],
    ["of a number without its plus", { phone: "447700900123" }, ["Europe/London"]],
    ["a zone that is none is passed over", { timeZone: "Lima", country: "BO" }, ["America/La_Paz"]],
    ["nothing known", { timeZone: null, country: null, phone: null }, ["America/Bogota"]],
    ["a country that is none", { country: "XX", phone: "" }, ["America/Bogota"]],
  ])("%s", (_, person, zones) => {
    expect(zonesOf(person, "America/Bogota")).toEqual(zones);
  });

  it("anywhere in the country, for a number of North America", () => {
    const states = zonesOf({ phone: "+12025550123" }, "UTC");
    expect(states[0]).toBe("America/New_York");
    expect(states).toEqual(expect.arrayContaining(["America/Los_Angeles", "Pacific/Honolulu"]));
    expect(zonesOf({ country: "CA" }, "UTC")).toEqual(
      expect.arrayContaining(["America/St_Johns", "America/Vancouver"]),
    );
    expect(zonesOf({ country: "DO" }, "UTC")).toEqual(["America/Santo_Domingo"]);
  });

  it("is the same list each time, so that answers can be kept by it", () => {
    for (const person of [{ timeZone: "Europe/Madrid" }, { country: "US" }, {}]) {
      expect(zonesOf(person, "UTC")).toBe(zonesOf({ ...person }, "UTC"));
    }
  });
});
