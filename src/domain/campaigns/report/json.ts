import { isoTime } from "../../../core/clock.ts";
import { formatMicros, type Micros } from "../../../core/money.ts";
import type { Language } from "../../../core/text.ts";
import type { CostLine, CurrencyCost } from "./cost.ts";
import { comparisonSentence } from "./comparison-words.ts";
import { rateOf, type Share } from "../../pages/figures.ts";
import { rateNames, type Rates } from "./rates.ts";
import type { CampaignReport } from "./report.ts";
import type { VariantReport } from "./variants.ts";

const time = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : isoTime(at));
const amount = (micros: Micros | undefined): string | null => (micros === undefined ? null : formatMicros(micros));

/** Six places: as fine as an amount. */
const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 1_000_000) / 1_000_000;

function shareJson(share: Share) {
  return { count: share.count, of: share.of, rate: rounded(rateOf(share)) };
}

function ratesJson(rates: Rates) {
  return Object.fromEntries(rateNames.map((name) => [name, shareJson(rates[name])]));
}

function lineJson({ market, category, messages, charged, free, unpriced, settled, open }: CostLine) {
  const amounts = {
    amount: formatMicros(settled + open),
    settled: formatMicros(settled),
    estimated: formatMicros(open),
  };
  return { market, category, messages, charged, free, unpriced, ...amounts };
}

function currencyJson(cost: CurrencyCost) {
  return {
    currency: cost.currency,
    estimate: formatMicros(cost.estimate),
    spent: formatMicros(cost.spent),
    settled: formatMicros(cost.settled),
    estimated: formatMicros(cost.open),
    uncertain: formatMicros(cost.uncertain),
    waiting: formatMicros(cost.waiting),
    unpriced: cost.unpriced,
    lines: cost.lines.map(lineJson),
  };
}

function variantJson(variant: VariantReport, currency: string) {
  const { name, template, people, rates, replies, taps, optOuts, spent } = variant;
  return {
    name,
    template,
    ...people,
    replies,
    taps,
    optOuts,
    rates: ratesJson(rates),
    spent: formatMicros(spent),
    currency,
  };
}

/**
 * The document of `campaigns report --json`. Amounts are decimal strings beside their currency, rates numbers from 0 to 1 (null of nothing),
 * instants ISO 8601 in UTC. Only `next`, `meaning` and `text` are in the reader's language.
 */
export function reportJson(report: CampaignReport, language: Language) {
  const { people, cost, times } = report;
  const hours = report.within / 3_600_000;
  return {
    id: report.id,
    name: report.name,
    state: report.state,
    reason: report.reason,
    madeAt: isoTime(report.madeAt),
    people: {
      list: people.list,
      recipients: people.recipients,
      excluded: people.excludedBy,
      states: people.states,
      taken: people.taken,
      assumedSent: people.assumedSent,
      retries: people.retries,
    },
    rates: ratesJson(report.rates),
    replies: { people: report.replies, withinHours: hours },
    taps: report.taps,
    optOuts: { ...report.optOuts, withinHours: hours },
    cost: {
      ...currencyJson(cost),
      perDelivered: amount(cost.perDelivered),
      perReply: amount(cost.perReply),
      budget:
        cost.budget === undefined ? null : { amount: formatMicros(cost.budget.micros), currency: cost.budget.currency },
      left: amount(cost.left),
      others: cost.others.map(currencyJson),
    },
    failures: report.failures.map(({ meaning, next, ...failure }) => ({
      ...failure,
      meaning: meaning?.[language] ?? null,
      next: next?.[language] ?? null,
    })),
    unsent: report.unsent.map(({ next, ...group }) => ({ ...group, next: next?.[language] ?? null })),
    times: {
      planned: isoTime(times.planned),
      started: time(times.started),
      finished: time(times.finished),
      firstSent: time(times.firstSent),
      lastSent: time(times.lastSent),
      perSecond: rounded(times.perSecond),
    },
    variants: report.variants.length === 0 ? null : report.variants.map((one) => variantJson(one, cost.currency)),
    comparisons:
      report.comparisons.length === 0
        ? null
        : report.comparisons.map((comparison) => ({
            rate: comparison.rate,
            difference: rounded(comparison.difference?.difference),
            low: rounded(comparison.difference?.low),
            high: rounded(comparison.difference?.high),
            higher: comparison.higher ?? null,
            text: comparisonSentence(comparison)[language],
          })),
    series: report.series.map(({ from, to, ...counts }) => ({ from: isoTime(from), to: time(to), ...counts })),
  };
}
