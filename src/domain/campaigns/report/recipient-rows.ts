import { cleanText, neutraliseFormula } from "../../../core/terminal.ts";
import { recipientColumns, type RecipientLine } from "./recipients.ts";

/** What a spreadsheet would run is made text. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  const text = neutraliseFormula(cleanText(String(value)));
  return /[",\n\r]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

const csvRow = (cells: readonly (string | number | null)[]): string => `${cells.map(cell).join(",")}\n`;

/** JSON leaves the control characters above 126 as they are, and some terminals obey them. */
function jsonRow(line: RecipientLine): string {
  const json = JSON.stringify(line).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
  return `${json}\n`;
}

/** Everybody of the list as the text of a file, a page at a time. */
export async function* recipientText(
  pages: AsyncIterable<readonly RecipientLine[]>,
  format: "csv" | "ndjson",
): AsyncGenerator<string> {
  if (format === "csv") yield csvRow(recipientColumns);
  for await (const lines of pages) {
    yield lines
      .map((line) => (format === "csv" ? csvRow(recipientColumns.map((column) => line[column])) : jsonRow(line)))
      .join("");
  }
}
