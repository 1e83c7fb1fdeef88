import { describe, expect, it } from "vitest";
import zonesCsv from "../../../src/core/facts/time-zones.csv";
import { zoneOfAccount } from "../../../src/domain/costs/account-zone.ts";

describe("the zone of an account", () => {
  it.each([
    ["1", "America/Los_Angeles"],
    ["55", "Europe/Madrid"],
    ["94", "America/Mexico_City"],
    ["103", "America/Lima"],
    ["131", "America/El_Salvador"],
    ["141", "Africa/Johannesburg"],
  ])("number %s is %s", (id, zone) => {
    expect(zoneOfAccount(id)).toBe(zone);
  });

  it.each([["0"], ["99999"], [""], ["America/Lima"], [undefined]])("number %s is not known", (id) => {
    expect(zoneOfAccount(id)).toBeUndefined();
  });

  it("is one that every Node knows the clocks of", () => {
    const lines = zonesCsv.trimEnd().split("\n").slice(1);
    expect(lines).toHaveLength(141);
    for (const line of lines) {
      const [id = "", zone = ""] = line.split(",");
      expect(zoneOfAccount(id)).toBe(zone);
      expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
    }
  });
});
