import type { SourceRow } from "../list.ts";

/** Within how many rows, counted from the first that is not blank, the header is looked for below a title. */
const titleRows = 10;

const leastDigits = 6;

/** A day or a year, or from one to another, as people write them below a title: no telephone number. */
const day = String.raw`(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2})?)`;
const days = new RegExp(String.raw`^${day}(?:\s*[-–/]\s*${day}|[ T]+[\d:.]+)?$`);

/** Digits enough for a telephone number and no letters, but for the `E` of a number that a spreadsheet has spoilt. */
function isNumber(cell: string): boolean {
  const text = cell.trim();
  if (/(?![eE])\p{L}/u.test(text) || days.test(text)) return false;
  return (text.match(/\d/g)?.length ?? 0) >= leastDigits;
}

/**
 * Finds the header of a list that may have a title above it: "Listado de clientes 2026", a blank line, then the names of the
 * columns. Rows with one cell are a title where one with more follows soon after; otherwise the list has one column.
 *
 * What looks like a telephone number says that the list has begun before: under a column with a name and one without
 * (`Teléfono;`), the first row with both cells is a contact, and none may be taken for a title.
 */
export class HeaderSearch {
  #seen: SourceRow[] = [];

  /** Whether there was nothing yet. */
  get isEmpty(): boolean {
    return this.#seen.length === 0;
  }

  /**
   * Takes the next row that is not blank.
   *
   * @returns the rows from the header on, as soon as it is known
   */
  add(row: SourceRow): readonly SourceRow[] | undefined {
    this.#seen.push(row);
    const first = this.#seen[0] ?? row;
    if (row.malformed || row.row >= first.row + titleRows || row.cells.some(isNumber)) return this.end();
    return row.cells.filter((cell) => cell.trim() !== "").length > 1 ? this.#take([row]) : undefined;
  }

  /** No more will tell: the first row is the header. */
  end(): readonly SourceRow[] {
    return this.#take(this.#seen);
  }

  #take(rows: readonly SourceRow[]): readonly SourceRow[] {
    this.#seen = [];
    return rows;
  }
}

/** The rows of a list from its header on, without the title above it. */
export async function* fromHeader(
  pieces: AsyncIterable<readonly SourceRow[]>,
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const search = new HeaderSearch();
  let isFound = false;
  for await (const piece of pieces) {
    let rows = piece;
    for (let place = 0; !isFound; place++) {
      const row = piece[place];
      const found = row && search.add(row);
      if (found !== undefined) {
        isFound = true;
        rows = [...found, ...piece.slice(place + 1)];
      } else if (row === undefined) break;
    }
    if (isFound) yield rows;
  }
  if (!search.isEmpty) yield search.end();
}
