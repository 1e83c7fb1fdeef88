import { parsePhone } from "../../../core/phone.ts";
import { CsvReader } from "../../import/formats/csv-reader.ts";
import { oneLineEnd, readStartOf } from "../../import/formats/csv-start.ts";
import { openText } from "../../import/formats/decode-file.ts";
import type { ListFile, ListInput, SourceRow } from "../../import/list.ts";

/** Shorter numbers in a header are a year or the number of a list. */
const leastDigits = 6;

function isNumber(cell: string): boolean {
  const phone = parsePhone(cell);
  if (phone.ok) return true;
  const isOther = ["phone.empty", "phone.not_a_phone", "phone.internal_id", "phone.user_id"].includes(phone.code);
  return !isOther && cell.replace(/\D/g, "").length >= leastDigits;
}

/** The column of a list of nothing but numbers, one a line, without a header; undefined for any other list. */
export function bareColumn(header: readonly string[]): number | undefined {
  const filled = header.flatMap((cell, place) => (cell.trim() === "" ? [] : [place]));
  const [only] = filled;
  return only !== undefined && filled.length === 1 && isNumber(header[only] ?? "") ? only : undefined;
}

/** The same list with its header as the first row. */
export function withoutHeader(list: ListFile): ListFile {
  const first = (row: number): SourceRow => ({ row, cells: list.header, malformed: false });
  async function* rows(): AsyncGenerator<readonly SourceRow[], void, undefined> {
    let isFirst = true;
    for await (const piece of list.rows()) {
      // Blank lines above it are counted; between it and the next number nobody leaves any.
      yield isFirst ? [first(Math.max(1, (piece[0]?.row ?? 2) - 1)), ...piece] : piece;
      isFirst = false;
    }
    if (isFirst) yield [first(1)];
  }
  return { ...list, rowCount: list.rowCount + 1, rows };
}

/**
 * A text with one number and nothing else: a list with a header and no rows, which every other reader refuses. Undefined for
 * anything else.
 */
export async function openLoneNumber(input: ListInput): Promise<ListFile | undefined> {
  const text = await openText(input);
  const { delimiter, texts } = await readStartOf(oneLineEnd(text.texts()));
  const reader = new CsvReader(input.name, delimiter);
  for await (const piece of texts) reader.take(piece);
  const below = reader.end();
  const { header } = reader;
  if (header === undefined || below.length > 0 || bareColumn(header) === undefined) return undefined;
  async function* rows(): AsyncGenerator<readonly SourceRow[], void, undefined> {}
  const { hash, bytes, encoding } = text;
  const about = { format: "csv", fileName: input.name, hash, bytes, encoding, delimiter } as const;
  return { ...about, sheet: null, sheets: [], header, rowCount: 0, rows };
}
