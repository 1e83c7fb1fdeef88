import { InputError } from "../../../core/errors.ts";
import { parsePhone } from "../../../core/phone.ts";
import { tidyCell } from "../cells/tidy.ts";
import type { ImportField } from "./fields.ts";
import { writeMeaning } from "./map-entries.ts";
import type { MapEntry } from "./map-entries.ts";

/** More headers than these are not read in an error. */
const mostHeaders = 40;

function quoted(headers: readonly string[]): string {
  const shown = headers.slice(0, mostHeaders).map((header) => `"${tidyCell(header).slice(0, 60)}"`);
  return headers.length > mostHeaders ? `${shown.join(", ")}…` : shown.join(", ");
}

/** Whether the header is somebody's row: then it is not repeated. */
function holdsPhone(header: readonly string[]): boolean {
  return header.some((cell) => {
    const phone = parsePhone(cell);
    return phone.ok || phone.code === "phone.no_country";
  });
}

function noHeader(fileName: string): InputError {
  return new InputError({
    code: "import.no_phone_column",
    text: {
      en: `${fileName} has no column names: its first row already holds a phone number.`,
      es: `${fileName} no tiene nombres de columna: su primera fila ya contiene un número de teléfono.`,
    },
    hint: {
      en: "add a first row with the names of the columns, for example Name and Phone",
      es: "agregue una primera fila con los nombres de las columnas, por ejemplo Nombre y Teléfono",
    },
    data: { file: fileName, row: 1 },
  });
}

export function noSuchColumn(entry: MapEntry, header: readonly string[], fileName: string): InputError {
  if (holdsPhone(header)) return noHeader(fileName);
  const name = tidyCell(entry.header);
  const meaning = writeMeaning(entry);
  return new InputError({
    code: "import.no_such_column",
    text: {
      en: `${fileName} has no column "${name}" (asked for as ${meaning}).`,
      es: `${fileName} no tiene la columna "${name}" (pedida como ${meaning}).`,
    },
    hint: { en: `its columns are ${quoted(header)}`, es: `sus columnas son ${quoted(header)}` },
    data: { file: fileName, row: 1, column: entry.header, headers: header },
  });
}

/** @param names what each of the columns is called: `celular#1` */
export function ambiguousColumn(entry: MapEntry, names: readonly string[], fileName: string): InputError {
  const name = tidyCell(entry.header);
  const example = `--map "${writeMeaning(entry)}=${tidyCell(names[0] ?? "")}"`;
  return new InputError({
    code: "import.ambiguous_column",
    text: {
      en: `${fileName} has several columns named "${name}".`,
      es: `${fileName} tiene varias columnas con el nombre "${name}".`,
    },
    hint: {
      en: `say which one: ${quoted(names)}; for example ${example}`,
      es: `indique cuál: ${quoted(names)}; por ejemplo ${example}`,
    },
    data: { file: fileName, row: 1, column: entry.header, columns: names },
  });
}

export function noPhoneColumn(header: readonly string[], fileName: string): InputError {
  if (holdsPhone(header)) return noHeader(fileName);
  return new InputError({
    code: "import.no_phone_column",
    text: {
      en: `${fileName} has no phone column; its columns are ${quoted(header)}.`,
      es: `${fileName} no tiene columna de teléfono; sus columnas son ${quoted(header)}.`,
    },
    hint: {
      en: "say which one holds the phone: --map phone=Header",
      es: "indique cuál lleva el teléfono: --map phone=Encabezado",
    },
    data: { file: fileName, row: 1, headers: header },
  });
}

export function twoColumns(field: ImportField, headers: readonly string[], fileName: string): InputError {
  const first = tidyCell(headers[0] ?? "");
  const phone = field === "phone";
  return new InputError({
    code: phone ? "import.two_phone_columns" : "import.two_consent_columns",
    text: {
      en: `${fileName} has several columns that may be ${phone ? "the phone" : `the same consent (${field})`}: ${quoted(headers)}.`,
      es: `${fileName} tiene varias columnas que pueden ser ${phone ? "el teléfono" : `el mismo consentimiento (${field})`}: ${quoted(headers)}.`,
    },
    hint: {
      en: `choose one: --map "${field}=${first}"`,
      es: `elija una: --map "${field}=${first}"`,
    },
    data: { file: fileName, row: 1, headers },
  });
}
