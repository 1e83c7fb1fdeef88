import { isoTime } from "../../core/clock.ts";
import { UsageError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import { instantsOf, gapAround, wallTime } from "../../core/zone-clock.ts";

/** A day as `2026-10-01`: days compare as they sort. */
export type Day = string;

/** The days on which Meta's rules changed. */
export const ruleDays = {
  /** Charged by the message; before, by the conversation of 24 hours. Utility is free in an open window. */
  perMessage: "2025-07-01",
  /** Utility is charged in an open window too; free-form messages are charged after the free ones of the month. */
  serviceCharged: "2026-10-01",
} as const satisfies Record<string, Day>;

/** The zone of days and months where the account's own is not known. */
export const utc = "UTC";

const wall = (ms: number, zone: string): number => (zone === utc ? ms : wallTime(zone, ms));

/** The day that the clocks of a zone (IANA name) show at an instant: Meta's days and months are those of the account's zone. */
export function dayAt(ms: number, zone: string = utc): Day {
  return isoTime(wall(ms, zone)).slice(0, 10);
}

/** The month of an instant: `2026-11`. */
export function monthAt(ms: number, zone: string = utc): string {
  return isoTime(wall(ms, zone)).slice(0, 7);
}

/** The first instant of a day (milliseconds): where summer time leaves out midnight, the one at which the clocks are moved. */
export function startOfDay(day: Day, zone: string = utc): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (zone === utc) return midnight;
  const [first] = instantsOf(zone, midnight);
  if (first !== undefined) return first;
  const { to } = gapAround(zone, midnight);
  return instantsOf(zone, to)[0] ?? midnight;
}

export interface Period {
  /** The first instant, in milliseconds. */
  readonly from: number;
  /** The first instant after the period, in milliseconds. */
  readonly to: number;
}

/** The month `2026-11`; throws UsageError when it is not written so. */
export function monthRange(month: string, zone: string = utc): Period {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (match === null) {
    throw new UsageError({
      code: "usage.bad_month",
      text: {
        en: `"${cleanLine(month)}" is not a month.`,
        es: `"${cleanLine(month)}" no es un mes.`,
      },
      hint: { en: "Write year and month: --month 2026-11", es: "Escriba año y mes: --month 2026-11" },
      data: { value: month },
    });
  }
  return { from: startOfDay(`${month}-01`, zone), to: startOfDay(nextMonthDay(month), zone) };
}

/** The day on which the next month begins: `2026-12-01`. */
export function nextMonthDay(month: string): Day {
  const [year, number] = month.split("-").map(Number);
  return isoTime(Date.UTC(year ?? 0, number ?? 1)).slice(0, 10);
}

/**
 * A day as people type it into an option: `2026-10-15`.
 *
 * @throws UsageError `usage.bad_day`, also for a day that no calendar has
 */
export function readDay(text: string, option: string): Day {
  const day = text.trim();
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(at) && dayAt(at) === day) return day;
  throw new UsageError({
    code: "usage.bad_day",
    text: {
      en: `${option} "${cleanLine(text)}" is not a day.`,
      es: `${option} "${cleanLine(text)}" no es un día.`,
    },
    hint: {
      en: `Write year, month and day: ${option} 2026-10-15`,
      es: `Escriba año, mes y día: ${option} 2026-10-15`,
    },
    data: { option, value: text },
  });
}
