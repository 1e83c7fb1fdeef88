import type { Day } from "../pricing/calendar.ts";
import { dayAfter, dayAt, nextMonth, startOfDay } from "../pricing/calendar.ts";
import type { World } from "../world.ts";
import { badParameter, momentOf, type Parameters } from "./parameters.ts";

/** A time in milliseconds, without its last instant. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Length = "half hour" | "day" | "month";

const halfHour = 1_800_000;

/** `start` and `end`, in order and within what Meta looks back. @param oldest the first day that is answered for */
export function readSpan(parameters: Parameters, world: World, oldest: Day): Span {
  const span = { from: momentOf(parameters, "start"), to: momentOf(parameters, "end") };
  if (span.from >= span.to) throw badParameter("end", "later than param start");
  refuseOld(span.from, startOfDay(world.state.business.timezone, oldest));
  return span;
}

export function refuseOld(from: number, oldest: number): void {
  if (from >= oldest) return;
  throw badParameter("start", `${Math.floor(oldest / 1_000)} or later: older figures are not available`);
}

const today = ({ clock, state }: World): Day => dayAt(state.business.timezone, clock.now());

/** A year ago, by the calendar. */
export function yearAgo(world: World): Day {
  const day = today(world);
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4).replace("-02-29", "-02-28")}`;
}

export const daysAgo = (world: World, days: number): Day => dayAfter(today(world), -days);

/** The half hour, day or month of a moment, as far as it was asked for. Days and months are those of the zone's clocks. */
export function partAt(at: number, length: Length, zone: string, asked: Span): Span {
  const whole = wholePart(Math.max(at, asked.from), length, zone);
  return { from: Math.max(whole.from, asked.from), to: Math.min(whole.to, asked.to) };
}

function wholePart(at: number, length: Length, zone: string): Span {
  if (length === "half hour") {
    const from = Math.floor(at / halfHour) * halfHour;
    return { from, to: from + halfHour };
  }
  const day = dayAt(zone, at);
  const first = length === "day" ? day : `${day.slice(0, 7)}-01`;
  return { from: startOfDay(zone, first), to: startOfDay(zone, length === "day" ? dayAfter(day) : nextMonth(day)) };
}

/** As Meta writes it. */
export const spanPoint = ({ from, to }: Span): { start: number; end: number } => ({
  start: Math.floor(from / 1_000),
  end: Math.floor(to / 1_000),
});
