import type { CountryCode } from "../../core/phone.ts";

export type DateOrder = "day-first" | "month-first";

export type ReadDate =
  | {
      readonly ok: true;
      /** Milliseconds; a date without a time is the start of its day in UTC. */
      readonly at: number;
      readonly hasTime: boolean;
    }
  | { readonly ok: false; readonly why: "unreadable" | "ambiguous" | "serial" };

const monthFirst: ReadonlySet<CountryCode> = new Set(["US", "PR", "GU", "VI", "AS", "MP", "PH", "FM", "MH", "PW"]);
// Both orders are in daily use there.
const undecided: ReadonlySet<CountryCode> = new Set(["CA"]);

const time = String.raw`(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?\s?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?`;
const yearFirstPattern = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}$`, "i");
const yearLastPattern = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${time}$`, "i");
const numbersOnly = /^\d{4,6}(?:[.,]\d+)?$/;

/** The order of dates in one country's spreadsheets; undefined where both are used. */
export function orderOfCountry(country: CountryCode): DateOrder | undefined {
  if (undecided.has(country)) return undefined;
  return monthFirst.has(country) ? "month-first" : "day-first";
}

/**
 * The order of day and month in a column, from the column itself: one date with a 25 in it decides for all. A column that
 * shows both orders shows nothing.
 */
export function orderOfColumn(dates: Iterable<string>): DateOrder | "mixed" | undefined {
  let order: DateOrder | undefined;
  for (const date of dates) {
    const match = yearLastPattern.exec(date.trim());
    const first = Number(match?.[1]);
    const second = Number(match?.[2]);
    const shown = first > 12 ? "day-first" : second > 12 ? "month-first" : undefined;
    if (!match || shown === undefined) continue;
    if (order !== undefined && order !== shown) return "mixed";
    order = shown;
  }
  return order;
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

function instant(year: number, month: number, day: number, rest: readonly (string | undefined)[]): ReadDate {
  const [hourText, minuteText, secondText, half, zone] = rest;
  const hour = hourOf(Number(hourText ?? 0), half);
  const minute = Number(minuteText ?? 0);
  const second = Number(secondText ?? 0);
  const day0 = new Date(Date.UTC(year, month - 1, day));
  const exists = day0.getUTCFullYear() === year && day0.getUTCMonth() === month - 1 && day0.getUTCDate() === day;
  if (!exists || year < 1990 || hour > 23 || minute > 59 || second > 59) return { ok: false, why: "unreadable" };
  const at = Date.UTC(year, month - 1, day, hour, minute, second) - offsetMinutes(zone) * 60_000;
  return { ok: true, at, hasTime: hourText !== undefined };
}

/**
 * Reads a date as forms and spreadsheets write it: ISO 8601, `25/03/2025`, `3.4.25`, with or without a time. Day and month
 * that could change places need an `order`. A bare number is a spreadsheet's inner count of days, which starts in 1900 or
 * in 1904: it is not read.
 */
export function readDate(text: string, order: DateOrder | undefined): ReadDate {
  const trimmed = text.trim();
  if (numbersOnly.test(trimmed)) return { ok: false, why: "serial" };
  const yearFirst = yearFirstPattern.exec(trimmed);
  if (yearFirst) {
    return instant(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]), yearFirst.slice(4));
  }
  const yearLast = yearLastPattern.exec(trimmed);
  if (!yearLast) return { ok: false, why: "unreadable" };
  const first = Number(yearLast[1]);
  const second = Number(yearLast[2]);
  const yearText = yearLast[3] ?? "";
  const year = Number(yearText) + (yearText.length === 2 ? 2000 : 0);
  const shown = first > 12 ? "day-first" : second > 12 ? "month-first" : undefined;
  const chosen = shown ?? order;
  if (chosen === undefined && first !== second) return { ok: false, why: "ambiguous" };
  const [day, month] = chosen === "month-first" ? [second, first] : [first, second];
  return instant(year, month, day, yearLast.slice(4));
}
