import { InputError } from "../../../core/errors.ts";
import { openQuote } from "../../import/formats/csv-errors.ts";
import type { ListInput } from "../../import/list.ts";
import type { FileCard, ReadOptions } from "./card.ts";
import { readGrids, type Grid } from "./grid.ts";
import { findHeader, type RatesHeader, type TiersHeader } from "./headers.ts";
import { nothingImported, refusal, type Place } from "./places.ts";
import { readRatesTable } from "./rates-table.ts";
import { readTiersTable } from "./tiers-table.ts";

/** What a file of rates holds. */
export interface CardFile {
  readonly fileName: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  /** At least one; a workbook may have several. */
  readonly cards: readonly FileCard[];
}

function anotherKind(file: string): InputError {
  return new InputError({
    code: "rates.another_kind",
    text: {
      en: `${file} is no file of Meta's rates: there is no row with the columns Market, Marketing, Utility (list prices), or Market, From, To, Rate (volume tiers).`,
      es: `${file} no es un archivo de tarifas de Meta: no hay ninguna fila con las columnas Market, Marketing, Utility (precios de lista), ni Market, From, To, Rate (tramos por volumen).`,
    },
    hint: {
      en: `give the CSV or XLSX that Meta's page of prices links to, as it is: ${nothingImported.en}`,
      es: `indique el CSV o XLSX que enlaza la página de precios de Meta, tal cual: ${nothingImported.es}`,
    },
    data: { file },
  });
}

function noFigures(card: FileCard, place: Place): InputError {
  return refusal(
    "empty",
    place,
    { en: "there is no price below the header.", es: "no hay ningún precio debajo del encabezado." },
    { en: "get the file again", es: "descargue de nuevo el archivo" },
    { kind: card.kind },
  );
}

function twice(card: FileCard, place: Place): InputError {
  return refusal(
    "two_cards",
    place,
    {
      en: `the file has two tables for ${card.currency} from ${card.effectiveFrom}.`,
      es: `el archivo tiene dos tablas para ${card.currency} desde el ${card.effectiveFrom}.`,
    },
    { en: "hide or delete one of the two sheets", es: "oculte o elimine una de las dos hojas" },
  );
}

function readTable(grid: Grid, header: RatesHeader | TiersHeader, file: string, options: ReadOptions): FileCard {
  if (grid.brokenRow !== undefined) throw openQuote(file, grid.brokenRow);
  const place = { file, sheet: grid.sheet };
  const card =
    header.kind === "rates"
      ? readRatesTable(grid, header, place, options)
      : readTiersTable(grid, header, place, options);
  if ((card.kind === "rates" ? card.rates : card.bands).length === 0) throw noFigures(card, place);
  return card;
}

/**
 * Reads a file of Meta's: list prices or volume tiers, CSV or XLSX, in any of the billing currencies. All of it is understood, or it is
 * refused with the place of what is not.
 *
 * @throws InputError `rates.…`, and what the readers of files throw
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export async function readCardFile(input: ListInput, options: ReadOptions = {}): Promise<CardFile> {
  const { grids, hash } = await readGrids(input);
  for (const tables of grids) {
    const found = tables.flatMap((grid) => {
      const header = findHeader(grid.rows);
      return header === undefined ? [] : [{ grid, header }];
    });
    if (found.length === 0) continue;
    const seen = new Set<string>();
    const cards = found.map(({ grid, header }) => {
      const card = readTable(grid, header, input.name, options);
      const key = `${card.kind} ${card.currency} ${card.effectiveFrom}`;
      if (seen.has(key)) throw twice(card, { file: input.name, sheet: grid.sheet });
      seen.add(key);
      return card;
    });
    return { fileName: input.name, hash, cards };
  }
  throw anotherKind(input.name);
}
