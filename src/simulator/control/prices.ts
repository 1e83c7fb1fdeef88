import { addElsewhere, type ChargedElsewhere, type TierCount, tierCounts } from "../pricing/elsewhere.ts";
import type { World } from "../world.ts";

/** What other accounts of the business do to its prices: part of the control calls. */
export interface PriceControl {
  /** Other accounts have delivered charged messages this month: the volume tiers count them too. Returns all counts. */
  chargedElsewhere(input: ChargedElsewhere): TierCount[];

  /** The charged messages that volume tiers have counted, by month, market and category. */
  tierCounts(): TierCount[];
}

export const priceControl = (world: World): PriceControl => ({
  chargedElsewhere(input) {
    addElsewhere(world, input);
    world.events.emit("limits", input);
    return tierCounts(world);
  },

  tierCounts: () => tierCounts(world),
});
