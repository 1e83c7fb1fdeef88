import { InputError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import { maxColumns } from "./limits.ts";
import type { WorkbookFaultReason } from "./xlsx-fault.ts";
import type { OtherZip } from "./xlsx-kind.ts";

/** Where in which file something is wrong. */
export interface SheetPlace {
  readonly file: string;
  /** Undefined for what is wrong with the workbook as a whole. */
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  /** Counted from 1. */
  readonly column?: number | undefined;
}

const quoted = (name: string): string => `"${cleanLine(name).slice(0, 100)}"`;

const shownNames = 20;

/** Names of sheets, as many as a person reads. */
function quotedAll(names: readonly string[]): string {
  return `${names.slice(0, shownNames).map(quoted).join(", ")}${names.length > shownNames ? ", …" : ""}`;
}

/** `A` for 1, `AB` for 28: how a spreadsheet calls a column. */
function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? columnLetters(rest) : ""}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

/** As a person would look it up: file, sheet, row, column. */
function nameOf({ file, sheet, row, column }: SheetPlace): Text {
  const name = (words: { sheet: string; row: string; column: string }): string =>
    [
      file,
      ...(sheet === undefined ? [] : [`${words.sheet} ${quoted(sheet)}`]),
      ...(row === undefined ? [] : [`${words.row} ${row}`]),
      ...(column === undefined ? [] : [`${words.column} ${columnLetters(column)}`]),
    ].join(", ");
  return {
    en: name({ sheet: "sheet", row: "row", column: "column" }),
    es: name({ sheet: "hoja", row: "fila", column: "columna" }),
  };
}

const saveAgain: Text = {
  en: "open it in a spreadsheet, save it again as .xlsx, and import that file: nothing has been imported",
  es: "ábralo en una hoja de cálculo, guárdelo de nuevo como .xlsx e importe ese archivo: no se ha importado nada",
};

const asCsv: Text = {
  en: "save the sheet as CSV UTF-8 and import that file: nothing has been imported",
  es: "guarde la hoja como CSV UTF-8 e importe ese archivo: no se ha importado nada",
};

const faults: Readonly<Record<WorkbookFaultReason, { code: string; is: Text; hint: Text }>> = {
  damaged: {
    code: "import.damaged",
    is: { en: "the workbook is damaged or not complete", es: "el libro está dañado o incompleto" },
    hint: {
      en: "download or copy it again; if that does not help, open it in a spreadsheet and save it again. Nothing has been imported",
      es: "descárguelo o cópielo de nuevo; si no basta, ábralo en una hoja de cálculo y guárdelo otra vez. No se ha importado nada",
    },
  },
  entities: {
    code: "import.damaged",
    is: {
      en: "there are definitions in it that no spreadsheet writes",
      es: "contiene definiciones que ninguna hoja de cálculo escribe",
    },
    hint: saveAgain,
  },
  encrypted: {
    code: "import.encrypted",
    is: { en: "the workbook is protected by a password", es: "el libro está protegido con contraseña" },
    hint: {
      en: "open it, remove the password, save it again, and import that file",
      es: "ábralo, quite la contraseña, guárdelo de nuevo e importe ese archivo",
    },
  },
  too_large: {
    code: "import.too_large",
    is: {
      en: "unpacked, it is far larger than a list of contacts can be",
      es: "descomprimido es mucho más grande de lo que puede ser una lista de contactos",
    },
    hint: asCsv,
  },
};

/** Why a workbook cannot be read, in words, with the file and the sheet. */
export function workbookRefusal(why: WorkbookFaultReason, place: SheetPlace, cause?: unknown): InputError {
  const { code, is, hint } = faults[why];
  const name = nameOf(place);
  return new InputError({
    code,
    text: { en: `${name.en}: ${is.en}.`, es: `${name.es}: ${is.es}.` },
    hint,
    data: { ...place },
    cause,
  });
}

export function notAWorkbook(file: string, { is, hint }: OtherZip): InputError {
  return new InputError({
    code: "import.format",
    text: { en: `${file} is ${is.en}, not an Excel workbook.`, es: `${file} es ${is.es}, no un libro de Excel.` },
    hint,
    data: { file },
  });
}

export function noSuchSheet(file: string, asked: string, sheets: readonly string[]): InputError {
  const names = quotedAll(sheets);
  return new InputError({
    code: "import.no_such_sheet",
    text: {
      en: `${file} has no sheet ${quoted(asked)}.`,
      es: `${file} no tiene la hoja ${quoted(asked)}.`,
    },
    hint: { en: `its sheets are ${names}`, es: `sus hojas son ${names}` },
    data: { file, sheet: asked, sheets },
  });
}

/** A workbook, or the sheet that was asked for, without a list in it. */
export function emptySheet(place: SheetPlace, has: "nothing" | "header", sheets: readonly string[]): InputError {
  const name = nameOf(place);
  const others = sheets.filter((sheet) => sheet !== place.sheet);
  const header = has === "header";
  return new InputError({
    code: header ? "import.no_rows" : "import.empty",
    text: {
      en: `${name.en}: there ${header ? "is a header and no rows" : "is nothing here"}.`,
      es: `${name.es}: ${header ? "hay un encabezado y ninguna fila" : "no hay nada"}.`,
    },
    hint:
      others.length === 0
        ? { en: "export the list again, with its contacts", es: "exporte de nuevo la lista, con sus contactos" }
        : {
            en: `choose another sheet with --sheet: ${quotedAll(others)}`,
            es: `elija otra hoja con --sheet: ${quotedAll(others)}`,
          },
    data: { ...place, sheets },
  });
}

export function tooManySheetColumns(place: SheetPlace): InputError {
  const name = nameOf(place);
  return new InputError({
    code: "import.too_many_columns",
    text: {
      en: `${name.en}: there is something beyond the ${maxColumns} columns that a list may have.`,
      es: `${name.es}: hay datos más allá de las ${maxColumns} columnas que puede tener una lista.`,
    },
    hint: {
      en: "delete what is to the right of the list and import the file again: nothing has been imported",
      es: "elimine lo que está a la derecha de la lista e importe de nuevo el archivo: no se ha importado nada",
    },
    data: { ...place },
  });
}

export function sheetRowTooLong(place: SheetPlace): InputError {
  const name = nameOf(place);
  return new InputError({
    code: "import.record_too_long",
    text: { en: `${name.en}: the row is longer than 4 MB.`, es: `${name.es}: la fila ocupa más de 4 MB.` },
    hint: {
      en: `look at row ${place.row}: it does not hold one contact. Nothing has been imported`,
      es: `revise la fila ${place.row}: no contiene un solo contacto. No se ha importado nada`,
    },
    data: { ...place },
  });
}
