import { createHash } from "node:crypto";
import { InputError } from "../../../core/errors.ts";
import { fileChunks, stampOf } from "../../import/formats/file-chunks.ts";
import { notAWorkbook, workbookRefusal } from "../../import/formats/workbook-errors.ts";
import type { CellContext } from "../../import/formats/xlsx-cell.ts";
import { WorkbookFault } from "../../import/formats/xlsx-fault.ts";
import { kindOfZip } from "../../import/formats/xlsx-kind.ts";
import { readPackage } from "../../import/formats/xlsx-package.ts";
import { partLimits, readPart, readSmallPart } from "../../import/formats/xlsx-part.ts";
import { readSheet } from "../../import/formats/xlsx-sheet.ts";
import { readSharedStrings } from "../../import/formats/xlsx-strings.ts";
import { readStyles } from "../../import/formats/xlsx-styles.ts";
import { readZipDirectory } from "../../import/formats/xlsx-zip.ts";
import type { ListInput } from "../../import/list.ts";
import type { Grid, GridFile, GridRow } from "./grid.ts";
import { tooLarge } from "./too-large.ts";

/** What the reader of lists says of rows and columns that no list has, in words that do not fit here. */
const tooLargeForLists = ["import.too_many_columns", "import.record_too_long"];

function isTooLarge(cause: unknown): boolean {
  if (cause instanceof WorkbookFault) return cause.why === "too_large";
  return cause instanceof InputError && tooLargeForLists.includes(cause.code);
}

/**
 * The visible sheets of a workbook, with their titles: the reader of lists leaves those out, and here they tell the day.
 *
 * @throws InputError `import.format`, `import.damaged`, `import.encrypted`, `rates.another_kind`
 */
export async function workbookGrids(input: ListInput): Promise<GridFile> {
  const { path, name: file } = input;
  const hash = createHash("sha256");
  for await (const chunk of fileChunks(input, await stampOf(input))) hash.update(chunk);
  let sheet: string | undefined;
  try {
    const entries = await readZipDirectory(path);
    const content = await readPackage(path, entries);
    if (content === undefined) throw notAWorkbook(file, kindOfZip(entries));
    const { strings, styles, dateSystem } = content;
    const context: CellContext = {
      strings: await readSharedStrings(strings && readPart(path, strings, partLimits.strings)),
      styles: styles === undefined ? [] : readStyles(await readSmallPart(path, styles)),
      dateSystem,
    };
    const grids: Grid[] = [];
    for (const one of content.sheets.filter(({ hidden }) => !hidden)) {
      sheet = one.name;
      const rows: GridRow[] = [];
      for await (const piece of readSheet(readPart(path, one.part, partLimits.small), context, { file, sheet })) {
        for (const { row, cells } of piece) rows.push({ row, cells });
      }
      grids.push({ sheet, rows });
    }
    return { grids: [grids], hash: hash.digest("hex") };
  } catch (cause) {
    if (isTooLarge(cause)) throw tooLarge(file, cause);
    throw cause instanceof WorkbookFault ? workbookRefusal(cause.why, { file, sheet }, cause) : cause;
  }
}
