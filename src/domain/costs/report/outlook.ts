import { refOf } from "../../../core/ids.ts";
import type { Micros } from "../../../core/money.ts";
import type { WaitingCost } from "../../../storage/repos/waiting-costs.ts";
import type { CampaignState } from "../../../storage/rows.ts";
import { dayAt, type Period } from "../calendar.ts";
import { daysFrom, daysOf } from "./days.ts";
import { forecastMonth, type DayAmount, type MonthForecast } from "./forecast.ts";
import type { CostLine } from "./lines.ts";

/** What a campaign still has to send in the period: in no sum and in no forecast. */
export interface PlannedCost {
  /** `cam_3` */
  readonly campaign: string;
  readonly name: string;
  readonly state: CampaignState;
  /** ISO 4217 */
  readonly currency: string;
  readonly messages: number;
  readonly micros: Micros;
  /** Messages whose rate is not known: they are not in the amount. */
  readonly unpriced: number;
}

export function plannedCosts(waiting: readonly WaitingCost[], currency: string): PlannedCost[] {
  return waiting.map((row) => ({
    campaign: refOf("cam", row.campaign_id),
    name: row.name,
    state: row.state,
    currency: row.currency ?? currency,
    messages: row.messages,
    micros: row.estimate_micros,
    unpriced: row.unpriced,
  }));
}

/** What every day of a period up to `now` cost, days without messages included. @param lines by day */
export function dayAmounts(
  lines: readonly CostLine[],
  { period, zone, now }: { readonly period: Period; readonly zone: string; readonly now: number },
): DayAmount[] {
  const amounts = new Map(lines.map(({ value, micros }) => [value, micros]));
  const until = { from: period.from, to: Math.min(period.to, Math.max(now + 1, period.from + 1)) };
  return daysOf(until, zone).map((day) => ({ day, micros: amounts.get(day) ?? 0 }));
}

/**
 * The forecast of the month that is running.
 * @param lines by day, of one currency
 * @returns undefined when there is none yet: fewer than 7 whole days since the month's first message
 */
export function monthOutlook(
  lines: readonly CostLine[],
  { period, zone, now }: { readonly period: Period; readonly zone: string; readonly now: number },
): MonthForecast | undefined {
  const today = dayAt(now, zone);
  const first = lines[0]?.value ?? undefined;
  if (first === undefined) return undefined;
  const all = dayAmounts(lines, { period, zone, now });
  const whole = all.filter(({ day }) => day >= first && day < today);
  const left = daysFrom(today, dayAt(period.to - 1, zone)).slice(1);
  return forecastMonth(whole, all.find(({ day }) => day === today) ?? { day: today, micros: 0 }, left);
}
