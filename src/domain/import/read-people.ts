import type { CountryCode } from "../../core/phone.ts";
import type { FileConsent } from "./consent-cells.ts";
import { readCountry } from "./countries.ts";
import { orderOfColumn, orderOfCountry } from "./dates.ts";
import type { DateOrder } from "./dates.ts";
import type { Columns } from "./headers.ts";
import { readRow } from "./read-row.ts";
import type { Person } from "./read-row.ts";
import type { Reject } from "./report.ts";
import type { Table } from "./table.ts";

export interface ReadingOptions {
  readonly country?: CountryCode | undefined;
  readonly consent?: FileConsent | undefined;
  readonly now: number;
}

export interface People {
  readonly people: readonly Person[];
  readonly rejects: readonly Reject[];
  readonly dateOrder: DateOrder | undefined;
}

/**
 * How the whole file writes day and month: as its own dates show, else as is done in the country of the list, else in the
 * countries of its rows where they agree. One file has one order: it comes from one spreadsheet.
 */
function dateOrderOf(table: Table, columns: Columns, country: CountryCode | undefined): DateOrder | undefined {
  const dateColumn = columns.of.get("consent_date");
  if (dateColumn === undefined) return undefined;
  const shown = orderOfColumn(table.rows.map((row) => row.cells[dateColumn.place] ?? ""));
  if (shown === "mixed") return undefined;
  if (shown !== undefined) return shown;
  if (country !== undefined) return orderOfCountry(country);
  const countryColumn = columns.of.get("country");
  if (countryColumn === undefined) return undefined;
  const written = new Set(table.rows.map((row) => (row.cells[countryColumn.place] ?? "").trim()));
  const orders = new Set<DateOrder | undefined>();
  for (const name of written) {
    const found = name === "" ? undefined : readCountry(name);
    if (found !== undefined) orders.add(orderOfCountry(found));
  }
  const [only] = orders;
  return orders.size === 1 ? only : undefined;
}

/** Reads every row of a list: the people in it, and what was wrong with the others. */
export function readPeople(table: Table, columns: Columns, options: ReadingOptions): People {
  const dateOrder = dateOrderOf(table, columns, options.country);
  const rules = { columns, dateOrder, country: options.country, file: options.consent, now: options.now };
  const people: Person[] = [];
  const rejects: Reject[] = [];
  for (const source of table.rows) {
    const reading = readRow(source, rules);
    if (reading.ok) people.push(reading.person);
    else rejects.push(reading.reject);
  }
  return { people, rejects, dateOrder };
}
