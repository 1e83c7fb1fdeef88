import { groupBy } from "../../../core/group.ts";
import type { Micros } from "../../../core/money.ts";
import type { CostSum } from "../../../storage/repos/cost-slots.ts";
import type { TierNotice } from "../../../storage/repos/tier-notices.ts";
import { monthAt } from "../calendar.ts";
import type { RateCategory } from "../rates.ts";
import type { Tariff } from "../tariff.ts";
import { tierFloors } from "../tier-notices.ts";
import type { Band } from "../tier-tables.ts";
import { bandAfter, isTiered, priceScale, type TierKnowledge } from "../tiers.ts";
import { sumOf } from "./sums.ts";
import { listCategory } from "./without-free.ts";

/** How far the month's messages of a market and category have come on the scale of prices. */
export interface TierPlace {
  readonly market: string;
  readonly category: RateCategory;
  /** Charged messages of the month, as far as recado knows, or as Meta has told. */
  readonly count: number;
  /** The price of the next message, and the tier that it falls in. */
  readonly band: Band;
  readonly tiers: TierKnowledge;
  /** The tier after it; undefined in the last one, and where no tiers are known. */
  readonly next:
    | { readonly from: number; readonly micros: Micros; readonly discount: number; readonly left: number }
    | undefined;
}

function placeOf(
  { market, category, count }: Pick<TierPlace, "market" | "category" | "count">,
  query: { readonly currency: string; readonly at: number; readonly tariff: Tariff },
): TierPlace | undefined {
  const scale = priceScale({ market, category, ...query });
  if (scale === undefined) return undefined;
  const band = bandAfter(scale, count);
  const after = scale.bands.find(({ from }) => from > count + 1);
  const next = after && {
    from: after.from,
    micros: after.micros,
    discount: after.discount,
    // So many more are charged before the first one that is cheaper.
    left: after.from - 1 - count,
  };
  return { market, category, count, band, tiers: scale.tiers, next };
}

/**
 * Where the month stands on the volume tiers, those that are nearest to the next one first. Meta counts over all accounts of a business
 * portfolio: what other programs sent is missing here, but for what its notices of tiers have told.
 *
 * @param rows sums of one month by market and category, of every currency
 */
export function nextTiers(
  rows: readonly CostSum[],
  query: {
    readonly currency: string;
    readonly at: number;
    readonly tariff: Tariff;
    readonly notices?: readonly TierNotice[] | undefined;
  },
): TierPlace[] {
  const { at, tariff, notices = [] } = query;
  const month = monthAt(at, tariff.zone);
  const floors = tierFloors(notices);
  const parts = rows.flatMap((row) => {
    const category = listCategory(row.category);
    const group = row.category?.startsWith("group_") === true;
    if (category === undefined || !isTiered(category) || group || row.market === null || row.market === undefined)
      return [];
    return [{ market: row.market, category, row }];
  });
  return [...groupBy(parts, ({ market, category }) => `${market}|${category}`).values()]
    .flatMap((its) => {
      const [first] = its;
      // What Meta charged counts, also where no card tells its rate.
      const regular = its.filter(({ row }) => row.pricing_type === "regular");
      const own = sumOf(its.map(({ row }) => row)).charged + sumOf(regular.map(({ row }) => row)).unpriced;
      if (first === undefined || own === 0) return [];
      const count = Math.max(own, floors({ month, market: first.market, category: first.category }, at));
      return placeOf({ market: first.market, category: first.category, count }, query) ?? [];
    })
    .toSorted(
      (one, other) =>
        (one.next?.left ?? Infinity) - (other.next?.left ?? Infinity) ||
        other.count - one.count ||
        `${one.market}|${one.category}`.localeCompare(`${other.market}|${other.category}`, "en"),
    );
}
