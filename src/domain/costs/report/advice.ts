import type { Micros } from "../../../core/money.ts";
import type { CostSum } from "../../../storage/repos/cost-slots.ts";
import { groupBy } from "../../../core/group.ts";
import { ruleDays, startOfDay } from "../calendar.ts";
import { freeServiceMessages } from "../price.ts";
import type { RateCategory } from "../rates.ts";
import type { CostReport } from "../report.ts";
import type { CostFacts } from "./facts.ts";
import { rowsIn, sumOf } from "./sums.ts";
import { listCategory } from "./without-free.ts";

/** Something that the figures say to do, or to know. `…Micros` are amounts in the report's currency. */
export type Advice =
  /** No card tells the rate of so many messages. */
  | { readonly code: "unknown-rates"; readonly messages: number }
  /** Part of the amounts rests on rates that are not from a file of Meta's. */
  | { readonly code: "unsure-rates"; readonly amountMicros: Micros }
  | { readonly code: "budget-used"; readonly percent: number; readonly leftMicros: Micros }
  /** The month is going to cost more than the budget. */
  | { readonly code: "budget-short"; readonly forecastMicros: Micros; readonly budgetMicros: Micros }
  /** Most of the money goes to marketing. */
  | { readonly code: "marketing-share"; readonly amountMicros: Micros; readonly ofMicros: Micros }
  /** So many were not reported as delivered: what never arrives is not charged. */
  | { readonly code: "not-delivered"; readonly messages: number; readonly of: number }
  /** Utility templates that were free in an open window, and are charged since October 2026. */
  | { readonly code: "windows-end"; readonly savedMicros: Micros }
  | { readonly code: "entry-points"; readonly savedMicros: Micros }
  /** A number has used up its free answers of the month. */
  | {
      readonly code: "answers-charged";
      readonly number: string;
      readonly messages: number;
      readonly amountMicros: Micros;
    }
  /** A number has few free answers left. */
  | { readonly code: "answers-left"; readonly number: string; readonly left: number }
  /** A volume tier is near, or has begun. */
  | {
      readonly code: "next-tier";
      readonly market: string;
      readonly category: RateCategory;
      readonly left: number;
      readonly discount: number;
      readonly rateMicros: Micros;
    }
  | { readonly code: "replies"; readonly messages: number; readonly perReplyMicros: Micros }
  /** The month is over: Meta's own figures can be read. */
  | { readonly code: "reconcile"; readonly month: string };

type Judged = Omit<CostReport, "advice">;

const sure: readonly string[] = ["meta-file", "two-transcriptions", "rule", "webhook"];

function moneyAdvice({ total, evidence, unknownRates, budget, forecast, currency }: Judged): Advice[] {
  const found: Advice[] = [];
  const messages = unknownRates.reduce((sum, one) => sum + one.messages, 0);
  if (messages > 0) found.push({ code: "unknown-rates", messages });
  if (budget !== undefined && budget.budget.amount.currency === currency) {
    const budgetMicros = budget.budget.amount.micros;
    if (budget.state !== "ok") found.push({ code: "budget-used", percent: budget.percent, leftMicros: budget.left });
    if (forecast !== undefined && forecast.micros > budgetMicros) {
      found.push({ code: "budget-short", forecastMicros: forecast.micros, budgetMicros });
    }
  }
  const unsure = evidence.filter((part) => !sure.includes(part.evidence)).reduce((sum, { micros }) => sum + micros, 0);
  if (unsure > 0 && total.micros > 0) found.push({ code: "unsure-rates", amountMicros: unsure });
  return found;
}

function sharesAdvice({ total, withoutFree, period, zone, currency }: Judged, rows: readonly CostSum[]): Advice[] {
  const found: Advice[] = [];
  const marketing = sumOf(rowsIn(currency, currency, rows).filter((row) => listCategory(row.category) === "marketing"));
  if (total.micros > 0 && marketing.micros * 2 > total.micros) {
    found.push({ code: "marketing-share", amountMicros: marketing.micros, ofMicros: total.micros });
  }
  const away = total.messages - total.delivered;
  if (away > 0) found.push({ code: "not-delivered", messages: away, of: total.messages });
  if (withoutFree !== undefined && withoutFree.windows > 0 && period.from < startOfDay(ruleDays.serviceCharged, zone)) {
    found.push({ code: "windows-end", savedMicros: withoutFree.windows });
  }
  if (withoutFree !== undefined && withoutFree.entryPoints > 0) {
    found.push({ code: "entry-points", savedMicros: withoutFree.entryPoints });
  }
  return found;
}

const fewAnswers = 200;

/** Free answers are counted by number and month. */
function answersAdvice({ month, running, period, zone }: Judged, service: readonly CostSum[]): Advice[] {
  if (month === undefined || period.from < startOfDay(ruleDays.serviceCharged, zone)) return [];
  return [...groupBy(service, (row) => row.phone_number_id ?? "")].flatMap(([number, rows]): Advice[] => {
    const { charged, micros } = sumOf(rows);
    if (charged > 0) return [{ code: "answers-charged", number, messages: charged, amountMicros: micros }];
    const counted = rows.filter((row) => row.pricing_type !== "free_entry_point");
    const left = freeServiceMessages - sumOf(counted).free;
    return running && left >= 0 && left <= fewAnswers ? [{ code: "answers-left", number, left }] : [];
  });
}

/** The nearest tier, where as many messages again would reach it. */
function tierAdvice({ running, tiers }: Judged): Advice[] {
  const near = tiers.find(({ next, count }) => next !== undefined && next.left <= count);
  if (!running || near?.next === undefined) return [];
  const { market, category, next } = near;
  return [{ code: "next-tier", market, category, left: next.left, discount: next.discount, rateMicros: next.micros }];
}

/** What the figures say to somebody who wants to spend less, or to know better; the most pressing first. */
export function adviceOf(report: Judged, facts: CostFacts): Advice[] {
  const { total, replies, perReply, month, running } = report;
  if (total.messages === 0) return [];
  const rows = facts.stretches.flatMap((stretch) => stretch.rows);
  const found = [
    ...moneyAdvice(report),
    ...sharesAdvice(report, rows),
    ...answersAdvice(report, facts.service),
    ...tierAdvice(report),
  ];
  if (perReply !== undefined && total.micros > 0) {
    found.push({ code: "replies", messages: replies, perReplyMicros: perReply });
  }
  if (month !== undefined && !running) found.push({ code: "reconcile", month });
  return found;
}
