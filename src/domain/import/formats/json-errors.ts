import { InputError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import type { JsonPlace } from "./json-cursor.ts";
import { maxColumns } from "./limits.ts";

const shapeHint: Text = {
  en: 'it should hold a list of objects, like [{"name":"Ana","phone":"+12025550101"}], or one object per line with --format ndjson',
  es: 'debe contener una lista de objetos, como [{"name":"Ana","phone":"+12025550101"}], o un objeto por línea con --format ndjson',
};

/** @param row of the contact in which it is, where it is in one */
export function brokenJson(file: string, { line, column }: JsonPlace, row?: number): InputError {
  const of = row === undefined ? { en: "", es: "" } : { en: ` (contact ${row})`, es: ` (contacto ${row})` };
  return new InputError({
    code: "import.json_syntax",
    text: {
      en: `${file}, line ${line}, column ${column}${of.en}: this is not valid JSON.`,
      es: `${file}, línea ${line}, columna ${column}${of.es}: esto no es JSON válido.`,
    },
    hint: {
      en: "mend it there, or export the list again: nothing has been imported",
      es: "corríjalo ahí o exporte de nuevo la lista: no se ha importado nada",
    },
    data: { file, line, column, row },
  });
}

/** Valid JSON that is no list of contacts. */
export function noRecords(file: string): InputError {
  return new InputError({
    code: "import.json_shape",
    text: { en: `${file} holds no list of contacts.`, es: `${file} no contiene una lista de contactos.` },
    hint: shapeHint,
    data: { file },
  });
}

export function notAnObject(file: string, { line, column }: JsonPlace, row: number): InputError {
  return new InputError({
    code: "import.json_shape",
    text: {
      en: `${file}, line ${line}, column ${column}: element ${row} of the list is not an object.`,
      es: `${file}, línea ${line}, columna ${column}: el elemento ${row} de la lista no es un objeto.`,
    },
    hint: shapeHint,
    data: { file, line, column, row },
  });
}

export function severalLists(file: string, keys: readonly string[]): InputError {
  const names = keys.map((key) => `"${cleanLine(key).slice(0, 60)}"`).join(", ");
  return new InputError({
    code: "import.json_shape",
    text: {
      en: `${file} holds several lists, and nothing says which one are the contacts: ${names}.`,
      es: `${file} contiene varias listas, y nada indica cuál es la de contactos: ${names}.`,
    },
    hint: { en: "leave one list in the file", es: "deje una sola lista en el archivo" },
    data: { file, keys },
  });
}

export function tooManyKeys(file: string, row: number): InputError {
  return new InputError({
    code: "import.too_many_columns",
    text: {
      en: `${file}, contact ${row}: with it the list has more than ${maxColumns} different keys.`,
      es: `${file}, contacto ${row}: con él la lista tiene más de ${maxColumns} claves distintas.`,
    },
    hint: {
      en: "give every contact the same keys and import the file again: nothing has been imported",
      es: "dé a todos los contactos las mismas claves e importe de nuevo el archivo: no se ha importado nada",
    },
    data: { file, row },
  });
}

export function recordTooLong(file: string, place: JsonPlace, row: number): InputError {
  return new InputError({
    code: "import.record_too_long",
    text: {
      en: `${file}, line ${place.line}: contact ${row} is longer than 4 MB.`,
      es: `${file}, línea ${place.line}: el contacto ${row} ocupa más de 4 MB.`,
    },
    hint: {
      en: "this is not one contact: look whether a bracket or a quotation mark is missing. Nothing has been imported",
      es: "no es un solo contacto: revise si falta un corchete o unas comillas. No se ha importado nada",
    },
    data: { file, ...place, row },
  });
}
