import type { Micros } from "../../core/money.ts";
import { groupBy } from "../../core/group.ts";
import type { Price } from "./price.ts";
import type { RateCategory } from "./rates.ts";
import type { UnknownRate } from "./report.ts";
import type { Band } from "./tier-tables.ts";
import type { PriceScale, TierKnowledge } from "./tiers.ts";

/** Messages of a plan that have their market, category and price in common. */
export interface ForecastLine {
  readonly market: string;
  readonly category: RateCategory;
  /** Charged and free ones together. */
  readonly count: number;
  readonly free: number;
  /** What each charged one costs; null when it is not known. */
  readonly rate: Micros | null;
  /** What they cost together; null when it is not known. */
  readonly micros: Micros | null;
  readonly tiers: TierKnowledge;
  /** The tier that the price is of, where tiers are known. */
  readonly tier?: Pick<Band, "from" | "to" | "discount">;
  /** Charged messages of the month before the first of this line, as far as recado knows; 0 where there are no tiers. */
  readonly already: number;
  /** How the rate is known, in the words of `Rate.evidence`; `rule` where all are free. */
  readonly evidence: string;
}

/** A line that is still being counted. */
export interface Tally {
  count(price: Price, messages: number): void;
  line(): ForecastLine;
}

export interface TallyKey {
  readonly market: string;
  readonly category: RateCategory;
  readonly scale: PriceScale | undefined;
  readonly band: Band | undefined;
  readonly already: number;
}

export function createTally({ market, category, scale, band, already }: TallyKey): Tally {
  let charged = 0;
  let free = 0;
  const rate = band?.micros ?? null;
  const tiers = scale?.tiers ?? "unknown";
  return {
    count: (price, messages) => {
      if (price.charged) charged += messages;
      else free += messages;
    },
    line: () => ({
      market,
      category,
      count: charged + free,
      free,
      rate,
      micros: charged === 0 ? 0 : rate === null ? null : charged * rate,
      tiers,
      ...(tiers === "known" && band !== undefined && { tier: tierOf(band) }),
      already: tiers === "none" ? 0 : already,
      evidence: charged === 0 ? "rule" : (band?.evidence ?? "unknown"),
    }),
  };
}

function tierOf({ from, to, discount }: Band): Pick<Band, "from" | "to" | "discount"> {
  return { from, to, discount };
}

export interface ForecastTotal {
  readonly currency: string;
  readonly count: number;
  readonly free: number;
  /** Null when the rate of some is not known. */
  readonly micros: Micros | null;
  /** Without those whose rate is not known. */
  readonly knownMicros: Micros;
  readonly unknown: readonly UnknownRate[];
}

export function totalOf(currency: string, lines: readonly ForecastLine[]): ForecastTotal {
  const unpriced = lines.filter(({ micros }) => micros === null);
  const groups = groupBy(unpriced, ({ market, category }) => JSON.stringify([market, category]));
  const knownMicros = sumOf(lines);
  return {
    currency,
    count: lines.reduce((sum, { count }) => sum + count, 0),
    free: lines.reduce((sum, { free }) => sum + free, 0),
    micros: unpriced.length === 0 ? knownMicros : null,
    knownMicros,
    unknown: [...groups.values()].map((its) => ({
      market: its[0]?.market ?? null,
      category: its[0]?.category ?? null,
      messages: its.reduce((sum, { count, free }) => sum + count - free, 0),
    })),
  };
}

function sumOf(lines: readonly ForecastLine[]): Micros {
  return lines.reduce((sum, line) => sum + (line.micros ?? 0), 0);
}

/** The dearest market and category first, those without a rate before them; the tiers of one in their order. */
export function orderLines(lines: readonly ForecastLine[]): ForecastLine[] {
  const groups = [...groupBy(lines, ({ market, category }) => `${market}|${category}`)];
  const unknownFirst = (its: readonly ForecastLine[]): number => (its.some(({ micros }) => micros === null) ? 0 : 1);
  return groups
    .toSorted(
      ([name, its], [otherName, others]) =>
        unknownFirst(its) - unknownFirst(others) || sumOf(others) - sumOf(its) || (name < otherName ? -1 : 1),
    )
    .flatMap(([, its]) => its.toSorted((one, other) => (one.tier?.from ?? 0) - (other.tier?.from ?? 0)));
}
