import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoTime } from "../../../../src/core/clock.ts";
import { zonesOfCountry } from "../../../../src/domain/campaigns/when/country-zones.ts";
import { isQuiet, mayGoAt, nextLoud } from "../../../../src/domain/campaigns/when/next-loud.ts";
import { readQuietHours, writeQuietHours } from "../../../../src/domain/campaigns/when/quiet-hours.ts";
import { zonesOf } from "../../../../src/domain/campaigns/when/zone-of.ts";

const minute = 60_000;
const night = readQuietHours("21:00-09:00");
const next = (range: string, zones: readonly string[], now: string): string | undefined => {
  const at = nextLoud(readQuietHours(range), zones, Date.parse(now));
  return at === undefined ? undefined : isoTime(at).slice(0, 16);
};

describe("quiet hours as somebody types them", () => {
  it.each([
    ["21:00-09:00 local", { from: 1_260, to: 540, zone: "local" }, "21:00-09:00 local"],
    ["21:00-09:00", { from: 1_260, to: 540, zone: "local" }, "21:00-09:00 local"],
    [" 21:30 – 9:05 LOCAL ", { from: 1_290, to: 545, zone: "local" }, "21:30-09:05 local"],
    ["21-9", { from: 1_260, to: 540, zone: "local" }, "21:00-09:00 local"],
    ["13:00-15:00 america/lima", { from: 780, to: 900, zone: "America/Lima" }, "13:00-15:00 America/Lima"],
    ["21:00-09:00 UTC-5", { from: 1_260, to: 540, zone: "Etc/GMT+5" }, "21:00-09:00 UTC-5"],
    ["20:00-24:00", { from: 1_200, to: 0, zone: "local" }, "20:00-00:00 local"],
  ])("%j", (text, quiet, written) => {
    expect(readQuietHours(text)).toEqual(quiet);
    expect(writeQuietHours(quiet)).toBe(written);
    expect(readQuietHours(written)).toEqual(quiet);
  });

  it.each([
    ["", "usage.bad_quiet_hours"],
    ["at night", "usage.bad_quiet_hours"],
    ["21:00", "usage.bad_quiet_hours"],
    ["25:00-09:00", "usage.bad_quiet_hours"],
    ["21:60-09:00", "usage.bad_quiet_hours"],
    ["24:30-09:00", "usage.bad_quiet_hours"],
    ["9pm-9am", "usage.bad_quiet_hours"],
    ["09:00-09:00", "usage.endless_quiet_hours"],
    ["00:00-24:00", "usage.endless_quiet_hours"],
    ["21:00-09:00 Narnia", "usage.unknown_zone"],
  ])("refuses %j: %s", (text, code) => {
    expect(() => readQuietHours(text)).toThrow(
      expect.objectContaining({ code, exit: 2, data: expect.objectContaining({ option: "--quiet-hours" }) }),
    );
  });
});

describe("when somebody may be written to", () => {
  it.each([
    ["by day: now", "21:00-09:00", ["America/Lima"], "2026-11-20T17:00Z", "2026-11-20T17:00"],
    ["at the first quiet minute", "21:00-09:00", ["America/Lima"], "2026-11-21T02:00Z", "2026-11-21T14:00"],
    ["after midnight", "21:00-09:00", ["America/Lima"], "2026-11-21T13:59Z", "2026-11-21T14:00"],
    ["when they end", "21:00-09:00", ["America/Lima"], "2026-11-21T14:00Z", "2026-11-21T14:00"],
    ["a siesta", "14:00-17:00", ["Europe/Madrid"], "2026-07-01T12:30Z", "2026-07-01T15:00"],
    ["a zone of its own", "21:00-09:00 Asia/Tokyo", ["America/Lima"], "2026-11-20T17:00Z", "2026-11-21T00:00"],
    ["Madrid, the clocks go ahead", "21:00-09:00", ["Europe/Madrid"], "2026-03-28T21:00Z", "2026-03-29T07:00"],
    ["Madrid, the clocks go back", "21:00-09:00", ["Europe/Madrid"], "2026-10-24T20:00Z", "2026-10-25T08:00"],
    ["New York, the clocks go back", "21:00-09:00", ["America/New_York"], "2026-11-01T02:00Z", "2026-11-01T14:00"],
    ["Santiago, midnight is left out", "21:00-00:30", ["America/Santiago"], "2026-09-06T03:00Z", "2026-09-06T04:00"],
    ["Lord Howe, by half an hour", "21:00-09:00", ["Australia/Lord_Howe"], "2026-10-03T12:00Z", "2026-10-03T22:00"],
    ["until an hour that is left out", "21:00-02:30", ["Europe/Madrid"], "2026-03-28T23:00Z", "2026-03-29T01:00"],
    // 02:30 comes, and an hour later it is two o'clock again.
    ["an hour that comes twice", "21:00-02:30", ["Europe/Madrid"], "2026-10-25T01:10Z", "2026-10-25T01:30"],
    ["all of Spain", "21:00-09:00", zonesOfCountry("ES") ?? [], "2026-11-20T08:00Z", "2026-11-20T09:00"],
    ["all of the United States", "21:00-09:00", zonesOfCountry("US") ?? [], "2026-11-20T14:00Z", "2026-11-20T19:00"],
  ])("%s", (_, range, zones, now, at) => {
    expect(next(range, zones, now)).toBe(at);
  });

  it("is never where it is always night somewhere: then the first zone decides", () => {
    const zones = ["America/Lima", "Asia/Bangkok"];
    const now = Date.parse("2026-11-21T03:00Z");
    expect(nextLoud(night, zones, now)).toBeUndefined();
    expect(isoTime(mayGoAt(night, zones, now))).toBe("2026-11-21T14:00:00.000Z");
    expect(isoTime(mayGoAt(night, zones, now + 60_000))).toBe("2026-11-21T14:00:00.000Z");
  });

  it("is now without quiet hours", () => {
    expect(mayGoAt(undefined, ["America/Lima"], 42)).toBe(42);
  });

  it("is the first minute, from now on, at which it is quiet nowhere", () => {
    const places = ["Europe/Madrid", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "America/Lima"];
    // Around the days on which clocks are moved, and any others.
    const days = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-09-06", "2026-10-04", "2026-10-25", "2026-11-01"];
    const around = fc
      .tuple(fc.constantFrom(...days), fc.integer({ min: -1_440, max: 2_880 }))
      .map(([date, offset]) => Date.parse(date) + offset * minute);
    const ends = fc.integer({ min: 0, max: 1_439 });
    const quietHours = fc
      .record({ from: ends, to: ends, zone: fc.constant("local") })
      .filter(({ from, to }) => from !== to);
    fc.assert(
      fc.property(
        quietHours,
        fc.uniqueArray(fc.constantFrom(...places), { minLength: 1, maxLength: 2 }),
        fc.array(around, { minLength: 1, maxLength: 3 }),
        (quiet, zones, instants) => {
          for (const now of instants) {
            const at = nextLoud(quiet, zones, now);
            const end = at ?? now + 1_440 * minute;
            let first = now;
            while (first < end && isQuiet(quiet, zones, first)) first += minute;
            expect(first).toBe(end);
            expect(isQuiet(quiet, zones, end)).toBe(at === undefined);
          }
        },
      ),
    );
  });

  it("answers the same when asked again, later or earlier, as when asked afresh", () => {
    const start = Date.parse("2026-10-24T00:00Z");
    const zones = zonesOfCountry("ES") ?? [];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_320 }), { maxLength: 20 }), (minutes) => {
        for (const at of minutes.map((count) => start + count * minute)) {
          expect(nextLoud(night, zones, at)).toBe(nextLoud({ ...night }, [...zones], at));
        }
      }),
    );
  });

  it("is the same for all who live in the same zones", () => {
    const now = Date.parse("2026-11-21T03:00Z");
    const countries = ["US", "MX", "ES", "PE", "BR"];
    const starts = new Map<string, Set<string>>(countries.map((country) => [country, new Set()]));
    for (let index = 0; index < 20_000; index += 1) {
      const country = countries[index % countries.length] ?? "";
      starts.get(country)?.add(isoTime(mayGoAt(night, zonesOf({ country }, "UTC"), now + index)).slice(11, 16));
    }
    expect(Object.fromEntries([...starts].map(([country, times]) => [country, [...times].join(" ")]))).toEqual({
      US: "19:00",
      MX: "17:00",
      ES: "09:00",
      PE: "14:00",
      BR: "14:00",
    });
  });
});
