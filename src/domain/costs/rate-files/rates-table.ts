import type { Micros } from "../../../core/money.ts";
import type { CardRate } from "../tariff.ts";
import { amountOf, isAbsent, numberText, type DecimalSign } from "./amounts.ts";
import { checkColumns, checkWidth } from "./columns-check.ts";
import type { FileRates, ReadOptions } from "./card.ts";
import { decimalSignOf, type RateCell } from "./decimal-sign.ts";
import { readEvidenceCell } from "./evidence.ts";
import type { Grid, GridRow } from "./grid.ts";
import { currencyOfTable, effectiveDay } from "./head.ts";
import type { RatesHeader } from "./headers.ts";
import { marketOfCell } from "./market-name.ts";
import { quoted, refusal, type Place } from "./places.ts";

/** An amount of money in a file; throws InputError `rates.negative`, `rates.bad_rate`; undefined where there is none. */
export function readRate({ text, place }: RateCell, sign: DecimalSign): Micros | undefined {
  const read = numberText(text);
  if (read === "absent") return undefined;
  const micros = typeof read === "string" ? undefined : amountOf(read.digits, sign);
  if (micros !== undefined) return micros;
  const negative = read === "negative";
  throw refusal(
    negative ? "negative" : "bad_rate",
    place,
    negative
      ? { en: `the price ${quoted(text)} is below zero.`, es: `el precio ${quoted(text)} es menor que cero.` }
      : { en: `${quoted(text)} is not a price.`, es: `${quoted(text)} no es un precio.` },
    {
      en: "write an amount such as 0.0707 (six decimals at most), or n/a",
      es: "escriba un importe como 0.0707 (con seis decimales como máximo), o n/a",
    },
    { value: text },
  );
}

function marketTwice(market: string, place: Place, before: number): Error {
  return refusal(
    "market_twice",
    place,
    { en: `${market} is also in row ${before}.`, es: `${market} también está en la fila ${before}.` },
    { en: "delete one of the two rows", es: "elimine una de las dos filas" },
    { market, before },
  );
}

/** Reads a card of list prices: all of it, or nothing. @throws InputError `rates.…`, with the place of what is wrong */
export function readRatesTable(grid: Grid, header: RatesHeader, at: Place, options: ReadOptions): FileRates {
  const place = (row: GridRow, column: number): Place => ({ ...at, row: row.row, column: column + 1 });
  const text = (row: GridRow, column: number): string => row.cells[column] ?? "";
  // Below the table there may be notes: what has no price at all, not even `n/a`, is one.
  const isFigures = (row: GridRow): boolean => header.categories.some(([column]) => text(row, column).trim() !== "");
  checkColumns(grid, header, at);
  checkWidth(grid, header, at, isFigures);
  const rows = grid.rows.slice(header.at + 1).filter(isFigures);
  const cells = rows.flatMap((row) =>
    header.categories.map(([column]): RateCell => ({ text: text(row, column), place: place(row, column) })),
  );
  const sign = decimalSignOf(cells);
  const { currency: column } = header;
  const currencies = (column === undefined ? [] : rows)
    .map((row) => ({ text: text(row, column ?? 0), place: place(row, column ?? 0) }))
    .filter((cell) => cell.text.trim() !== "");
  const currency = currencyOfTable(grid, header, currencies, at, options.currency);
  const effectiveFrom = effectiveDay(grid, header, at, options);

  const seen = new Map<string, number>();
  const rates: CardRate[] = [];
  for (const row of rows) {
    const market = marketOfCell(text(row, header.market), place(row, header.market));
    const before = seen.get(market);
    if (before !== undefined) throw marketTwice(market, place(row, header.market), before);
    seen.set(market, row.row);
    const evidence = readEvidenceCell(header.evidence === undefined ? "" : text(row, header.evidence));
    for (const [place_, category] of header.categories) {
      const cell = { text: text(row, place_), place: place(row, place_) };
      if (isAbsent(cell.text)) continue;
      const micros = readRate(cell, sign);
      rates.push({ currency, effectiveFrom, market, category, micros, evidence: evidence(category) });
    }
  }
  return { kind: "rates", currency, effectiveFrom, sheet: grid.sheet, rates, ignored: header.ignored };
}
