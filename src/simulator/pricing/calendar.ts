import { instantsOf, gapAround, wallTime } from "../../core/zone-clock.ts";

/** A day as `2026-10-01`: days compare as they sort. */
export type Day = string;

/** The days on which the rules of prices changed, each at midnight in the account's zone. */
export const ruleDays = {
  /** Service messages cost beyond the free thousand, and utility templates also inside the window. */
  serviceCharged: "2026-10-01",
  /** What governments and charities are spared says so: `subtype: paid_exempt`. */
  exemptTold: "2026-10-12",
  /** The first day on which they are spared nothing any more. */
  exemptEnds: "2028-01-01",
} as const satisfies Record<string, Day>;

const utc = "UTC";
const onWall = (zone: string, at: number): string => new Date(zone === utc ? at : wallTime(zone, at)).toISOString();

/** The day that the clocks of a zone show. @param at milliseconds */
export const dayAt = (zone: string, at: number): Day => onWall(zone, at).slice(0, 10);

/** The month as `2026-11`. */
export const monthAt = (zone: string, at: number): string => onWall(zone, at).slice(0, 7);

/** The first instant of a day; where the clocks leave out midnight, the one at which they are moved. */
export function startOfDay(zone: string, day: Day): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (zone === utc) return midnight;
  return instantsOf(zone, midnight)[0] ?? instantsOf(zone, gapAround(zone, midnight).to)[0] ?? midnight;
}

/** The day so many days later. */
export const dayAfter = (day: Day, days = 1): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first day of the month after the day's own. */
export const nextMonth = (day: Day): Day =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)))).toISOString().slice(0, 10);
