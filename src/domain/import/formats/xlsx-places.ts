/** What the XML of a cell says of it beside its value. */
export interface CellAttributes {
  /** `B7`; empty where it is not said. */
  reference: string;
  /** The number of its style. */
  style: number;
  /** `s`, `str`, `inlineStr`, `b`, `e`, `d`, or `n` when it is not said. */
  type: string;
}

/** `AB12` → 27, counted from 0; undefined where there are no letters. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) | 32) - 96;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? undefined : column - 1;
}

/** The three attributes of a cell that matter, in one walk: there may be ten million cells. */
export function cellAttributes(attributes: string, cell: CellAttributes): void {
  cell.reference = "";
  cell.style = 0;
  cell.type = "n";
  let at = 0;
  for (;;) {
    while (attributes.charCodeAt(at) <= 32) at++;
    const equals = attributes.indexOf("=", at);
    if (equals < 0) return;
    const isShort = equals === at + 1 || attributes.charCodeAt(at + 1) <= 32;
    const key = attributes.charCodeAt(at);
    let open = equals + 1;
    while (attributes.charCodeAt(open) <= 32) open++;
    const close = attributes.indexOf(attributes.charAt(open), open + 1);
    if (close <= open) return;
    if (isShort && key === 114) cell.reference = attributes.slice(open + 1, close);
    else if (isShort && key === 115) cell.style = Number(attributes.slice(open + 1, close));
    else if (isShort && key === 116) cell.type = attributes.slice(open + 1, close);
    at = close + 1;
  }
}

/** The number of a row; those that do not say it, or say one that was passed, follow the one before. */
export function rowNumber(attributes: string, previous: number): number {
  const said = Number(/\sr\s*=\s*["'](\d{1,7})["']/.exec(attributes)?.[1]);
  return said > previous ? said : previous + 1;
}
