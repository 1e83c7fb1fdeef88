import { cachedReader } from "./cache.ts";
import type { DateOrder } from "./date-order.ts";
import { instant, unreadable } from "./instants.ts";
import type { ReadDate } from "./instants.ts";
import { readIsoDate } from "./iso-dates.ts";
import { monthOf } from "./months.ts";

export type { ReadDate } from "./instants.ts";

const time = String.raw`(?:(?:[T\s,]|\s(?:a las|às|at)\s)+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?\s?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?`;
const whole = (pattern: string): RegExp => new RegExp(`^${pattern}${time}$`, "iu");

const yearFirst = whole(String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`);
const yearLast = whole(String.raw`(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})`);
// `25 mar 2025`, `martes, 25 de marzo de 2025`, `25-mar-25`
const weekday = String.raw`(?:\p{L}{3,13}\.?,?\s)?`;
const monthNamed = whole(
  String.raw`${weekday}(\d{1,2})(?:º|\.|st|nd|rd|th)?(?:\sde\s|[-/\s])(\p{L}{3,10})\.?(?:\sde(?:l)?\s|,\s|[-/\s])(\d{4}|\d{2})`,
);
// `March 25th, 2025`
const monthNamedFirst = whole(String.raw`${weekday}(\p{L}{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})`);
const numbersOnly = /^\d{4,6}(?:[.,]\d+)?$/;
/** No date is longer, and no pattern is tried on what is. */
const longestDate = 60;

const yearOf = (text: string): number => Number(text) + (text.length === 2 ? 2000 : 0);

function readNamed(text: string): ReadDate {
  const dayFirst = monthNamed.exec(text);
  const match = dayFirst ?? monthNamedFirst.exec(text);
  const [day, name] = dayFirst ? [match?.[1], match?.[2]] : [match?.[2], match?.[1]];
  const month = monthOf(name ?? "");
  if (!match || month === undefined) return unreadable;
  return instant(yearOf(match[3] ?? ""), month, Number(day), match.slice(4));
}

function readWritten(text: string, order: DateOrder | undefined): ReadDate {
  if (text.length > longestDate) return unreadable;
  if (numbersOnly.test(text)) return { ok: false, why: "serial" };
  const iso = yearFirst.exec(text);
  if (iso) return instant(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4));
  const match = yearLast.exec(text);
  if (!match) return readNamed(text);
  const first = Number(match[1]);
  const second = Number(match[2]);
  const shown = first > 12 ? "day-first" : second > 12 ? "month-first" : undefined;
  const chosen = shown ?? order;
  if (chosen === undefined && first !== second) return { ok: false, why: "ambiguous" };
  const [day, month] = chosen === "month-first" ? [second, first] : [first, second];
  return instant(yearOf(match[3] ?? ""), month, day, match.slice(4));
}

const readers = {
  "day-first": cachedReader((text) => readWritten(text, "day-first")),
  "month-first": cachedReader((text) => readWritten(text, "month-first")),
  unknown: cachedReader((text) => readWritten(text, undefined)),
};

/**
 * Reads a date as forms and spreadsheets write it: ISO 8601, `25/03/2025`, `3.4.25`, `25 de marzo de 2025`, with or without a
 * time. Day and month that could change places need an `order`. A bare number is a spreadsheet's inner count of days, which
 * starts in 1900 or in 1904: it is not read.
 */
export function readDate(text: string, order: DateOrder | undefined): ReadDate {
  const trimmed = text.trim();
  return readIsoDate(trimmed) ?? readers[order ?? "unknown"](trimmed);
}
