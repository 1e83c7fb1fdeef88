import type { ListFile, ListInput, OpenListOptions, SourceRow } from "../list.ts";
import { CsvReader } from "./csv-reader.ts";
import { oneLineEnd, readStartOf } from "./csv-start.ts";
import { openText } from "./decode-file.ts";
import type { TextFile } from "./decode-file.ts";
import { emptyFile, noRows } from "./limits.ts";

/** How many rows are handed over together. */
const pieceRows = 1_000;

/** Long rows are handed over sooner, so that a piece stays small. In characters. */
const pieceCharacters = 1024 * 1024;

interface Piece {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly rows: readonly SourceRow[];
}

function* slices(rows: readonly SourceRow[]): Generator<readonly SourceRow[], void, undefined> {
  for (let start = 0; start < rows.length; start += pieceRows) yield rows.slice(start, start + pieceRows);
}

/** Goes through the text once, from its beginning. */
async function* readPieces(file: TextFile, fileName: string): AsyncGenerator<Piece, void, undefined> {
  const { delimiter, texts } = await readStartOf(oneLineEnd(file.texts()));
  const reader = new CsvReader(fileName, delimiter);
  let waiting: readonly SourceRow[] = [];
  let weight = 0;
  for await (const text of texts) {
    const taken = reader.take(text);
    waiting = waiting.length === 0 ? taken : waiting.concat(taken);
    weight += text.length;
    if (reader.header === undefined || (waiting.length < pieceRows && weight < pieceCharacters)) continue;
    for (const rows of slices(waiting)) yield { delimiter, header: reader.header, rows };
    waiting = [];
    weight = 0;
  }
  waiting = waiting.concat(reader.end());
  if (reader.header === undefined) throw emptyFile(fileName);
  for (const rows of slices(waiting)) yield { delimiter, header: reader.header, rows };
}

/**
 * Opens a list of separated values, whatever separates them and however it is encoded: goes through all of it once, so that
 * what makes it unreadable is told before anything is written, and hands its rows over by reading it again.
 *
 * @param chunkBytes how much is read at a time
 * @throws InputError `input.unreadable`, `import.changed`, `import.encoding`, `import.binary`, `import.empty`, `import.no_rows`,
 *   `import.open_quote`, `import.record_too_long`, `import.too_many_columns`: with the row where there is one
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export async function openCsv(input: ListInput, options: OpenListOptions, chunkBytes?: number): Promise<ListFile> {
  const file = await openText(input, chunkBytes);
  let start: Omit<Piece, "rows"> | undefined;
  let visit: ((rows: readonly SourceRow[]) => void) | undefined;
  let rowCount = 0;
  for await (const piece of readPieces(file, input.name)) {
    if (start === undefined) {
      start = { delimiter: piece.delimiter, header: piece.header };
      visit = options.survey?.(piece.header);
    }
    rowCount += piece.rows.length;
    visit?.(piece.rows);
  }
  if (start === undefined) throw noRows(input.name);
  const { delimiter, header } = start;

  async function* rows(): AsyncGenerator<readonly SourceRow[], void, undefined> {
    for await (const piece of readPieces(file, input.name)) yield piece.rows;
  }
  return {
    format: "csv",
    fileName: input.name,
    hash: file.hash,
    bytes: file.bytes,
    encoding: file.encoding,
    delimiter,
    sheet: null,
    sheets: [],
    header,
    rowCount,
    rows,
  };
}
