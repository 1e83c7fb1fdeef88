import { cleanLine } from "../../../core/terminal.ts";
import { currencyOf } from "./currency-name.ts";
import type { Grid, GridRow } from "./grid.ts";
import { folded, type RatesHeader, type TiersHeader } from "./headers.ts";
import { knownMarket } from "./market-name.ts";
import { columnLetters, quoted, refusal, type Place } from "./places.ts";

/** The columns that are read, each with what would make another one its double. */
function namedColumns(cells: readonly string[], header: RatesHeader | TiersHeader): (readonly [number, string])[] {
  const names = (from: number, end: number, wanted: readonly string[], group: string): (readonly [number, string])[] =>
    cells
      .slice(from, end)
      .flatMap((cell, place) =>
        wanted.includes(folded(cell)) ? [[from + place, `${group} ${folded(cell)}`] as const] : [],
      );
  const whole = names(0, cells.length, ["market", "currency"], "");
  if (header.kind === "rates") return [...whole, ...header.categories];
  const groups = header.groups.flatMap(({ from }, place) => {
    const end = header.groups[place + 1]?.from ?? cells.length;
    return names(from, end, ["to", "rate", "vslistrate", "discount"], `${place}`);
  });
  const named = header.groups.flatMap(({ from, category }) =>
    category === undefined ? [] : [[from, category] as const],
  );
  return [...whole, ...named, ...groups];
}

/**
 * That no column is there twice: one of the two would be read, and nobody knows which is right.
 *
 * @throws InputError `rates.column_twice`
 */
export function checkColumns({ rows }: Grid, header: RatesHeader | TiersHeader, at: Place): void {
  const head = rows[header.at];
  const cells = head?.cells ?? [];
  const seen = new Map<string, number>();
  for (const [column, key] of namedColumns(cells, header)) {
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, column);
      continue;
    }
    // The columns of tiers have their category's name above them.
    const name = header.kind === "tiers" && header.groups.some(({ from }) => from === column) ? key : cells[column];
    const letters = columnLetters(before + 1);
    throw refusal(
      "column_twice",
      { ...at, row: head?.row, column: column + 1 },
      {
        en: `${quoted(name ?? "")} is also in column ${letters}.`,
        es: `${quoted(name ?? "")} también está en la columna ${letters}.`,
      },
      { en: "delete one of the two columns", es: "elimine una de las dos columnas" },
      { value: cleanLine(name ?? ""), before: letters },
    );
  }
}

/** The last column that is read, counted from 0. */
function lastColumn(header: RatesHeader | TiersHeader): number {
  const read =
    header.kind === "rates"
      ? [header.evidence, ...header.categories.map(([column]) => column)]
      : header.groups.flatMap(({ from, to, rate, discount, evidence }) => [from, to, rate, discount, evidence]);
  return Math.max(header.market, ...[header.currency, ...read].map((column) => column ?? 0));
}

/**
 * That every row of a text file goes as far as the columns that are read: Meta's rows all do, and the last one of a file that was cut
 * off does not. A workbook leaves out empty cells, and cannot be cut off unnoticed.
 *
 * @param isFigures tells the rows of figures from the notes below them
 * @throws InputError `rates.cut_off`
 */
export function checkWidth(
  { rows, sheet }: Grid,
  header: RatesHeader | TiersHeader,
  at: Place,
  isFigures: (row: GridRow) => boolean,
): void {
  if (sheet !== null) return;
  const last = lastColumn(header);
  const isRow = (row: GridRow): boolean =>
    isFigures(row) ||
    knownMarket(row.cells[header.market] ?? "") !== undefined ||
    (header.currency !== undefined && currencyOf(row.cells[header.currency] ?? "") !== undefined);
  const short = rows.slice(header.at + 1).find((row) => row.cells.length <= last && isRow(row));
  if (short === undefined) return;
  const letters = columnLetters(last + 1);
  throw refusal(
    "cut_off",
    { ...at, row: short.row, column: short.cells.length + 1 },
    {
      en: `the row ends before this column, and the header goes on to column ${letters}.`,
      es: `la fila termina antes de esta columna y el encabezado llega hasta la columna ${letters}.`,
    },
    {
      en: "download the file again, it may have been cut off; where there is no price, write n/a",
      es: "descargue de nuevo el archivo, puede estar cortado; donde no haya precio, escriba n/a",
    },
    { last: letters },
  );
}
