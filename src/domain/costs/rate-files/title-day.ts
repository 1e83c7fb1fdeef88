import { monthOf } from "../../import/cells/months.ts";
import type { Day } from "../calendar.ts";

const patterns: readonly RegExp[] = [
  /\b(?<year>\d{4})-(?<digits>\d{2})-(?<day>\d{2})\b/g,
  /\b(?<month>[A-Za-z]{3,9})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})\b/g,
  /\b(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:de\s+)?(?<month>[A-Za-z]{3,9})\.?,?\s+(?:de\s+)?(?<year>\d{4})\b/g,
];

/** A day of the calendar as `2026-10-01`; undefined for one that there is not. */
function dayOf(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

/** The days that a title names, `April 1, 2026` among them. Days in digits alone (10/1/2026) could mean two days, and are not read. */
function daysIn(text: string): Day[] {
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ groups = {} }) => {
      const month = groups["digits"] === undefined ? monthOf(groups["month"] ?? "") : Number(groups["digits"]);
      const day = month === undefined ? undefined : dayOf(Number(groups["year"]), month, Number(groups["day"]));
      return day ?? [];
    }),
  );
  return [...new Set(found)];
}

/**
 * The day from which a card holds, as its title tells it: the one behind the word "effective" where there are several.
 *
 * @param titles what stands above the header, then the sheet's name: the first that tells counts
 */
export function titleDay(titles: readonly string[]): Day | undefined {
  for (const title of titles) {
    const behind = daysIn(/\beffective\b(.*)/is.exec(title)?.[1] ?? "");
    if (behind[0] !== undefined) return behind[0];
    const [day, ...others] = daysIn(title);
    if (day !== undefined && others.length === 0) return day;
  }
  return undefined;
}
