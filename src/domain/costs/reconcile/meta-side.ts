import type { MetaCostRow } from "../../../storage/repos/meta-costs.ts";
import { dayAt, startOfDay, utc } from "../calendar.ts";
import { marketOf } from "../market.ts";
import { billedCategory } from "./categories.ts";
import { Cells, emptyMeta, type MetaCell } from "./figures.ts";

/** The middle of a stretch of Meta's, which says whose day it is. */
export const middleOf = (row: Pick<MetaCostRow, "from_at" | "to_at">): number => (row.from_at + row.to_at) / 2;
const beginsDay = (at: number, zone: string): boolean => startOfDay(dayAt(at, zone), zone) === at;

/** By whose clock Meta cut these days: the account's, or UTC's where more of them begin at its midnight. */
export function clockOf(rows: readonly MetaCostRow[], zone: string): string {
  const begun = (clock: string): number => rows.filter((row) => beginsDay(row.from_at, clock)).length;
  return zone !== utc && begun(utc) > begun(zone) ? utc : zone;
}

/** The day that a stretch of Meta's is called by. */
export function dayOfSpan(row: Pick<MetaCostRow, "from_at" | "to_at">, clock: string): string {
  return dayAt(middleOf(row), clock);
}

// Lands without a calling code of their own: the ledger knows a recipient by number only.
const callingCodeOf: Readonly<Record<string, string>> = { AX: "FI", GG: "GB", IM: "GB", JE: "GB", SJ: "NO", VA: "IT" };

/** The market of a country, as the ledger would name it. */
export function marketOfCountry(country: string | null, at: number, clock: string): string | null {
  if (country === null) return null;
  const code = country.toUpperCase();
  return marketOf(undefined, at, callingCodeOf[code] ?? code, clock).market;
}

/** Meta's figures by day, market and category. */
export function metaCells(rows: readonly MetaCostRow[], clock: string): Cells<MetaCell> {
  const cells = new Cells(emptyMeta);
  for (const row of rows) {
    if (row.volume === 0 && (row.micros ?? 0) === 0) continue;
    const category = billedCategory(row.category);
    const cell = cells.at({
      day: dayOfSpan(row, clock),
      market: marketOfCountry(row.country, middleOf(row), clock),
      category,
    });
    const type = row.pricing_type?.toUpperCase() ?? "REGULAR";
    const isCharged = type === "REGULAR" && row.micros !== 0;
    cell.volume += row.volume;
    cell[isCharged ? "charged" : "free"] += row.volume;
    if (row.micros === null) cell.unknown += row.volume;
    else cell.micros += row.micros;
    if (type === "FREE_ENTRY_POINT") cell.freeEntry += row.volume;
    if (row.tier !== null && !/^[01]:/.test(row.tier)) cell.tiered += row.volume;
    if (row.phone_number !== null) {
      cell.numbers.set(row.phone_number, (cell.numbers.get(row.phone_number) ?? 0) + row.volume);
    }
  }
  return cells;
}
