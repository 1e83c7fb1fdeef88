import type { WireAccountUpdateValue } from "../../graph/wire/webhook-account-update.ts";
import { sendAccountWebhook } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";
import { monthAt } from "./calendar.ts";
import type { Charged } from "./cards.ts";
import type { Tier } from "./tiers.ts";

interface Reached {
  readonly market: string;
  readonly category: Charged;
  readonly tier: Tier;
  /** Which message of its month it is. */
  readonly place: number;
}

/**
 * Tells that the month's messages have come to a lower price, with the first message that has it. Meta may say so several
 * times, and the earliest time counts: `tierNotices` of the business has as many of the next messages say it again.
 * @see https://developers.facebook.com/docs/whatsapp/pricing/updates-to-pricing
 */
export function reportTier(world: World, { market, category, tier, place }: Reached): void {
  const { timezone, tierNotices } = world.state.business;
  if (tier.from === 0 || place >= tier.from + tierNotices) return;
  const now = world.clock.now();
  const value = {
    event: "VOLUME_BASED_PRICING_TIER_UPDATE",
    volume_tier_info: {
      tier_update_time: Math.floor(now / 1_000),
      pricing_category: category.toUpperCase(),
      tier: tier.name,
      effective_month: monthAt(timezone, now),
      region: market,
    },
  } satisfies WireAccountUpdateValue;
  void sendAccountWebhook(world, "account_update", value);
}
