/** A date as it was written, or why it is none. */
export type ReadDate =
  | {
      readonly ok: true;
      /** Milliseconds; a date without a time is the start of its day in UTC. */
      readonly at: number;
      readonly hasTime: boolean;
    }
  | { readonly ok: false; readonly why: "unreadable" | "ambiguous" | "serial" };

/** What stands after the day, as text: hour, minute, second, half of the day, zone. All may be missing. */
export type TimeParts = readonly (string | undefined)[];

export const unreadable: ReadDate = { ok: false, why: "unreadable" };

const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether there is such a day. Nobody agreed to a message on WhatsApp before 1990: such a year is a slip or a birthday. */
export function isDay(year: number, month: number, day: number): boolean {
  if (!(year >= 1990 && month >= 1 && month <= 12 && day >= 1)) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (daysIn[month - 1] ?? 0) + (leap ? 1 : 0);
}

function offsetMinutes(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? "");
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0);
}

/** The moment of a day and a time that were read as text. */
export function instant(year: number, month: number, day: number, time: TimeParts): ReadDate {
  const [hourText, minuteText, secondText, half, zone] = time;
  const hour = hourOf(Number(hourText ?? 0), half);
  const minute = Number(minuteText ?? 0);
  const second = Number(secondText ?? 0);
  if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return unreadable;
  const at = Date.UTC(year, month - 1, day, hour, minute, second) - offsetMinutes(zone) * 60_000;
  return { ok: true, at, hasTime: hourText !== undefined };
}
