import { createHash } from "node:crypto";
import type { ListFile, ListInput, OpenListOptions, SourceRow } from "../list.ts";
import type { Card } from "./vcard-card.ts";
import { defaultChunkBytes, stampOf } from "./file-chunks.ts";
import { maxColumns, tooManyColumns } from "./limits.ts";
import { readBytes } from "./vcard-input.ts";
import type { BytesOptions } from "./vcard-input.ts";
import { CardReader } from "./vcard-reader.ts";
import { noCards, unreadableCards } from "./vcard-refusals.ts";
import { cardHeader, cardRow, isBlank, widen } from "./vcard-row.ts";
import type { CardColumns } from "./vcard-row.ts";

/** How many rows go on together. */
const rowsPerPiece = 1000;
/** How much text they hold together at most, in bytes: cards with long notes go on in smaller pieces. */
const bytesPerPiece = 1024 * 1024;

interface NumberedCard {
  readonly card: Card;
  readonly number: number;
}

/** The cards of a file that say anything, as many at a time as a piece of the file ends. */
async function* readCards(input: ListInput, options: BytesOptions): AsyncGenerator<readonly NumberedCard[]> {
  let cards: NumberedCard[] = [];
  const reader = new CardReader((card, number) => {
    if (!isBlank(card)) cards.push({ card, number });
  });
  for await (const text of readBytes(input, options)) {
    if (!reader.push(text)) break;
    if (cards.length === 0) continue;
    yield cards;
    cards = [];
  }
  if (reader.fault === undefined) reader.finish();
  if (reader.fault !== undefined) throw unreadableCards(reader.fault, input.name, Math.max(reader.count, 1));
  if (cards.length > 0) yield cards;
}

async function* readRows(
  input: ListInput,
  columns: CardColumns,
  options: BytesOptions,
): AsyncGenerator<readonly SourceRow[]> {
  let rows: SourceRow[] = [];
  let bytes = 0;
  for await (const cards of readCards(input, options)) {
    for (const { card, number } of cards) {
      rows.push(cardRow(card, number, columns));
      bytes += card.size;
      if (rows.length < rowsPerPiece && bytes < bytesPerPiece) continue;
      yield rows;
      rows = [];
      bytes = 0;
    }
  }
  if (rows.length > 0) yield rows;
}

/**
 * Opens a file of contact cards: vCard 2.1, 3.0 and 4.0, also mixed, as phones and address books write them. Each card is a row,
 * numbered from 1; the columns are those of `cardHeader`. The file is gone through once to learn how many numbers a card has,
 * and once more for `survey`, which wants rows. Photos are passed over and never held in memory.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6350 (4.0), https://www.rfc-editor.org/rfc/rfc2426 (3.0)
 * @param chunkBytes bytes that are read at a time
 * @throws InputError `import.no_cards`, `import.open_card`, `import.record_too_long` (with the card's number), `import.encoding`,
 *   `import.too_many_columns`, `input.unreadable`, `import.changed`
 */
export async function openVcards(
  input: ListInput,
  options: OpenListOptions,
  chunkBytes = defaultChunkBytes,
): Promise<ListFile> {
  const stamp = await stampOf(input);
  const hash = createHash("sha256");
  let bytes = 0;
  let rowCount = 0;
  let encoding: ListFile["encoding"] = "utf-8";
  const columns: CardColumns = { phones: 1, fields: new Set(), consent: false };
  const firstReading: BytesOptions = {
    stamp,
    chunkBytes,
    onBytes: (chunk) => {
      hash.update(chunk);
      bytes += chunk.length;
    },
    onUtf16: (name) => {
      encoding = name;
    },
  };
  for await (const cards of readCards(input, firstReading)) {
    rowCount += cards.length;
    for (const { card } of cards) {
      widen(columns, card);
      if (card.fellBack && encoding === "utf-8") encoding = "windows-1252";
    }
    if (columns.fields.size > maxColumns) throw tooManyColumns(input.name, cardHeader(columns).length);
  }
  if (rowCount === 0) throw noCards(input.name);

  const header = cardHeader(columns);
  const rows = (): AsyncIterable<readonly SourceRow[]> => readRows(input, columns, { stamp, chunkBytes });
  const survey = options.survey?.(header);
  if (survey) for await (const piece of rows()) survey(piece);
  return {
    format: "vcard",
    fileName: input.name,
    hash: hash.digest("hex"),
    bytes,
    encoding,
    delimiter: null,
    sheet: null,
    sheets: [],
    header,
    rowCount,
    rows,
  };
}
