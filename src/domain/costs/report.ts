import { groupBy } from "../../core/group.ts";
import type { Micros } from "../../core/money.ts";
import type { CostSum } from "../../storage/repos/cost-slots.ts";
import { perOne } from "../pages/figures.ts";
import type { BudgetUse } from "./budget.ts";
import type { Period } from "./calendar.ts";
import { adviceOf, type Advice } from "./report/advice.ts";
import { monthOf } from "./report/days.ts";
import type { CostFacts } from "./report/facts.ts";
import type { MonthForecast } from "./report/forecast.ts";
import { linesOf, type CostGrouping, type CostLine } from "./report/lines.ts";
import { nextTiers, type TierPlace } from "./report/next-tiers.ts";
import { monthOutlook, plannedCosts, type PlannedCost } from "./report/outlook.ts";
import { knownMicros, rowsIn, sumOf, type CostSums } from "./report/sums.ts";
import { withoutFree, type WithoutFree } from "./report/without-free.ts";
import type { Tariff } from "./tariff.ts";

/** Messages whose rate no card tells. */
export interface UnknownRate {
  readonly market: string | null;
  readonly category: string | null;
  readonly messages: number;
}

/** What a kind of evidence prices: in the words of `Rate.evidence`. */
export interface EvidencePart {
  readonly evidence: string;
  /** Charged ones. */
  readonly messages: number;
  readonly micros: Micros;
}

export interface CurrencyReport {
  readonly currency: string;
  readonly total: CostSums;
  /** Beside `total.messages`: nobody knows whether they went out. They are in no amount. */
  readonly uncertain: number;
  /** Dearest first; days in their order. By label they may add up to more than the total. */
  readonly lines: readonly CostLine[];
  readonly unknownRates: readonly UnknownRate[];
  /** How the rates behind the amounts are known. */
  readonly evidence: readonly EvidencePart[];
  /** Rounded to a millionth; undefined where nothing was delivered, or no amount is known. */
  readonly perDelivered: Micros | undefined;
  /** Undefined where no amount is known: all that is charged has rates that nobody knows. */
  readonly withoutFree: WithoutFree | undefined;
}

export interface CostReport extends CurrencyReport {
  readonly period: Period;
  readonly by: CostGrouping;
  /** IANA name: whose days and months. */
  readonly zone: string;
  readonly madeAt: number;
  /** `2026-11`, where the period is a month. */
  readonly month: string | undefined;
  /** The month is not over. */
  readonly running: boolean;
  /** Messages that customers wrote in the period, and what was spent for each. */
  readonly replies: number;
  readonly perReply: Micros | undefined;
  readonly forecast: MonthForecast | undefined;
  /** Beside everything else: what campaigns still have to send. */
  readonly planned: readonly PlannedCost[];
  /** Where a month stands on the volume tiers. */
  readonly tiers: readonly TierPlace[];
  /** How far the budget of a running month is used. */
  readonly budget: BudgetUse | undefined;
  readonly advice: readonly Advice[];
  /** Messages billed in other currencies: never added to the rest, never converted. */
  readonly others: readonly CurrencyReport[];
}

export interface CostReportRequest {
  readonly period: Period;
  readonly by: CostGrouping;
  /** ISO 4217: what the profile is billed in. Messages that carry no currency are counted with it. */
  readonly currency: string;
  readonly tariff: Tariff;
  readonly now: number;
  readonly budget?: BudgetUse | undefined;
}

function unknownRates(rows: readonly CostSum[]): UnknownRate[] {
  const unpriced = rows.filter((row) => row.unpriced > 0);
  return [...groupBy(unpriced, ({ market, category }) => JSON.stringify([market, category])).values()].map((its) => ({
    market: its[0]?.market ?? null,
    category: its[0]?.category ?? null,
    messages: sumOf(its).unpriced,
  }));
}

function evidenceParts(rows: readonly CostSum[]): EvidencePart[] {
  const priced = rows.filter((row) => row.charged > 0);
  return [...groupBy(priced, ({ evidence }) => evidence ?? "unknown")]
    .map(([evidence, its]) => ({ evidence, messages: sumOf(its).charged, micros: sumOf(its).micros }))
    .toSorted((one, other) => one.evidence.localeCompare(other.evidence, "en"));
}

function reportIn(currency: string, facts: CostFacts, request: CostReportRequest): CurrencyReport {
  const { by, currency: own, tariff } = request;
  const its = (rows: readonly CostSum[]): CostSum[] => rowsIn(currency, own, rows);
  const stretches = facts.stretches.map(({ at, rows }) => ({ at, rows: its(rows) }));
  const all = stretches.flatMap(({ rows }) => rows);
  // Of one reading with the lines, so that they add up to it also while messages are sent.
  const grouped = its(facts.groups[by] ?? []);
  const total = sumOf(grouped);
  const known = knownMicros(total);
  return {
    currency,
    total,
    uncertain: its(facts.uncertain).reduce((sum, { messages }) => sum + messages, 0),
    lines: linesOf(grouped, { by, zone: tariff.zone, campaigns: facts.campaigns }),
    unknownRates: unknownRates(all),
    evidence: evidenceParts(all),
    perDelivered: known === undefined ? undefined : perOne(known, total.delivered),
    withoutFree: known === undefined ? undefined : withoutFree(stretches, { currency, tariff }),
  };
}

/** The lines of one currency in another grouping that was read, for a page that shows several. */
export function linesBy(
  by: CostGrouping,
  facts: CostFacts,
  { currency: own, tariff }: CostReportRequest,
  currency = own,
): CostLine[] {
  const rows = rowsIn(currency, own, facts.groups[by] ?? []);
  return linesOf(rows, { by, zone: tariff.zone, campaigns: facts.campaigns });
}

function currenciesOf({ groups, uncertain }: CostFacts, { by, currency }: CostReportRequest): string[] {
  const found = [...(groups[by] ?? []), ...uncertain].map((row) => row.currency ?? currency);
  return [...new Set(found)].filter((other) => other !== currency).toSorted((one, other) => (one < other ? -1 : 1));
}

/** The report of a period, from what `readCostFacts` read of it. */
export function buildCostReport(facts: CostFacts, request: CostReportRequest): CostReport {
  const { period, by, currency, tariff, now, budget } = request;
  const { zone } = tariff;
  const own = reportIn(currency, facts, request);
  const known = knownMicros(own.total);
  const month = monthOf(period, zone);
  const running = month !== undefined && now >= period.from && now < period.to;
  const at = Math.min(Math.max(now, period.from), period.to - 1);
  const everything = facts.stretches.flatMap(({ rows }) => rows);
  const report = {
    ...own,
    period,
    by,
    zone,
    madeAt: now,
    month,
    running,
    replies: facts.replies,
    perReply: known === undefined ? undefined : perOne(known, facts.replies),
    forecast:
      running && known !== undefined ? monthOutlook(linesBy("day", facts, request), { period, zone, now }) : undefined,
    planned: plannedCosts(facts.waiting, currency),
    tiers: month === undefined ? [] : nextTiers(everything, { currency, at, tariff, notices: facts.notices }),
    budget: running ? budget : undefined,
    others: currenciesOf(facts, request).map((other) => reportIn(other, facts, request)),
  };
  return { ...report, advice: adviceOf(report, facts) };
}
