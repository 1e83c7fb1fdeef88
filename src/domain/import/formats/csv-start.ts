import { delimiterSampleCharacters, detectDelimiter } from "./delimiter.ts";

/** The line by which Excel is told the separator; it is not part of the list. */
const separatorLine = /^"?sep=([^"\n])"?(?:\n|$)/i;

const marks = /^\ufeff+/;

/**
 * One kind of line end: files put together from several have more, and half of the rows would stick together.
 * A `\r` at the end of a piece waits for the next one, which may begin with its `\n`.
 */
export async function* oneLineEnd(texts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let held = "";
  for await (const text of texts) {
    let piece = held + text;
    held = piece.endsWith("\r") ? "\r" : "";
    if (held !== "") piece = piece.slice(0, -1);
    if (piece.includes("\r")) piece = piece.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
    if (piece !== "") yield piece;
  }
  if (held !== "") yield "\n";
}

/** A list of separated values whose beginning was looked at. */
export interface CsvStart {
  readonly delimiter: string;
  /** The list from its first line on. */
  readonly texts: AsyncIterable<string>;
}

/** Tells the separator by the beginning of a list, or by the line that names it. */
export async function readStartOf(lines: AsyncGenerator<string, void, undefined>): Promise<CsvStart> {
  let head = "";
  while (head.length < delimiterSampleCharacters) {
    const next = await lines.next();
    if (next.done === true) break;
    head += next.value;
  }
  head = head.replace(marks, "");
  const named = separatorLine.exec(head);
  if (named) head = head.slice(named[0].length);

  async function* texts(): AsyncGenerator<string, void, undefined> {
    try {
      yield head;
      yield* lines;
    } finally {
      // Whoever stops at the head has not begun the rest, and its file would stay open.
      await lines.return();
    }
  }
  return { delimiter: named?.[1] ?? detectDelimiter(head), texts: texts() };
}
