import Papa from "papaparse";

const delimiters = [",", ";", "\t", "|"] as const;

/** Enough records to see a pattern; a name with a comma in it does not outweigh them. */
const sampleRecords = 50;

/** How much of a file's beginning is looked at, in characters. */
export const delimiterSampleCharacters = 200_000;

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

/**
 * What separates the cells: the character that splits the header in two or more and the rows most often into as many.
 * A list of one column has none; a comma then does no harm.
 *
 * @param text the beginning of a list, its lines ended by `\n`
 */
export function detectDelimiter(text: string): string {
  const sample = text.slice(0, delimiterSampleCharacters);
  let best: { delimiter: string; agreement: number; columns: number } = { delimiter: ",", agreement: 0, columns: 1 };
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, newline: "\n", preview: sampleRecords });
    const records = data.filter((cells) => !isBlank(cells));
    const columns = records[0]?.length ?? 0;
    if (columns < 2) continue;
    const agreement = records.filter((cells) => cells.length === columns).length / records.length;
    if (agreement > best.agreement || (agreement === best.agreement && columns > best.columns)) {
      best = { delimiter, agreement, columns };
    }
  }
  return best.delimiter;
}
