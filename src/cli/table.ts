export interface PlainCell {
  readonly text: string;
  /** Adds colour without changing the width. */
  readonly paint: (text: string) => string;
}

const gap = "  ";

/** Latin letters, digits and common signs take one place each; combining, wide and invisible characters do not. */
const onePlaceEach = /^[ -~¡-¬®-˿–—‘-”•…€]*$/;

let widthOfAny = (text: string): number => text.length;

function widthOf(text: string): number {
  return onePlaceEach.test(text) ? text.length : widthOfAny(text);
}

/**
 * To be awaited before texts with other characters are laid out. What knows their widths takes 15 ms to load (it makes an
 * `Intl.Segmenter`), and few tables need it.
 */
export async function prepareWidths(texts: string): Promise<void> {
  if (onePlaceEach.test(texts)) return;
  widthOfAny = (await import("string-width")).default;
}

function pad(cell: PlainCell, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - widthOf(cell.text)));
  return align === "right" ? space + cell.paint(cell.text) : cell.paint(cell.text) + space;
}

function truncate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let result = "";
  for (const character of text) {
    if (widthOf(result + character) > width - 1) break;
    result += character;
  }
  return `${result}…`;
}

/**
 * Columns padded to their widest cell. Where a terminal is narrower, the widest left-aligned columns give way down to
 * twelve places; a pipe (`width` undefined) gets every cell whole.
 */
export function layoutTable(
  header: readonly PlainCell[],
  rows: readonly (readonly PlainCell[])[],
  align: readonly ("left" | "right")[],
  width: number | undefined,
): string[] {
  const widths = header.map((cell, column) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[column]?.text ?? "")), widthOf(cell.text)),
  );
  if (width !== undefined) {
    const total = (): number => widths.reduce((sum, next) => sum + next, 0) + gap.length * (widths.length - 1);
    while (total() > width) {
      const flexible = widths.map((size, column) => (align[column] === "right" ? 0 : size));
      const widest = Math.max(...flexible);
      if (widest <= 12) break;
      const column = flexible.indexOf(widest);
      widths[column] = Math.max(12, widest - Math.max(1, Math.min(widest - 12, total() - width)));
    }
  }
  const layout = (cells: readonly PlainCell[]): string =>
    cells
      .map((cell, column) => {
        const size = widths[column] ?? 0;
        const shown = width === undefined ? cell : { ...cell, text: truncate(cell.text, size) };
        return pad(shown, size, align[column] ?? "left");
      })
      .join(gap)
      .trimEnd();
  return [layout(header), ...rows.map(layout)];
}
