import type { MetaSyncRow } from "../../../storage/repos/meta-costs.ts";
import { dayAt, startOfDay, type Day, type Period } from "../calendar.ts";
import { daysOf, settlingTime } from "../sync/days.ts";
import { dayOfSpan, middleOf } from "./meta-side.ts";

/** Whether what was read is a day of the zone: where the account's zone was another one, it is parts of two. */
export function isOfZone(row: MetaSyncRow, zone: string): boolean {
  const day = dayAt(middleOf(row), zone);
  if (startOfDay(day, zone) !== row.from_at) return false;
  // A day that was still running ended when it was read.
  return row.to_at >= row.synced_at - 1000 || dayAt(row.to_at, zone) > day;
}

/** The days of a period, as far as it has come, that were not read. */
export function unreadDays(syncs: readonly MetaSyncRow[], period: Period, zone: string, now: number): Day[] {
  const read = new Set(syncs.map((row) => dayOfSpan(row, zone)));
  return daysOf(period, zone, now).flatMap(({ day }) => (read.has(day) ? [] : [day]));
}

/** Whether a day was read when its figures could still change. */
export function wasOpen(row: MetaSyncRow, dayEnd: number): boolean {
  return row.synced_at < dayEnd + settlingTime;
}

/** Whether an instant is in what was read. */
export function readIn(syncs: readonly MetaSyncRow[]): (at: number) => boolean {
  const spans: { from: number; to: number }[] = [];
  for (const { from_at: from, to_at: to } of syncs) {
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return (at) => spans.some(({ from, to }) => from <= at && at < to);
}
