import type { ListFile, ListInput, OpenListOptions, SourceRow } from "../list.ts";
import type { TextFile } from "./decode-file.ts";
import { JsonColumns } from "./json-columns.ts";
import type { JsonPlace } from "./json-cursor.ts";
import { brokenJson, noRecords, tooManyKeys } from "./json-errors.ts";
import { JsonFault } from "./json-fault.ts";
import { RecordReader } from "./json-record.ts";
import { emptyFile } from "./limits.ts";

const pieceRows = 1_000;
const pieceCharacters = 1024 * 1024;

/** The text of one object, not read yet. */
export interface JsonRecord {
  readonly text: string;
  /** Its place in the list, from 1, or its line. */
  readonly row: number;
  /**
   * Where a character of it is in the file. Without it the next object does not depend on this one: it is marked when it cannot be
   * read, and the others go on.
   */
  readonly place?: (at: number) => JsonPlace;
}

/** Cuts a text into its objects. */
export type JsonSplitter = (pieces: AsyncIterable<string>, file: string) => AsyncIterable<JsonRecord>;

type PutCell = (column: string, cell: string) => void;

const isFull = (cell: string): boolean => cell !== "" && cell.trim() !== "";

/** @returns false for one that cannot be read; what was put before that is not to be used */
function readRecord(reader: RecordReader, { text, row, place }: JsonRecord, file: string, put: PutCell): boolean {
  try {
    reader.read(text, put);
    return true;
  } catch (cause) {
    if (!(cause instanceof JsonFault)) throw cause;
    if (place) throw brokenJson(file, place(cause.at), row);
    return false;
  }
}

interface Surveyed {
  readonly columns: JsonColumns;
  readonly rowCount: number;
  readonly hasRecords: boolean;
}

/** Goes through the whole file for its keys, which may come at any place, and for what is wrong with it. */
async function surveyed(records: AsyncIterable<JsonRecord>, file: string): Promise<Surveyed> {
  const columns = new JsonColumns();
  const reader = new RecordReader();
  let rowCount = 0;
  let hasRecords = false;
  for await (const record of records) {
    hasRecords = true;
    const found: string[] = [];
    let isBlank = true;
    const isRead = readRecord(reader, record, file, (column, cell) => {
      if (columns.placeOf(column) === undefined) found.push(column);
      if (isBlank && isFull(cell)) isBlank = false;
    });
    if (!isRead || !isBlank) rowCount++;
    if (!isRead) continue;
    for (const column of found) if (!columns.add(column)) throw tooManyKeys(file, record.row);
  }
  return { columns, rowCount, hasRecords };
}

/** @returns undefined for an object with nothing in it */
function rowOf(reader: RecordReader, columns: JsonColumns, record: JsonRecord, file: string): SourceRow | undefined {
  const cells = columns.blank();
  let isBlank = true;
  const isRead = readRecord(reader, record, file, (column, cell) => {
    const place = columns.placeOf(column);
    if (place !== undefined) cells[place] = cell;
    if (isBlank && isFull(cell)) isBlank = false;
  });
  // The text as it is, so that whoever mends it sees it.
  if (!isRead) return { row: record.row, cells: [record.text], malformed: true };
  return isBlank ? undefined : { row: record.row, cells, malformed: false };
}

/**
 * Makes a list of the objects in a text: one reading for their keys, one more for what `options.survey` wants to see of the rows,
 * since only then all columns are known, and one whenever `rows` is called.
 *
 * @throws InputError `import.empty`, `import.json_shape`, `import.json_syntax`, `import.too_many_columns`, and what `split` throws
 */
export async function listOfObjects(
  format: "json" | "ndjson",
  input: ListInput,
  text: TextFile,
  split: JsonSplitter,
  options: OpenListOptions,
): Promise<ListFile> {
  const { columns, rowCount, hasRecords } = await surveyed(split(text.texts(), input.name), input.name);
  if (!hasRecords && format === "ndjson") throw emptyFile(input.name);
  if (rowCount === 0 || columns.names.length === 0) throw noRecords(input.name);

  async function* rows(): AsyncGenerator<readonly SourceRow[], void, undefined> {
    const reader = new RecordReader();
    let ready: SourceRow[] = [];
    let characters = 0;
    for await (const record of split(text.texts(), input.name)) {
      const row = rowOf(reader, columns, record, input.name);
      if (row === undefined) continue;
      ready.push(row);
      characters += record.text.length;
      if (ready.length < pieceRows && characters < pieceCharacters) continue;
      yield ready;
      ready = [];
      characters = 0;
    }
    if (ready.length > 0) yield ready;
  }

  const visit = options.survey?.(columns.names);
  if (visit) for await (const piece of rows()) visit(piece);
  return {
    format,
    fileName: input.name,
    hash: text.hash,
    bytes: text.bytes,
    encoding: text.encoding,
    delimiter: null,
    sheet: null,
    sheets: [],
    header: columns.names,
    rowCount,
    rows,
  };
}
