import type { World } from "../world.ts";
import { dayAt, monthAt } from "./calendar.ts";
import { listPrice } from "./cards.ts";
import { reportTier } from "./tier-notice.ts";
import { tierKey, tierOf } from "./tiers.ts";

/** Charged messages of other accounts of the same business, which count for its tiers too. */
export interface ChargedElsewhere {
  /** In Meta's words: `Spain`, `Rest of Latin America`. */
  readonly market: string;
  readonly category: "utility" | "authentication";
  readonly messages: number;
}

/** How many charged messages of a market and category a business has delivered in a month. */
export interface TierCount extends ChargedElsewhere {
  /** `2026-11` */
  readonly month: string;
}

/** Other accounts have delivered messages this month: they bring the next tier nearer, and are in no figures here. */
export function addElsewhere(world: World, { market, category, messages }: ChargedElsewhere): void {
  const { business, figures } = world.state;
  const now = world.clock.now();
  const day = dayAt(business.timezone, now);
  const key = tierKey(monthAt(business.timezone, now), market, category);
  const before = figures.tiers.get(key) ?? 0;
  figures.tiers.set(key, before + messages);
  const { currency } = business;
  const query = { currency, market, category, day, list: listPrice(currency, market, category, day) };
  const [then, tier] = [tierOf(query, before), tierOf(query, before + messages)];
  if (tier !== undefined && tier.name !== then?.name) reportTier(world, { market, category, tier, place: tier.from });
}

/** Of all months, as they came. */
export function tierCounts({ state }: World): TierCount[] {
  return [...state.figures.tiers].map(([key, messages]) => {
    const [month = "", market = "", category] = key.split("|");
    return { month, market, category: category as TierCount["category"], messages };
  });
}
