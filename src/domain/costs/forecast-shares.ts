import type { Micros } from "../../core/money.ts";
import type { Forecast, ForecastMessage } from "./forecast.ts";
import type { ForecastLine } from "./forecast-lines.ts";

/** So many messages of one kind. */
export interface Lot {
  readonly message: ForecastMessage;
  readonly count: number;
}

/** Divides `whole`, at most the sum of `counts`, in proportion to them; what is left over goes to the largest remainders. */
export function shares(counts: readonly number[], whole: number): number[] {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0) return counts.map(() => 0);
  // Counts go up to a thousand million: their product with a whole as large would not be exact.
  const exact = counts.map((count) => BigInt(count) * BigInt(whole));
  const parts = exact.map((part) => Number(part / BigInt(sum)));
  const left = whole - parts.reduce((all, part) => all + part, 0);
  const rests = exact.map((part, place) => ({ place, rest: Number(part % BigInt(sum)) }));
  for (const { place } of rests.toSorted((one, other) => other.rest - one.rest).slice(0, left)) {
    parts[place] = (parts[place] ?? 0) + 1;
  }
  return parts;
}

/**
 * Adds messages whose order nobody knows: each market gets its share of the month's free answers, so that the sum does not depend on
 * the order in which the markets are given. Lots are of different markets and of one category.
 */
export function addInNoOrder(forecast: Forecast, lots: readonly Lot[]): void {
  const ordered = lots.toSorted((one, other) => (one.message.market < other.message.market ? -1 : 1));
  const counts = ordered.map(({ count }) => count);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const first = shares(counts, Math.min(forecast.freeLeft(), all));
  for (const [place, { message }] of ordered.entries()) forecast.addMany(message, first[place] ?? 0);
  for (const [place, { message, count }] of ordered.entries()) forecast.addMany(message, count - (first[place] ?? 0));
}

/** What answers would cost if the free ones were those of the dearest markets, and of the cheapest. */
export interface CostRange {
  readonly least: Micros;
  readonly most: Micros;
}

/** Undefined where it makes no difference which answers are free, or a rate is not known. */
export function rangeOfFree(lines: readonly ForecastLine[]): CostRange | undefined {
  const priced = lines.flatMap(({ category, rate, count }) =>
    category === "service" && rate !== null ? [{ rate, count }] : [],
  );
  const free = lines.reduce((sum, line) => sum + line.free, 0);
  if (free === 0 || priced.length < lines.length) return undefined;
  const cost = (sorted: typeof priced): Micros => {
    let left = free;
    return sorted.reduce((sum, { rate, count }) => {
      const taken = Math.min(left, count);
      left -= taken;
      return sum + (count - taken) * rate;
    }, 0);
  };
  const cheapestFirst = priced.toSorted((one, other) => one.rate - other.rate);
  const [least, most] = [cost(cheapestFirst.toReversed()), cost(cheapestFirst)];
  return least === most ? undefined : { least, most };
}
