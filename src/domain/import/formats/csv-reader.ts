import Papa from "papaparse";
import type { SourceRow } from "../list.ts";
import { openQuote, zeroByte } from "./csv-errors.ts";
import { maxColumns, maxRecordCharacters, recordTooLong, tooManyColumns } from "./limits.ts";

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
  /** The first record that is not blank; undefined until there is one. */
  header: readonly string[] | undefined;
  readonly #fileName: string;
  readonly #parser: Papa.Parser;
  /** Text after the last whole record. */
  #rest = "";
  /** How much of it was looked at in vain: it is not looked at again for every few characters more. */
  #tried = 0;
  /** Of the last record that was taken, the header being 1. */
  #row = 0;

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
      if (this.header === undefined) {
        this.#begin(cells, isOpen !== undefined);
        continue;
      }
      this.#row++;
      if (isOpen === true || (isOpen === false && cells.some((cell) => cell.includes("\n")))) {
        throw openQuote(this.#fileName, this.#row);
      }
      if (!isBlank(cells)) rows.push({ row: this.#row, cells, malformed: isOpen !== undefined });
    }
  }

  #begin(cells: readonly string[], malformed: boolean): void {
    if (malformed) throw openQuote(this.#fileName, 1);
    if (isBare(cells)) return;
    if (cells.length > maxColumns) throw tooManyColumns(this.#fileName, cells.length);
    this.header = cells.map((cell) => cell.trim());
    this.#row = 1;
  }

  /** The row of the last of these records, the first of which begins the remaining text. */
  #rowOf(records: readonly string[][]): number {
    if (this.header !== undefined) return this.#row + Math.max(1, records.length);
    const headerPlace = records.findIndex((cells) => !isBare(cells));
    return headerPlace === -1 ? 1 : records.length - headerPlace;
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
