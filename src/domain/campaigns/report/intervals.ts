import { rateOf, type Share } from "../../pages/figures.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Difference extends Interval {
  /** The second share less the first, from -1 to 1. */
  readonly difference: number;
}

/** Of the normal distribution: 95 % lie within so many standard deviations. */
const z = 1.959963984540054;

/**
 * Wilson's score interval, 95 %: where the true rate lies when `count` of `of` were seen. Undefined of nothing.
 * @see https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
 */
export function wilson({ count, of }: Share): Interval | undefined {
  if (of === 0) return undefined;
  const rate = count / of;
  const square = z * z;
  const middle = 2 * count + square;
  const half = z * Math.sqrt(square + 4 * count * (1 - rate));
  const whole = 2 * (of + square);
  // Rounding must not leave a true 0 or 1 outside.
  const low = count === 0 ? 0 : Math.max(0, (middle - half) / whole);
  const high = count === of ? 1 : Math.min(1, (middle + half) / whole);
  return { low, high };
}

/**
 * How much higher the rate of `two` is than that of `one`, with its 95 % confidence interval: Newcombe's method 10, which is made of the two
 * Wilson intervals and holds for few people and for rates near 0 and 1 too. Undefined when one of them is of nothing.
 * @see https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I
 */
export function newcombe(one: Share, two: Share): Difference | undefined {
  const [first, second] = [wilson(one), wilson(two)];
  const [a, b] = [rateOf(one), rateOf(two)];
  if (first === undefined || second === undefined || a === undefined || b === undefined) return undefined;
  const difference = b - a;
  return {
    difference,
    low: difference - Math.hypot(b - second.low, first.high - a),
    high: difference + Math.hypot(second.high - b, a - first.low),
  };
}
