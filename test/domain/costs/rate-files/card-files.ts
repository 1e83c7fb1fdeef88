import { readFileSync } from "node:fs";
import { InputError } from "../../../../src/core/errors.ts";
import { formatMicros } from "../../../../src/core/money.ts";
import type { FileCard, ReadOptions } from "../../../../src/domain/costs/rate-files/card.ts";
import { readCardFile } from "../../../../src/domain/costs/rate-files/read-card.ts";
import { fileOf } from "../../import/formats/csv-files.ts";
import { sheetXml, workbookParts, zip } from "../../import/formats/workbook-zip.ts";

export function fixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/rates/${name}`, import.meta.url), "utf8");
}

export async function cardsOf(content: string | Uint8Array, options: ReadOptions = {}): Promise<readonly FileCard[]> {
  return (await readCardFile(fileOf(content, "rates.csv"), options)).cards;
}

/** The only card of a file. */
export async function cardOf(content: string | Uint8Array, options: ReadOptions = {}): Promise<FileCard> {
  const [card, ...others] = await cardsOf(content, options);
  if (card === undefined || others.length > 0) throw new Error("not one card");
  return card;
}

/** `Spain marketing 0.0717`, or with tiers `Spain utility 1-60000 0.0210 -0`. */
export function linesOf(card: FileCard): string[] {
  return card.kind === "rates"
    ? card.rates.map(({ market, category, micros }) => `${market} ${category} ${formatMicros(micros ?? Number.NaN)}`)
    : card.bands.map(
        ({ market, category, micros, from, to, discount }) =>
          `${market} ${category} ${from}-${to ?? ""} ${formatMicros(micros)} -${discount}`,
      );
}

/** What reading the file is refused with. */
export async function refusalOf(content: string | Uint8Array, options: ReadOptions = {}): Promise<InputError> {
  try {
    await readCardFile(fileOf(content, "rates.csv"), options);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("the file was read");
}

/** A price list with the header and these rows: `Spain,USD,0.0717,0.0210`. */
export function priceList(rows: readonly string[], title = '"Prices in USD, effective January 1, 2027"'): string {
  return [title, "Market,Currency,Marketing,Utility", ...rows, ""].join("\n");
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A workbook of these sheets; numbers are kept as numbers. */
export function workbook(sheets: Readonly<Record<string, readonly (readonly (string | number)[])[]>>): Buffer {
  const cell = (value: string | number, place: string): string =>
    typeof value === "number"
      ? `<c r="${place}"><v>${value}</v></c>`
      : `<c r="${place}" t="inlineStr"><is><t>${value.replaceAll("&", "&amp;")}</t></is></c>`;
  const rows = (cells: readonly (readonly (string | number)[])[]): string =>
    cells
      .map(
        (row, at) =>
          `<row r="${at + 1}">${row.map((value, column) => cell(value, `${letters[column]}${at + 1}`)).join("")}</row>`,
      )
      .join("");
  const xml = Object.entries(sheets).map(([name, cells]) => [name, sheetXml(rows(cells))] as const);
  return zip(workbookParts({ sheets: Object.fromEntries(xml) }));
}
