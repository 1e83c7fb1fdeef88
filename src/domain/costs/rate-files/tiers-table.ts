import type { RateCategory } from "../rates-categories.ts";
import type { CardBand } from "../tariff.ts";
import { countOf, isAbsent, percentOf } from "./amounts.ts";
import { checkColumns, checkWidth } from "./columns-check.ts";
import type { FileTiers, ReadOptions } from "./card.ts";
import { decimalSignOf, type RateCell } from "./decimal-sign.ts";
import { evidenceOfWord } from "./evidence.ts";
import type { Grid, GridRow } from "./grid.ts";
import { currencyOfTable, effectiveDay } from "./head.ts";
import type { TierColumns, TiersHeader } from "./headers.ts";
import { marketOfCell } from "./market-name.ts";
import { quoted, refusal, type Place } from "./places.ts";
import { readRate } from "./rates-table.ts";
import { checkTiers, type ReadBand } from "./tiers-check.ts";
import { checkTierRates, lastDecimal } from "./tier-rates-check.ts";

function wrongCell(what: "count" | "discount", { text, place }: RateCell): Error {
  const words =
    what === "count"
      ? { en: "a number of messages", es: "una cantidad de mensajes" }
      : { en: "a discount in whole percent", es: "un descuento en porcentaje entero" };
  return refusal(
    `bad_${what}`,
    place,
    { en: `${quoted(text)} is not ${words.en}.`, es: `${quoted(text)} no es ${words.es}.` },
    what === "count"
      ? { en: "write it in digits, such as 1,000,000", es: "escríbala en cifras, por ejemplo 1,000,000" }
      : { en: "write it as -5%, or -- where there is none", es: "escríbalo como -5%, o -- si no hay" },
    { value: text },
  );
}

function countIn(cell: RateCell): number {
  const count = countOf(cell.text);
  if (count === undefined) throw wrongCell("count", cell);
  return count;
}

function categoryOf(columns: TierColumns, at: Place, row: GridRow | undefined): RateCategory {
  if (columns.category !== undefined) return columns.category;
  throw refusal(
    "no_category",
    { ...at, row: row?.row, column: columns.from + 1 },
    {
      en: "no category is named above these tiers.",
      es: "encima de estos tramos no se nombra ninguna categoría.",
    },
    {
      en: "write Utility, Authentication or Authentication-International in the row above",
      es: "escriba Utility, Authentication o Authentication-International en la fila de arriba",
    },
  );
}

/** Reads a card of volume tiers: all of it, or nothing. @throws InputError `rates.…`, with the place of what is wrong */
export function readTiersTable(grid: Grid, header: TiersHeader, at: Place, options: ReadOptions): FileTiers {
  const cellOf = (row: GridRow, column: number): RateCell => ({
    text: row.cells[column] ?? "",
    place: { ...at, row: row.row, column: column + 1 },
  });
  const isThere = (row: GridRow, { from, rate }: TierColumns): boolean =>
    !isAbsent(cellOf(row, from).text) || !isAbsent(cellOf(row, rate).text);
  const isFigures = (row: GridRow): boolean => header.groups.some((columns) => isThere(row, columns));
  checkColumns(grid, header, at);
  checkWidth(grid, header, at, isFigures);
  const rows = grid.rows.slice(header.at + 1).filter(isFigures);
  const prices = rows.flatMap((row) => header.groups.map(({ rate }) => cellOf(row, rate)));
  const sign = decimalSignOf(prices);
  const { currency: column } = header;
  // Market and currency are named once for all tiers.
  const currencies =
    column === undefined ? [] : rows.map((row) => cellOf(row, column)).filter(({ text }) => text.trim() !== "");
  const currency = currencyOfTable(grid, header, currencies, at, options.currency);
  const effectiveFrom = effectiveDay(grid, header, at, options);
  const categories = header.groups.map((columns) => categoryOf(columns, at, grid.rows[header.at]));

  const bands: (ReadBand & { readonly band: CardBand })[] = [];
  let market: string | undefined;
  for (const row of rows) {
    const name = cellOf(row, header.market);
    if (name.text.trim() !== "") market = marketOfCell(name.text, name.place);
    if (market === undefined) market = marketOfCell("", name.place);
    for (const [place, columns] of header.groups.entries()) {
      const category = categories[place];
      if (category === undefined || !isThere(row, columns)) continue;
      const rate = cellOf(row, columns.rate);
      const micros = readRate(rate, sign);
      if (micros === undefined) throw noRate(rate);
      const from = Math.max(1, countIn(cellOf(row, columns.from)));
      const end = cellOf(row, columns.to);
      const to = isAbsent(end.text) ? null : countIn(end);
      const less = columns.discount === undefined ? undefined : cellOf(row, columns.discount);
      const discount = less === undefined ? 0 : percentOf(less.text);
      if (discount === undefined) throw wrongCell("discount", less ?? rate);
      const evidence = evidenceOfWord(columns.evidence === undefined ? "" : cellOf(row, columns.evidence).text);
      const band = { currency, effectiveFrom, market, category, micros, from, to, discount, evidence };
      bands.push({ band, place: cellOf(row, columns.from).place, rate: rate.place, less: less?.place });
    }
  }
  checkTiers(bands);
  checkTierRates(bands, lastDecimal(prices, sign));
  return { kind: "tiers", currency, effectiveFrom, sheet: grid.sheet, bands: bands.map(({ band }) => band) };
}

function noRate({ place }: RateCell): Error {
  return refusal(
    "bad_rate",
    place,
    { en: "the tier has no price.", es: "el tramo no tiene precio." },
    { en: "write the price of one message", es: "escriba el precio de un mensaje" },
  );
}
