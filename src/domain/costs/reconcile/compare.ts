import type { CostSum } from "../../../storage/repos/cost-slots.ts";
import type { MetaCostRow } from "../../../storage/repos/meta-costs.ts";
import type { Day } from "../calendar.ts";
import { Cells, emptyLedger, emptyMeta, sumOf, type CellKey, type Figures } from "./figures.ts";
import { ledgerCells } from "./ledger-side.ts";
import { metaCells } from "./meta-side.ts";
import {
  reasonOf,
  surplusOf,
  verdictOf,
  verdicts,
  type ComparedCell,
  type Reason,
  type Surroundings,
  type Verdict,
} from "./verdict.ts";

/** One day, market and category. */
export interface ReconcileLine extends CellKey {
  readonly meta: Figures;
  readonly ledger: Figures;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
}

export interface ReconcileTotals {
  readonly meta: Figures;
  readonly ledger: Figures;
  /** How many lines got each verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
}

export interface ComparisonInput {
  readonly meta: readonly MetaCostRow[];
  readonly ledger: readonly CostSum[];
  /** IANA name: by whose clock Meta cut the days. */
  readonly clock: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Digits of the account's numbers by their ids. */
  readonly numbers: Readonly<Record<string, string>>;
  /** The days that were read from Meta: only these are compared. */
  readonly days: readonly Day[];
  /** Those of them whose figures may still change, or were read when they could. */
  readonly openDays: ReadonlySet<Day>;
  /** Meta tells no cost of this account at all. */
  readonly costWithheld: boolean;
}

const byName = (one: CellKey, other: CellKey): number =>
  one.day.localeCompare(other.day) ||
  (one.market ?? "").localeCompare(other.market ?? "", "en") ||
  (one.category ?? "").localeCompare(other.category ?? "", "en");

/** Every day, market and category that either side has. */
function compared(input: ComparisonInput): ComparedCell[] {
  const meta = metaCells(input.meta, input.clock);
  const ledger = ledgerCells(input.ledger, input);
  const days = new Set(input.days);
  const keys = new Map([...meta.keys(), ...ledger.keys()].map((key) => [Cells.nameOf(key), key]));
  return [...keys.values()]
    .filter(({ day }) => days.has(day))
    .map((key) => ({ ...key, meta: meta.at(key) ?? emptyMeta(), ledger: ledger.at(key) ?? emptyLedger() }))
    .filter((cell) => cell.meta.volume > 0 || cell.ledger.volume > 0 || cell.meta.micros !== 0)
    .toSorted(byName);
}

/** Meta's figures against the ledger's: a line for each day, market and category, in order. */
export function compare(input: ComparisonInput): { lines: ReconcileLine[]; totals: ReconcileTotals } {
  const cells = compared(input);
  const surplus = new Map(cells.map((cell) => [Cells.nameOf(cell), surplusOf(cell)]));
  const siblings = new Map<string, ComparedCell[]>();
  for (const cell of cells) {
    const place = JSON.stringify([cell.day, cell.market]);
    siblings.set(place, [...(siblings.get(place) ?? []), cell]);
  }
  const active = new Set(input.ledger.map((sum) => input.numbers[sum.phone_number_id ?? ""]));
  const around = (cell: ComparedCell): Surroundings => {
    const place = input.days.indexOf(cell.day);
    const near = [input.days[place - 1], input.days[place + 1]];
    return {
      neighbours: near.map((day) => (day === undefined ? 0 : (surplus.get(Cells.nameOf({ ...cell, day })) ?? 0))),
      siblings: (siblings.get(JSON.stringify([cell.day, cell.market])) ?? [])
        .filter((other) => other !== cell)
        .map((other) => ({ category: other.category, surplus: surplusOf(other) })),
      fromOthers: [...cell.meta.numbers].reduce((sum, [digits, count]) => sum + (active.has(digits) ? 0 : count), 0),
      isOpen: input.openDays.has(cell.day),
      costWithheld: input.costWithheld,
    };
  };
  const lines = cells.map((cell): ReconcileLine => {
    const { day, market, category } = cell;
    const verdict = verdictOf(cell);
    const reason = reasonOf(cell, verdict, around(cell));
    return { day, market, category, meta: cell.meta, ledger: cell.ledger, verdict, reason };
  });
  const counts = { matched: 0, "missing-here": 0, "missing-there": 0, "price-differs": 0 };
  for (const verdict of verdicts) counts[verdict] = lines.filter((line) => line.verdict === verdict).length;
  const totals = {
    meta: sumOf(cells.map((cell) => cell.meta)),
    ledger: sumOf(cells.map((cell) => cell.ledger)),
    counts,
  };
  return { lines, totals };
}
