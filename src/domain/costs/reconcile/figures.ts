import type { Micros } from "../../../core/money.ts";
import type { Day } from "../calendar.ts";

/** What one side knows of a day, market and category. */
export interface Figures {
  /** Messages delivered. */
  volume: number;
  charged: number;
  free: number;
  /** Of those whose cost is known. */
  micros: Micros;
  /** Messages whose cost is not known: Meta does not tell it, or no card here does. */
  unknown: number;
}

/** Meta's side, with what a difference may come from. */
export interface MetaCell extends Figures {
  /** Messages by number (digits). */
  readonly numbers: Map<string, number>;
  /** Messages beyond the first volume tier. */
  tiered: number;
  freeEntry: number;
}

/** The ledger's side, with what a difference may come from. Messages that no report says arrived are not in its volume. */
export interface LedgerCell extends Figures {
  freeEntry: number;
  /** Taken by Meta, and no report has come. */
  onTheWay: number;
  /** Delivered, and Meta's report of the price has not come: the amount is the estimate. */
  estimated: number;
  /** Priced in another currency than the account's: in no amount. */
  otherCurrency: number;
  /** How the rates are known. */
  readonly evidence: Set<string>;
}

/** Whose figures they are; market and category null where a side does not tell. */
export interface CellKey {
  readonly day: Day;
  readonly market: string | null;
  readonly category: string | null;
}

const noFigures: Readonly<Figures> = { volume: 0, charged: 0, free: 0, micros: 0, unknown: 0 };

export function emptyMeta(): MetaCell {
  return { ...noFigures, numbers: new Map(), tiered: 0, freeEntry: 0 };
}

export function emptyLedger(): LedgerCell {
  return {
    ...noFigures,
    freeEntry: 0,
    onTheWay: 0,
    estimated: 0,
    otherCurrency: 0,
    evidence: new Set(),
  };
}

/** Cells by their keys, made when they are first asked for. */
export class Cells<Cell> {
  readonly #cells = new Map<string, { readonly key: CellKey; readonly cell: Cell }>();
  readonly #make: () => Cell;

  constructor(make: () => Cell) {
    this.#make = make;
  }

  static nameOf({ day, market, category }: CellKey): string {
    return JSON.stringify([day, market, category]);
  }

  at(key: CellKey): Cell {
    const name = Cells.nameOf(key);
    let found = this.#cells.get(name);
    if (found === undefined) this.#cells.set(name, (found = { key, cell: this.#make() }));
    return found.cell;
  }

  keys(): CellKey[] {
    return [...this.#cells.values()].map(({ key }) => key);
  }
}

/** What a cell comes to: null where a part of it is not known. */
export function amountOf({ micros, unknown }: Figures): Micros | null {
  return unknown > 0 ? null : micros;
}

/** What is known of a sum, beside `unknown`: null where nothing is. */
export function knownAmountOf({ micros, unknown }: Figures): Micros | null {
  return unknown > 0 && micros === 0 ? null : micros;
}

/** The sums of a side. */
export function sumOf(parts: readonly Figures[]): Figures {
  const sum: Figures = { ...noFigures };
  for (const part of parts) {
    sum.volume += part.volume;
    sum.charged += part.charged;
    sum.free += part.free;
    sum.micros += part.micros;
    sum.unknown += part.unknown;
  }
  return sum;
}
