import type { CountryCode } from "../../../core/phone.ts";
import type { Columns } from "../mapping/columns.ts";
import { readCountry } from "./countries.ts";

export type DateOrder = "day-first" | "month-first";

const monthFirst: ReadonlySet<CountryCode> = new Set(["US", "PR", "GU", "VI", "AS", "MP", "PH", "FM", "MH", "PW"]);
// Both orders are in daily use there.
const undecided: ReadonlySet<CountryCode> = new Set(["CA"]);

/** The order of dates in one country's spreadsheets; undefined where both are used. */
export function orderOfCountry(country: CountryCode): DateOrder | undefined {
  if (undecided.has(country)) return undefined;
  return monthFirst.has(country) ? "month-first" : "day-first";
}

const dayMonthYear = /^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)/;

/** The order that one date shows by itself: a 25 is no month. */
export function orderOfDate(text: string): DateOrder | undefined {
  const date = text.trim();
  // Years first, as in most lists: nothing to see.
  if (date.charCodeAt(4) === 0x2d || date.length < 6) return undefined;
  const match = dayMonthYear.exec(date);
  if (!match) return undefined;
  const first = Number(match[1]);
  const second = Number(match[2]);
  if (first > 12) return second > 12 ? undefined : "day-first";
  return second > 12 ? "month-first" : undefined;
}

/** Whether a date can be read in two ways, each another day: 03/04/2025. */
function isOpen(text: string): boolean {
  const date = text.trim();
  if (date.charCodeAt(4) === 0x2d || date.length < 6) return false;
  const match = dayMonthYear.exec(date);
  const first = Number(match?.[1]);
  const second = Number(match?.[2]);
  return first <= 12 && second <= 12 && first !== second;
}

/** What needs to be seen of every row before the first one can be read. */
export interface DateOrderSurvey {
  row(cells: readonly string[]): void;
  /** Undefined when day and month must not be guessed. */
  result(): DateOrder | undefined;
  /** Whether some date could be read in two ways, so that the order decided it. */
  hasOpen(): boolean;
}

/**
 * How the whole file writes day and month: as its own dates show, else as is done in the country of the list, else in the
 * countries of its rows where they agree. One file has one order, since it comes from one spreadsheet; one that shows both
 * shows nothing.
 *
 * @param country where the list is from, when that was said
 */
export function dateOrderSurvey(columns: Pick<Columns, "of">, country: CountryCode | undefined): DateOrderSurvey {
  const datePlace = columns.of.get("consent_date")?.place;
  const countryPlace = country === undefined ? columns.of.get("country")?.place : undefined;
  const shown = new Set<DateOrder>();
  const ofCountries = new Set<DateOrder | undefined>();
  if (country !== undefined) ofCountries.add(orderOfCountry(country));
  let open = false;

  return {
    row(cells) {
      if (datePlace === undefined) return;
      const order = orderOfDate(cells[datePlace] ?? "");
      if (order !== undefined) shown.add(order);
      else open ||= isOpen(cells[datePlace] ?? "");
      if (countryPlace === undefined || ofCountries.size > 1) return;
      const found = readCountry(cells[countryPlace] ?? "");
      if (found !== undefined) ofCountries.add(orderOfCountry(found));
    },
    result() {
      if (datePlace === undefined || shown.size > 1) return undefined;
      const [decided] = shown.size === 1 ? shown : ofCountries.size === 1 ? ofCountries : [];
      return decided;
    },
    hasOpen: () => open,
  };
}
