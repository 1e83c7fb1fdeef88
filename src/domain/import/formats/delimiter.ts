import Papa from "papaparse";
import { HeaderSearch } from "./header-search.ts";

const delimiters = [",", ";", "\t", "|"] as const;

/** Enough records to see a pattern; a name with a comma in it does not outweigh them. */
const sampleRecords = 50;

/** How much of a file's beginning is looked at, in characters. */
export const delimiterSampleCharacters = 200_000;

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

/** Which of these records is the header, a title being above it. */
function headerPlace(records: readonly { readonly row: number; readonly cells: readonly string[] }[]): number {
  const search = new HeaderSearch();
  for (const record of records) {
    const [header] = search.add({ ...record, malformed: false }) ?? [];
    if (header !== undefined) return records.findIndex(({ row }) => row === header.row);
  }
  return 0;
}

/**
 * What separates the cells: the character that splits the header in two or more and the rows most often into as many.
 * A list of one column has none; a comma then does no harm.
 *
 * A title above the header counts as a row that is split otherwise: what takes the true header for a title, because the
 * names in the rows have a comma in them, is worse by one.
 *
 * @param text the beginning of a list, its lines ended by `\n`
 */
export function detectDelimiter(text: string): string {
  const sample = text.slice(0, delimiterSampleCharacters);
  let best = { delimiter: ",", agreement: 0, titles: 0, columns: 1 };
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, newline: "\n", preview: sampleRecords });
    const records = data.map((cells, place) => ({ row: place, cells })).filter(({ cells }) => !isBlank(cells));
    const titles = headerPlace(records);
    const columns = records[titles]?.cells.length ?? 0;
    if (columns < 2) continue;
    const agreeing = records.filter(({ cells }, place) => place >= titles && cells.length === columns);
    const agreement = agreeing.length / records.length;
    const better = agreement - best.agreement || best.titles - titles || columns - best.columns;
    if (better > 0) best = { delimiter, agreement, titles, columns };
  }
  return best.delimiter;
}
