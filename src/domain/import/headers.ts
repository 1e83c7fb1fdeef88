import { InputError, UsageError } from "../../core/errors.ts";
import { parsePhone } from "../../core/phone.ts";
import { cleanLine } from "../../core/terminal.ts";
import { guessField, importFields, isImportField } from "./fields.ts";
import type { ImportField } from "./fields.ts";
import { plainWords } from "./words.ts";

export interface Column {
  readonly place: number;
  readonly header: string;
  readonly field: ImportField;
  /** Under which name the contact keeps it; only of `custom` columns, unique in the file. */
  readonly key: string;
}

/** What each column of a file holds. */
export interface Columns {
  readonly all: readonly Column[];
  readonly of: ReadonlyMap<ImportField, Column>;
  readonly phone: Column;
  readonly custom: readonly Column[];
}

/** A choice made by a person: this column holds that. */
export interface MapEntry {
  readonly field: ImportField;
  readonly header: string;
}

/** @throws UsageError `import.map_syntax` when an entry is not `field=Header` with a known field */
export function parseMap(entries: readonly string[]): MapEntry[] {
  return entries.map((entry) => {
    const split = entry.indexOf("=");
    const field = entry.slice(0, Math.max(split, 0)).trim();
    const header = entry.slice(split + 1).trim();
    if (split > 0 && header !== "" && isImportField(field)) return { field, header };
    throw new UsageError({
      code: "import.map_syntax",
      text: {
        en: `--map ${entry} is not field=Header with a known field.`,
        es: `--map ${entry} no tiene la forma campo=Encabezado con un campo conocido.`,
      },
      hint: {
        en: `for example --map phone=Celular; fields: ${importFields.join(", ")}`,
        es: `por ejemplo --map phone=Celular; campos: ${importFields.join(", ")}`,
      },
    });
  });
}

const quoted = (headers: readonly string[]): string => headers.map((header) => `"${cleanLine(header)}"`).join(", ");

function noSuchColumn(entry: MapEntry, header: readonly string[], fileName: string): InputError {
  return new InputError({
    code: "import.no_such_column",
    text: {
      en: `${fileName} has no column "${entry.header}" (asked for as ${entry.field}).`,
      es: `${fileName} no tiene la columna "${entry.header}" (pedida como ${entry.field}).`,
    },
    hint: { en: `its columns are ${quoted(header)}`, es: `sus columnas son ${quoted(header)}` },
    data: { file: fileName, headers: header },
  });
}

function noPhoneColumn(header: readonly string[], fileName: string): InputError {
  const dataFirst = header.some((cell) => {
    const phone = parsePhone(cell);
    return phone.ok || phone.code === "phone.no_country";
  });
  if (dataFirst) {
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

function twoColumns(field: ImportField, headers: readonly string[], fileName: string): InputError {
  const [first = ""] = headers;
  const phone = field === "phone";
  return new InputError({
    code: phone ? "import.two_phone_columns" : "import.two_consent_columns",
    text: {
      en: `${fileName} has several columns that may be ${phone ? "the phone" : `the same consent (${field})`}: ${quoted(headers)}.`,
      es: `${fileName} tiene varias columnas que pueden ser ${phone ? "el teléfono" : `el mismo consentimiento (${field})`}: ${quoted(headers)}.`,
    },
    hint: {
      en: `choose one: --map "${field}=${cleanLine(first)}"`,
      es: `elija una: --map "${field}=${cleanLine(first)}"`,
    },
    data: { file: fileName, row: 1, headers },
  });
}

function chosenPlaces(header: readonly string[], map: readonly MapEntry[], fileName: string): Map<number, ImportField> {
  const chosen = new Map<number, ImportField>();
  for (const entry of map) {
    let place = header.indexOf(entry.header);
    if (place < 0) place = header.findIndex((cell) => plainWords(cell) === plainWords(entry.header));
    if (place < 0) throw noSuchColumn(entry, header, fileName);
    chosen.set(place, entry.field);
  }
  return chosen;
}

/** What our own file of rejects adds at the end must not come back as data of the contact. */
function isRejectsColumn(header: readonly string[], place: number): boolean {
  return header.at(-2) === "row" && header.at(-1) === "reason" && place >= header.length - 2;
}

/**
 * Finds what every column holds. A person's choice (`map`) wins; two columns that could both be the phone, or the same
 * consent, are not chosen between.
 *
 * @throws InputError `import.no_phone_column`, `import.two_phone_columns`, `import.two_consent_columns`, `import.no_such_column`
 */
export function mapColumns(header: readonly string[], map: readonly MapEntry[], fileName: string): Columns {
  const chosen = chosenPlaces(header, map, fileName);
  const decided = new Set(chosen.values());
  const all: Column[] = [];
  const of = new Map<ImportField, Column>();
  const keys = new Set<string>();
  for (const [place, name] of header.entries()) {
    let field = chosen.get(place);
    if (field === undefined) {
      field = isRejectsColumn(header, place) ? "ignore" : guessField(name);
      if (decided.has(field) && field !== "ignore") field = "custom";
    }
    const earlier = of.get(field);
    if (earlier !== undefined) {
      if (field === "phone" || field === "opt_out" || field.startsWith("consent")) {
        throw twoColumns(field, [earlier.header, name], fileName);
      }
      field = "custom";
    }
    let key = name === "" ? `column ${place + 1}` : name;
    if (field === "custom") {
      while (keys.has(key)) key += "'";
      keys.add(key);
    }
    const column: Column = { place, header: name, field, key };
    all.push(column);
    if (field !== "custom" && field !== "ignore") of.set(field, column);
  }
  const phone = of.get("phone");
  if (phone === undefined) throw noPhoneColumn(header, fileName);
  return { all, of, phone, custom: all.filter((column) => column.field === "custom") };
}
