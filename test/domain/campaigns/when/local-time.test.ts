import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoTime } from "../../../../src/core/clock.ts";
import { UsageError } from "../../../../src/core/errors.ts";
import { formatLocal } from "../../../../src/domain/campaigns/when/describe.ts";
import { readLocalTime } from "../../../../src/domain/campaigns/when/local-time.ts";

// 10:30 in Lima.
const now = Date.parse("2026-11-20T15:30:00Z");
const read = (text: string, zone: string, from = now): string => {
  const { at, twice } = readLocalTime(text, zone, from);
  return `${isoTime(at).slice(0, 19)}${twice ? " twice" : ""}`;
};

function refusal(text: string, zone: string, from = now): UsageError {
  try {
    readLocalTime(text, zone, from);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe("when a campaign begins", () => {
  it.each([
    ["2026-12-01 09:00", "2026-12-01T14:00:00"],
    ["2026-12-01T09:00", "2026-12-01T14:00:00"],
    ["2026-12-01 9:00", "2026-12-01T14:00:00"],
    ["  2026-12-01   09:00:30 ", "2026-12-01T14:00:30"],
    ["2026-12-01T09:00:00.000Z", "2026-12-01T09:00:00"],
    ["2026-12-01T09:00+01:00", "2026-12-01T08:00:00"],
    ["2026-12-01 09:00 -0330", "2026-12-01T12:30:00"],
    ["2026-12-01 09:00 Europe/Madrid", "2026-12-01T08:00:00"],
    ["2026-12-01 09:00 UTC-3", "2026-12-01T12:00:00"],
    ["11:00", "2026-11-20T16:00:00"],
    ["10:30", "2026-11-20T15:30:00"],
    ["9:00", "2026-11-21T14:00:00"],
    ["today 22:00", "2026-11-21T03:00:00"],
    ["tomorrow 11:00", "2026-11-21T16:00:00"],
    ["mañana 11:00", "2026-11-21T16:00:00"],
    ["man\u0303ana a las 11:00", "2026-11-21T16:00:00"],
    ["MAÑANA 11:00", "2026-11-21T16:00:00"],
    ["22:30 Asia/Tokyo", "2026-11-21T13:30:00"],
    ["2028-02-29 00:00", "2028-02-29T05:00:00"],
  ])("%s in Lima is %s", (text, instant) => {
    expect(read(text, "America/Lima")).toBe(instant);
  });

  it("is the day of the zone, not of UTC", () => {
    const lateInLima = Date.parse("2026-11-21T03:00:00Z");
    expect(read("23:00", "America/Lima", lateInLima)).toBe("2026-11-21T04:00:00");
    expect(read("tomorrow 09:00", "America/Lima", lateInLima)).toBe("2026-11-21T14:00:00");
  });

  it.each([
    ["2026-07-01 09:00", "Europe/Madrid", "2026-07-01T07:00:00"],
    ["2026-12-01 09:00", "Europe/Madrid", "2026-12-01T08:00:00"],
    ["2026-10-25 02:30", "Europe/Madrid", "2026-10-25T00:30:00 twice"],
    ["2026-10-25 03:00", "Europe/Madrid", "2026-10-25T02:00:00"],
    ["2026-03-29 01:59", "Europe/Madrid", "2026-03-29T00:59:00"],
    ["2026-03-29 03:00", "Europe/Madrid", "2026-03-29T01:00:00"],
    ["2026-11-01 01:30", "America/New_York", "2026-11-01T05:30:00 twice"],
    ["2026-03-08 03:00", "America/New_York", "2026-03-08T07:00:00"],
    ["2026-04-04 23:30", "America/Santiago", "2026-04-05T02:30:00 twice"],
    ["2026-04-05 00:00", "America/Santiago", "2026-04-05T04:00:00"],
    ["2026-04-05 01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00 twice"],
    ["2026-10-04 02:30", "Australia/Lord_Howe", "2026-10-03T15:30:00"],
    ["2026-03-29 02:30", "America/Lima", "2026-03-29T07:30:00"],
  ])("%s in %s is %s", (text, zone, instant) => {
    expect(read(text, zone, Date.UTC(2026, 0, 1))).toBe(instant);
  });

  it("takes the second of two equal times when the first is past", () => {
    const between = Date.parse("2026-10-25T00:45:00Z");
    expect(read("02:30", "Europe/Madrid", between)).toBe("2026-10-25T01:30:00 twice");
  });

  it.each([
    ["2026-03-29 02:30", "Europe/Madrid", "02:00 to 03:00", "2026-03-29 03:00"],
    ["2026-03-08 02:00", "America/New_York", "02:00 to 03:00", "2026-03-08 03:00"],
    ["2026-09-06 00:30", "America/Santiago", "00:00 to 01:00", "2026-09-06 01:00"],
    ["2026-10-04 02:15", "Australia/Lord_Howe", "02:00 to 02:30", "2026-10-04 02:30"],
    ["2026-03-29 02:30 Europe/Paris", "Europe/Madrid", "02:00 to 03:00", "2026-03-29 03:00 Europe/Paris"],
  ])("%s in %s does not exist: the clocks go from %s, and %s can be typed", (text, zone, gap, next) => {
    const start = Date.UTC(2026, 0, 1);
    const error = refusal(text, zone, start);
    expect(error.code).toBe("usage.no_such_hour");
    expect(error.text.en).toContain(gap);
    expect(error.hint?.es).toContain(`--at "${next}"`);
    expect(read(next, zone, start)).toMatch(/^2026/);
  });

  it("goes on to tomorrow for an hour that today has left out already", () => {
    expect(read("02:30", "Europe/Madrid", Date.parse("2026-03-29T10:00:00Z"))).toBe("2026-03-30T00:30:00");
  });

  it.each([
    ["2026-02-30 09:00", "usage.no_such_day"],
    ["2026-13-01 09:00", "usage.no_such_day"],
    ["2027-02-29T09:00Z", "usage.no_such_day"],
    ["2026-12-01 24:00", "usage.bad_time"],
    ["2026-12-01 09:60", "usage.bad_time"],
    ["2026-12-01", "usage.bad_time"],
    ["01/12/2026 09:00", "usage.bad_time"],
    ["9 pm", "usage.bad_time"],
    ["9:00 pm", "usage.bad_time"],
    ["tomorrow", "usage.bad_time"],
    ["", "usage.bad_time"],
    ["2026-12-01 09:00 +99:00", "usage.bad_time"],
    ["2026-11-20 10:29", "usage.past_time"],
    ["2026-11-20T15:29:59Z", "usage.past_time"],
    ["1026-12-01 09:00", "usage.past_time"],
    ["hoy 9:00", "usage.past_time"],
    ["2026-12-01 09:00 America/Limma", "usage.unknown_zone"],
  ])("refuses %j: %s", (text, code) => {
    const error = refusal(text, "America/Lima");
    expect([error.code, error.exit, error.data?.["option"]]).toEqual([code, 2, "--at"]);
    expect(error.hint).toBeDefined();
  });

  it("says what it is now in that zone, and a time to type", () => {
    const { text, hint } = refusal("2026-11-20 08:00", "America/Lima");
    expect(text).toEqual({
      en: '--at "2026-11-20 08:00" is in the past: it is 2026-11-20 10:30 America/Lima now.',
      es: '--at "2026-11-20 08:00" ya pasó: ahora es 2026-11-20 10:30 America/Lima.',
    });
    expect(hint?.en).toContain('--at "2026-11-21 09:00"');
  });

  it("shows nothing of a terminal's language in an error", () => {
    expect(refusal("\u001b[31m\u202esoon", "America/Lima").text.en).toBe('--at "soon" is not a day and a time.');
  });

  it("reads back what is shown", () => {
    const zones = ["Europe/Madrid", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Etc/GMT+5", "UTC"];
    const minutes = fc.integer({ min: now / 60_000, max: now / 60_000 + 3 * 525_600 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const at = minute * 60_000;
        const { at: back, twice } = readLocalTime(formatLocal(at, zone), "Asia/Tokyo", now);
        // Of two equal times the first is taken.
        expect(twice ? [at, at - 3_600_000, at - 1_800_000] : [at]).toContain(back);
      }),
    );
  });
});
