import { isDay } from "./instants.ts";
import type { ReadDate } from "./instants.ts";

/** The number that stands at a place with as many digits; NaN when anything else is there. */
function digitsAt(text: string, start: number, count: number): number {
  let value = 0;
  for (let place = start; place < start + count; place++) {
    const digit = text.charCodeAt(place) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Whether nothing but parts of a second and a `Z` stand after the seconds. */
function endsAfterSeconds(text: string): boolean {
  let place = 19;
  if (text[place] === ".") {
    place++;
    while (digitsAt(text, place, 1) >= 0) place++;
    if (place === 20) return false;
  }
  return place === text.length || (text[place] === "Z" && place + 1 === text.length);
}

/**
 * Reads `2025-03-25`, `2025-03-25T10:20:30`, `2025-03-25 10:20:30.5Z`, which is what most programs write, without a regular
 * expression: a list has as many of them as it has rows. Undefined for anything else, right or wrong.
 */
export function readIsoDate(text: string): ReadDate | undefined {
  const { length } = text;
  if ((length !== 10 && (length < 19 || length > 30)) || text[4] !== "-" || text[7] !== "-") return undefined;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  if (!isDay(year, month, day)) return undefined;
  if (length === 10) return { ok: true, at: Date.UTC(year, month - 1, day), hasTime: false };

  const apart = text[10] === "T" || text[10] === " ";
  if (!apart || text[13] !== ":" || text[16] !== ":" || !endsAfterSeconds(text)) return undefined;
  const hour = digitsAt(text, 11, 2);
  const minute = digitsAt(text, 14, 2);
  const second = digitsAt(text, 17, 2);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  return { ok: true, at: Date.UTC(year, month - 1, day, hour, minute, second), hasTime: true };
}
