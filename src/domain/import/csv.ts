import Papa from "papaparse";
import { InputError } from "../../core/errors.ts";
import { detectDelimiter } from "./delimiter.ts";
import { emptyFile } from "./signature.ts";
import type { SourceRow, Table } from "./table.ts";

/** The line by which Excel is told the separator; it is not part of the list. */
const separatorLine = /^sep=(.)\n/i;

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

function openQuote(fileName: string, row: number): InputError {
  return new InputError({
    code: "import.open_quote",
    text: {
      en: `${fileName}, row ${row}: a quotation mark (") opens here and is never closed, so the rows after it cannot be read.`,
      es: `${fileName}, fila ${row}: aquí se abren unas comillas (") que no se cierran, y las filas siguientes no se pueden leer.`,
    },
    hint: {
      en: `delete or close the quotation mark in row ${row} and import the file again: nothing has been imported`,
      es: `elimine o cierre las comillas de la fila ${row} e importe de nuevo el archivo: no se ha importado nada`,
    },
    data: { file: fileName, row },
  });
}

function noRows(fileName: string): InputError {
  return new InputError({
    code: "import.no_rows",
    text: {
      en: `${fileName} has a header and no rows.`,
      es: `${fileName} tiene encabezado y ninguna fila.`,
    },
    hint: { en: "export the list again, with its contacts", es: "exporte de nuevo la lista, con sus contactos" },
    data: { file: fileName },
  });
}

/**
 * Reads CSV with whatever separator it has. A row with wrong quotes is marked, so that the others go on; where the quotes
 * swallow rows, nothing can be trusted and the whole file is refused.
 *
 * @throws InputError `import.empty`, `import.no_rows`, `import.open_quote` with the row where the quote was opened
 */
export function readCsv(content: string, fileName: string): Table {
  // One kind of line end: files put together from several have more, and half of the rows would stick together.
  let text = content.replace(/\r\n?/g, "\n");
  const named = separatorLine.exec(text);
  if (named) text = text.slice(named[0].length);
  if (/^[\s,;|"]*$/.test(text)) throw emptyFile(fileName);
  const delimiter = named?.[1] ?? detectDelimiter(text);

  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" });
  const headerPlace = data.findIndex((cells) => !isBlank(cells));
  const header = data[headerPlace];
  if (header === undefined) throw emptyFile(fileName);
  const rowOf = (place: number): number => place - headerPlace + 1;

  const malformed = new Set<number>();
  for (const error of errors) {
    if (error.type !== "Quotes" || error.row === undefined) continue;
    const swallowed = data[error.row]?.some((cell) => cell.includes("\n")) ?? true;
    if (error.code === "MissingQuotes" || swallowed) throw openQuote(fileName, rowOf(error.row));
    malformed.add(error.row);
  }
  if (malformed.has(headerPlace)) throw openQuote(fileName, 1);

  const rows: SourceRow[] = [];
  for (let place = headerPlace + 1; place < data.length; place++) {
    const cells = data[place];
    if (cells === undefined || isBlank(cells)) continue;
    rows.push({ row: rowOf(place), cells, malformed: malformed.has(place) });
  }
  if (rows.length === 0) throw noRows(fileName);
  return { header: header.map((cell) => cell.trim()), rows, delimiter };
}
