import { createHash } from "node:crypto";
import type { ListFile, ListInput, OpenListOptions, SourceRow } from "../list.ts";
import { fileChunks, stampOf } from "./file-chunks.ts";
import type { FileStamp } from "./file-chunks.ts";
import { fromHeader } from "./header-search.ts";
import { emptySheet, noSuchSheet, notAWorkbook, workbookRefusal } from "./workbook-errors.ts";
import type { CellContext } from "./xlsx-cell.ts";
import { WorkbookFault } from "./xlsx-fault.ts";
import { kindOfZip } from "./xlsx-kind.ts";
import { readPackage } from "./xlsx-package.ts";
import type { WorkbookPackage, WorkbookSheet } from "./xlsx-package.ts";
import { partLimits, readPart, readSmallPart } from "./xlsx-part.ts";
import { readSheet } from "./xlsx-sheet.ts";
import { readSharedStrings } from "./xlsx-strings.ts";
import { readStyles } from "./xlsx-styles.ts";
import { readZipDirectory } from "./xlsx-zip.ts";

type Rows = AsyncGenerator<readonly SourceRow[], void, undefined>;

/** Says in words what the inner reader found wrong. */
function explained(cause: unknown, file: string, sheet?: string): unknown {
  return cause instanceof WorkbookFault ? workbookRefusal(cause.why, { file, sheet }, cause) : cause;
}

async function hashOf(input: ListInput, stamp: FileStamp): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of fileChunks(input, stamp)) hash.update(chunk);
  return hash.digest("hex");
}

async function openPackage(input: ListInput): Promise<{ content: WorkbookPackage; context: CellContext }> {
  try {
    const entries = await readZipDirectory(input.path);
    const content = await readPackage(input.path, entries);
    if (content === undefined) throw notAWorkbook(input.name, kindOfZip(entries));
    const { strings, styles, dateSystem } = content;
    const pieces = strings && readPart(input.path, strings, partLimits.strings);
    return {
      content,
      context: {
        strings: await readSharedStrings(pieces),
        styles: styles === undefined ? [] : readStyles(await readSmallPart(input.path, styles)),
        dateSystem,
      },
    };
  } catch (cause) {
    throw explained(cause, input.name);
  }
}

/** The sheet that somebody named, by its name or, where none has it, by its place. */
function namedSheet(asked: string, sheets: readonly WorkbookSheet[]): WorkbookSheet | undefined {
  const plain = (name: string): string => name.trim().normalize("NFC").toLowerCase();
  return (
    sheets.find(({ name }) => name === asked) ??
    sheets.find(({ name }) => plain(name) === plain(asked)) ??
    (/^\s*\d{1,4}\s*$/.test(asked) ? sheets[Number(asked) - 1] : undefined)
  );
}

interface Meter {
  characters: number;
}

/** Many sheets of nothing are as long to look through as one that is too large. */
async function* metered(pieces: AsyncIterable<string>, meter: Meter): AsyncGenerator<string, void, undefined> {
  for await (const piece of pieces) {
    meter.characters += piece.length;
    if (meter.characters > partLimits.sheet) throw new WorkbookFault("too_large", "its sheets are long and empty");
    yield piece;
  }
}

/** What the beginning of a sheet shows; the rest is not read. */
async function contentOf(rows: Rows): Promise<"nothing" | "header" | "rows"> {
  let seen = 0;
  for await (const piece of rows) {
    seen += piece.length;
    if (seen > 1) return "rows";
  }
  return seen === 0 ? "nothing" : "header";
}

const withoutHeader = async function* (rows: Rows): Rows {
  let isFirst = true;
  for await (const piece of rows) {
    const rest: readonly SourceRow[] = isFirst ? piece.slice(1) : piece;
    isFirst = false;
    if (rest.length > 0) yield rest;
  }
};

/**
 * Opens an Excel workbook (`.xlsx`, `.xlsm`): chooses its sheet, goes through all of that once, and hands its rows over by
 * reading it again. Memory holds the workbook's texts and a thousand rows, whatever its size.
 *
 * The header is the first row that is neither blank nor a title; it is as wide as the widest row, so that a note beside the list is a column
 * without a name, as it is when the sheet is saved as CSV. Without `options.sheet` the first visible sheet that has rows is read.
 *
 * @throws InputError `import.format` (another kind of zip), `import.damaged`, `import.encrypted`, `import.too_large`,
 *   `import.no_such_sheet`, `import.empty`, `import.no_rows`, `import.too_many_columns`, `import.record_too_long`,
 *   `input.unreadable`, `import.changed`
 * @see https://ecma-international.org/publications-and-standards/standards/ecma-376/
 */
export async function openWorkbook(input: ListInput, options: OpenListOptions): Promise<ListFile> {
  const stamp = await stampOf(input);
  const { content, context } = await openPackage(input);
  const names = content.sheets.map(({ name }) => name);

  const sheetRows = async function* (sheet: WorkbookSheet, meter?: Meter): Rows {
    try {
      const part = readPart(input.path, sheet.part, partLimits.sheet);
      const pieces = meter === undefined ? part : metered(part, meter);
      yield* fromHeader(readSheet(pieces, context, { file: input.name, sheet: sheet.name }));
    } catch (cause) {
      throw explained(cause, input.name, sheet.name);
    }
  };

  const choose = async (): Promise<WorkbookSheet> => {
    const named = options.sheet === undefined ? undefined : namedSheet(options.sheet, content.sheets);
    if (options.sheet !== undefined && named === undefined) throw noSuchSheet(input.name, options.sheet, names);
    const meter: Meter = { characters: 0 };
    let first: { sheet: WorkbookSheet; has: "nothing" | "header" } | undefined;
    for (const sheet of named === undefined ? content.sheets.filter(({ hidden }) => !hidden) : [named]) {
      const has = await contentOf(sheetRows(sheet, meter));
      if (has === "rows") return sheet;
      if (first === undefined || (first.has === "nothing" && has === "header")) first = { sheet, has };
    }
    throw emptySheet({ file: input.name, sheet: first?.sheet.name }, first?.has ?? "nothing", names);
  };

  const sheet = await choose();
  let header: string[] | undefined;
  let visit: ((rows: readonly SourceRow[]) => void) | undefined;
  let rowCount = 0;
  let width = 0;
  for await (const piece of sheetRows(sheet)) {
    let rows = piece;
    if (header === undefined) {
      header = piece[0]?.cells.map((cell) => cell.trim()) ?? [];
      visit = options.survey?.(header);
      rows = piece.slice(1);
    }
    for (const { cells } of rows) if (cells.length > width) width = cells.length;
    rowCount += rows.length;
    visit?.(rows);
  }
  const wide = Array.from({ length: Math.max(header?.length ?? 0, width) }, (_, place) => header?.[place] ?? "");

  return {
    format: "xlsx",
    fileName: input.name,
    hash: await hashOf(input, stamp),
    bytes: stamp.size,
    encoding: null,
    delimiter: null,
    sheet: sheet.name,
    sheets: names,
    header: wide,
    rowCount,
    rows: async function* () {
      // Says so when the file is no longer the one that was opened.
      for await (const _ of fileChunks(input, stamp, 1)) break;
      yield* withoutHeader(sheetRows(sheet));
    },
  };
}
