import type { Micros } from "../../../core/money.ts";
import type { Day } from "../calendar.ts";
import { seededDraws } from "./draws.ts";

/** What one day cost. */
export interface DayAmount {
  readonly day: Day;
  readonly micros: Micros;
}

export interface MonthForecast {
  /** The whole month: what it has cost so far is in it. */
  readonly micros: Micros;
  /** Four of five draws end between these. */
  readonly low: Micros;
  readonly high: Micros;
  /** Whole days that it rests on. */
  readonly days: number;
}

/** Fewer whole days than this show no week, and give no forecast. */
export const fewestDays = 7;
const draws = 1_000;
const tail = 0.1;

const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const isWeekend = (weekday: number): boolean => weekday === 0 || weekday === 6;

interface Seen {
  readonly weekday: number;
  readonly micros: Micros;
}

/** The days that one of this weekday is expected to be like. */
function likeDays(weekday: number, days: readonly Seen[]): readonly Seen[] {
  const same = days.filter((day) => day.weekday === weekday);
  if (same.length >= 3) return same;
  const kind = days.filter((day) => isWeekend(day.weekday) === isWeekend(weekday));
  return kind.length >= 2 ? kind : days;
}

function byWeekday(days: readonly Seen[]): readonly (readonly Seen[])[] {
  return Array.from({ length: 7 }, (_, weekday) => likeDays(weekday, days));
}

const total = (days: readonly { readonly micros: Micros }[]): Micros =>
  days.reduce((sum, { micros }) => sum + micros, 0);

/**
 * What a month will have cost at its end. Each day that is left is taken to be like the days of its weekday so far; while there are
 * fewer than three of those, like all workdays or weekend days so far. The range comes from drawing such months at random a thousand times
 * (a bootstrap: each time from other days, drawn from those that were seen). The same figures always give the same forecast.
 *
 * @param whole the whole days of the month so far, those without messages included; those before its first message do not count
 * @param left the days after today, up to the end of the month
 * @returns undefined with fewer than 7 whole days
 */
export function forecastMonth(
  whole: readonly DayAmount[],
  today: DayAmount,
  left: readonly Day[],
): MonthForecast | undefined {
  if (whole.length < fewestDays) return undefined;
  const soFar = total(whole) + today.micros;
  const weekdays = [today.day, ...left].map(weekdayOf);
  /** Today may already have cost more than a day like it. */
  const ending = (amountOf: (weekday: number) => number): number =>
    weekdays.reduce((sum, weekday, place) => {
      const amount = amountOf(weekday);
      return sum + (place === 0 ? Math.max(0, amount - today.micros) : amount);
    }, soFar);
  const days = whole.map(({ day, micros }): Seen => ({ weekday: weekdayOf(day), micros }));
  const means = byWeekday(days).map((like) => total(like) / like.length);
  const micros = Math.round(ending((weekday) => means[weekday] ?? 0));
  const next = seededDraws();
  const drawn = (from: readonly Seen[]): Seen => from[Math.floor(next() * from.length)] ?? { weekday: 0, micros: 0 };
  const ends = Array.from({ length: draws }, () => {
    const seen = byWeekday(days.map(() => drawn(days)));
    return ending((weekday) => drawn(seen[weekday] ?? days).micros);
  }).toSorted((one, other) => one - other);
  const at = (part: number): Micros => ends[Math.round(part * (draws - 1))] ?? micros;
  return { micros, low: Math.min(micros, at(tail)), high: Math.max(micros, at(1 - tail)), days: whole.length };
}
