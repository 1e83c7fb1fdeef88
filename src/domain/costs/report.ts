import { isoTime } from "../../core/clock.ts";
import { formatMicros, type Micros } from "../../core/money.ts";
import type { CostRow } from "../../storage/repos/costs.ts";
import { dayAt, type Day, type Period } from "./calendar.ts";
import { groupBy } from "../../core/group.ts";

export const costGroupings = ["category", "market", "template", "day"] as const;
export type CostGrouping = (typeof costGroupings)[number];

/** Sums over messages that Meta took. Amounts are in the currency of the report that they stand in. */
export interface CostSums {
  /** `charged + free + unpriced`. */
  readonly messages: number;
  readonly charged: number;
  readonly free: number;
  /** Messages whose rate is not known: they are in no amount. */
  readonly unpriced: number;
  readonly micros: Micros;
  /** The part of `micros` that Meta's own report has not confirmed. */
  readonly estimatedMicros: Micros;
  /** Beside `messages`: nobody knows whether they went out. They are in no amount. */
  readonly uncertain: number;
}

export interface CostLine extends CostSums {
  readonly by: CostGrouping;
  /** The category, market, template or day (`2026-11-03`); null for what has none, such as a free-form message's template. */
  readonly value: string | null;
}

/** Messages whose rate no card tells. */
export interface UnknownRate {
  readonly market: string | null;
  readonly category: string | null;
  readonly messages: number;
}

export interface CurrencyReport {
  readonly currency: string;
  readonly total: CostSums;
  /** Dearest first; days in their order. */
  readonly lines: readonly CostLine[];
  readonly unknownRates: readonly UnknownRate[];
  /** How the rates behind the amounts are known, in the words of `Rate.evidence`. */
  readonly evidence: readonly string[];
}

export interface CostReport extends CurrencyReport {
  readonly period: Period;
  /** Messages billed in other currencies: never added to the rest, never converted. */
  readonly others: readonly CurrencyReport[];
}

function sum(rows: readonly CostRow[]): CostSums {
  const total = (amount: (row: CostRow) => number): number => rows.reduce((rest, row) => rest + amount(row), 0);
  return {
    messages: total((row) => row.messages),
    charged: total((row) => row.charged),
    free: total((row) => row.free),
    unpriced: total((row) => row.unpriced),
    micros: total((row) => row.settled_micros + row.estimate_micros),
    estimatedMicros: total((row) => row.estimate_micros),
    uncertain: total((row) => row.uncertain),
  };
}

const millisecondsOfDay = 86_400_000;

function valueOf(row: CostRow, by: CostGrouping): string | null {
  return by === "day" ? dayOf(row) : row[by];
}

function dayOf(row: CostRow): Day {
  return dayAt(row.day * millisecondsOfDay);
}

function compareLines(one: CostLine, other: CostLine): number {
  const dearer = one.by === "day" ? 0 : other.micros - one.micros || other.messages - one.messages;
  return dearer || (one.value ?? "").localeCompare(other.value ?? "", "en");
}

function unknownRates(rows: readonly CostRow[]): UnknownRate[] {
  const unpriced = rows.filter((row) => row.unpriced > 0);
  return [...groupBy(unpriced, (row) => JSON.stringify([row.market, row.category])).values()].map((group) => ({
    market: group[0]?.market ?? null,
    category: group[0]?.category ?? null,
    messages: sum(group).unpriced,
  }));
}

function reportOf(currency: string, rows: readonly CostRow[], by: CostGrouping): CurrencyReport {
  const lines = [...groupBy(rows, (row) => valueOf(row, by))].map(([value, group]) => ({ by, value, ...sum(group) }));
  const priced = rows.filter((row) => row.charged > 0 && row.evidence !== null);
  return {
    currency,
    total: sum(rows),
    lines: lines.toSorted(compareLines),
    unknownRates: unknownRates(rows),
    evidence: [...new Set(priced.map((row) => row.evidence ?? ""))].toSorted(),
  };
}

export interface CostReportRequest {
  readonly period: Period;
  readonly by: CostGrouping;
  /** ISO 4217: what the profile is billed in. Messages that carry no currency are counted with it. */
  readonly currency: string;
}

/** The cost report over what `costRows` answers for the period. */
export function buildCostReport(rows: readonly CostRow[], request: CostReportRequest): CostReport {
  const { period, by, currency } = request;
  const currencies = groupBy(rows, (row) => row.currency ?? currency);
  const others = [...currencies]
    .filter(([other]) => other !== currency)
    .toSorted(([one], [other]) => one.localeCompare(other, "en"));
  return {
    ...reportOf(currency, currencies.get(currency) ?? [], by),
    period,
    others: others.map(([other, its]) => reportOf(other, its, by)),
  };
}

function currencyJson({ currency, total, lines, unknownRates: unknown, evidence }: CurrencyReport) {
  return {
    currency,
    total: formatMicros(total.micros),
    estimated: formatMicros(total.estimatedMicros),
    messages: total.messages,
    charged: total.charged,
    free: total.free,
    unpriced: total.unpriced,
    uncertain: total.uncertain,
    rows: lines.map((line) => ({
      key: { [line.by]: line.value },
      messages: line.messages,
      charged: line.charged,
      free: line.free,
      unpriced: line.unpriced,
      amount: formatMicros(line.micros),
      estimated: formatMicros(line.estimatedMicros),
    })),
    unknownRates: unknown,
    evidence,
  };
}

/** The document of `costs report --json`: amounts are decimal strings, `to` is the first instant after the period. */
export function costReportJson(report: CostReport) {
  return {
    from: isoTime(report.period.from),
    to: isoTime(report.period.to),
    ...currencyJson(report),
    others: report.others.map(currencyJson),
  };
}
