import Papa from "papaparse";
import { neutraliseFormula } from "../../core/terminal.ts";
import type { Language } from "../../core/text.ts";
import type { Reject } from "./report.ts";
import type { Table } from "./table.ts";

/**
 * The rows that were left out, as CSV to be mended and imported again: the original columns, then `row` and `reason` (which
 * an import knows and leaves aside). It starts with a byte-order mark, without which Excel mistakes the accents.
 */
export function writeRejects(table: Table, rejects: readonly Reject[], language: Language): string {
  const reasons = new Map(rejects.map((reject) => [reject.row, reject]));
  const records = table.rows.flatMap(({ row, cells }) => {
    const reject = reasons.get(row);
    if (reject === undefined) return [];
    const columns = table.header.map((_, place) => cells[place] ?? "");
    const reason = `${reject.column === null ? "" : `${reject.column}: `}${reject.text[language]}`;
    // Cells beyond the last column come after everything else, so that nothing of the row is lost.
    const beyond = cells.slice(table.header.length);
    return [[...columns, String(row), reason, ...beyond]];
  });
  const safe = [[...table.header, "row", "reason"], ...records].map((cells) => cells.map(neutraliseFormula));
  return `\ufeff${Papa.unparse(safe, { delimiter: table.delimiter, newline: "\r\n" })}\r\n`;
}
