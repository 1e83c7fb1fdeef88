import type { SourceRow } from "../list.ts";
import { maxColumns, maxRecordCharacters } from "./limits.ts";
import { sheetRowTooLong, tooManySheetColumns, workbookRefusal } from "./workbook-errors.ts";
import { cellReader } from "./xlsx-cell.ts";
import type { CellContext } from "./xlsx-cell.ts";
import { WorkbookFault } from "./xlsx-fault.ts";
import { cellAttributes, columnOf, rowNumber } from "./xlsx-places.ts";
import type { CellAttributes } from "./xlsx-places.ts";
import { longerText, richText } from "./xlsx-text.ts";
import { xmlScanner } from "./xlsx-xml.ts";

const pieceRows = 1_000;
const pieceCharacters = 1024 * 1024;
/** Cells may name one long text a million times: the file stays small, what it says does not. */
const textLimit = 1024 * 1024 * 1024;

/**
 * The rows of a sheet that are not blank, header included, in pieces, with the numbers that a spreadsheet shows. Cells that are
 * merged are read as they are saved as CSV: the first has the text, the others none.
 *
 * @param pieces the XML of the sheet
 * @throws InputError `import.too_many_columns`, `import.record_too_long`, `import.damaged` with sheet and row
 * @throws WorkbookFault
 */
export async function* readSheet(
  pieces: AsyncIterable<string>,
  context: CellContext,
  where: { readonly file: string; readonly sheet: string },
): AsyncGenerator<readonly SourceRow[], void, undefined> {
  const show = cellReader(context);
  const inline = richText();
  const cell: CellAttributes = { reference: "", style: 0, type: "n" };
  let ready: SourceRow[] = [];
  let readyCharacters = 0;
  let allCharacters = 0;
  let inData = false;
  let isOver = false;
  let row = 0;
  let cells: string[] = [];
  let isBlank = true;
  let rowCharacters = 0;
  let column = -1;
  let value: string | undefined;
  let formula: string | undefined;
  let gathering: "value" | "formula" | "inline" | undefined;

  const finishCell = (): void => {
    const text = show({ type: cell.type, style: cell.style, value, formula, inline: inline.take() });
    if (text === undefined) throw workbookRefusal("damaged", { ...where, row, column: column + 1 });
    if (text === "") return;
    if (column >= maxColumns) throw tooManySheetColumns({ ...where, row, column: column + 1 });
    while (cells.length < column) cells.push("");
    cells[column] = text;
    rowCharacters += text.length;
    if (rowCharacters > maxRecordCharacters) throw sheetRowTooLong({ ...where, row, column: column + 1 });
    if (isBlank && text.trim() !== "") isBlank = false;
  };

  /** @returns whether enough is ready to be handed over */
  const finishRow = (): boolean => {
    if (isBlank) return false;
    ready.push({ row, cells, malformed: false });
    readyCharacters += rowCharacters;
    return ready.length >= pieceRows || readyCharacters >= pieceCharacters;
  };

  const scanner = xmlScanner({
    open: (name, attributes) => {
      if (!inData) {
        if (name === "sheetData" && !isOver) inData = true;
        return;
      }
      switch (name) {
        case "v":
          value = "";
          gathering = "value";
          break;
        case "c":
          cellAttributes(attributes, cell);
          column = columnOf(cell.reference) ?? column + 1;
          value = undefined;
          formula = undefined;
          break;
        case "row":
          row = rowNumber(attributes, row);
          cells = [];
          isBlank = true;
          rowCharacters = 0;
          column = -1;
          break;
        case "f":
          formula = "";
          gathering = "formula";
          break;
        case "is":
          gathering = "inline";
          break;
        default:
          if (gathering === "inline") inline.open(name, attributes);
      }
    },
    close: (name) => {
      if (!inData) return false;
      switch (name) {
        case "v":
        case "f":
        case "is":
          gathering = undefined;
          return false;
        case "c":
          finishCell();
          return false;
        case "row":
          return finishRow();
        case "sheetData":
          inData = false;
          isOver = true;
          return false;
        default:
          if (gathering === "inline") inline.close(name);
          return false;
      }
    },
    text: (decoded) => {
      if (gathering === "value") value = longerText(value, decoded);
      else if (gathering === "inline") inline.text(decoded);
      else if (gathering === "formula") formula = longerText(formula, decoded);
    },
  });

  for await (const piece of pieces) {
    // What comes after the cells (rules, links, drawings) is inflated for its checksum, and not looked at.
    if (isOver) continue;
    scanner.write(piece);
    for (let isDone = false; !isDone;) {
      isDone = scanner.run();
      if (ready.length === 0 || (isDone && ready.length < pieceRows && readyCharacters < pieceCharacters)) continue;
      allCharacters += readyCharacters;
      if (allCharacters > textLimit) throw new WorkbookFault("too_large", "its texts come to more than 1 GB");
      const handed = ready;
      ready = [];
      readyCharacters = 0;
      yield handed;
    }
  }
  if (!isOver) throw new WorkbookFault("damaged", "the sheet ends in the middle");
  if (ready.length > 0) yield ready;
}
