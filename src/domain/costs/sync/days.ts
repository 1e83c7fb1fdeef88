import { isoTime } from "../../../core/clock.ts";
import type { MetaModel, MetaSpan, MetaSyncRow } from "../../../storage/repos/meta-costs.ts";
import { dayAt, monthAt, monthRange, ruleDays, startOfDay, type Day } from "../calendar.ts";

/** Meta's figures of a message may change so long after it: reports come late, and prices of a month are settled at its end. */
export const settlingTime = 259_200_000;

/** A day of the account's zone, in milliseconds; today's ends now. */
export interface SyncDay extends MetaSpan {
  readonly day: Day;
}

const dayLength = 86_400_000;

/** The day after. */
function nextDay(day: Day): Day {
  return isoTime(Date.parse(day) + dayLength).slice(0, 10);
}

/** The days of a period, as far as they have begun. */
export function daysOf({ from, to }: MetaSpan, zone: string, now: number): SyncDay[] {
  // Meta counts in whole seconds.
  const present = Math.floor(now / 1000) * 1000;
  const days: SyncDay[] = [];
  for (let day = dayAt(from, zone); ;) {
    const next = nextDay(day);
    const start = startOfDay(day, zone);
    const end = Math.min(startOfDay(next, zone), present);
    if (start >= to || start >= end) return days;
    days.push({ day, from: start, to: end });
    day = next;
  }
}

/** Meta priced conversations until June 2025, and prices messages since. */
export function modelOf(day: Day): Extract<MetaModel, "pricing" | "conversation"> {
  return day < ruleDays.perMessage ? "conversation" : "pricing";
}

/** The first day of which Meta tells something at `now`: a year back, and a whole one. */
export function earliestDay(lookBackDays: number, now: number, zone: string): Day {
  return nextDay(dayAt(now - lookBackDays * dayLength, zone));
}

/** When a day's figures will not change any more: three days after its month is over. */
export function isFinal(sync: MetaSyncRow | undefined, day: SyncDay, zone: string): boolean {
  if (sync === undefined || sync.to_at < startOfDay(nextDay(day.day), zone)) return false;
  return sync.synced_at >= monthRange(monthAt(day.from, zone), zone).to + settlingTime;
}

/** Days in a row and of one model, so many at most: what is asked for in one call. */
export function pagesOf(days: readonly SyncDay[], most = 10): SyncDay[][] {
  const pages: SyncDay[][] = [];
  for (const one of days) {
    const page = pages.at(-1);
    const last = page?.at(-1);
    const follows = last !== undefined && nextDay(last.day) === one.day && modelOf(last.day) === modelOf(one.day);
    if (page !== undefined && follows && page.length < most) page.push(one);
    else pages.push([one]);
  }
  return pages;
}
