import { isDay } from "../../import/cells/instants.ts";
import { inThePast, leftOut, noSuchDay, notATime, type Typed } from "./local-time-errors.ts";
import { gapAround, instantsOf, wallTime } from "../../../core/zone-clock.ts";
import { requireZone } from "./zones.ts";

/** A time that somebody typed. */
export interface LocalTime {
  /** Milliseconds. */
  readonly at: number;
  /** The clocks show this time twice, since summer time ends: it is the first one (the second, if the first is past). */
  readonly twice: boolean;
}

const day = 86_400_000;
const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?`;
const dated = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})[T ]${clock} ?(Z|[+-]\d{2}:?\d{2})?$`, "i");
const daily = new RegExp(String.raw`^(?:(today|hoy|tomorrow|mañana|manana) (?:at |a las? )?)?${clock}$`, "i");
// What formatLocal writes at the end: a place, or a distance from UTC that is no offset of an ISO instant.
const named = /^(.*\d) ([a-z_]+\/\S+|(?:utc|gmt)\S*)$/i;

type Parts = readonly (string | undefined)[];

/** The time of the day in milliseconds; undefined when no clock shows it. */
function timeOf([hour, minute, second = "0", fraction = "0"]: Parts): number | undefined {
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + Number(fraction.padEnd(3, "0"));
}

/** Milliseconds ahead of UTC; undefined when no clock on Earth stands so. */
function offsetOf(text: string): number | undefined {
  if (text.toUpperCase() === "Z") return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The first instant from now on at which the clocks show a wall time; undefined when they have. */
function ahead(wall: number, typed: Typed): LocalTime | undefined {
  const instants = instantsOf(typed.zone, wall);
  if (instants.length === 0) {
    const gap = gapAround(typed.zone, wall);
    if (gap.to <= wallTime(typed.zone, typed.now)) return undefined;
    throw leftOut(typed, wall, gap);
  }
  const at = instants.find((instant) => instant >= typed.now);
  return at === undefined ? undefined : { at, twice: instants.length > 1 };
}

function readDated(match: RegExpExecArray, typed: Typed): LocalTime {
  const [, year, month, date, hour, minute, second, fraction, offset] = match;
  const time = timeOf([hour, minute, second, fraction]);
  if (time === undefined) throw notATime(typed);
  // isDay knows no days before 1990.
  if (Number(year) < 1990) throw inThePast(typed);
  if (!isDay(Number(year), Number(month), Number(date))) throw noSuchDay(typed, `${year}-${month}-${date}`);
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(date)) + time;
  if (offset === undefined) {
    const read = ahead(wall, typed);
    if (read === undefined) throw inThePast(typed);
    return read;
  }
  const distance = offsetOf(offset);
  if (distance === undefined) throw notATime(typed);
  if (wall - distance < typed.now) throw inThePast(typed);
  return { at: wall - distance, twice: false };
}

function readDaily(match: RegExpExecArray, typed: Typed): LocalTime {
  const [, word, ...parts] = match;
  const time = timeOf(parts);
  if (time === undefined) throw notATime(typed);
  const wallNow = wallTime(typed.zone, typed.now);
  const today = wallNow - (wallNow % day) + time;
  const meant = word?.toLowerCase();
  const isToday = meant === "today" || meant === "hoy";
  const read = meant === undefined || isToday ? ahead(today, typed) : undefined;
  if (read === undefined && isToday) throw inThePast(typed);
  const next = read ?? ahead(today + day, typed);
  if (next === undefined) throw inThePast(typed);
  return next;
}

/**
 * Reads when something is to begin, as a person types it: `2026-12-01 09:00` (with a T, with seconds), `09:00` (today, or
 * tomorrow if that is past), `tomorrow 09:00` / `mañana 09:00` by the clocks of the zone; a full ISO instant with Z or an
 * offset; and what `formatLocal` writes, `2026-12-01 09:00 America/Lima`, by its own zone.
 *
 * @param zone of `requireZone`
 * @throws UsageError `usage.bad_time`, `usage.no_such_day`, `usage.no_such_hour` (left out when summer time begins),
 *   `usage.past_time`, `usage.unknown_zone`
 */
export function readLocalTime(text: string, zone: string, now: number, option = "--at"): LocalTime {
  // A Mac may write the ñ as two characters.
  const plain = text.normalize("NFC").trim().replace(/\s+/g, " ");
  const [, time = plain, own] = named.exec(plain) ?? [];
  const typed = { text, now, option, zone: own === undefined ? zone : requireZone(own, option), ownZone: own };
  const withDay = dated.exec(time);
  if (withDay !== null) return readDated(withDay, typed);
  const withoutDay = daily.exec(time);
  if (withoutDay !== null) return readDaily(withoutDay, typed);
  throw notATime(typed);
}
