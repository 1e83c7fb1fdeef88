import { plainWords } from "../../import/cells/words.ts";
import type { RateCategory } from "../rates-categories.ts";
import type { GridRow } from "./grid.ts";

/** A header's letters alone: its line feeds, hyphens, capitals and accents are laid out otherwise in each of Meta's files. */
export function folded(cell: string): string {
  return plainWords(cell).replace(/[^a-z]/g, "");
}

const categoryHeaders: readonly (readonly [RegExp, RateCategory])[] = [
  [/^marketing(?:messages|templates)?$/, "marketing"],
  [/^utility(?:messages|templates)?$/, "utility"],
  [/^authentication(?:messages|templates)?$/, "authentication"],
  [/^authenticationinternational(?:messages|templates)?$/, "authentication-international"],
  [/^service(?:messages)?$/, "service"],
];

function categoryOfHeader(cell: string): RateCategory | undefined {
  const name = folded(cell);
  return categoryHeaders.find(([pattern]) => pattern.test(name))?.[1];
}

const isMarket = (cell: string): boolean => /^markets?(?!ing)/.test(folded(cell));

/** Where a column of this name is, counted from 0. */
function columnsWhere(cells: readonly string[], test: (cell: string) => boolean): number[] {
  return cells.flatMap((cell, place) => (test(cell) ? [place] : []));
}

/** The columns of a card of list prices, counted from 0. */
export interface RatesHeader {
  readonly kind: "rates";
  /** Its place among the rows of the table. */
  readonly at: number;
  readonly market: number;
  readonly currency: number | undefined;
  readonly evidence: number | undefined;
  readonly categories: readonly (readonly [column: number, category: RateCategory])[];
  /** Names of columns that are not read. */
  readonly ignored: readonly string[];
}

/** The columns of one category's tiers. */
export interface TierColumns {
  readonly category: RateCategory | undefined;
  readonly from: number;
  readonly to: number;
  readonly rate: number;
  readonly discount: number | undefined;
  readonly evidence: number | undefined;
}

export interface TiersHeader {
  readonly kind: "tiers";
  readonly at: number;
  readonly market: number;
  readonly currency: number | undefined;
  readonly groups: readonly TierColumns[];
}

const isName =
  (...names: readonly string[]) =>
  (cell: string): boolean =>
    names.includes(folded(cell));

/** The columns from one `From` up to the next are of one category: the last that is named above them, at the left. */
function tierGroups(rows: readonly GridRow[], at: number): TierColumns[] {
  const cells = rows[at]?.cells ?? [];
  const starts = columnsWhere(cells, isName("from"));
  const sections = rows
    .slice(0, at)
    .map((row) =>
      row.cells.flatMap((cell, column) => {
        const category = categoryOfHeader(cell);
        return category === undefined ? [] : [{ column, category }];
      }),
    )
    .findLast((found) => found.length > 0);
  return starts.flatMap((from, place): TierColumns[] => {
    const end = starts[place + 1] ?? cells.length;
    const within = (...names: readonly string[]): number | undefined => {
      const column = columnsWhere(cells.slice(from, end), isName(...names))[0];
      return column === undefined ? undefined : from + column;
    };
    const [to, rate] = [within("to"), within("rate")];
    if (to === undefined || rate === undefined) return [];
    const category = sections?.findLast(({ column }) => column <= from)?.category;
    const discount = within("vslistrate", "discount");
    return [{ category, from, to, rate, discount, evidence: within("evidence") }];
  });
}

/**
 * Finds the row of column names: it is searched for, since every file has other lines above it.
 *
 * @returns undefined where the table is neither a card of list prices nor one of tiers
 */
export function findHeader(rows: readonly GridRow[]): RatesHeader | TiersHeader | undefined {
  for (const [at, { cells }] of rows.entries()) {
    const [market] = columnsWhere(cells, isMarket);
    if (market === undefined) continue;
    const [currency] = columnsWhere(cells, isName("currency"));
    const groups = tierGroups(rows, at);
    if (groups.length > 0) return { kind: "tiers", at, market, currency, groups };
    const categories = cells.flatMap((cell, column) => {
      const category = categoryOfHeader(cell);
      return category === undefined ? [] : [[column, category] as const];
    });
    if (categories.length === 0) continue;
    const [evidence] = columnsWhere(cells, isName("evidence"));
    const known = [market, currency, evidence, ...categories.map(([column]) => column)];
    const ignored = cells.filter((cell, column) => cell.trim() !== "" && !known.includes(column));
    return { kind: "rates", at, market, currency, evidence, categories, ignored };
  }
  return undefined;
}
