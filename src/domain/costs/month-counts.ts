import type { Queryable } from "../../storage/database.ts";
import { deliveredThisMonth, type TierCount } from "../../storage/repos/tier-counts.ts";
import { tierNotices } from "../../storage/repos/tier-notices.ts";
import { freeServiceLeft } from "./allowance.ts";
import { monthRange, monthAt } from "./calendar.ts";
import type { RateCategory } from "./rates.ts";
import { raiseToNotices } from "./tier-notices.ts";
import { isTiered } from "./tiers.ts";

/** What was delivered in a month before a plan begins, as far as recado knows. */
export interface MonthCounts {
  /** `2026-11`, in the account's zone. */
  readonly month: string;
  /**
   * What counts for the volume tiers: the least that it can be, since other programs' messages are missing but for what Meta's notices of
   * tiers have told.
   */
  readonly delivered: readonly TierCount[];
  /** Free answers left in the month, by phone number id; for a number that is missing: none. */
  readonly freeServiceLeft: ReadonlyMap<string, number>;
}

export interface MonthQuery {
  /** Milliseconds: the month of this instant in the account's zone. */
  readonly at: number;
  /** IANA name; UTC when left out. */
  readonly zone?: string | undefined;
  /** All numbers of the business portfolio, as far as they are known: Meta counts over all of them. */
  readonly phoneNumberIds: readonly string[];
  /** What will be sent; what does not matter for it is not read. */
  readonly categories: readonly RateCategory[];
}

/** Reads what the price of the month's further messages depends on. */
export async function readMonthCounts(db: Queryable, query: MonthQuery): Promise<MonthCounts> {
  const { at, zone, phoneNumberIds: numbers, categories } = query;
  const month = monthAt(at, zone);
  const free = new Map<string, number>();
  if (categories.includes("service")) {
    for (const number of numbers) free.set(number, await freeServiceLeft(db, number, at, zone));
  }
  if (!categories.some(isTiered)) return { month, delivered: [], freeServiceLeft: free };
  const own = await deliveredThisMonth(db, { ...monthRange(month, zone), numbers });
  const delivered = raiseToNotices(own, { month, at, notices: await tierNotices(db, [month]) });
  return { month, delivered, freeServiceLeft: free };
}
