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

/** Breaks a text at spaces into lines of at most `width` places; a longer word is broken where it must be. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  const push = (): void => {
    if (line !== "") lines.push(line);
    line = "";
  };
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(`${line} ${word}`) <= width) line = `${line} ${word}`;
    else {
      push();
      for (const character of word) {
        if (line !== "" && widthOf(line + character) > width) push();
        line += character;
      }
    }
  }
  push();
  return lines.length === 0 ? [""] : lines;
}

/**
 * Breaks a text for reading: at spaces only, so that an id or an address can still be copied, and under itself where it
 * is indented or begins with a dash.
 */
export function wrapText(text: string, width: number): string[] {
  const first = /^ *(?:- )?/.exec(text)?.[0] ?? "";
  const lines: string[] = [];
  let line = first;
  for (const word of text.slice(first.length).split(" ")) {
    const isEmpty = line.length === first.length;
    const longer = isEmpty ? `${line}${word}` : `${line} ${word}`;
    if (!isEmpty && widthOf(longer) > width) {
      lines.push(line);
      line = `${" ".repeat(first.length)}${word}`;
    } else line = longer;
  }
  return [...lines, line];
}

export interface ColumnLayout {
  readonly align: "left" | "right";
  /** Never broken: an id or a number is copied from the screen. */
  readonly whole: boolean;
}

const narrowest = 16;

/** The widths that fit, the widest breakable columns giving way first; undefined when the table cannot fit. */
function fit(widths: readonly number[], columns: readonly ColumnLayout[], width: number): number[] | undefined {
  const fitted = [...widths];
  const total = (): number => fitted.reduce((sum, next) => sum + next, 0) + gap.length * (fitted.length - 1);
  while (total() > width) {
    const breakable = fitted.map((size, place) =>
      columns[place]?.whole === true || columns[place]?.align === "right" ? 0 : size,
    );
    const widest = Math.max(...breakable);
    if (widest <= narrowest) return undefined;
    fitted[breakable.indexOf(widest)] = Math.max(narrowest, widest - (total() - width));
  }
  return fitted;
}

/**
 * Columns padded to their widest cell; a pipe (`width` undefined) gets every cell on one line. In a terminal that is too
 * narrow, long cells go on under themselves, and where that is not enough each row becomes a block of lines: nothing of
 * an answer is cut away.
 */
export function layoutTable(
  header: readonly PlainCell[],
  rows: readonly (readonly PlainCell[])[],
  columns: readonly ColumnLayout[],
  width: number | undefined,
): string[] {
  const natural = header.map((cell, column) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[column]?.text ?? "")), widthOf(cell.text)),
  );
  const widths = width === undefined ? natural : fit(natural, columns, width);
  if (widths === undefined) return layoutBlocks(header, rows, width ?? 80);
  return [header, ...rows].flatMap((cells) => layoutRow(cells, widths, columns));
}

function layoutRow(cells: readonly PlainCell[], widths: readonly number[], columns: readonly ColumnLayout[]): string[] {
  const parts = cells.map((cell, place) => wrap(cell.text, widths[place] ?? 0));
  const height = Math.max(...parts.map((lines) => lines.length));
  return Array.from({ length: height }, (_, depth) =>
    cells
      .map((cell, place) =>
        pad({ ...cell, text: parts[place]?.[depth] ?? "" }, widths[place] ?? 0, columns[place]?.align ?? "left"),
      )
      .join(gap)
      .trimEnd(),
  );
}

/** A row as lines of "header  value", with an empty line between rows. */
function layoutBlocks(header: readonly PlainCell[], rows: readonly (readonly PlainCell[])[], width: number): string[] {
  const first = Math.max(...header.map((cell) => widthOf(cell.text)));
  const widths = [first, Math.max(narrowest, width - first - gap.length)];
  const columns: ColumnLayout[] = [
    { align: "left", whole: true },
    { align: "left", whole: false },
  ];
  return rows.flatMap((row, place) => [
    ...(place === 0 ? [] : [""]),
    ...row.flatMap((cell, column) => {
      const name = header[column];
      return name === undefined ? [] : layoutRow([name, cell], widths, columns);
    }),
  ]);
}

/** The least room beside the names in which a meaning can be read. */
const readable = 30;
const below = " ".repeat(4);

/**
 * Names and what they mean, in two columns. In a terminal meanings go on under themselves; where the names leave too
 * little room, a meaning stands below its name.
 */
export function layoutPairs(
  rows: readonly (readonly [name: PlainCell, meaning: PlainCell])[],
  width: number | undefined,
): string[] {
  const first = Math.max(0, ...rows.map(([name]) => widthOf(name.text)));
  const room = width === undefined ? Number.POSITIVE_INFINITY : width - first - gap.length;
  const isTight = rows.some(([, { text }]) => text.includes(" ") && widthOf(text) > room);
  if (isTight && room < readable) {
    return rows.flatMap(([name, meaning]) => [
      name.paint(name.text),
      ...wrapText(below + meaning.text, width ?? 0).map((text) => meaning.paint(text)),
    ]);
  }
  return rows.flatMap(([name, meaning]) =>
    wrapText(meaning.text, room).map((text, depth) =>
      `${pad({ ...name, text: depth === 0 ? name.text : "" }, first, "left")}${gap}${meaning.paint(text)}`.trimEnd(),
    ),
  );
}
