import type { TierCount } from "../../storage/repos/tier-counts.ts";
import type { TierNotice } from "../../storage/repos/tier-notices.ts";
import { marketAsOf } from "./market.ts";
import { rateCategory } from "./rates-categories.ts";

/** What is counted together for the volume tiers. */
interface CountedPlace {
  /** `2026-11` */
  readonly month: string;
  readonly market: string;
  readonly category: string;
}

/** International authentication goes on from the month's count of authentication. */
function countedAs(category: string): string {
  const known = rateCategory(category) ?? category;
  return known === "authentication-international" ? "authentication" : known;
}

/**
 * How many messages the business portfolio had been charged for at an instant (milliseconds), at the least, by what Meta has told: it
 * counts those of other programs and accounts too. Zero where it has told nothing.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
type TierFloors = (place: CountedPlace, at: number) => number;

export function tierFloors(notices: readonly TierNotice[]): TierFloors {
  if (notices.length === 0) return () => 0;
  return ({ month, market, category }, at) => {
    const counted = countedAs(category);
    const its = notices.filter(
      (notice) =>
        notice.month === month && notice.market === market && notice.category === counted && notice.update_time <= at,
    );
    return Math.max(0, ...its.map((notice) => notice.tier_from - 1));
  };
}

/** Own counts of a month, with what is missing up to what Meta has told: what others sent. */
export function raiseToNotices(
  counts: readonly TierCount[],
  { month, at, notices }: { readonly month: string; readonly at: number; readonly notices: readonly TierNotice[] },
): TierCount[] {
  const floors = tierFloors(notices);
  const told = new Map(notices.map(({ market, category }) => [`${market}|${category}`, { month, market, category }]));
  const others = [...told.values()].flatMap((place): TierCount[] => {
    const own = counts.filter(
      ({ market, category }) =>
        marketAsOf(market ?? "Other", `${month}-01`) === place.market && countedAs(category) === place.category,
    );
    const missing = floors(place, at) - own.reduce((sum, { count }) => sum + count, 0);
    return missing > 0 ? [{ market: place.market, category: place.category, count: missing }] : [];
  });
  return [...counts, ...others];
}
