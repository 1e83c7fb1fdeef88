import type { ListFile, ListInput, OpenListOptions } from "../list.ts";
import { openText } from "./decode-file.ts";
import { listOfObjects } from "./json-list.ts";
import { hasObjectsInARow, splitJson } from "./json-split.ts";
import { openNdjson } from "./ndjson.ts";

/**
 * Opens a JSON file of contacts: a list of objects, or an object with one such list among its members, as recado's own
 * `contacts list --json` is (`{"contacts":[…]}`). A file of one object per line is told and read as such, unless
 * `options.format` says that it is JSON.
 *
 * Columns are the keys of all objects, in the order in which they first come; `fields.city` is the key `city` of an object
 * `fields`. The row of a contact is its place in the list, from 1. Memory holds one piece of the file, whatever its size.
 *
 * @param chunkBytes how much is read at a time
 * @throws InputError `import.json_syntax` with line and column, `import.json_shape`, `import.empty`, `import.too_many_columns`,
 *   `import.record_too_long`, `import.encoding`, `input.unreadable`, `import.changed`
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export async function openJson(input: ListInput, options: OpenListOptions, chunkBytes?: number): Promise<ListFile> {
  const text = await openText(input, chunkBytes);
  if (options.format === undefined && (await hasObjectsInARow(text.texts()))) {
    return openNdjson(input, options, chunkBytes);
  }
  return listOfObjects("json", input, text, splitJson, options);
}
