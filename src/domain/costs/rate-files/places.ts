import { InputError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";

/** Where in a file something stands, as a person would look it up. */
export interface Place {
  readonly file: string;
  /** Null for a file without sheets. */
  readonly sheet: string | null;
  /** Both counted from 1. */
  readonly row?: number | undefined;
  readonly column?: number | undefined;
}

/** `A` for 1, `AB` for 28: how a spreadsheet calls a column. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? columnLetters(rest) : ""}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

/** Foreign text in a sentence. */
export function quoted(text: string): string {
  return `"${cleanLine(text).slice(0, 80)}"`;
}

function nameOf({ file, sheet, row, column }: Place): Text {
  const name = (words: readonly [sheet: string, row: string, column: string]): string =>
    [
      file,
      ...(sheet === null ? [] : [`${words[0]} ${quoted(sheet)}`]),
      ...(row === undefined ? [] : [`${words[1]} ${row}`]),
      ...(column === undefined ? [] : [`${words[2]} ${columnLetters(column)}`]),
    ].join(", ");
  return { en: name(["sheet", "row", "column"]), es: name(["hoja", "fila", "columna"]) };
}

export const nothingImported: Text = { en: "nothing has been imported", es: "no se ha importado nada" };

/** What is wrong in a file of rates, told with its place; `code` is what follows `rates.`. */
export function refusal(code: string, place: Place, what: Text, hint: Text, data: object = {}): InputError {
  const name = nameOf(place);
  const { file, sheet, row, column } = place;
  return new InputError({
    code: `rates.${code}`,
    text: { en: `${name.en}: ${what.en}`, es: `${name.es}: ${what.es}` },
    hint: { en: `${hint.en}: ${nothingImported.en}`, es: `${hint.es}: ${nothingImported.es}` },
    data: {
      file,
      ...(sheet !== null && { sheet }),
      ...(row !== undefined && { row }),
      ...(column !== undefined && { column: columnLetters(column) }),
      ...data,
    },
  });
}
