import { InputError } from "../../../core/errors.ts";
import { restoreFormula } from "../../../core/terminal.ts";
import type { Queryable } from "../../../storage/database.ts";
import { findContactsByLines } from "../../../storage/repos/contacts.ts";
import { openList } from "../../import/formats/open-list.ts";
import type { ListFile, ListInput, SourceRow } from "../../import/list.ts";
import type { Columns } from "../../import/mapping/headers.ts";
import { bareColumn, openLoneNumber, withoutHeader } from "./bare-list.ts";
import { columnKeys, listColumns } from "./columns.ts";
import { duplicateMarker } from "./duplicates.ts";
import { asListError } from "./list-errors.ts";
import { phoneReader } from "./read-phone.ts";
import type { ListedRecipient } from "./recipient.ts";
import { pageSize } from "./recipient-list.ts";
import type { ListTools, RecipientList } from "./recipient-list.ts";
import { toldReader } from "./told.ts";

export interface FileSource {
  readonly kind: "file";
  readonly input: ListInput;
  /** The header of the column to write to; else it is recognised. */
  readonly phoneColumn?: string | undefined;
  /** Which sheet of a workbook, by name or number; else the first with rows. */
  readonly sheet?: string | undefined;
}

interface OpenedList {
  readonly file: ListFile;
  readonly columns: Columns;
  /** Names by which cells are asked for; none in a list without a header. */
  readonly header: readonly string[];
}

async function openFile({ input, sheet }: FileSource): Promise<ListFile> {
  try {
    return await openList(input, { sheet });
  } catch (error) {
    const isLone =
      error instanceof InputError && error.code === "import.no_rows" && error.data?.["sheets"] === undefined;
    const lone = isLone ? await openLoneNumber(input) : undefined;
    if (lone === undefined) throw error;
    return lone;
  }
}

async function openColumns(source: FileSource): Promise<OpenedList> {
  const { input, phoneColumn } = source;
  const file = await openFile(source);
  const bare = phoneColumn === undefined ? bareColumn(file.header) : undefined;
  if (bare === undefined) {
    return { file, columns: listColumns(file.header, phoneColumn, input.name), header: file.header };
  }
  const named = file.header.map((_, place) => (place === bare ? "phone" : ""));
  return { file: withoutHeader(file), columns: listColumns(named, undefined, input.name), header: [] };
}

/** Makes the reader of a row's cells by their names. A cell that is blank is there, and blank. */
function cellReader(header: readonly string[], isCsv: boolean): (row: SourceRow) => ReadonlyMap<string, string> {
  const keys = columnKeys(header);
  const plain = isCsv ? restoreFormula : (cell: string): string => cell;
  return ({ cells, malformed }) => {
    const found = new Map<string, string>();
    if (malformed) return found;
    for (const [place, key] of keys.entries()) {
      if (key === "") continue;
      const value = plain(cells[place] ?? "");
      found.set(key, value);
      if (key.endsWith("#1")) found.set(key.slice(0, -"#1".length), value);
    }
    return found;
  };
}

async function withContacts(db: Queryable, page: readonly ListedRecipient[]): Promise<ListedRecipient[]> {
  const contacts = await findContactsByLines(
    db,
    page.flatMap(({ phone }) => (phone === undefined ? [] : [phone.line])),
  );
  return page.map((recipient) => {
    const contact = recipient.phone === undefined ? undefined : contacts.get(recipient.phone.line);
    return contact === undefined ? recipient : { ...recipient, contact };
  });
}

async function* readPages(list: OpenedList, { db, country, signal }: ListTools): AsyncGenerator<ListedRecipient[]> {
  const { file, columns, header } = list;
  const phoneOf = phoneReader(columns, file.format, country);
  const toldOf = toldReader(columns, file.format);
  const cellsOf = cellReader(header, file.format === "csv");
  const mark = duplicateMarker();
  let position = 0;
  let page: ListedRecipient[] = [];
  const finished = async (): Promise<ListedRecipient[]> => {
    const found = await withContacts(db, page);
    page = [];
    return found.map(mark);
  };
  for await (const rows of file.rows()) {
    signal?.throwIfAborted();
    for (const row of rows) {
      page.push({ position, row: row.row, ...phoneOf(row), told: toldOf(row.cells), cells: cellsOf(row) });
      position++;
      if (page.length === pageSize) yield await finished();
    }
  }
  if (page.length > 0) yield await finished();
}

/** Opens a file as a list of recipients: every format that an import reads, and a plain list of numbers, one a line. */
export async function openFileList(source: FileSource, tools: ListTools): Promise<RecipientList> {
  try {
    const list = await openColumns(source);
    const { hash, rowCount } = list.file;
    return { columns: list.header, count: rowCount, hash, pages: () => reworded(readPages(list, tools)) };
  } catch (error) {
    throw asListError(error);
  }
}

/** The same pages; what goes wrong while they are read is told as it is when the list is opened. */
async function* reworded(pages: AsyncGenerator<ListedRecipient[]>): AsyncGenerator<readonly ListedRecipient[]> {
  try {
    yield* pages;
  } catch (error) {
    throw asListError(error);
  }
}
