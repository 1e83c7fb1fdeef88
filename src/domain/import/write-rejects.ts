import Papa from "papaparse";
import { neutraliseFormula } from "../../core/terminal.ts";
import type { Language } from "../../core/text.ts";
import { ownColumns } from "./mapping/rejects-columns.ts";
import type { RejectedRow } from "./reading/person.ts";
import type { ListInfo } from "./reading/reader.ts";

function line(cells: readonly string[], delimiter: string): string {
  return `${Papa.unparse([cells.map(neutraliseFormula)], { delimiter, newline: "\r\n" })}\r\n`;
}

const delimiterOf = (info: Pick<ListInfo, "delimiter">): string => info.delimiter ?? ",";

/**
 * The rows that were left out, as CSV to be mended and imported again: the original columns, then `row` and `reason` (which
 * an import knows and leaves aside); those of an earlier file of rejects are replaced. It starts with a byte-order mark, without which Excel mistakes the accents.
 */
export function rejectsHeader(info: ListInfo): string {
  return `\ufeff${line([...ownColumns(info.header), "row", "reason"], delimiterOf(info))}`;
}

export function rejectsLine({ reject, cells }: RejectedRow, info: ListInfo, language: Language): string {
  const columns = ownColumns(info.header).map((_, place) => cells[place] ?? "");
  const reason = `${reject.column === null ? "" : `${reject.column}: `}${reject.text[language]}`;
  // Cells beyond the last column come after everything else, so that nothing of the row is lost.
  const beyond = cells.slice(info.header.length);
  return line([...columns, String(reject.row), reason, ...beyond], delimiterOf(info));
}
