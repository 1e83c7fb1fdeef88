import { InputError } from "../../../core/errors.ts";

/** More columns than any list of contacts has; what needs more is a file of another kind. */
export const maxColumns = 1_000;

/** How long one record of a text file may be, in characters: a whole one is held in memory. */
export const maxRecordCharacters = 4 * 1024 * 1024;

/** How much standard input may hold, in bytes. */
export const maxSpooledBytes = 4 * 1024 ** 3;

/** @param columns how many the header has */
export function tooManyColumns(fileName: string, columns: number): InputError {
  return new InputError({
    code: "import.too_many_columns",
    text: {
      en: `${fileName}, row 1: there are ${columns} columns, and a list may have ${maxColumns}.`,
      es: `${fileName}, fila 1: hay ${columns} columnas, y una lista puede tener ${maxColumns}.`,
    },
    hint: {
      en: "delete the columns that you do not need and import the file again: nothing has been imported",
      es: "elimine las columnas que no necesita e importe de nuevo el archivo: no se ha importado nada",
    },
    data: { file: fileName, row: 1, column: maxColumns + 1, columns },
  });
}

/** @param column the one, counted from 1, in which the limit was passed */
export function recordTooLong(fileName: string, row: number, column: number): InputError {
  return new InputError({
    code: "import.record_too_long",
    text: {
      en: `${fileName}, row ${row}, column ${column}: the row is longer than 4 MB.`,
      es: `${fileName}, fila ${row}, columna ${column}: la fila ocupa más de 4 MB.`,
    },
    hint: {
      en: `look at row ${row}: it does not hold one contact. Nothing has been imported`,
      es: `revise la fila ${row}: no contiene un solo contacto. No se ha importado nada`,
    },
    data: { file: fileName, row, column },
  });
}

export function emptyFile(fileName: string): InputError {
  return new InputError({
    code: "import.empty",
    text: { en: `${fileName} is empty.`, es: `${fileName} está vacío.` },
    hint: {
      en: "export the list again: the first row holds the column names, one of them the phone",
      es: "exporte de nuevo la lista: la primera fila lleva los nombres de las columnas, entre ellas la del teléfono",
    },
    data: { file: fileName },
  });
}

export function noRows(fileName: string): InputError {
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
