import { numberText, signShown, type DecimalSign } from "./amounts.ts";
import { quoted, refusal, type Place } from "./places.ts";

export interface RateCell {
  readonly text: string;
  readonly place: Place;
}

const writeWithPoint = {
  en: "write all amounts with a point before the decimals (0.0707) and none between thousands, and import the file again",
  es: "escriba todos los importes con punto decimal (0.0707) y sin separador de miles, e importe de nuevo el archivo",
};

/**
 * The decimal sign of a file's rates, told by all of them together: Meta writes a point, a spreadsheet in Spanish saves a comma, and
 * `1,234` alone could be either. A rate is never read as a thousand times what it is: what cannot be told is refused.
 *
 * @throws InputError `rates.decimal_sign` at the first amount that contradicts the others, or that nothing explains
 */
export function decimalSignOf(cells: readonly RateCell[]): DecimalSign {
  let told: { readonly sign: DecimalSign; readonly cell: RateCell } | undefined;
  let open: RateCell | undefined;
  for (const cell of cells) {
    const read = numberText(cell.text);
    if (typeof read === "string") continue;
    const shown = signShown(read.digits);
    if (shown === "either") open ??= cell;
    if (shown === "either" || shown === "none" || shown === "wrong") continue;
    if (told === undefined) told = { sign: shown, cell };
    else if (told.sign !== shown) {
      const [one, other] = [quoted(told.cell.text), quoted(cell.text)];
      throw refusal(
        "decimal_sign",
        cell.place,
        {
          en: `the decimals of ${other} are not written as those of ${one} in row ${told.cell.place.row ?? 0}.`,
          es: `los decimales de ${other} no se escriben como los de ${one}, en la fila ${told.cell.place.row ?? 0}.`,
        },
        writeWithPoint,
        { value: cell.text },
      );
    }
  }
  if (told === undefined && open !== undefined) {
    throw refusal(
      "decimal_sign",
      open.place,
      {
        en: `nothing tells whether ${quoted(open.text)} has decimals or thousands.`,
        es: `nada indica si ${quoted(open.text)} lleva decimales o miles.`,
      },
      writeWithPoint,
      { value: open.text },
    );
  }
  return told?.sign ?? ".";
}
