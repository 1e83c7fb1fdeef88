import { groupBy } from "../../../core/group.ts";
import type { Micros, Money } from "../../../core/money.ts";
import type { ReportGroup } from "../../../storage/repos/campaign-report.ts";
import { perOne } from "../../pages/figures.ts";
import { isCurrent, total } from "./people.ts";

/** What the messages of one market and category cost. Only those that Meta took and did not report as failed. */
export interface CostLine {
  readonly market: string | null;
  readonly category: string | null;
  readonly messages: number;
  readonly charged: number;
  readonly free: number;
  readonly unpriced: number;
  readonly settled: Micros;
  readonly open: Micros;
}

/** What a campaign costs in one currency: over all its messages, also those in whose place another one counts. */
export interface CurrencyCost {
  readonly currency: string;
  /** As it was planned. */
  readonly estimate: Micros;
  /** Confirmed by Meta's reports. */
  readonly settled: Micros;
  /** Of what Meta took and has not confirmed: an estimate. */
  readonly open: Micros;
  /** `settled` + `open`. */
  readonly spent: Micros;
  /** More, should the uncertain messages have gone out. */
  readonly uncertain: Micros;
  /** More, once those go out that wait. */
  readonly waiting: Micros;
  /** Messages without a known rate: they count as nothing in the amounts. */
  readonly unpriced: number;
  /** The dearest first. */
  readonly lines: readonly CostLine[];
}

export interface CostReport extends CurrencyCost {
  /** Rounded to a millionth, half up; undefined where nothing was delivered. */
  readonly perDelivered: Micros | undefined;
  readonly perReply: Micros | undefined;
  /** The ceiling, where there is one, and what is left of it; below zero when it was passed. */
  readonly budget: Money | undefined;
  readonly left: Micros | undefined;
  /** The same in other currencies, where messages have one. */
  readonly others: readonly CurrencyCost[];
}

const waits = (group: ReportGroup): boolean =>
  isCurrent(group) && (group.state === "queued" || group.state === "sending");

function lineOf(groups: readonly ReportGroup[]): CostLine {
  const of = (numberOf: (group: ReportGroup) => number): number => total(groups, numberOf);
  return {
    market: groups[0]?.market ?? null,
    category: groups[0]?.category ?? null,
    messages: of(({ charged, free, unpriced }) => charged + free + unpriced),
    charged: of(({ charged }) => charged),
    free: of(({ free }) => free),
    unpriced: of(({ unpriced }) => unpriced),
    settled: of(({ settled_micros: micros }) => micros),
    open: of(({ open_micros: micros }) => micros),
  };
}

const amountOf = ({ settled, open }: CostLine): Micros => settled + open;

function inCurrency(currency: string, groups: readonly ReportGroup[]): CurrencyCost {
  const estimated = (those: (group: ReportGroup) => boolean): Micros =>
    total(groups.filter(those), ({ estimate_micros: micros }) => micros);
  const lines = [...groupBy(groups, ({ market, category }) => JSON.stringify([market, category])).values()]
    .map(lineOf)
    .filter(({ messages }) => messages > 0)
    .toSorted((one, other) => amountOf(other) - amountOf(one) || other.messages - one.messages);
  const { settled, open, unpriced } = lineOf(groups);
  return {
    currency,
    // A repeat is estimated as what it repeats: one message of each person is the plan.
    estimate: estimated(isCurrent),
    settled,
    open,
    spent: settled + open,
    uncertain: estimated(({ state }) => state === "uncertain"),
    waiting: estimated(waits),
    unpriced,
    lines,
  };
}

/** @param currency what amounts without one are in, and which stands first (ISO 4217) */
export function costReport(
  groups: readonly ReportGroup[],
  options: {
    readonly currency: string;
    readonly delivered: number;
    readonly replies: number;
    readonly budget: Money | undefined;
  },
): CostReport {
  const { currency, delivered, replies, budget } = options;
  const byCurrency = groupBy(groups, (group) => group.currency ?? currency);
  const main = inCurrency(currency, byCurrency.get(currency) ?? []);
  return {
    ...main,
    perDelivered: perOne(main.spent, delivered),
    perReply: perOne(main.spent, replies),
    budget,
    left: budget?.currency === currency ? budget.micros - main.spent : undefined,
    others: [...byCurrency]
      .filter(([other]) => other !== currency)
      .toSorted(([one], [other]) => one.localeCompare(other, "en"))
      .map(([other, its]) => inCurrency(other, its)),
  };
}
