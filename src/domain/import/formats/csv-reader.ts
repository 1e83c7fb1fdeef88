import Papa from "papaparse";
import type { SourceRow } from "../list.ts";
import { openQuote, tooManyCsvColumns, zeroByte } from "./csv-errors.ts";
import { HeaderSearch } from "./header-search.ts";
import { maxColumns, maxRecordCharacters, recordTooLong } from "./limits.ts";

interface Parsed {
  readonly data: readonly string[][];
  readonly errors: readonly { readonly type: string; readonly code: string; readonly row?: number }[];
  /** Where the first record begins that was not taken. */
  readonly meta: { readonly cursor: number };
}

const isBlank = (cells: readonly string[]): boolean => {
  for (const cell of cells) if (cell !== "" && cell.trim() !== "") return false;
  return true;
};

/** Nothing but space and what may separate cells, whatever does in this file. */
const isBare = (cells: readonly string[]): boolean => cells.every((cell) => /^[\s,;|"]*$/.test(cell));

/**
 * Records whose quotes are wrong, and whether they are never closed. What is said of the last, unfinished one is not yet to be
 * believed.
 */
function wrongQuotes({ data, errors }: Parsed): ReadonlyMap<number, boolean> | undefined {
  if (errors.length === 0) return undefined;
  const places = new Map<number, boolean>();
  for (const { type, code, row } of errors) {
    if (type === "Quotes" && row !== undefined && row < data.length) places.set(row, code === "MissingQuotes");
  }
  return places;
}

/**
 * Turns text into rows as it comes. A row with wrong quotes is marked, so that the others go on; where the quotes swallow
 * rows, nothing can be trusted.
 *
 * A cell may be a part of the text that was given: what keeps some cells for long keeps whole pieces of the file with them.
 */
export class CsvReader {
  /** The first record that is neither blank nor a title; undefined until it is known. */
  header: readonly string[] | undefined;
  readonly #fileName: string;
  readonly #parser: Papa.Parser;
  /** Text after the last whole record. */
  #rest = "";
  /** How much of it was looked at in vain: it is not looked at again for every few characters more. */
  #tried = 0;
  /** Of the last record that was taken, blank ones counted, as a spreadsheet does. */
  #row = 0;
  readonly #search = new HeaderSearch();

  constructor(fileName: string, delimiter: string) {
    this.#fileName = fileName;
    this.#parser = new Papa.Parser({ delimiter, newline: "\n" });
  }

  /**
   * The rows that the text completes, without blank ones.
   *
   * @param text with `\n` at the end of lines
   * @throws InputError `import.open_quote`, `import.binary`, `import.record_too_long`, `import.too_many_columns`
   */
  take(text: string): SourceRow[] {
    this.#rest += text;
    if (text.includes("\u0000")) throw this.#binary();
    const rows: SourceRow[] = [];
    if (this.#rest.length < 2 * this.#tried && this.#rest.length <= maxRecordCharacters) return rows;
    for (;;) {
      const isWhole = this.#rest.length <= maxRecordCharacters;
      const window = isWhole ? this.#rest : this.#rest.slice(0, maxRecordCharacters + 1);
      const parsed = this.#parse(window, true);
      if (parsed.data.length === 0 && !isWhole) throw this.#tooLong(window);
      this.#add(parsed, rows);
      this.#rest = this.#rest.slice(parsed.meta.cursor);
      this.#tried = this.#rest.length;
      if (isWhole) return rows;
    }
  }

  /** The row that no line end completed, if there is one. @throws InputError as `take` does */
  end(): SourceRow[] {
    const rows: SourceRow[] = [];
    this.#add(this.#parse(this.#rest, false), rows);
    this.#rest = "";
    if (!this.#search.isEmpty) this.#begin(this.#search.end(), rows);
    return rows;
  }

  #parse(text: string, ignoreLast: boolean): Parsed {
    return this.#parser.parse(text, 0, ignoreLast) as Parsed;
  }

  #add(parsed: Parsed, rows: SourceRow[]): void {
    const wrong = wrongQuotes(parsed);
    let place = 0;
    for (const cells of parsed.data) {
      const isOpen = wrong?.get(place++);
      this.#row++;
      if (isOpen === true || (isOpen === false && cells.some((cell) => cell.includes("\n")))) {
        throw openQuote(this.#fileName, this.#row);
      }
      const row: SourceRow = { row: this.#row, cells, malformed: isOpen !== undefined };
      if (this.header === undefined) this.#look(row, rows);
      else if (!isBlank(cells)) rows.push(row);
    }
  }

  /** A row of which nobody knows yet whether it is a title, the header, or below it. */
  #look(row: SourceRow, rows: SourceRow[]): void {
    if (this.#search.isEmpty) {
      if (row.malformed) throw openQuote(this.#fileName, row.row);
      if (isBare(row.cells)) return;
    } else if (isBlank(row.cells)) return;
    const found = this.#search.add(row);
    if (found !== undefined) this.#begin(found, rows);
  }

  #begin([header, ...below]: readonly SourceRow[], rows: SourceRow[]): void {
    if (header === undefined) return;
    if (header.cells.length > maxColumns) throw tooManyCsvColumns(this.#fileName, header.row, header.cells.length);
    this.header = header.cells.map((cell) => cell.trim());
    rows.push(...below);
  }

  /** The row of the last of these records, the first of which begins the remaining text. */
  #rowOf(records: readonly string[][]): number {
    return this.#row + Math.max(1, records.length);
  }

  #binary(): Error {
    const before = this.#parse(this.#rest.slice(0, this.#rest.indexOf("\u0000")), false).data;
    return zeroByte(this.#fileName, this.#rowOf(before), before.at(-1)?.length ?? 1);
  }

  /** A cell that is too long, or a quote that was never closed and takes in what follows. */
  #tooLong(window: string): Error {
    const { data, errors } = this.#parse(window, false);
    const cells = data[0] ?? [];
    const isOpen = errors.length > 0 && cells.at(-1)?.includes("\n") === true;
    const row = this.#rowOf(data);
    return isOpen ? openQuote(this.#fileName, row) : recordTooLong(this.#fileName, row, cells.length);
  }
}
