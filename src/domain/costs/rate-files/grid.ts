import { openText } from "../../import/formats/decode-file.ts";
import { formatSampleBytes } from "../../import/formats/detect.ts";
import { readStart, stampOf } from "../../import/formats/file-chunks.ts";
import { isZip, refuseOtherFormats } from "../../import/formats/signature.ts";
import type { ListInput } from "../../import/list.ts";
import { tooLarge } from "./too-large.ts";

/** A row as a spreadsheet shows it. */
export interface GridRow {
  /** Counted from 1, empty rows too. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** One table of a file, with whatever stands above and below it. */
export interface Grid {
  /** The sheet's name; null for a text file. */
  readonly sheet: string | null;
  /** Rows that are not blank. */
  readonly rows: readonly GridRow[];
  /** The first row in which quotation marks are wrong. */
  readonly brokenRow?: number | undefined;
}

export interface GridFile {
  /** The tables that it may be: sheets, or a text split by one separator or another. The first that is understood counts. */
  readonly grids: readonly (readonly Grid[])[];
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
}

/** Meta's largest has some twenty thousand bytes; what is a hundred times as long is something else, such as a list of contacts. */
const longest = 4 * 1024 * 1024;

const separators = [",", ";", "\t"] as const;

async function textGrids(input: ListInput): Promise<GridFile> {
  const file = await openText(input);
  let text = "";
  for await (const piece of file.texts()) text += piece;
  const lines = text
    .replace(/^\ufeff+/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/^"?sep=[^"\n]"?(?:\n|$)/i, "");
  const { default: papa } = await import("papaparse");
  const grids = separators.map((delimiter): Grid[] => {
    const { data, errors } = papa.parse<string[]>(lines, { delimiter, newline: "\n" });
    const rows = data.map((cells, place) => ({ row: place + 1, cells }));
    const broken = errors.find(({ type }) => type === "Quotes");
    return [
      {
        sheet: null,
        rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")),
        brokenRow: broken && (broken.row ?? 0) + 1,
      },
    ];
  });
  return { grids, hash: file.hash };
}

/**
 * Reads a file of rates whole: a workbook whatever its name says (since October 2026 Meta's link to a CSV gives one), else text in
 * any encoding and with any separator.
 *
 * @throws InputError `input.unreadable`, `import.format`, `import.damaged`, `import.encoding`, `rates.another_kind`
 */
export async function readGrids(input: ListInput): Promise<GridFile> {
  const start = await readStart(input, formatSampleBytes);
  await refuseOtherFormats(start, input);
  if ((await stampOf(input)).size > longest) throw tooLarge(input.name);
  if (!isZip(start)) return textGrids(input);
  const { workbookGrids } = await import("./grid-workbook.ts");
  return workbookGrids(input);
}
