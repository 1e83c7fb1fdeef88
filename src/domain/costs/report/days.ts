import { dayAt, monthAt, monthRange, type Day, type Period } from "../calendar.ts";

const dayMs = 86_400_000;

/** The days from `first` up to, and with, `last`; none when `last` is before. */
export function daysFrom(first: Day, last: Day): Day[] {
  const start = Date.parse(first);
  const count = Math.max(0, (Date.parse(last) - start) / dayMs + 1);
  return Array.from({ length: count }, (_, place) => new Date(start + place * dayMs).toISOString().slice(0, 10));
}

/** The days of a period as the clocks of the zone tell them. */
export function daysOf({ from, to }: Period, zone: string): Day[] {
  return daysFrom(dayAt(from, zone), dayAt(to - 1, zone));
}

/** The month that a period is, from its first instant to its last; undefined for other periods. */
export function monthOf({ from, to }: Period, zone: string): string | undefined {
  const month = monthAt(from, zone);
  const range = monthRange(month, zone);
  return range.from === from && range.to === to ? month : undefined;
}
