import type { Micros } from "../../../core/money.ts";
import type { ReportGroup } from "../../../storage/repos/campaign-report.ts";
import type { VariantName } from "../spec.ts";
import type { Answers } from "./answers.ts";
import { newcombe, type Difference } from "./intervals.ts";
import { peopleReport, total, type PeopleReport } from "./people.ts";
import { rateNames, ratesOf, type RateName, type Rates } from "./rates.ts";

/** What became of one of two texts that are compared. */
export interface VariantReport {
  readonly name: VariantName;
  readonly template: string;
  readonly people: Pick<PeopleReport, "recipients" | "taken" | "delivered" | "read">;
  readonly replies: number;
  readonly taps: number;
  readonly optOuts: number;
  readonly rates: Rates;
  /** In the campaign's currency: settled, or else estimated. */
  readonly spent: Micros;
}

/** How a rate of B differs from that of A. */
export interface Comparison {
  readonly rate: RateName;
  /** B less A; undefined as long as one of them has nobody. */
  readonly difference: Difference | undefined;
  /** Whose rate is higher; undefined while chance may explain it, at 95 %. */
  readonly higher: VariantName | undefined;
}

export function variantReport(
  variant: { readonly name: VariantName; readonly template: string },
  groups: readonly ReportGroup[],
  answers: Answers,
  currency: string,
): VariantReport {
  const isIts = (row: { readonly variant: string | null }): boolean => row.variant === variant.name;
  const own = groups.filter(isIts);
  const { recipients, taken, delivered, read } = peopleReport(own, []);
  const its = {
    replies: answers.replies.filter(isIts),
    taps: answers.taps.filter(isIts),
    optOuts: answers.optOuts.filter(isIts),
  };
  const people = (rows: readonly { readonly people: number }[]): number => total(rows, (row) => row.people);
  const paid = own.filter((group) => (group.currency ?? currency) === currency);
  return {
    name: variant.name,
    template: variant.template,
    people: { recipients, taken, delivered, read },
    replies: people(its.replies),
    taps: people(its.taps),
    optOuts: people(its.optOuts),
    rates: ratesOf({ taken, delivered, read }, its),
    spent: total(paid, (group) => group.settled_micros + group.open_micros),
  };
}

/** Compares the rates of two variants, each by itself. */
export function compareVariants(a: VariantReport, b: VariantReport): Comparison[] {
  return rateNames.map((rate) => {
    const difference = newcombe(a.rates[rate], b.rates[rate]);
    const higher =
      difference === undefined ? undefined : difference.low > 0 ? b.name : difference.high < 0 ? a.name : undefined;
    return { rate, difference, higher };
  });
}
