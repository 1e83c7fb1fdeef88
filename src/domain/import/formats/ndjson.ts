import type { ListFile, ListInput, OpenListOptions } from "../list.ts";
import { openText } from "./decode-file.ts";
import { recordTooLong } from "./json-errors.ts";
import { listOfObjects } from "./json-list.ts";
import type { JsonRecord } from "./json-list.ts";
import { maxRecordCharacters } from "./limits.ts";

/** The lines of a text that are not empty; empty ones count. @throws InputError `import.record_too_long` */
async function* linesOf(pieces: AsyncIterable<string>, file: string): AsyncGenerator<JsonRecord, void, undefined> {
  let rest = "";
  let row = 1;
  const refuseLong = (text: string): void => {
    if (text.length > maxRecordCharacters) throw recordTooLong(file, { line: row, column: 1 }, row);
  };
  for await (const piece of pieces) {
    let start = 0;
    for (;;) {
      const end = piece.indexOf("\n", start);
      if (end < 0) break;
      const text = (rest + piece.slice(start, end)).trim();
      refuseLong(text);
      if (text !== "") yield { text, row };
      rest = "";
      row++;
      start = end + 1;
    }
    rest += piece.slice(start);
    refuseLong(rest);
  }
  const last = rest.trim();
  if (last !== "") yield { text: last, row };
}

/**
 * Opens a file of one JSON object per line (NDJSON, JSON Lines). A line that is not one is marked, and the others go on. Columns
 * are as `openJson` makes them; the row of a contact is its line.
 *
 * @param chunkBytes how much is read at a time
 * @throws InputError `import.json_shape` when no line is an object, `import.empty`, `import.too_many_columns`,
 *   `import.record_too_long`, `import.encoding`, `input.unreadable`, `import.changed`
 * @see https://github.com/ndjson/ndjson-spec
 */
export async function openNdjson(input: ListInput, options: OpenListOptions, chunkBytes?: number): Promise<ListFile> {
  return listOfObjects("ndjson", input, await openText(input, chunkBytes), linesOf, options);
}
