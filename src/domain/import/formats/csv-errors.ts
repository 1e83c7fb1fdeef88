import { InputError } from "../../../core/errors.ts";
import { maxColumns } from "./limits.ts";

/** Quotes that take in whole rows: nothing after them can be trusted. */
export function openQuote(fileName: string, row: number): InputError {
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

/** A zero byte: no program that writes text writes one. */
export function zeroByte(fileName: string, row: number, column: number): InputError {
  return new InputError({
    code: "import.binary",
    text: {
      en: `${fileName}, row ${row}, column ${column}: there are zero bytes here, so this is not a text file.`,
      es: `${fileName}, fila ${row}, columna ${column}: aquí hay bytes nulos, así que no es un archivo de texto.`,
    },
    hint: {
      en: "open the list in a spreadsheet and save it as CSV UTF-8",
      es: "abra la lista en una hoja de cálculo y guárdela como CSV UTF-8",
    },
    data: { file: fileName, row, column },
  });
}

/** @param row the header's: a title may stand above it */
export function tooManyCsvColumns(fileName: string, row: number, columns: number): InputError {
  return new InputError({
    code: "import.too_many_columns",
    text: {
      en: `${fileName}, row ${row}: there are ${columns} columns, and a list may have ${maxColumns}.`,
      es: `${fileName}, fila ${row}: hay ${columns} columnas, y una lista puede tener ${maxColumns}.`,
    },
    hint: {
      en: "delete the columns that you do not need and import the file again: nothing has been imported",
      es: "elimine las columnas que no necesita e importe de nuevo el archivo: no se ha importado nada",
    },
    data: { file: fileName, row, column: maxColumns + 1, columns },
  });
}
