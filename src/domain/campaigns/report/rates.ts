import type { Answers } from "./answers.ts";
import type { Share } from "../../pages/figures.ts";
import { total, type PeopleReport } from "./people.ts";

/**
 * - `delivery`: whose message arrived, of those whose message Meta took.
 * - `read`: of those whose message arrived. People can switch read receipts off: the true rate is higher.
 * - `reply`: who wrote in time, of those whose message arrived.
 * - `tap`: who tapped a button, of those whose message arrived.
 * - `optOut`: who withdrew consent in time, of those whose message Meta took.
 */
export const rateNames = ["delivery", "read", "reply", "tap", "optOut"] as const;
export type RateName = (typeof rateNames)[number];
export type Rates = Readonly<Record<RateName, Share>>;

/** @param answers of the same people */
export function ratesOf(
  { taken, delivered, read }: Pick<PeopleReport, "taken" | "delivered" | "read">,
  answers: Pick<Answers, "replies" | "taps" | "optOuts">,
): Rates {
  // Who was written to twice may have answered the message that counts no more.
  const share = (count: number, of: number): Share => ({ count: Math.min(count, of), of });
  return {
    delivery: share(delivered, taken),
    read: share(read, delivered),
    reply: share(
      total(answers.replies, ({ reached }) => reached),
      delivered,
    ),
    tap: share(
      total(answers.taps, ({ reached }) => reached),
      delivered,
    ),
    optOut: share(
      total(answers.optOuts, ({ people }) => people),
      taken,
    ),
  };
}
