import { isoTime } from "../../../core/clock.ts";
import { formatMicros, type Micros } from "../../../core/money.ts";
import type { CostReport, CurrencyReport } from "../report.ts";
import type { Advice } from "./advice.ts";
import type { CostLine } from "./lines.ts";
import type { TierPlace } from "./next-tiers.ts";
import { knownMicros } from "./sums.ts";
import type { WithoutFree } from "./without-free.ts";

const orNull = (micros: Micros | undefined): string | null => (micros === undefined ? null : formatMicros(micros));

function lineJson(line: CostLine) {
  return {
    key: { [line.by]: line.value },
    ...(line.by === "campaign" && { name: line.name ?? null }),
    messages: line.messages,
    charged: line.charged,
    free: line.free,
    unpriced: line.unpriced,
    delivered: line.delivered,
    read: line.read,
    amount: orNull(knownMicros(line)),
    estimated: formatMicros(line.estimatedMicros),
  };
}

function withoutFreeJson({ micros, saved, entryPoints, windows, allowances, tiers, unknown }: WithoutFree) {
  return {
    amount: formatMicros(micros),
    saved: formatMicros(saved),
    entryPoints: formatMicros(entryPoints),
    windows: formatMicros(windows),
    allowances: formatMicros(allowances),
    tiers: formatMicros(tiers),
    unknown,
  };
}

function currencyJson(report: CurrencyReport) {
  const { currency, total, uncertain, lines, unknownRates, evidence, perDelivered } = report;
  return {
    currency,
    total: orNull(knownMicros(total)),
    estimated: formatMicros(total.estimatedMicros),
    messages: total.messages,
    charged: total.charged,
    free: total.free,
    unpriced: total.unpriced,
    uncertain,
    delivered: total.delivered,
    read: total.read,
    perDelivered: orNull(perDelivered),
    rows: lines.map(lineJson),
    unknownRates,
    evidence: evidence.map((part) => part.evidence),
    byEvidence: evidence.map(({ micros, ...part }) => ({ ...part, amount: formatMicros(micros) })),
    withoutFree: report.withoutFree === undefined ? null : withoutFreeJson(report.withoutFree),
  };
}

function tierJson({ market, category, count, band, tiers, next }: TierPlace) {
  return {
    market,
    category,
    count,
    tiers,
    tier: tiers === "known" ? { from: band.from, to: band.to, discount: band.discount } : null,
    rate: formatMicros(band.micros),
    evidence: band.evidence,
    next: next === undefined ? null : { ...withoutMicros(next), rate: formatMicros(next.micros) },
  };
}

function withoutMicros({ from, discount, left }: { from: number; discount: number; left: number }) {
  return { from, discount, left };
}

/** `amountMicros: 70700` → `amount: "0.0707"`. */
function adviceJson(advice: Advice): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(advice).map(([key, value]) =>
      key.endsWith("Micros") && typeof value === "number"
        ? [key.slice(0, -"Micros".length), formatMicros(value)]
        : [key, value],
    ),
  );
}

/** The document of `costs report --json`: amounts are decimal strings, null where no rate is known, `to` is the first instant after the period. */
export function costReportJson(report: CostReport) {
  const { period, zone, month, running, replies, perReply, forecast, planned, tiers, advice, others } = report;
  return {
    from: isoTime(period.from),
    to: isoTime(period.to),
    timezone: zone,
    month: month ?? null,
    running,
    by: report.by,
    ...currencyJson(report),
    replies,
    perReply: orNull(perReply),
    forecast:
      forecast === undefined
        ? null
        : {
            amount: formatMicros(forecast.micros),
            low: formatMicros(forecast.low),
            high: formatMicros(forecast.high),
            days: forecast.days,
          },
    planned: planned.map(({ micros, ...one }) => ({ ...one, amount: formatMicros(micros) })),
    tiers: tiers.map(tierJson),
    advice: advice.map(adviceJson),
    others: others.map(currencyJson),
  };
}
